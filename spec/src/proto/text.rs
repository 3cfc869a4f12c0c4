//! Files as `.proto` text, formatted as `buf format` does it.

use std::fmt::Write as _;

use crate::{Doc, MethodSpec};

use super::files::ProtoService;
use super::names::split;
use super::{
    MethodProto, ProtoEnum, ProtoField, ProtoFile, ProtoLabel, ProtoMessage, ProtoType, ProtoValue,
    Reserved, names,
};

impl ProtoFile<'_> {
    /// The file's text, with the documentation as comments. It ends with a line break.
    pub fn text(&self) -> String {
        let mut writer = Writer {
            file: self,
            text: String::from("syntax = \"proto3\";\n"),
            depth: 0,
        };
        if !self.package.is_empty() {
            let _ = write!(writer.text, "\npackage {};\n", self.package);
        }
        if !self.imports.is_empty() {
            writer.text.push('\n');
        }
        for import in &self.imports {
            writer.line(&format!("import \"{import}\";"));
        }
        for service in &self.services {
            writer.service(service);
        }
        for message in &self.messages {
            writer.message(message);
        }
        for one in &self.enums {
            writer.enumeration(one);
        }
        writer.text
    }
}

struct Writer<'a> {
    file: &'a ProtoFile<'a>,
    text: String,
    /// How deep the next line is indented.
    depth: usize,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        if !text.is_empty() {
            for _ in 0..self.depth {
                self.text.push_str("  ");
            }
            self.text.push_str(text);
        }
        self.text.push('\n');
    }

    /// A block of lines in braces, which stay on the line where there are none.
    fn block(&mut self, head: &str, inside: impl FnOnce(&mut Self)) {
        self.line(&format!("{head} {{"));
        let before = self.text.len();
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        if self.text.len() == before {
            self.text.truncate(before - 1);
            self.text.push_str("}\n");
        } else {
            self.line("}");
        }
    }

    fn comment(&mut self, text: &str) {
        for line in text.trim().lines() {
            // What a line holds beside text would be a line of its own for whoever reads it.
            let line: String = line.chars().filter(|letter| !letter.is_control()).collect();
            self.line(format!("// {line}").trim_end());
        }
    }

    fn doc(&mut self, doc: &Doc) {
        self.comment(&doc.text());
    }

    fn service(&mut self, service: &ProtoService<'_>) {
        let spec = service.spec;
        self.text.push('\n');
        self.doc(&spec.doc);
        // To protobuf the name of a method is nearer than that of a type.
        let names = spec.methods.iter();
        let names = names.map(|method| split(&method.full_name).1.to_owned());
        let scope: Vec<_> = names.collect();
        self.block(&format!("service {}", spec.name), |writer| {
            for (method, proto) in spec.methods.iter().zip(&service.methods) {
                writer.method(method, proto, &scope);
            }
        });
    }

    fn method(&mut self, method: &MethodSpec, proto: &MethodProto, scope: &[String]) {
        self.doc(&method.doc);
        let name = split(&method.full_name).1;
        let MethodProto { request, reply } = proto;
        let stream = |streams: bool| if streams { "stream " } else { "" };
        let (input, output) = (
            stream(method.kind.streams_input()),
            stream(method.kind.streams_output()),
        );
        let (request, reply) = (self.reference(request, scope), self.reference(reply, scope));
        let head = format!("rpc {name}({input}{request}) returns ({output}{reply})");
        let options = options(method);
        if options.is_empty() {
            self.line(&format!("{head};"));
        } else {
            self.block(&head, |writer| {
                for (name, value) in options {
                    writer.line(&format!("option {name} = {value};"));
                }
            });
        }
    }

    fn message(&mut self, message: &ProtoMessage) {
        let maps = message.fields.iter();
        let maps = maps.filter(|field| matches!(field.ty, ProtoType::Map { .. }));
        let entries: Vec<_> = maps.map(|field| names::map_entry(&field.name)).collect();
        self.text.push('\n');
        self.comment(&message.doc);
        let head = format!("message {}", split(&message.name).1);
        self.block(&head, |writer| {
            writer.reserved(&message.reserved);
            let fields = |writer: &mut Self| {
                for field in &message.fields {
                    writer.field(field, &entries);
                }
            };
            match &message.oneof {
                Some(name) => writer.block(&format!("oneof {name}"), fields),
                None => fields(writer),
            }
        });
    }

    fn field(&mut self, field: &ProtoField, scope: &[String]) {
        let ProtoField {
            name, number, ty, ..
        } = field;
        self.comment(&field.doc);
        let label = match field.label {
            ProtoLabel::Single => "",
            ProtoLabel::Optional => "optional ",
            ProtoLabel::Repeated => "repeated ",
        };
        let ty = self.field_type(ty, scope);
        let json = field.json_name.as_ref();
        let json = json.map_or_else(String::new, |json| {
            format!(" [json_name = {}]", quoted(json))
        });
        self.line(&format!("{label}{ty} {name} = {number}{json};"));
    }

    fn field_type(&self, ty: &ProtoType, scope: &[String]) -> String {
        match ty {
            ProtoType::Scalar(scalar) => scalar.name().to_owned(),
            ProtoType::Message(name) | ProtoType::Enum(name) => self.reference(name, scope),
            ProtoType::Map { key, value } => {
                let value = self.field_type(value, scope);
                format!("map<{}, {value}>", key.name())
            }
        }
    }

    /// A type as this file refers to it: by its own name in its package, else by its full name. `scope` holds the names
    /// that are declared inside of the message or the service around it.
    fn reference(&self, full: &str, scope: &[String]) -> String {
        let (package, name) = split(full);
        let is_word = |name: &str| name.starts_with(|first: char| first.is_ascii_lowercase());
        if package == self.file.package && !is_word(name) && !scope.iter().any(|one| one == name) {
            return name.to_owned();
        }
        let first = full.split('.').next().unwrap_or(full);
        if self.file.shadowed.contains(first) || scope.iter().any(|one| one == first) {
            format!(".{full}")
        } else {
            full.to_owned()
        }
    }

    fn enumeration(&mut self, one: &ProtoEnum) {
        self.text.push('\n');
        self.comment(&one.doc);
        self.block(&format!("enum {}", split(&one.name).1), |writer| {
            writer.reserved(&one.reserved);
            for value in &one.values {
                let ProtoValue { name, number, doc } = value;
                writer.comment(doc);
                writer.line(&format!("{name} = {number};"));
            }
        });
    }

    fn reserved(&mut self, reserved: &Reserved) {
        if !reserved.numbers.is_empty() {
            let ranges = reserved.ranges().map(|(first, last)| match last {
                _ if first == last => first.to_string(),
                _ => format!("{first} to {last}"),
            });
            let ranges: Vec<_> = ranges.collect();
            self.line(&format!("reserved {};", ranges.join(", ")));
        }
        if !reserved.names.is_empty() {
            let names = reserved.names.iter().map(|name| quoted(name));
            let names: Vec<_> = names.collect();
            self.line(&format!("reserved {};", names.join(", ")));
        }
    }
}

/// The options of a method.
fn options(method: &MethodSpec) -> Vec<(&'static str, &'static str)> {
    let deprecated = method.deprecated.as_ref();
    let deprecated = deprecated.map(|_| ("deprecated", "true"));
    let level = method.hints.idempotency_level();
    let level = level.map(|level| ("idempotency_level", level));
    deprecated.into_iter().chain(level).collect()
}

/// A string literal.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                for byte in letter.to_string().bytes() {
                    let _ = write!(quoted, "\\{byte:03o}");
                }
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
