//! The parts that layouts are put together from.

use std::collections::BTreeSet;

use crate::shape::{Enum, Gone, Kind, Shape, VariantBody};

use super::super::names::{self, screaming_snake};
use super::super::{
    ProtoEnum, ProtoField, ProtoLabel, ProtoMessage, ProtoScalar, ProtoType, ProtoValue, Reserved,
};
use super::Form;
use super::held::Held;

/// Whether any variant holds something, one that is never sent too.
pub(super) fn has_data(body: &Enum) -> bool {
    let mut variants = body.variants.iter();
    variants.any(|variant| !matches!(variant.body, VariantBody::Unit))
}

pub(super) fn enumeration(name: &str, shape: &Shape, body: &Enum) -> ProtoEnum {
    let prefix = screaming_snake(&shape.type_name());
    let unspecified = ProtoValue {
        name: format!("{prefix}_UNSPECIFIED"),
        number: 0,
        doc: String::new(),
    };
    let sent = body.variants.iter().filter(|variant| variant.number != 0);
    let values = sent.map(|variant| ProtoValue {
        name: format!("{prefix}_{}", screaming_snake(variant.rust)),
        number: variant.number,
        doc: variant.doc.to_owned(),
    });
    let values: Vec<_> = std::iter::once(unspecified).chain(values).collect();
    let used = values.iter().map(|value| (value.number, &*value.name));
    ProtoEnum {
        name: name.to_owned(),
        base: shape.name.to_owned(),
        path: Some(path(shape)),
        doc: shape.doc.to_owned(),
        reserved: reserved(body.gone, &format!("{prefix}_"), used),
        values,
    }
}

/// Where a type is in Rust.
pub(super) fn path(shape: &Shape) -> String {
    let module = shape.origin.split(" (").next().unwrap_or_default();
    format!("{module}::{}", shape.name)
}

/// A message that a type of the user stands for.
pub(super) fn of_type(mut message: ProtoMessage, path: String, gone: &[Gone]) -> ProtoMessage {
    let fields = message.fields.iter();
    let used = fields.map(|field| (field.number, &*field.name));
    message.reserved = reserved(gone, "", used);
    message.path = Some(path);
    message
}

/// What is gone, but for names that are used again under another number, which protobuf would refuse.
pub(super) fn reserved<'a>(
    gone: &[Gone],
    prefix: &str,
    used: impl Iterator<Item = (u32, &'a str)>,
) -> Reserved {
    let (numbers, names): (BTreeSet<_>, BTreeSet<_>) = used.unzip();
    let gone = gone
        .iter()
        .map(|gone| (gone.number, format!("{prefix}{}", gone.name)));
    let (gone_numbers, gone_names): (BTreeSet<_>, BTreeSet<_>) = gone.unzip();
    Reserved {
        numbers: gone_numbers.difference(&numbers).copied().collect(),
        names: gone_names
            .into_iter()
            .filter(|name| !names.contains(&**name))
            .collect(),
    }
}

pub(super) fn message(name: &str, base: &str, doc: &str, fields: Vec<ProtoField>) -> ProtoMessage {
    ProtoMessage {
        name: name.to_owned(),
        base: base.to_owned(),
        path: None,
        doc: doc.to_owned(),
        oneof: None,
        fields,
        reserved: Reserved::default(),
    }
}

/// The same with all fields in a `oneof`.
pub(super) fn one_of(mut message: ProtoMessage) -> ProtoMessage {
    message.oneof = (!message.fields.is_empty()).then(|| "kind".to_owned());
    message
}

pub(super) fn plain_field(name: &str, number: u32, form: Form) -> ProtoField {
    ProtoField {
        name: name.to_owned(),
        number,
        label: form.label,
        required: form.label == ProtoLabel::Single && has_presence(&form.ty),
        ty: form.ty,
        json_name: None,
        doc: String::new(),
    }
}

/// Whether protobuf tells an absent field of the type from any value.
pub(super) fn has_presence(ty: &ProtoType) -> bool {
    matches!(ty, ProtoType::Message(_) | ProtoType::Enum(_))
}

/// The key in JSON, where it is not what protobuf makes of the name.
pub(super) fn json_name(name: &str, json: &str) -> Option<String> {
    (names::json_name(name) != json).then(|| json.to_owned())
}

/// The type of a map's keys, if protobuf takes them.
pub(super) fn key_type(kind: &Kind) -> Option<ProtoScalar> {
    match Held::of(kind) {
        Held::Kind(Kind::Float { .. }) => None,
        Held::Kind(kind) => scalar(&kind),
        _ => None,
    }
}

pub(super) fn scalar(kind: &Kind) -> Option<ProtoScalar> {
    match kind {
        Kind::Bool => Some(ProtoScalar::Bool),
        Kind::Int {
            signed: true,
            bits: 64,
        } => Some(ProtoScalar::Int64),
        Kind::Int { signed: true, .. } => Some(ProtoScalar::Int32),
        Kind::Int {
            signed: false,
            bits: 64,
        } => Some(ProtoScalar::Uint64),
        Kind::Int { signed: false, .. } => Some(ProtoScalar::Uint32),
        Kind::Float { bits: 32 } => Some(ProtoScalar::Float),
        Kind::Float { .. } => Some(ProtoScalar::Double),
        Kind::Char | Kind::String => Some(ProtoScalar::String),
        _ => None,
    }
}
