//! Values of other crates, and those whose form serde code hides.

use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};
use crosswire_api::known::{Known, Loose};
use prost_types::value::Kind;
use prost_types::{Duration, ListValue, NullValue, Struct, Timestamp, Value};
use serde_json::{Value as Json, json};

use super::{Row, entries};
use crate::theirs;

/// A point in time as prost's own code for it has it.
pub(super) fn timestamp(time: SystemTime) -> Timestamp {
    Timestamp::from(time)
}

fn moment(moment: DateTime<Utc>) -> Timestamp {
    Timestamp {
        seconds: moment.timestamp(),
        nanos: moment.timestamp_subsec_nanos().cast_signed(),
    }
}

fn span(span: TimeDelta) -> Duration {
    const NANOS: i128 = 1_000_000_000;
    let millis = i128::from(span.num_milliseconds());
    let nanos = millis * 1_000_000 + i128::from(span.subsec_nanos() % 1_000_000);
    Duration {
        seconds: i64::try_from(nanos / NANOS).expect("it is shorter than in milliseconds"),
        nanos: i32::try_from(nanos % NANOS).expect("it is less than a second"),
    }
}

/// The string that serde writes.
fn text(value: impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).expect("it is written as JSON");
    json.as_str().expect("it is a string").to_owned()
}

fn value(json: &Json) -> Value {
    let kind = match json {
        Json::Null => Kind::NullValue(NullValue::NullValue.into()),
        Json::Bool(value) => Kind::BoolValue(*value),
        Json::Number(number) => Kind::NumberValue(number.as_f64().expect("it is a float")),
        Json::String(text) => Kind::StringValue(text.clone()),
        Json::Array(items) => Kind::ListValue(ListValue {
            values: items.iter().map(value).collect(),
        }),
        Json::Object(members) => Kind::StructValue(Struct {
            fields: entries(members, String::clone, value),
        }),
    };
    Value { kind: Some(kind) }
}

impl Row for Known {
    type Theirs = theirs::Known;

    const IS_EXACT: bool = false;

    fn theirs(&self) -> theirs::Known {
        theirs::Known {
            time: Some(timestamp(self.time)),
            duration: Some(Duration::try_from(self.duration).expect("it is short enough")),
            moment: Some(moment(self.moment)),
            local_moment: text(self.local_moment),
            date: text(self.date),
            time_of_day: text(self.time_of_day),
            date_and_time: text(self.date_and_time),
            weekday: text(self.weekday),
            span: Some(span(self.span)),
            id: self.id.to_string(),
        }
    }
}

impl Row for Loose {
    type Theirs = theirs::Loose;

    const IS_EXACT: bool = false;
    const HAS_ONEOF: bool = true;

    fn theirs(&self) -> theirs::Loose {
        theirs::Loose {
            any: Some(value(&self.any)),
            object: entries(&self.object, String::clone, value),
            range: Some(value(
                &json!({"start": self.range.start, "end": self.range.end}),
            )),
            number: format!("#{}", self.number),
        }
    }
}

#[test]
fn timestamps_before_1970_go_forward() {
    let time = SystemTime::UNIX_EPOCH - std::time::Duration::from_millis(1);
    assert_eq!(timestamp(time).nanos, 999_000_000);
}
