//! One form for what schemars writes in several.

use std::cmp::Ordering;

use super::MARK;
use crate::spec::schema::{SchemaObject, Type};
use crate::spec::{Json, Number, Schema};

/// Brings a schema, and all inside it, into one form.
pub(super) fn normalize(schema: &mut Schema) {
    schema.walk_mut(&mut |schema| {
        let Some(object) = schema.as_object_mut() else {
            return;
        };
        object.extra.remove("$schema");
        // A type that is flattened leaves its mark where it is written out.
        object.extra.remove(MARK);
        numeric_format(object);
        if let Some(nullable) = nullable(object) {
            *object = nullable;
        }
        if *object == SchemaObject::default() {
            *schema = Schema::Any;
        }
    });
}

/// Formats that name Rust's number types are no formats of JSON Schema, and validators complain of
/// them. Integers have their range instead.
fn numeric_format(object: &mut SchemaObject) {
    let Some(format) = object.format.as_deref() else {
        return;
    };
    let is_integer = object.types.contains(&Type::Integer);
    if let Some((least, greatest)) = integer_range(format).filter(|_| is_integer) {
        limit(object, least, greatest);
        object.format = None;
    } else if format == "float" && object.types.contains(&Type::Number) {
        single_precision(&mut object.default);
        object.format = None;
    } else if matches!(format, "double" | "int128" | "uint128" | "ip") {
        object.format = None;
    }
}

fn integer_range(format: &str) -> Option<(i128, i128)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        // The form of `isize` and `usize` is the same on all machines.
        "int64" | "int" => (i64::MIN.into(), i64::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint64" | "uint" => (0, u64::MAX.into()),
        _ => return None,
    })
}

/// Gives an integer the range of its type, unless the user gave a tighter one.
fn limit(object: &mut SchemaObject, least: i128, greatest: i128) {
    let above = |bound| compare(bound, least).is_ge();
    let below = |bound| compare(bound, greatest).is_le();
    object.minimum = object
        .minimum
        .filter(|bound| above(*bound))
        .or(Some(Number::Int(least)));
    object.maximum = object
        .maximum
        .filter(|bound| below(*bound))
        .or(Some(Number::Int(greatest)));
}

fn compare(number: Number, integer: i128) -> Ordering {
    match number {
        Number::Int(number) => number.cmp(&integer),
        Number::Float(number) => number.total_cmp(&Number::Int(integer).as_f64()),
    }
}

/// The shortest number that is this 32-bit float: `0.1`, not `0.10000000149011612`. Which of the two
/// schemars writes depends on serde_json's features.
#[expect(clippy::cast_possible_truncation, reason = "it was a 32-bit float")]
fn single_precision(value: &mut Option<Json>) {
    if let Some(Json::Number(Number::Float(float))) = value {
        *float = (*float as f32).to_string().parse().unwrap_or(*float);
    }
}

/// An optional value in one form: `{"anyOf": [{"type": "string"}, {"type": "null"}]}` is
/// `{"type": ["string", "null"]}`. References stay in `anyOf`, since they have no type beside them.
fn nullable(object: &SchemaObject) -> Option<SchemaObject> {
    let [Schema::Object(value), null] = &*object.any_of else {
        return None;
    };
    let is_plain = !value.types.is_empty() && value.reference.is_none();
    let outer = SchemaObject {
        any_of: Vec::new(),
        ..object.clone()
    };
    // Keywords beside `anyOf`, such as a description, would have to be merged.
    if *null != Schema::of(Type::Null) || !is_plain || outer != SchemaObject::default() {
        return None;
    }
    let mut value = (**value).clone();
    if !value.types.contains(&Type::Null) {
        value.types.push(Type::Null);
    }
    if let Some(values) = value
        .enumeration
        .as_mut()
        .filter(|values| !values.contains(&Json::Null))
    {
        values.push(Json::Null);
    }
    Some(value)
}
