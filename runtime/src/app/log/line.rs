//! One event as one line.

use std::cell::Cell;
use std::error::Error;
use std::fmt::{Debug, Write};
use std::time::SystemTime;

use tracing::field::{Field, Visit};
use tracing::{Event, Level};

use super::time::Clock;

/// Memory that a thread keeps for its next line.
const KEPT: usize = 16 * 1024;

thread_local! {
    static LINE: Cell<Line> = Cell::default();
}

/// A line that is being written: time, level and message, then the fields as `key=value`.
///
/// Each thread has one and writes all its lines in it, so that a line takes no new memory.
#[derive(Default)]
pub(super) struct Line {
    clock: Clock,
    text: String,
    /// Fields that came before the message.
    fields: String,
}

impl Line {
    /// Writes the line of an event, with the line feed at its end, and hands it out. Events of other crates are told
    /// apart by their target.
    pub(super) fn with<R>(event: &Event<'_>, at: SystemTime, then: impl FnOnce(&str) -> R) -> R {
        // Values may log while they are written: their lines find an empty place, and take one of their own.
        let mut line = LINE.try_with(Cell::take).unwrap_or_default();
        line.write(event, at);
        let result = then(&line.text);
        if line.text.capacity() + line.fields.capacity() <= KEPT {
            // Without its place, at the end of a thread, the line is simply gone.
            let _ = LINE.try_with(|place| place.set(line));
        }
        result
    }

    fn write(&mut self, event: &Event<'_>, at: SystemTime) {
        let metadata = event.metadata();
        self.text.clear();
        self.fields.clear();
        self.clock.push(&mut self.text, at);
        self.text.push_str(level(*metadata.level()));
        event.record(self);
        let target = metadata.target();
        if !target.starts_with("traitwire") || target.split("::").next() != Some("traitwire") {
            self.field("target", |text| text.push_str(target));
        }
        self.text.push_str(&self.fields);
        self.text.push('\n');
    }

    /// Adds a field of which `write` adds the value.
    fn field(&mut self, name: &str, write: impl FnOnce(&mut String)) {
        if name == "message" {
            self.text.push(' ');
            let start = self.text.len();
            write(&mut self.text);
            // Words need no quotes; what could be taken for a field, or break the line, does.
            if self.text.len() == start {
                self.text.pop();
            } else {
                quote(&mut self.text, start, |byte| is_plain(byte) || byte == b' ');
            }
            return;
        }
        self.fields.push(' ');
        self.fields.push_str(name);
        self.fields.push('=');
        let start = self.fields.len();
        write(&mut self.fields);
        quote(&mut self.fields, start, is_plain);
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.field(field.name(), |text| {
            let _ = write!(text, "{value:?}");
        });
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.field(field.name(), |text| text.push_str(value));
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.field(field.name(), |text| push_thousandths(text, value));
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        self.field(field.name(), |text| {
            let _ = write!(text, "{value}");
            let mut cause = value.source();
            while let Some(error) = cause {
                let _ = write!(text, ": {error}");
                cause = error.source();
            }
        });
    }
}

/// A level with a blank before it, and blanks up to five letters.
fn level(level: Level) -> &'static str {
    match level {
        Level::ERROR => " ERROR",
        Level::WARN => " WARN ",
        Level::INFO => " INFO ",
        Level::DEBUG => " DEBUG",
        Level::TRACE => " TRACE",
    }
}

/// Quotes and escapes what stands from `start` on, unless it is plain.
fn quote(text: &mut String, start: usize, plain: impl Fn(u8) -> bool) {
    let value = &text.as_bytes()[start..];
    // Without an early end many bytes are looked at in one step.
    let is_plain = value.iter().fold(true, |all, byte| all & plain(*byte));
    if value.is_empty() || !is_plain {
        let value = text.split_off(start);
        // The Debug form escapes quotes, backslashes and everything that is not printable: line ends of all
        // alphabets, terminal controls, marks that turn the direction of writing.
        let _ = write!(text, "{value:?}");
    }
}

/// Only ASCII is: no byte of another character passes.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b'=' | b'\\')
}

/// Writes a number to three places, as `{:.3}` does but for numbers half way between two.
fn push_thousandths(text: &mut String, value: f64) {
    /// Far within what a float tells apart, and far beyond what is measured in milliseconds.
    const LARGE: f64 = 1e9;
    if !(0.0..LARGE).contains(&value) {
        let _ = write!(text, "{value:.3}");
        return;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1e12, and rounded"
    )]
    let thousandths = (value * 1e3).round() as u64;
    push_number(text, thousandths / 1000, 1);
    text.push('.');
    push_number(text, thousandths % 1000, 3);
}

/// Writes a number with at least so many digits.
pub(super) fn push_number(text: &mut String, number: u64, digits: usize) {
    let mut reversed = [b'0'; 20];
    let (mut rest, mut length) = (number, 0);
    while rest > 0 || length < digits {
        // A digit fits a byte.
        reversed[length] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
        length += 1;
    }
    text.extend(
        reversed[..length]
            .iter()
            .rev()
            .map(|digit| char::from(*digit)),
    );
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn thousandths(value: f64) -> String {
        let mut text = String::new();
        push_thousandths(&mut text, value);
        text
    }

    #[test]
    fn numbers_of_all_sizes_are_written() {
        for value in [
            0.0,
            0.0004,
            0.9996,
            7.0,
            999.9994,
            123_456.789,
            1e9,
            1e300,
            -1.5,
        ] {
            assert_eq!(thousandths(value), format!("{value:.3}"));
        }
        assert_eq!(thousandths(f64::NAN), "NaN");
        assert_eq!(thousandths(f64::INFINITY), "inf");
    }

    proptest! {
        #[test]
        fn thousandths_are_those_of_the_standard_library(whole in 0_u64..1_000_000_000, part in 0_u32..10_000) {
            // Not half way between two.
            prop_assume!(part % 10 != 5);
            let value: f64 = format!("{whole}.{part:04}").parse().unwrap();
            prop_assert_eq!(thousandths(value), format!("{value:.3}"));
        }
    }
}
