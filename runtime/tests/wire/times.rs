//! Times, durations and dates.

use std::time::{Duration, SystemTime};

use super::{both, read};
use traitwire::__private::wire::encode;
use traitwire::prelude::*;

#[message]
#[derive(PartialEq)]
struct Times {
    time: SystemTime,
    duration: Duration,
}

#[test]
fn times_are_seconds_and_nanoseconds() {
    let epoch = SystemTime::UNIX_EPOCH;
    let value = Times {
        time: epoch + Duration::new(1, 5),
        duration: Duration::from_millis(1500),
    };
    both(value, "0a 04 0801 1005 12 08 0801 1080cab5ee01");
    // Half a second before 1970: the second before it, and half of one.
    let value = Times {
        time: epoch - Duration::from_millis(500),
        duration: Duration::ZERO,
    };
    both(value, "0a 11 08ffffffffffffffffff01 1080cab5ee01 12 00");
    assert_eq!(
        read::<Times>("0a 00 12 0b 08ffffffffffffffffff01").unwrap_err(),
        "`duration`: expected a duration that is not negative"
    );
}

#[message]
#[derive(PartialEq)]
enum Moment {
    At(SystemTime),
    Lasting { duration: Duration },
}

#[message]
#[derive(PartialEq)]
struct Day {
    moments: Vec<Moment>,
}

/// https://protobuf.dev/reference/protobuf/google.protobuf/#timestamp and #duration.
#[test]
fn times_keep_to_the_ranges_of_protobuf() {
    let epoch = SystemTime::UNIX_EPOCH;
    let second = Duration::from_secs(1);
    let first = Duration::from_secs(62_135_596_800);
    let last = Duration::new(253_402_300_799, 999_999_999);
    let longest = Duration::new(315_576_000_000, 999_999_999);
    both(epoch - first, "08 8092b8c398feffffff01");
    both(epoch + last, "08 ff82d1ffaf07 10 ff93ebdc03");
    both(longest, "08 80bcaece9709 10 ff93ebdc03");

    let fault = |value| {
        encode(&Day {
            moments: vec![value],
        })
        .unwrap_err()
        .to_string()
    };
    assert_eq!(
        fault(Moment::At(epoch - first - second)),
        "`moments.at`: expected a time from the year 1 to the year 9999, found one -62135596801 seconds from 1970"
    );
    assert_eq!(
        fault(Moment::At(epoch + last + second)),
        "`moments.at`: expected a time from the year 1 to the year 9999, found one 253402300800 seconds from 1970"
    );
    assert_eq!(
        fault(Moment::Lasting {
            duration: longest + second
        }),
        "`moments.lasting.duration`: expected a duration of at most 315576000000 seconds, found one of 315576000001"
    );
    assert_eq!(
        fault(Moment::Lasting {
            duration: Duration::MAX
        }),
        "`moments.lasting.duration`: expected a duration of at most 315576000000 seconds, found one of \
         9223372036854775807"
    );

    let time = "expected a time from the year 1 to the year 9999, found one 253402300800 seconds from 1970";
    assert_eq!(read::<SystemTime>("08 8083d1ffaf07").unwrap_err(), time);
    assert_eq!(
        read::<Duration>("08 81bcaece9709").unwrap_err(),
        "expected a duration of at most 315576000000 seconds, found one of 315576000001"
    );
    assert_eq!(
        read::<SystemTime>("10 8094ebdc03").unwrap_err(),
        "expected `nanos` from 0 to 999999999, found 1000000000"
    );
    assert_eq!(
        read::<Duration>("0801 10ffffffffffffffffff01").unwrap_err(),
        "expected less than a second in `nanos`, of the sign of `seconds`, found -1"
    );
}

#[cfg(feature = "chrono")]
#[test]
fn times_of_chrono_keep_to_the_ranges_of_protobuf() {
    use super::hex;
    use chrono::{DateTime, TimeDelta, Utc};

    let last = DateTime::<Utc>::from_timestamp(253_402_300_799, 0).unwrap();
    assert_eq!(hex(&last), "08ff82d1ffaf07");
    let later = encode(&(last + TimeDelta::seconds(1))).unwrap_err();
    assert_eq!(
        later.to_string(),
        "expected a time from the year 1 to the year 9999, found one 253402300800 seconds from 1970"
    );
    let shortest = TimeDelta::seconds(-315_576_000_000);
    both(shortest, "08 80c4d1b1e8f6ffffff01");
    let shorter = encode(&(shortest - TimeDelta::seconds(1))).unwrap_err();
    assert_eq!(
        shorter.to_string(),
        "expected a duration of at most 315576000000 seconds, found one of -315576000001"
    );
}

#[cfg(feature = "chrono")]
#[test]
fn dates_and_times_of_chrono() {
    use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

    #[message]
    #[derive(PartialEq)]
    struct Dates {
        at: DateTime<Utc>,
        day: NaiveDate,
        lasts: TimeDelta,
    }

    let value = Dates {
        at: DateTime::from_timestamp(1, 5).unwrap(),
        day: NaiveDate::from_ymd_opt(2026, 5, 14).unwrap(),
        lasts: TimeDelta::milliseconds(-1500),
    };
    both(
        value,
        "0a 04 0801 1005 12 0a 323032362d30352d3134 1a 16 08ffffffffffffffffff01 1080b6ca91feffffffff01",
    );
    assert_eq!(
        read::<Dates>("12 0a 323032362d30352d3134").unwrap_err(),
        "missing field `at`"
    );
}
