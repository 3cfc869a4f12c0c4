//! Times and durations of the standard library: `google.protobuf.Timestamp` and `google.protobuf.Duration`.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::convert::{Convert, Through};
use super::fault::Fault;
use super::fields::{finish, put, slot, take};
use super::form::Wire;
use super::message::{MessageForm, WireMessage};
use super::reader::Reader;
use super::writer::Writer;

const NANOS: i64 = 1_000_000_000;

/// What both of these messages hold.
#[derive(Clone, Copy, Debug)]
pub struct Seconds {
    /// Whole seconds.
    pub(super) seconds: i64,
    /// And so many billionths of one.
    pub(super) nanos: i32,
}

impl WireMessage for Seconds {
    fn write(&self, out: &mut Writer) {
        put(&self.nanos, 2, out);
        put(&self.seconds, 1, out);
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

/// The billionths, if they are less than a second and of the sign of the seconds.
pub(super) fn nanos(value: Seconds) -> Result<i32, Fault> {
    let Seconds { seconds, nanos } = value;
    let is_less = i64::from(nanos).abs() < NANOS;
    let is_alike = nanos == 0 || seconds == 0 || (seconds < 0) == (nanos < 0);
    if is_less && is_alike {
        return Ok(nanos);
    }
    Err(Fault::new(format!(
        "expected less than a second in `nanos`, of the sign of `seconds`, found {nanos}"
    )))
}

/// The billionths of a point in time, which go forward whatever the seconds are.
pub(super) fn nanos_of_time(value: Seconds) -> Result<u32, Fault> {
    let nanos = u32::try_from(value.nanos).ok();
    let nanos = nanos.filter(|nanos| i64::from(*nanos) < NANOS);
    nanos.ok_or_else(|| {
        Fault::new(format!(
            "expected `nanos` from 0 to 999999999, found {}",
            value.nanos
        ))
    })
}

/// The way of a type to these messages.
#[derive(Debug)]
pub struct AsSeconds;

impl Convert<Duration> for AsSeconds {
    type Wire = Seconds;

    fn to_wire(value: &Duration) -> Result<Seconds, Fault> {
        Ok(Seconds {
            seconds: i64::try_from(value.as_secs())
                .map_err(|_| Fault::new("the duration is longer than protobuf's"))?,
            nanos: value.subsec_nanos().cast_signed(),
        })
    }

    fn of_wire(wire: Seconds) -> Result<Duration, Fault> {
        let nanos = nanos(wire)?;
        match (u64::try_from(wire.seconds), u32::try_from(nanos)) {
            (Ok(seconds), Ok(nanos)) => Ok(Duration::new(seconds, nanos)),
            _ => Err(Fault::new("expected a duration that is not negative")),
        }
    }
}

impl Wire for Duration {
    type Form = Through<AsSeconds, MessageForm>;
}

impl Convert<SystemTime> for AsSeconds {
    type Wire = Seconds;

    fn to_wire(value: &SystemTime) -> Result<Seconds, Fault> {
        let (before, distance) = match value.duration_since(UNIX_EPOCH) {
            Ok(after) => (false, after),
            Err(error) => (true, error.duration()),
        };
        let Seconds { seconds, nanos } = <Self as Convert<Duration>>::to_wire(&distance)?;
        Ok(match (before, nanos) {
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
        })
    }

    fn of_wire(wire: Seconds) -> Result<SystemTime, Fault> {
        let nanos = Duration::new(0, nanos_of_time(wire)?);
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
