//! What a field holds, in the words of `api.lock`: `uint64`, `repeated Task`, `map<string, Task>`.
//!
//! Messages of the package around go by their names, those of others by their full names. Whether a field is optional is not
//! told: bytes mean the same either way.

use crate::shape::{Kind, ProtoKind, Shape};
use crate::sink::Sink;
use crate::text;

/// The message that a field is in, as far as the names of other messages hang on it.
#[derive(Clone, Copy, Debug)]
pub struct Inside<'a> {
    pub(super) package: &'a str,
    pub(super) is_own: bool,
}

impl<'a> Inside<'a> {
    /// In a message of this package. It is the message's own where it is not simply that of the service.
    pub const fn new(package: &'a str, is_own: bool) -> Self {
        Self { package, is_own }
    }

    /// Writes the package of a message, if it is another.
    const fn package_of(self, shape: &Shape, to: &mut Sink<'_>) {
        match shape.package {
            Some(package) if text::same(package, self.package) => {}
            Some(package) => {
                to.push(package);
                to.push(".");
            }
            // It is in the package of the service, which is not known here.
            None if self.is_own => to.any_package(),
            None => {}
        }
    }
}

/// Writes what a field of this kind holds.
pub(super) const fn field(kind: &Kind, inside: Inside<'_>, to: &mut Sink<'_>) {
    match kind.seen() {
        Kind::Option(inner) => element(inner, inside, to),
        Kind::Seq(inner, _) | Kind::Set(inner) => {
            to.push("repeated ");
            element(inner, inside, to);
        }
        Kind::Map(key, value) if is_key(key) => {
            to.push("map<");
            element(key, inside, to);
            to.push(", ");
            element(value, inside, to);
            to.push(">");
        }
        map @ Kind::Map(..) => {
            to.push("repeated ");
            map.write_proto_name(to);
            to.push("Entry");
        }
        _ => element(kind, inside, to),
    }
}

/// Writes what stands for one value: of a list, of a map, in a `oneof`.
pub(super) const fn element(kind: &Kind, inside: Inside<'_>, to: &mut Sink<'_>) {
    match kind.seen() {
        Kind::Message(shape) => {
            inside.package_of(shape.get(), to);
            shape.get().write_type_name(to);
        }
        kind => {
            let word = word(kind);
            if word.is_empty() {
                kind.write_proto_name(to);
            } else {
                to.push(word);
            }
        }
    }
}

/// The word for a kind, if protobuf has one.
pub(super) const fn word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Bool => "bool",
        Kind::Int { signed, bits } => match (*signed, *bits) {
            (true, 64) => "int64",
            (true, _) => "int32",
            (false, 64) => "uint64",
            (false, _) => "uint32",
        },
        Kind::Float { bits: 32 } => "float",
        Kind::Float { .. } => "double",
        Kind::Char | Kind::String => "string",
        Kind::Unit => "google.protobuf.Empty",
        Kind::Opaque => "google.protobuf.Value",
        Kind::Apart(apart) => match apart.proto {
            ProtoKind::Bytes => "bytes",
            ProtoKind::Timestamp => "google.protobuf.Timestamp",
            ProtoKind::Duration => "google.protobuf.Duration",
            ProtoKind::Like(_) => "",
        },
        _ => "",
    }
}

/// Whether protobuf takes these for the keys of a map.
const fn is_key(kind: &Kind) -> bool {
    matches!(
        kind.seen(),
        Kind::Bool | Kind::Int { .. } | Kind::Char | Kind::String
    )
}
