//! Random values of types that cannot be asked for one.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use arbitrary::{Arbitrary, Result, Unstructured};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use serde_json::{Map, Value};
use traitwire::Bytes;
use uuid::Uuid;

use crate::nested::{Tree, Twig};

const NANOS: u32 = 999_999_999;
/// So many seconds a duration of protobuf has at most.
const LONGEST: i64 = 315_576_000_000;

/// How often something is repeated: long texts and bytes are written another way.
fn times(from: &mut Unstructured<'_>) -> Result<usize> {
    Ok(if from.ratio(1, 8)? { 4096 } else { 1 })
}

pub(crate) fn bytes(from: &mut Unstructured<'_>) -> Result<Bytes> {
    blob(from).map(Bytes::from)
}

pub(crate) fn blob(from: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let bytes = Vec::arbitrary(from)?;
    Ok(bytes.repeat(times(from)?))
}

pub(crate) fn text(from: &mut Unstructured<'_>) -> Result<String> {
    let text = String::arbitrary(from)?;
    Ok(text.repeat(times(from)?))
}

pub(crate) fn some_bytes(from: &mut Unstructured<'_>) -> Result<Option<Bytes>> {
    bool::arbitrary(from)?.then(|| bytes(from)).transpose()
}

pub(crate) fn list_of_bytes(from: &mut Unstructured<'_>) -> Result<Vec<Bytes>> {
    Ok(Vec::<Vec<u8>>::arbitrary(from)?
        .into_iter()
        .map(Bytes::from)
        .collect())
}

