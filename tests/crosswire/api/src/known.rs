//! Values of other crates, and those whose form serde code hides.

use std::ops::Range;
use std::time::{Duration, SystemTime};

use arbitrary::Arbitrary;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Deserializer, Serializer};
use serde_json::{Map, Value};
use traitwire::message;
use uuid::Uuid;

use crate::random;

/// Times, dates, durations and identifiers.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Known {
    #[arbitrary(with = random::time)]
    pub time: SystemTime,
    #[arbitrary(with = random::duration)]
    pub duration: Duration,
    #[arbitrary(with = random::moment)]
    pub moment: DateTime<Utc>,
    #[arbitrary(with = random::local_moment)]
    pub local_moment: DateTime<FixedOffset>,
    #[arbitrary(with = random::date)]
    pub date: NaiveDate,
    #[arbitrary(with = random::time_of_day)]
    pub time_of_day: NaiveTime,
    #[arbitrary(with = random::date_and_time)]
    pub date_and_time: NaiveDateTime,
    #[arbitrary(with = random::weekday)]
    pub weekday: Weekday,
    #[arbitrary(with = random::span)]
    pub span: TimeDelta,
    #[arbitrary(with = random::id)]
    pub id: Uuid,
}

/// JSON, and what only serde knows.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Loose {
    #[arbitrary(with = random::json)]
    pub any: Value,
    #[arbitrary(with = random::object)]
    pub object: Map<String, Value>,
    #[message(opaque)]
    pub range: Range<u32>,
    #[serde(with = "as_text")]
    #[schemars(with = "String")]
    #[proto(as = "String")]
    pub number: u32,
}

mod as_text {
    use super::{Deserialize, Deserializer, Serializer};
    use serde::de::Error;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants it so")]
    pub(super) fn serialize<S: Serializer>(value: &u32, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("#{value}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
        let text = String::deserialize(from)?;
        text.trim_start_matches('#').parse().map_err(Error::custom)
    }
}
