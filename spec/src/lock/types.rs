//! What a field holds, in the words of `api.lock`: `uint64`, `repeated Task`, `map<string, Task>`.
//!
//! Messages go by their names without the package, which a macro does not know. Whether a field is optional is not
//! told: bytes mean the same either way.

use crate::shape::{Body, Kind, ProtoKind};
use crate::sink::Sink;

/// How deep newtypes are looked through. A type that is nothing but itself has no values.
const DEEPEST: usize = 32;

/// Writes what a field of this kind holds.
pub(super) const fn field(kind: &Kind, to: &mut Sink<'_>) {
    match seen(kind) {
        Kind::Option(inner) => element(inner, to),
        Kind::Seq(inner, _) | Kind::Set(inner) => {
            to.push("repeated ");
            element(inner, to);
        }
        Kind::Map(key, value) if is_key(key) => {
            to.push("map<");
            element(key, to);
            to.push(", ");
            element(value, to);
            to.push(">");
        }
        Kind::Map(..) => {
            to.push("repeated ");
            kind.write_name(to);
            to.push("Entry");
        }
        _ => element(kind, to),
    }
}

/// Writes what stands for one value: of a list, of a map, in a `oneof`.
pub(super) const fn element(kind: &Kind, to: &mut Sink<'_>) {
    match seen(kind) {
        Kind::Message(shape) => match shape.get().body {
            Body::Opaque => to.push("google.protobuf.Value"),
            _ => shape.get().write_type_name(to),
        },
        kind => {
            let word = word(kind);
            if word.is_empty() {
                kind.write_name(to);
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

/// What is written in place of a value: what a newtype holds, and what another form in protobuf is like.
const fn seen(kind: &Kind) -> &Kind {
    let mut kind = kind;
    let mut depth = 0;
    while depth < DEEPEST {
        kind = match kind {
            Kind::Apart(apart) => match &apart.proto {
                ProtoKind::Like(like) => like,
                _ => return kind,
            },
            Kind::Message(shape) => match &shape.get().body {
                Body::Transparent(inner, _) => inner,
                _ => return kind,
            },
            _ => return kind,
        };
        depth += 1;
    }
    kind
}

/// Whether protobuf takes these for the keys of a map.
const fn is_key(kind: &Kind) -> bool {
    matches!(
        seen(kind),
        Kind::Bool | Kind::Int { .. } | Kind::Char | Kind::String
    )
}