pub(crate) fn cow(from: &mut Unstructured<'_>) -> Result<Cow<'static, str>> {
    text(from).map(Cow::Owned)
}

/// No other than itself: what is no number equals nothing.
pub(crate) fn float(from: &mut Unstructured<'_>) -> Result<f64> {
    let value = f64::arbitrary(from)?;
    Ok(if value.is_nan() { -0.0 } else { value })
}

pub(crate) fn small_float(from: &mut Unstructured<'_>) -> Result<f32> {
    let value = f32::arbitrary(from)?;
    Ok(if value.is_nan() { -0.0 } else { value })
}

pub(crate) fn floats(from: &mut Unstructured<'_>) -> Result<Vec<f64>> {
    let count = from.arbitrary_len::<f64>()?.min(9);
    (0..count).map(|_| float(from)).collect()
}

pub(crate) fn matrix(from: &mut Unstructured<'_>) -> Result<Vec<Vec<f64>>> {
    let count = from.arbitrary_len::<f64>()?.min(4);
    (0..count).map(|_| floats(from)).collect()
}

/// What JSON has a number for. Whole numbers are no floats here, since they come back as integers.
fn fraction(from: &mut Unstructured<'_>) -> Result<f64> {
    let value = f64::arbitrary(from)?;
    let is_whole = value.fract() == 0.0 && value.abs() <= 9e15;
    Ok(if value.is_finite() && !is_whole {
        value
    } else {
        -0.0
    })
}

/// A point in time that protobuf has, as seconds and what is beyond them.
fn timestamp(from: &mut Unstructured<'_>) -> Result<(i64, u32)> {
    let seconds = i64::arbitrary(from)? >> from.int_in_range(0..=63)?;
    let seconds = seconds.clamp(-62_135_596_800, 253_402_300_799);
    Ok((seconds, from.int_in_range(0..=NANOS)?))
}

pub(crate) fn time(from: &mut Unstructured<'_>) -> Result<SystemTime> {
    let (seconds, nanos) = timestamp(from)?;
    let distance = Duration::from_secs(seconds.unsigned_abs());
    let epoch = SystemTime::UNIX_EPOCH;
    let whole = if seconds < 0 {
        epoch - distance
    } else {
        epoch + distance
    };
    Ok(whole + Duration::new(0, nanos))
}

pub(crate) fn some_time(from: &mut Unstructured<'_>) -> Result<Option<SystemTime>> {
    bool::arbitrary(from)?.then(|| time(from)).transpose()
}

pub(crate) fn duration(from: &mut Unstructured<'_>) -> Result<Duration> {
    let seconds = u64::arbitrary(from)? >> from.int_in_range(2..=63)?;
    let seconds = seconds.min(LONGEST.unsigned_abs());
    Ok(Duration::new(seconds, from.int_in_range(0..=NANOS)?))
}

pub(crate) fn moment(from: &mut Unstructured<'_>) -> Result<DateTime<Utc>> {
    let (seconds, nanos) = timestamp(from)?;
    Ok(DateTime::from_timestamp(seconds, nanos).unwrap_or_default())
}

/// With an offset of whole minutes and a year of four digits, as RFC 3339 has them.
pub(crate) fn local_moment(from: &mut Unstructured<'_>) -> Result<DateTime<FixedOffset>> {
    let seconds = from.int_in_range(-62_000_000_000..=253_000_000_000)?;
    let nanos = from.int_in_range(0..=NANOS)?;
    let minutes: i32 = from.int_in_range(-1439..=1439)?;
    let moment = DateTime::from_timestamp(seconds, nanos).unwrap_or_default();
    let offset = FixedOffset::east_opt(minutes * 60);
    Ok(offset.map_or(moment.fixed_offset(), |offset| {
        moment.with_timezone(&offset)
    }))
}

pub(crate) fn date(from: &mut Unstructured<'_>) -> Result<NaiveDate> {
    Ok(moment(from)?.date_naive())
}

pub(crate) fn time_of_day(from: &mut Unstructured<'_>) -> Result<NaiveTime> {
    Ok(moment(from)?.time())
}

pub(crate) fn date_and_time(from: &mut Unstructured<'_>) -> Result<NaiveDateTime> {
    Ok(moment(from)?.naive_utc())
}

pub(crate) fn weekday(from: &mut Unstructured<'_>) -> Result<Weekday> {
    let day = Weekday::try_from(from.int_in_range(0..=6)?);
    Ok(day.unwrap_or(Weekday::Mon))
}

pub(crate) fn span(from: &mut Unstructured<'_>) -> Result<TimeDelta> {
    let millis = i64::arbitrary(from)? >> from.int_in_range(1..=63)?;
    let longest = LONGEST * 1000 + 999;
    Ok(TimeDelta::milliseconds(millis.clamp(-longest, longest)))
}

pub(crate) fn id(from: &mut Unstructured<'_>) -> Result<Uuid> {
    u128::arbitrary(from).map(Uuid::from_u128)
}

pub(crate) fn some_id(from: &mut Unstructured<'_>) -> Result<Option<Uuid>> {
    bool::arbitrary(from)?.then(|| id(from)).transpose()
}

pub(crate) fn json(from: &mut Unstructured<'_>) -> Result<Value> {
    json_of(from, 6)
}

fn json_of(from: &mut Unstructured<'_>, depth: u8) -> Result<Value> {
    let kinds = if depth == 0 { 4 } else { 6 };
    Ok(match from.int_in_range(0..=kinds)? {
        0 => Value::Null,
        1 => Value::from(bool::arbitrary(from)?),
        2 => Value::from(fraction(from)?),
        3 => Value::from(from.int_in_range(-(1_i64 << 53)..=1 << 53)?),
        4 => Value::from(String::arbitrary(from)?),
        5 => {
            let count = from.arbitrary_len::<u64>()?.min(4);
            let items = (0..count).map(|_| json_of(from, depth - 1));
            Value::Array(items.collect::<Result<_>>()?)
        }
        _ => Value::Object(object_of(from, depth - 1)?),
    })
}

pub(crate) fn object(from: &mut Unstructured<'_>) -> Result<Map<String, Value>> {
    object_of(from, 5)
}

fn object_of(from: &mut Unstructured<'_>, depth: u8) -> Result<Map<String, Value>> {
    let count = from.arbitrary_len::<u64>()?.min(4);
    let members = (0..count).map(|_| Ok((String::arbitrary(from)?, json_of(from, depth)?)));
    members.collect()
}

/// A tree that is not deeper than messages may be.
pub(crate) fn tree(from: &mut Unstructured<'_>, depth: u8) -> Result<Tree> {
    let name = String::arbitrary(from)?;
    if depth == 0 {
        return Ok(Tree {
            name,
            ..Tree::default()
        });
    }
    let count = from.arbitrary_len::<u64>()?.min(3);
    let kids = (0..count).map(|_| tree(from, depth - 1));
    let kids = kids.collect::<Result<_>>()?;
    let count = from.arbitrary_len::<u64>()?.min(2);
    let named = (0..count).map(|_| Ok((String::arbitrary(from)?, tree(from, depth - 1)?)));
    Ok(Tree {
        name,
        kids,
        named: named.collect::<Result<_>>()?,
        parent: if bool::arbitrary(from)? {
            Some(Box::new(tree(from, depth - 1)?))
        } else {
            None
        },
        twig: if bool::arbitrary(from)? {
            Some(Box::new(twig(from, depth - 1)?))
        } else {
            None
        },
    })
}

pub(crate) fn twig(from: &mut Unstructured<'_>, depth: u8) -> Result<Twig> {
    Ok(Twig {
        tree: match depth {
            0 => None,
            _ => Some(tree(from, depth - 1)?),
        },
        length: u32::arbitrary(from)?,
    })
}
