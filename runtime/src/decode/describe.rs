//! What a kind of value is called in messages: "a string", "an array of 3 elements", "one of `a`, `b`".

use super::text::{names, one_of};
use crate::spec::shape::{Body, Enum, Fields, Kind, Presence, Tagging, Variant, VariantBody};

/// How deep newtypes and options are looked through; a type may refer to itself.
const DEEPEST: usize = 16;

/// The name of a kind of value, with its article.
pub(super) fn kind(kind: &Kind) -> String {
    described(kind, DEEPEST)
}

fn described(kind: &Kind, depth: usize) -> String {
    let fixed = match kind {
        Kind::Bool => "a boolean",
        Kind::Int { .. } => "an integer",
        Kind::Float { .. } => "a number",
        Kind::Char => "a single character",
        Kind::String => "a string",
        Kind::Unit => "null",
        Kind::Map(..) => "an object",
        Kind::Seq(_, None) | Kind::Set(_) => "an array",
        Kind::Seq(_, Some(length)) => return array(*length),
        Kind::Tuple(kinds) => return array(kinds.len()),
        Kind::Option(inner) if depth > 0 => return described(inner, depth - 1),
        Kind::Message(shape) if depth > 0 => return body(&shape.get().body, depth - 1),
        Kind::Apart(apart) if depth > 0 => return described(&apart.json, depth - 1),
        Kind::Opaque | Kind::Option(_) | Kind::Message(_) | Kind::Apart(_) => "a value",
    };
    fixed.to_owned()
}

pub(super) fn array(length: usize) -> String {
    let plural = if length == 1 { "" } else { "s" };
    format!("an array of {length} element{plural}")
}

fn body(body: &Body, depth: usize) -> String {
    match body {
        Body::Struct(fields) => object(fields),
        Body::Tuple(kinds) => array(kinds.len()),
        Body::Transparent(kind, _) => described(kind, depth),
        Body::Enum(e) => enumeration(e, depth),
        Body::Unit => "null".to_owned(),
        Body::Opaque => "a value".to_owned(),
    }
}

/// An object, named by the fields that it must have.
pub(super) fn object(fields: &Fields) -> String {
    let required =
        |field: &&super::fields::Field| field.presence == Presence::Required && !field.flatten;
    let required: Vec<_> = fields
        .list
        .iter()
        .filter(required)
        .map(|f| f.json)
        .collect();
    match required.as_slice() {
        [] => "an object".to_owned(),
        list => format!("an object with {}", names(list)),
    }
}

/// What an enum takes.
fn enumeration(e: &Enum, depth: usize) -> String {
    match e.tagging {
        Tagging::External => external(e),
        Tagging::Internal { tag } | Tagging::Adjacent { tag, .. } => tagged_object(e, tag),
        Tagging::Untagged => {
            let readable = e.variants.iter().filter(|variant| !variant.skipped);
            let all: Vec<_> = readable.map(|v| variant(v, depth)).collect();
            all.join(", or ")
        }
    }
}

/// What the variants take that are told by a name.
pub(super) fn named_variants(e: &Enum) -> String {
    match e.tagging {
        Tagging::External => external(e),
        _ => enumeration(e, DEEPEST),
    }
}

/// What an enum takes whose tag is a key.
pub(super) fn tagged_object(e: &Enum, tag: &str) -> String {
    format!("an object with `{tag}`, {}", one_of(&variant_names(e)))
}

/// What an externally tagged enum takes: the names of unit variants, objects of one key for others.
pub(super) fn external(e: &Enum) -> String {
    let tagged = || tagged_variants(e);
    let is_unit = |variant: &&Variant| matches!(variant.body, VariantBody::Unit);
    let unit: Vec<_> = tagged().filter(is_unit).map(|v| v.json).collect();
    let other: Vec<_> = tagged().filter(|v| !is_unit(v)).map(|v| v.json).collect();
    let object = || format!("an object with one key, {}", one_of(&other));
    match (unit.is_empty(), other.is_empty()) {
        (_, true) => one_of(&unit),
        (true, false) => object(),
        (false, false) => format!("{} or {}", one_of(&unit), object()),
    }
}

/// What the data of a variant is called.
pub(super) fn variant(variant: &Variant, depth: usize) -> String {
    match &variant.body {
        VariantBody::Unit => "null".to_owned(),
        VariantBody::Newtype(kind, _) if depth > 0 => described(kind, depth - 1),
        VariantBody::Newtype(..) => "a value".to_owned(),
        VariantBody::Tuple(kinds) => array(kinds.len()),
        VariantBody::Struct(fields) => object(fields),
    }
}

/// What the data of a variant is called, from the top.
pub(super) fn data(of: &Variant) -> String {
    variant(of, DEEPEST)
}

/// The variants that are told by a name.
pub(super) fn tagged_variants(e: &Enum) -> impl Iterator<Item = &Variant> {
    e.variants
        .iter()
        .filter(|variant| !variant.skipped && !variant.untagged)
}

/// Their names; the variant that stands for unknown names counts with its own.
pub(super) fn variant_names(e: &Enum) -> Vec<&'static str> {
    tagged_variants(e).map(|variant| variant.json).collect()
}
