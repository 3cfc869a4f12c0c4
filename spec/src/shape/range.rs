//! Numbers and the limits on them, compared exactly.

use super::{Bound, Limits};

/// The integers from `low` to `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub low: i128,
    /// The greatest.
    pub high: i128,
}

/// The ends of a range that are worth telling to somebody whose number is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Both.
    Both,
    /// The lower one, which the number is below.
    Low,
    /// The upper one, which the number is above.
    High,
}

impl Range {
    /// All integers of a type.
    pub const fn of(signed: bool, bits: u8) -> Self {
        let size = 1_i128 << (bits - signed as u8);
        Self {
            low: if signed { -size } else { 0 },
            high: size - 1,
        }
    }

    /// Whether a number is in it.
    pub const fn contains(self, value: i128) -> bool {
        self.low <= value && value <= self.high
    }

    /// What is left of it within limits.
    #[must_use]
    pub const fn within(self, limits: &Limits) -> Self {
        let Self { mut low, mut high } = self;
        if let Some(min) = &limits.min {
            let least = min.least_integer();
            if least > low {
                low = least;
            }
        }
        if let Some(max) = &limits.max {
            let greatest = max.greatest_integer();
            if greatest < high {
                high = greatest;
            }
        }
        Self { low, high }
    }

    /// The ends to tell to somebody who gave the number `found`; `ty` is the range of the type.
    pub const fn told(self, ty: Self, found: i128) -> Told {
        if is_told(self.low, ty.low) && is_told(self.high, ty.high) {
            Told::Both
        } else if found < self.low {
            Told::Low
        } else {
            Told::High
        }
    }
}

/// The ends of 64-bit types say little, unless they are what is wrong.
const fn is_told(end: i128, of_type: i128) -> bool {
    end != of_type || end.abs() <= u32::MAX as i128
}

impl Bound {
    /// The least integer that this lower bound allows.
    const fn least_integer(&self) -> i128 {
        // The fraction is cut off towards zero: above zero the integer itself is too small.
        let above = if self.is_integer() {
            self.exclusive
        } else {
            self.float > 0.0
        };
        self.int.saturating_add(above as i128)
    }

    /// The greatest integer that this upper bound allows.
    const fn greatest_integer(&self) -> i128 {
        let below = if self.is_integer() {
            self.exclusive
        } else {
            self.float < 0.0
        };
        self.int.saturating_sub(below as i128)
    }

    /// Whether the bound has no fraction.
    pub const fn is_integer(&self) -> bool {
        is_integer(self.float)
    }

    /// Whether a finite number is below the bound, or is it.
    #[expect(clippy::float_cmp, reason = "a bound is an exact number")]
    const fn is_above(&self, value: f64) -> (bool, bool) {
        // Integers beyond 2^53 are compared by their integer, which floats would round.
        if self.is_integer() && is_integer(value) && value.abs() < EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "an integer below 2^100")]
            let value = value as i128;
            return (value < self.int, value == self.int);
        }
        (value < self.float, value == self.float)
    }
}

impl Limits {
    /// Whether a finite number is within the range, exactly.
    pub const fn allow_number(&self, value: f64) -> bool {
        if let Some(min) = &self.min {
            let (is_below, is_equal) = min.is_above(value);
            if is_below || (is_equal && min.exclusive) {
                return false;
            }
        }
        if let Some(max) = &self.max {
            let (is_below, is_equal) = max.is_above(value);
            if !is_below && (!is_equal || max.exclusive) {
                return false;
            }
        }
        true
    }

    /// Whether so many characters, elements or entries are within the limits.
    pub const fn allow_length(&self, length: usize) -> bool {
        let is_too_short = matches!(self.min_length, Some(min) if length < min);
        let is_too_long = matches!(self.max_length, Some(max) if length > max);
        !is_too_short && !is_too_long
    }
}

/// 2^100: an integer below it is an `i128`.
const EXACT: f64 = 1_267_650_600_228_229_401_496_703_205_376.0;

/// Whether a finite number has no fraction.
#[expect(
    clippy::float_cmp,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a number that the way there and back changes has a fraction"
)]
const fn is_integer(value: f64) -> bool {
    // 2^63: a float this large has none, and a smaller one without is an `i64`.
    value.abs() >= 9_223_372_036_854_775_808.0 || (value as i64) as f64 == value
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn limits(min: Option<Bound>, max: Option<Bound>) -> Limits {
        Limits {
            min,
            max,
            ..Limits::NONE
        }
    }

    const fn bound(int: i128, float: f64, exclusive: bool) -> Bound {
        Bound {
            int,
            float,
            exclusive,
        }
    }

    #[test]
    fn the_ranges_of_integer_types() {
        for (signed, bits, low, high) in [
            (false, 8, 0, i128::from(u8::MAX)),
            (true, 8, i128::from(i8::MIN), i128::from(i8::MAX)),
            (true, 64, i128::from(i64::MIN), i128::from(i64::MAX)),
            (false, 64, 0, i128::from(u64::MAX)),
        ] {
            assert_eq!(Range::of(signed, bits), Range { low, high });
        }
    }

    #[test]
    fn integers_are_compared_with_fractional_bounds() {
        let all = Range::of(true, 64);
        for (min, low) in [
            (bound(0, 0.5, false), 1),
            (bound(0, -0.5, false), 0),
            (bound(-1, -1.5, true), -1),
            (bound(3, 3.0, false), 3),
            (bound(3, 3.0, true), 4),
        ] {
            assert_eq!(all.within(&limits(Some(min), None)).low, low, "{min:?}");
        }
        for (max, high) in [
            (bound(0, 0.5, true), 0),
            (bound(0, -0.5, false), -1),
            (bound(3, 3.0, false), 3),
            (bound(3, 3.0, true), 2),
        ] {
            assert_eq!(all.within(&limits(None, Some(max))).high, high, "{max:?}");
        }
    }

    #[test]
    fn floats_are_compared_with_large_integers_exactly() {
        // 2^53 + 1 is no float: the bound's float is 2^53.
        let max = bound(9_007_199_254_740_993, 9_007_199_254_740_992.0, true);
        let below = limits(None, Some(max));
        assert!(below.allow_number(9_007_199_254_740_992.0));
        assert!(!below.allow_number(9_007_199_254_740_994.0));
        let unit = limits(Some(bound(0, 0.0, false)), Some(bound(1, 1.0, true)));
        for (value, fits) in [
            (0.0, true),
            (-0.0, true),
            (0.999, true),
            (1.0, false),
            (-1e-300, false),
        ] {
            assert_eq!(unit.allow_number(value), fits, "{value}");
        }
    }

    #[test]
    fn fractions_are_told_from_integers() {
        for value in [0.0, -0.0, 7.0, -3.0, 9_007_199_254_740_993.0, 1e300] {
            assert!(is_integer(value), "{value}");
        }
        for value in [0.5, -7.25, 1e-300] {
            assert!(!is_integer(value), "{value}");
        }
    }
}
