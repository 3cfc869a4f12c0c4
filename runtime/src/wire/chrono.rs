//! Times, dates and durations of the crate `chrono`.

use std::borrow::Cow;

use chrono::{
    DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, TimeDelta, Utc,
    Weekday,
};

use super::convert::{Convert, Through};
use super::fault::Fault;
use super::form::Wire;
use super::known::{AsSeconds, Seconds};
use super::message::MessageForm;
use super::text::{Text, TextForm, displayed, parsed};

displayed! {
    NaiveDate => "a date such as 2026-05-14";
    NaiveTime => "a time such as 17:30:00";
    Weekday => "a day of the week such as Mon";
}

impl Convert<DateTime<Utc>> for AsSeconds {
    type Wire = Seconds;

    fn to_wire(value: &DateTime<Utc>) -> Result<Seconds, Fault> {
        // A leap second has more billionths than a second.
        let nanos = value.timestamp_subsec_nanos();
        let more = nanos / 1_000_000_000;
        let time = Seconds {
            seconds: value.timestamp() + i64::from(more),
            nanos: (nanos % 1_000_000_000).cast_signed(),
        };
        time.as_time()
    }

    fn of_wire(wire: Seconds) -> Result<DateTime<Utc>, Fault> {
        let Seconds { seconds, nanos } = wire.as_time()?;
        let time = DateTime::from_timestamp(seconds, nanos.cast_unsigned());
        time.ok_or_else(|| Fault::new("the time is beyond what a date and time can tell"))
    }
}

impl Wire for DateTime<Utc> {
    type Form = Through<AsSeconds, MessageForm>;
}

impl Convert<TimeDelta> for AsSeconds {
    type Wire = Seconds;

    fn to_wire(value: &TimeDelta) -> Result<Seconds, Fault> {
        let duration = Seconds {
            seconds: value.num_seconds(),
            nanos: value.subsec_nanos(),
        };
        duration.as_duration()
    }

    fn of_wire(wire: Seconds) -> Result<TimeDelta, Fault> {
        let Seconds { seconds, nanos } = wire.as_duration()?;
        let nanos = TimeDelta::nanoseconds(nanos.into());
        let whole = TimeDelta::try_seconds(seconds);
        let duration = whole.and_then(|whole| whole.checked_add(&nanos));
        duration.ok_or_else(|| Fault::new("the duration is longer than chrono's"))
    }
}

impl Wire for TimeDelta {
    type Form = Through<AsSeconds, MessageForm>;
}

impl Text for DateTime<FixedOffset> {
    const MAY_BE_EMPTY: bool = false;

    fn text(&self) -> Result<Cow<'_, str>, Fault> {
        Ok(Cow::Owned(
            self.to_rfc3339_opts(SecondsFormat::AutoSi, false),
        ))
    }

    fn of(text: &str) -> Result<Self, Fault> {
        parsed(text, "a date and time such as 2026-05-14T17:30:00+02:00")
    }
}

impl Wire for DateTime<FixedOffset> {
    type Form = TextForm;
}

impl Text for NaiveDateTime {
    const MAY_BE_EMPTY: bool = false;

    fn text(&self) -> Result<Cow<'_, str>, Fault> {
        // As serde writes it.
        Ok(Cow::Owned(format!("{self:?}")))
    }

    fn of(text: &str) -> Result<Self, Fault> {
        parsed(text, "a date and time such as 2026-05-14T17:30:00")
    }
}

impl Wire for NaiveDateTime {
    type Form = TextForm;
}
