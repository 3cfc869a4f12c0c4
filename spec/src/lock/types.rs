//! What a field holds, in the words of `api.lock`: `uint64`, `repeated Task`, `map<string, Task>`.
//!
//! Messages go by their names without the package, which a macro does not know. Whether a field is optional is not
//! told: bytes mean the same either way.

use crate::shape::{Kind, ProtoKind};
use crate::sink::Sink;

/// Writes what a field of this kind holds.
pub(super) const fn field(kind: &Kind, to: &mut Sink<'_>) {
    match kind.seen() {
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
        map @ Kind::Map(..) => {
            to.push("repeated ");
            map.write_proto_name(to);
            to.push("Entry");
        }
        _ => element(kind, to),
    }
}

/// Writes what stands for one value: of a list, of a map, in a `oneof`.
pub(super) const fn element(kind: &Kind, to: &mut Sink<'_>) {
    match kind.seen() {
        Kind::Message(shape) => shape.get().write_type_name(to),
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
