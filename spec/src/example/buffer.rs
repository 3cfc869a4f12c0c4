//! A text that a `const fn` can write.

use crate::text;

/// The longest text, in bytes.
const ROOM: usize = 1000;

const ELLIPSIS: &str = "…";

/// A text of limited length. What does not fit is left out, with an ellipsis in its place.
#[derive(Clone, Copy)]
pub(crate) struct Buffer {
    bytes: [u8; ROOM],
    length: usize,
    is_cut: bool,
}

impl Buffer {
    pub(crate) const fn new() -> Self {
        Self {
            bytes: [0; ROOM],
            length: 0,
            is_cut: false,
        }
    }

    pub(crate) const fn text(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            // Only whole characters are written.
            Err(_) => "",
        }
    }

    pub(crate) const fn push(&mut self, text: &str) {
        if self.is_cut {
            return;
        }
        let room = ROOM - ELLIPSIS.len() - self.length;
        if text.len() <= room {
            self.copy(text.as_bytes(), text.len());
            return;
        }
        let mut end = 0;
        while end + text::character(text, end).1 <= room {
            end += text::character(text, end).1;
        }
        self.copy(text.as_bytes(), end);
        self.copy(ELLIPSIS.as_bytes(), ELLIPSIS.len());
        self.is_cut = true;
    }

    const fn copy(&mut self, bytes: &[u8], count: usize) {
        let mut at = 0;
        while at < count {
            self.bytes[self.length] = bytes[at];
            self.length += 1;
            at += 1;
        }
    }

    /// The digits of a number.
    pub(crate) const fn push_count(&mut self, number: usize) {
        self.push_integer(number as i128);
    }

    pub(crate) const fn push_integer(&mut self, number: i128) {
        // An `i128` has up to 39 digits.
        let mut digits = [0; 39];
        let mut at = digits.len();
        let mut left = number.unsigned_abs();
        while at == digits.len() || left > 0 {
            at -= 1;
            digits[at] = b'0' + (left % 10) as u8;
            left /= 10;
        }
        if number < 0 {
            self.push("-");
        }
        self.push_bytes(digits.split_at(at).1);
    }

    /// Bytes that are whole characters.
    const fn push_bytes(&mut self, bytes: &[u8]) {
        if let Ok(text) = str::from_utf8(bytes) {
            self.push(text);
        }
    }

    /// A float with a fraction, by the fewest digits that are it; `false` where it has too many.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::float_cmp,
        reason = "integers below 2^53, and the very float is looked for"
    )]
    pub(crate) const fn push_fraction(&mut self, number: f64) -> bool {
        // Up to here integers and powers of ten are exact floats, so that the division is rounded once, as reading the
        // digits is.
        const MOST_PLACES: usize = 15;
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let size = number.abs();
        let mut power: i64 = 1;
        let mut places = 0;
        while places <= MOST_PLACES {
            let scaled = size * power as f64;
            if scaled >= EXACT {
                return false;
            }
            let rounded = (scaled + 0.5) as i64;
            if rounded as f64 / power as f64 == size {
                self.push(if number < 0.0 { "-" } else { "" });
                self.push_integer((rounded / power) as i128);
                self.push_places(rounded % power, power);
                return true;
            }
            power *= 10;
            places += 1;
        }
        false
    }

    /// The digits behind the point, zeros in front among them.
    const fn push_places(&mut self, fraction: i64, power: i64) {
        if power == 1 {
            return;
        }
        self.push(".");
        let mut above = power / 10;
        while above > 1 && fraction < above {
            self.push("0");
            above /= 10;
        }
        self.push_integer(fraction as i128);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(write: impl FnOnce(&mut Buffer)) -> String {
        let mut buffer = Buffer::new();
        write(&mut buffer);
        buffer.text().to_owned()
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        for start in 0..4 {
            let text = "x".repeat(start) + &"é€".repeat(500);
            let cut = written(|buffer| {
                buffer.push(&text);
                buffer.push("more");
            });
            let kept = cut.strip_suffix('…').expect("an ellipsis");
            assert!(text.starts_with(kept) && cut.len() > ROOM - 4 && cut.len() <= ROOM);
        }
    }

    proptest! {
        #[test]
        fn numbers_are_written_as_by_the_standard_library(
            number: i128,
            mantissa in -999_999_999_i64..999_999_999,
            places in 0..9_i32,
        ) {
            prop_assert_eq!(written(|buffer| buffer.push_integer(number)), number.to_string());
            let float: f64 = format!("{mantissa}e-{places}").parse().expect("a number");
            prop_assume!(float.fract() != 0.0);
            let mut is_written = false;
            let text = written(|buffer| is_written = buffer.push_fraction(float));
            prop_assert!(is_written);
            prop_assert_eq!(text, float.to_string());
        }
    }
}
