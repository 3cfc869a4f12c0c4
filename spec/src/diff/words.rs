//! Schemas in a few words.

use crate::Schema;
use crate::json::Number;
use crate::schema::{SchemaObject, Type};

use super::form::{Style, reference, variants, without_null};

/// What a value is, such as `integer`, `Task or null` or `array of strings`.
pub(super) fn of(schema: &Schema) -> String {
    let (inner, nullable) = without_null(schema);
    let text = match (&inner, reference(&inner)) {
        (_, Some(name)) => format!("`{name}`"),
        (Schema::Any, _) => return "anything".to_owned(),
        (Schema::Never, _) => return "nothing".to_owned(),
        (Schema::Object(object), _) => kind(object),
    };
    if nullable { text + " or null" } else { text }
}

/// What a value of a schema without a reference is.
pub(super) fn kind(object: &SchemaObject) -> String {
    let variants = variants(object);
    if !variants.is_empty() {
        let names: Vec<_> = variants.iter().map(|variant| &*variant.name).collect();
        let is_named = variants
            .iter()
            .any(|variant| variant.style != Style::Untagged);
        return if is_named {
            format!("one of `{}`", names.join("`, `"))
        } else {
            names.join(" or ")
        };
    }
    match &*object.types {
        [] => "anything".to_owned(),
        [Type::Array] => match &object.items {
            Some(items) => format!("an array of {}", of(items)),
            None => "an array".to_owned(),
        },
        [Type::Integer] => match range(object) {
            Some(range) => format!("an integer {range}"),
            None => "an integer".to_owned(),
        },
        [one] => one_of(*one).to_owned(),
        several => {
            let names: Vec<_> = several.iter().map(|kind| one_of(*kind)).collect();
            names.join(" or ")
        }
    }
}

fn one_of(kind: Type) -> &'static str {
    match kind {
        Type::Null => "null",
        Type::Boolean => "a boolean",
        Type::Integer => "an integer",
        Type::Number => "a number",
        Type::String => "a string",
        Type::Array => "an array",
        Type::Object => "an object",
    }
}

/// The bounds of numbers, such as `from 0 to 255`.
pub(super) fn range(object: &SchemaObject) -> Option<String> {
    let text = |number: Number| crate::Json::Number(number).to_string();
    let least = object.minimum.map(|least| format!("from {}", text(least)));
    let above = object
        .exclusive_minimum
        .map(|least| format!("above {}", text(least)));
    let to = if least.is_some() || above.is_some() {
        "to"
    } else {
        "up to"
    };
    let greatest = object.maximum.map(|most| format!("{to} {}", text(most)));
    let below = object
        .exclusive_maximum
        .map(|most| format!("below {}", text(most)));
    let parts = [least, above, greatest, below].into_iter().flatten();
    let parts: Vec<_> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
