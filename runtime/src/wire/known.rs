//! Times and durations of the standard library: `google.protobuf.Timestamp` and `google.protobuf.Duration`.

use std::ops::RangeInclusive;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::convert::{Convert, Through};
use super::fault::Fault;
use super::fields::{finish, put, slot, take};
use super::form::Wire;
use super::message::{MessageForm, WireMessage};
use super::reader::Reader;
use super::writer::Writer;

const NANOS: i64 = 1_000_000_000;

/// The seconds that a `google.protobuf.Timestamp` may have: from the beginning of the year 1 to the end of the year 9999
/// (<https://protobuf.dev/reference/protobuf/google.protobuf/#timestamp>).
const TIMES: RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

/// Those of a `google.protobuf.Duration`: 10,000 years
/// (<https://protobuf.dev/reference/protobuf/google.protobuf/#duration>).
const DURATIONS: RangeInclusive<i64> = -315_576_000_000..=315_576_000_000;

/// What both of these messages hold.
#[derive(Clone, Copy, Debug)]
pub struct Seconds {
    /// Whole seconds.
    pub(super) seconds: i64,
    /// And so many billionths of one.
    pub(super) nanos: i32,
}

impl WireMessage for Seconds {
    fn write<'a>(&'a self, out: &mut Writer<'a>) {
        put(&self.nanos, 2, out, "nanos");
        put(&self.seconds, 1, out, "seconds");
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Fault> {
        let (mut seconds, mut nanos) = (slot::<i64>(), slot::<i32>());
        while let Some(tag) = input.tag()? {
            match tag.number() {
                1 => take::<i64>(&mut seconds, tag, input, "seconds")?,
                2 => take::<i32>(&mut nanos, tag, input, "nanos")?,
                _ => input.skip(tag)?,
            }
        }
        Ok(Self {
            seconds: finish::<i64>(seconds, input, "seconds")?,
            nanos: finish::<i32>(nanos, input, "nanos")?,
        })
    }
}

impl Seconds {
    /// The same, if it is a `google.protobuf.Timestamp`. Its billionths go forward, whatever the seconds are.
    pub(super) fn as_time(self) -> Result<Self, Fault> {
        if !TIMES.contains(&self.seconds) {
            return Err(Fault::new(format!(
                "expected a time from the year 1 to the year 9999, found one {} seconds from 1970",
                self.seconds
            )));
        }
        if !(0..NANOS).contains(&i64::from(self.nanos)) {
            return Err(Fault::new(format!(
                "expected `nanos` from 0 to 999999999, found {}",
                self.nanos
            )));
        }
        Ok(self)
    }

    /// The same, if it is a `google.protobuf.Duration`. Its billionths have the sign of the seconds.
    pub(super) fn as_duration(self) -> Result<Self, Fault> {
        let Self { seconds, nanos } = self;
        if !DURATIONS.contains(&seconds) {
            return Err(Fault::new(format!(
                "expected a duration of at most 315576000000 seconds, found one of {seconds}"
            )));
        }
        let is_alike = nanos == 0 || seconds == 0 || (seconds < 0) == (nanos < 0);
        if i64::from(nanos).abs() >= NANOS || !is_alike {
            return Err(Fault::new(format!(
                "expected less than a second in `nanos`, of the sign of `seconds`, found {nanos}"
            )));
        }
        Ok(self)
    }
}

/// The way of a type to these messages.
#[derive(Debug)]
pub struct AsSeconds;

impl Convert<Duration> for AsSeconds {
    type Wire = Seconds;

    fn to_wire(value: &Duration) -> Result<Seconds, Fault> {
        distance(*value).as_duration()
    }

    fn of_wire(wire: Seconds) -> Result<Duration, Fault> {
        let Seconds { seconds, nanos } = wire.as_duration()?;
        match (u64::try_from(seconds), u32::try_from(nanos)) {
            (Ok(seconds), Ok(nanos)) => Ok(Duration::new(seconds, nanos)),
            _ => Err(Fault::new("expected a duration that is not negative")),
        }
    }
}

impl Wire for Duration {
    type Form = Through<AsSeconds, MessageForm>;
}

/// A length of time, whose seconds may be more than protobuf has.
fn distance(value: Duration) -> Seconds {
    Seconds {
        seconds: i64::try_from(value.as_secs()).unwrap_or(i64::MAX),
        nanos: value.subsec_nanos().cast_signed(),
    }
}

impl Convert<SystemTime> for AsSeconds {
    type Wire = Seconds;

    fn to_wire(value: &SystemTime) -> Result<Seconds, Fault> {
        let (before, distance) = match value.duration_since(UNIX_EPOCH) {
            Ok(after) => (false, after),
            Err(error) => (true, error.duration()),
        };
        let Seconds { seconds, nanos } = self::distance(distance);
        let time = match (before, nanos) {
            (false, nanos) => Seconds { seconds, nanos },
            (true, 0) => Seconds {
                seconds: -seconds,
                nanos,
            },
            // The billionths go forward from the second before.
            (true, nanos) => Seconds {
                seconds: -seconds - 1,
                nanos: 1_000_000_000 - nanos,
            },
        };
        time.as_time()
    }

    fn of_wire(wire: Seconds) -> Result<SystemTime, Fault> {
        let wire = wire.as_time()?;
        let nanos = Duration::new(0, wire.nanos.unsigned_abs());
        let seconds = Duration::from_secs(wire.seconds.unsigned_abs());
        let whole = if wire.seconds < 0 {
            UNIX_EPOCH.checked_sub(seconds)
        } else {
            UNIX_EPOCH.checked_add(seconds)
        };
        let time = whole.and_then(|whole| whole.checked_add(nanos));
        time.ok_or_else(|| Fault::new("the time is beyond what this machine can tell"))
    }
}

impl Wire for SystemTime {
    type Form = Through<AsSeconds, MessageForm>;
}
