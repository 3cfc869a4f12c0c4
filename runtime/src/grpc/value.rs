//! JSON as `google.protobuf.Value`, and back.
//!
//! All its numbers are floats of 64 bits. An integer that is none of theirs is written as a string of its digits, as the
//! JSON form of protobuf does with all integers of 64 bits. Keys come back in their alphabetic order.

use prost_types::value::Kind;
use prost_types::{ListValue, NullValue, Struct, Value};

use crate::spec::Json;
use crate::spec::json::Number;

/// Integers up to here, and down to its negative, are floats exactly.
const EXACT: i128 = 1 << 53;

/// A JSON value as protobuf has it.
pub(crate) fn from_json(json: &Json) -> Value {
    let kind = match json {
        Json::Null => Kind::NullValue(NullValue::NullValue.into()),
        Json::Bool(value) => Kind::BoolValue(*value),
        Json::Number(Number::Int(value)) if !(-EXACT..=EXACT).contains(value) => {
            Kind::StringValue(value.to_string())
        }
        Json::Number(number) => Kind::NumberValue(number.as_f64()),
        Json::String(text) => Kind::StringValue(text.clone()),
        Json::Array(items) => Kind::ListValue(ListValue {
            values: items.iter().map(from_json).collect(),
        }),
        Json::Object(members) => {
            let field = |(key, value): &(String, Json)| (key.clone(), from_json(value));
            let fields = members.iter().map(field).collect();
            Kind::StructValue(Struct { fields })
        }
    };
    Value { kind: Some(kind) }
}

/// The text of a JSON object as it is, with all digits of its numbers, for [`to_text`] at the other end.
pub(crate) fn from_text(text: &str) -> Value {
    Value {
        kind: Some(Kind::StringValue(text.to_owned())),
    }
}

/// The text of a JSON object: a value of protobuf as one, or one that came as it was.
pub(crate) fn to_text(value: &Value) -> String {
    match &value.kind {
        Some(Kind::StringValue(text)) if Json::parse(text).is_ok() => text.clone(),
        _ => to_json(value).to_string(),
    }
}

/// A value of protobuf as JSON. What JSON has no number for, such as an infinity, is `null`.
pub(crate) fn to_json(value: &Value) -> Json {
    match &value.kind {
        None | Some(Kind::NullValue(_)) => Json::Null,
        Some(Kind::BoolValue(value)) => Json::Bool(*value),
        Some(Kind::NumberValue(value)) => number(*value),
        Some(Kind::StringValue(text)) => Json::String(text.clone()),
        Some(Kind::ListValue(list)) => Json::Array(list.values.iter().map(to_json).collect()),
        Some(Kind::StructValue(object)) => {
            let fields = object.fields.iter();
            Json::Object(
                fields
                    .map(|(key, value)| (key.clone(), to_json(value)))
                    .collect(),
            )
        }
    }
}

/// Whole numbers are integers again, as far as they can have been some.
fn number(value: f64) -> Json {
    if !value.is_finite() {
        return Json::Null;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is compared with what it was"
    )]
    let whole = value as i128;
    #[expect(
        clippy::cast_precision_loss,
        clippy::float_cmp,
        reason = "integers of this size have no fraction to lose"
    )]
    let is_whole = (-EXACT..=EXACT).contains(&whole) && whole as f64 == value;
    // No integer keeps the sign of `-0`.
    if is_whole && (whole != 0 || value.is_sign_positive()) {
        Json::Number(Number::Int(whole))
    } else {
        Json::Number(Number::Float(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(text: &str) -> String {
        to_json(&from_json(&Json::parse(text).unwrap())).to_string()
    }

    #[test]
    fn what_protobuf_can_say_comes_back() {
        for text in [
            "null",
            "[true,false,\"\",\"ä\"]",
            r#"{"a":{"b":[]},"c":{}}"#,
            "[0,-0.0,-7,1.5,9007199254740992,-9007199254740992,1e300,-1e300]",
        ] {
            let json = Json::parse(text).unwrap();
            assert_eq!(to_json(&from_json(&json)), json, "{text}");
        }
    }

    #[test]
    fn what_it_cannot_say_is_said_otherwise() {
        assert_eq!(there_and_back("9007199254740993"), "\"9007199254740993\"");
        assert_eq!(
            there_and_back("[18446744073709551615,-9223372036854775808]"),
            r#"["18446744073709551615","-9223372036854775808"]"#
        );
        let infinite = Value {
            kind: Some(Kind::NumberValue(f64::INFINITY)),
        };
        assert_eq!(to_json(&infinite), Json::Null);
        assert_eq!(to_json(&Value { kind: None }), Json::Null);
    }
}
