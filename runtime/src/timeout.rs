//! The time that is left for a call, as it travels: the header `grpc-timeout`.
//!
//! HTTP has no header for it. This one is gRPC's, and gateways between JSON and gRPC read it of plain HTTP requests as
//! well. Its value is a number of at most eight digits and a unit: `H`, `M`, `S`, `m`, `u` or `n`
//! (<https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>).

use std::time::Duration;

/// The name of the header.
pub(crate) const NAME: &str = "grpc-timeout";

/// The most that eight digits can say.
#[cfg(feature = "client")]
const MOST: u128 = 99_999_999;

/// The value for a time. It is cut to what its unit can say, so that it is never longer than the time.
#[cfg(feature = "client")]
pub(crate) fn write(time: Duration) -> String {
    let units = [
        (time.as_nanos(), 'n'),
        (time.as_micros(), 'u'),
        (time.as_millis(), 'm'),
        (u128::from(time.as_secs()), 'S'),
        (u128::from(time.as_secs() / 60), 'M'),
    ];
    let fitting = units.into_iter().find(|(number, _)| *number <= MOST);
    let hours = u128::from(time.as_secs() / 3600).min(MOST);
    let (number, unit) = fitting.unwrap_or((hours, 'H'));
    format!("{number}{unit}")
}

/// The time of a value; `None` where it is none.
#[cfg(feature = "http")]
pub(crate) fn read(value: &str) -> Option<Duration> {
    let (digits, unit) = value.split_at_checked(value.len().checked_sub(1)?)?;
    if digits.is_empty() || digits.len() > 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u64 = digits.parse().ok()?;
    match unit {
        "H" => Some(Duration::from_secs(number * 3600)),
        "M" => Some(Duration::from_secs(number * 60)),
        "S" => Some(Duration::from_secs(number)),
        "m" => Some(Duration::from_millis(number)),
        "u" => Some(Duration::from_micros(number)),
        "n" => Some(Duration::from_nanos(number)),
        _ => None,
    }
}

#[cfg(all(test, feature = "client", feature = "http"))]
mod tests {
    use super::*;

    #[test]
    fn a_time_travels_and_is_never_longer_afterwards() {
        for (time, value) in [
            (Duration::ZERO, "0n"),
            (Duration::from_nanos(99_999_999), "99999999n"),
            (Duration::from_millis(100), "100000u"),
            (Duration::from_secs(5), "5000000u"),
            (Duration::from_secs(100), "100000m"),
            (Duration::from_micros(100_000_999), "100000m"),
            (Duration::from_secs(1_000_000), "1000000S"),
            (Duration::from_secs(u64::MAX), "99999999H"),
        ] {
            assert_eq!(write(time), value);
            assert!(read(value).unwrap() <= time, "{value}");
        }
        assert_eq!(read("1H"), Some(Duration::from_secs(3600)));
        assert_eq!(read("00000001M"), Some(Duration::from_secs(60)));
    }

    #[test]
    fn what_the_protocol_forbids_is_not_read() {
        for bad in [
            "",
            "S",
            "1",
            "5s",
            "123456789S",
            "-1S",
            "+1S",
            "1.5S",
            " 1S",
            "1 S",
            "1é",
            "é",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
