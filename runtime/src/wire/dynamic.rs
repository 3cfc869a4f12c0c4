//! Any JSON: `google.protobuf.Value`
//! (<https://protobuf.dev/reference/protobuf/google.protobuf/#value>).

use serde_json::{Map as Object, Number, Value};

use super::fault::Fault;
use super::form::{Form, Wire};
use super::list::ListForm;
use super::map::{Map, MapForm};
use super::message::{MessageForm, WireMessage};
use super::number::NumberForm;
use super::oneof::Oneof;
use super::reader::Reader;
use super::text::TextForm;
use super::writer::Writer;

// The numbers of its fields.
const NULL: u32 = 1;
const NUMBER: u32 = 2;
const STRING: u32 = 3;
const BOOL: u32 = 4;
const STRUCT: u32 = 5;
const LIST: u32 = 6;
/// The only field of the messages `Struct` and `ListValue`.
const CONTENT: u32 = 1;

/// From here on not all integers are floats: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl WireMessage for Value {
    fn write<'a>(&'a self, out: &mut Writer<'a>) {
        match self {
            Self::Null => NumberForm::put(&false, NULL, out),
            Self::Bool(value) => NumberForm::put(value, BOOL, out),
            Self::Number(number) => match exact(number) {
                Ok(value) => out.passing(|out| NumberForm::put(&value, NUMBER, out)),
                Err(fault) => out.fail(fault),
            },
            Self::String(text) => TextForm::put(text, STRING, out),
            Self::Array(items) => out.nested(LIST, |out| ListForm::put(items, CONTENT, out)),
            Self::Object(fields) => out.nested(STRUCT, |out| MapForm::put(fields, CONTENT, out)),
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut one = Oneof::default();
        while let Some(tag) = input.tag()? {
            match tag.number() {
                NULL..=LIST => one.take(tag, input)?,
                _ => input.skip(tag)?,
            }
        }
        match one.number() {
            NUMBER => number(one.one::<f64>(input, "number_value")?),
            STRING => one.one(input, "string_value").map(Self::String),
            BOOL => one.one(input, "bool_value").map(Self::Bool),
            STRUCT => {
                let object = one.message(input, "struct_value", MapForm::take_root);
                object.map(Self::Object)
            }
            LIST => {
                let items = one.message(input, "list_value", ListForm::take_root);
                items.map(Self::Array)
            }
            NULL => one.one::<i32>(input, "null_value").map(|_| Self::Null),
            _ => Ok(Self::Null),
        }
    }
}

impl Wire for Value {
    type Form = MessageForm;
}

/// A number as the float that it is sent as.
fn exact(number: &Number) -> Result<f64, Fault> {
    let value = number.as_f64().unwrap_or(f64::INFINITY);
    let integer = number.as_u64().or(number.as_i64().map(i64::unsigned_abs));
    if value.is_finite() && integer.is_none_or(|integer| integer <= 1 << 53) {
        return Ok(value);
    }
    Err(Fault::new(format!(
        "{number} is no number of `google.protobuf.Value`, which holds floats of 64 bits; write it as a string"
    )))
}

/// A float as the number that it stands for: an integer where it is one.
fn number(value: f64) -> Result<Value, Fault> {
    let is_integer = value.fract() == 0.0 && value.abs() <= EXACT;
    if is_integer && !(value == 0.0 && value.is_sign_negative()) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it is an integer below 2^54"
        )]
        return Ok(Value::from(value as i64));
    }
    let number = Number::from_f64(value);
    number
        .map(Value::Number)
        .ok_or_else(|| Fault::new("expected a number that JSON has, found one that is not finite"))
}

impl Map for Object<String, Value> {
    type Key = String;
    type Value = Value;

    fn count(&self) -> usize {
        self.len()
    }

    fn each_from_end<'a>(&'a self, f: impl FnMut((&'a String, &'a Value))) {
        self.iter().rev().for_each(f);
    }

    fn add(&mut self, key: String, value: Value) {
        self.insert(key, value);
    }
}

impl Wire for Object<String, Value> {
    type Form = MapForm;
}
