//! Files as descriptors: what protoc makes of their text, without the comments.
//!
//! The numbers are those of `descriptor.proto` (<https://protobuf.com/docs/descriptors>).

mod known;
mod message;
mod writer;

use crate::{MethodSpec, ServiceSpec};

use super::files::{ProtoService, proto_files};
use super::names::split;
use super::{MethodProto, ProtoEnum, ProtoFile, ProtoMessage, Reserved};
use writer::Writer;

/// A `google.protobuf.FileDescriptorSet` of several services, encoded: their files behind all that these import. It is what
/// reflection and tools without `.proto` files are given.
///
/// Fails as [`proto_files`] does.
pub fn file_descriptor_set(services: &[&ServiceSpec]) -> Result<Vec<u8>, String> {
    let files = proto_files(services)?;
    let mut set = Writer::default();
    for known in known::files() {
        let imports = files.iter().flat_map(|file| &file.imports);
        if imports.into_iter().any(|import| import == known.path) {
            set.message(1, |to| known::file(&known, to));
        }
    }
    for file in &files {
        set.message(1, |to| whole(file, to));
    }
    Ok(set.finish())
}

fn whole(file: &ProtoFile<'_>, to: &mut Writer) {
    head(&file.path, &file.package, to);
    for import in &file.imports {
        to.text(3, import);
    }
    types(
        file.messages.iter().copied(),
        file.enums.iter().copied(),
        to,
    );
    for service in &file.services {
        to.message(6, |to| self::service(service, to));
    }
    to.text(12, "proto3");
}

fn head(path: &str, package: &str, to: &mut Writer) {
    to.text(1, path);
    if !package.is_empty() {
        to.text(2, package);
    }
}

fn types<'a>(
    messages: impl Iterator<Item = &'a ProtoMessage>,
    enums: impl Iterator<Item = &'a ProtoEnum>,
    to: &mut Writer,
) {
    for message in messages {
        to.message(4, |to| message::message(message, to));
    }
    for one in enums {
        to.message(5, |to| enumeration(one, to));
    }
}

fn enumeration(one: &ProtoEnum, to: &mut Writer) {
    to.text(1, split(&one.name).1);
    for value in &one.values {
        to.message(2, |to| {
            to.text(1, &value.name);
            to.number(2, value.number);
        });
    }
    // Other than that of a message, the range of an enum holds its end.
    reserved(&one.reserved, (4, 0), 5, to);
}

/// Ranges as messages of this number, which name what lies `beyond` the last number of each, and names of that number.
fn reserved(reserved: &Reserved, (ranges, beyond): (u32, u32), names: u32, to: &mut Writer) {
    for (first, last) in reserved.ranges() {
        to.message(ranges, |to| {
            to.number(1, first);
            to.number(2, last + beyond);
        });
    }
    for name in &reserved.names {
        to.text(names, name);
    }
}

fn service(service: &ProtoService<'_>, to: &mut Writer) {
    to.text(1, &service.spec.name);
    for (method, proto) in service.spec.methods.iter().zip(&service.methods) {
        to.message(2, |to| self::method(method, proto, to));
    }
}

fn method(method: &MethodSpec, proto: &MethodProto, to: &mut Writer) {
    to.text(1, split(&method.full_name).1);
    to.text(2, &format!(".{}", proto.request));
    to.text(3, &format!(".{}", proto.reply));
    let level = method.hints.idempotency_level();
    let is_deprecated = method.deprecated.is_some();
    if is_deprecated || level.is_some() {
        to.message(4, |to| {
            if is_deprecated {
                to.flag(33);
            }
            if let Some(level) = level {
                to.number(34, if level == "NO_SIDE_EFFECTS" { 1 } else { 2 });
            }
        });
    }
    if method.kind.streams_input() {
        to.flag(5);
    }
    if method.kind.streams_output() {
        to.flag(6);
    }
}
