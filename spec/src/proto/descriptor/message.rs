//! Messages and their fields.

use super::super::names::{self, split};
use super::super::{ProtoField, ProtoLabel, ProtoMessage, ProtoScalar, ProtoType};
use super::writer::Writer;

const OPTIONAL: u32 = 1;
const REPEATED: u32 = 3;

pub(super) fn message(message: &ProtoMessage, to: &mut Writer) {
    to.text(1, split(&message.name).1);
    let optional = message.fields.iter();
    let optional = optional.filter(|field| field.label == ProtoLabel::Optional);
    let taken = message.fields.iter().map(|field| &*field.name);
    let taken = taken.chain(message.oneof.as_deref());
    let synthetic = names::synthetic_oneofs(optional.map(|field| &*field.name), taken);
    let mut index = 0;
    for field in &message.fields {
        let oneof = match (&message.oneof, field.label) {
            (Some(_), _) => Some(0),
            (None, ProtoLabel::Optional) => {
                index += 1;
                Some(index - 1)
            }
            _ => None,
        };
        to.message(2, |to| self::field(&message.name, field, oneof, to));
    }
    for field in &message.fields {
        if let ProtoType::Map { key, value } = &field.ty {
            to.message(3, |to| entry(&field.name, *key, value, to));
        }
    }
    for name in message.oneof.iter().chain(&synthetic) {
        to.message(8, |to| to.text(1, name));
    }
    // The range of a message ends in front of its end.
    super::reserved(&message.reserved, (9, 1), 10, to);
}

/// A field, which is in the `oneof` of this index.
fn field(message: &str, field: &ProtoField, oneof: Option<u32>, to: &mut Writer) {
    let label = match (field.label, &field.ty) {
        (ProtoLabel::Repeated, _) | (_, ProtoType::Map { .. }) => REPEATED,
        _ => OPTIONAL,
    };
    to.text(1, &field.name);
    to.number(3, field.number);
    to.number(4, label);
    match &field.ty {
        ProtoType::Map { .. } => {
            let entry = format!("{message}.{}", names::map_entry(&field.name));
            type_of(&ProtoType::Message(entry), to);
        }
        ty => type_of(ty, to),
    }
    if let Some(index) = oneof {
        to.number(9, index);
    }
    match &field.json_name {
        Some(name) => to.text(10, name),
        None => to.text(10, &names::json_name(&field.name)),
    }
    if field.label == ProtoLabel::Optional {
        to.flag(17);
    }
}

/// The message of each entry of a map.
fn entry(field: &str, key: ProtoScalar, value: &ProtoType, to: &mut Writer) {
    to.text(1, &names::map_entry(field));
    for (number, name, ty) in [(1, "key", &ProtoType::Scalar(key)), (2, "value", value)] {
        to.message(2, |to| {
            to.text(1, name);
            to.number(3, number);
            to.number(4, OPTIONAL);
            type_of(ty, to);
            to.text(10, name);
        });
    }
    to.message(7, |to| to.flag(7));
}

fn type_of(ty: &ProtoType, to: &mut Writer) {
    let (number, name) = match ty {
        ProtoType::Scalar(scalar) => (scalar_type(*scalar), None),
        ProtoType::Enum(name) => (14, Some(name)),
        ProtoType::Message(name) => (11, Some(name)),
        ProtoType::Map { .. } => unreachable!("a map is a field with a message of its own"),
    };
    to.number(5, number);
    if let Some(name) = name {
        to.text(6, &format!(".{name}"));
    }
}

fn scalar_type(scalar: ProtoScalar) -> u32 {
    match scalar {
        ProtoScalar::Double => 1,
        ProtoScalar::Float => 2,
        ProtoScalar::Int64 => 3,
        ProtoScalar::Uint64 => 4,
        ProtoScalar::Int32 => 5,
        ProtoScalar::Bool => 8,
        ProtoScalar::String => 9,
        ProtoScalar::Bytes => 12,
        ProtoScalar::Uint32 => 13,
    }
}
