//! Points in time as people and programs read them.

use std::time::{SystemTime, UNIX_EPOCH};

use super::line::push_number;

/// Writes times. It remembers the second that it wrote last: many lines share one.
#[derive(Default)]
pub(super) struct Clock {
    seconds: u64,
    /// The second as text, up to the point; empty before the first.
    text: String,
}

impl Clock {
    /// Adds a time in UTC to the millisecond, as RFC 3339 writes it: `2026-11-03T05:29:14.123Z`.
    ///
    /// Times before 1970 are written as its first moment.
    pub(super) fn push(&mut self, to: &mut String, time: SystemTime) {
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        if self.text.is_empty() || self.seconds != since.as_secs() {
            self.seconds = since.as_secs();
            self.text = text(self.seconds);
        }
        to.push_str(&self.text);
        push_number(to, since.subsec_millis().into(), 3);
        to.push('Z');
    }
}

fn text(seconds: u64) -> String {
    let (year, month, day) = date(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.")
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar.
///
/// Years are taken to begin in March, so that the leap day is the last of a year and the lengths of the months
/// before it follow one rule: five months have 153 days.
fn date(days: u64) -> (u64, u64, u64) {
    const DAYS_BEFORE_1970: u64 = 719_468; // from 0000-03-01
    const DAYS_OF_400_YEARS: u64 = 146_097;
    let days = days + DAYS_BEFORE_1970;
    let (era, day_of_era) = (days / DAYS_OF_400_YEARS, days % DAYS_OF_400_YEARS);
    let leap_days = day_of_era / 1460 + day_of_era / 146_096 - day_of_era / 36_524;
    let year_of_era = (day_of_era - leap_days) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// Expected values: `date -u -d @SECONDS +%FT%TZ` of GNU coreutils.
    #[test]
    fn times_are_written_as_date_writes_them() {
        let mut clock = Clock::default();
        let mut rfc3339 = |time| {
            let mut text = String::new();
            clock.push(&mut text, time);
            text
        };
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (68_169_599, "1972-02-28T23:59:59.000Z"),
            (68_169_600, "1972-02-29T00:00:00.000Z"),
            (951_782_400, "2000-02-29T00:00:00.000Z"),
            (951_868_800, "2000-03-01T00:00:00.000Z"),
            (1_735_689_599, "2024-12-31T23:59:59.000Z"),
            (1_793_683_754, "2026-11-03T05:29:14.000Z"),
            (4_107_542_400, "2100-03-01T00:00:00.000Z"),
            (13_574_563_200, "2400-02-29T00:00:00.000Z"),
        ] {
            let time = UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(rfc3339(time), expected);
        }
        for (micros, expected) in [
            (1_793_683_754_007_999, "2026-11-03T05:29:14.007Z"),
            (1_793_683_754_123_000, "2026-11-03T05:29:14.123Z"),
        ] {
            assert_eq!(
                rfc3339(UNIX_EPOCH + Duration::from_micros(micros)),
                expected
            );
        }
    }
}
