//! Limits from `#[schemars(range(..), length(..), regex(..))]`.

use std::collections::BTreeMap;
use std::sync::RwLock;

use regex_lite::Regex;

use super::problem::Problem;
use super::text;
use super::walk::{Cx, Halt, Walk, Walked};
use crate::spec::shape::{Bound, Limits};

/// The integers from `low` to `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) low: i128,
    pub(super) high: i128,
}

impl Range {
    /// All integers of a type.
    pub(super) fn of(signed: bool, bits: u8) -> Self {
        let size = 1_i128 << (bits - u8::from(signed));
        Self {
            low: if signed { -size } else { 0 },
            high: size - 1,
        }
    }

    pub(super) fn contains(self, value: i128) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// What is left of it within limits.
    pub(super) fn within(self, limits: &Limits) -> Self {
        let low = limits.min.map_or(self.low, |bound| least(&bound));
        let high = limits.max.map_or(self.high, |bound| greatest(&bound));
        Self {
            low: self.low.max(low),
            high: self.high.min(high),
        }
    }

    /// What a value that is not in it should have been; `ty` is the range of the type.
    pub(super) fn expected(self, ty: Self, found: i128) -> String {
        let Self { low, high } = self;
        // The ends of 64-bit types say little, unless they are what is wrong.
        let narrow = i128::from(u32::MAX);
        let is_told = |end: i128, of_type: i128| end != of_type || end.abs() <= narrow;
        if is_told(low, ty.low) && is_told(high, ty.high) {
            format!("an integer from {low} to {high}")
        } else if found < low {
            format!("an integer of at least {low}")
        } else {
            format!("an integer of at most {high}")
        }
    }
}

/// The least integer that a lower bound allows.
fn least(bound: &Bound) -> i128 {
    // The fraction is cut off towards zero: above zero the integer itself is too small.
    let above = if is_integer(bound) {
        bound.exclusive
    } else {
        bound.float > 0.0
    };
    bound.int.saturating_add(i128::from(above))
}

/// The greatest integer that an upper bound allows.
fn greatest(bound: &Bound) -> i128 {
    let below = if is_integer(bound) {
        bound.exclusive
    } else {
        bound.float < 0.0
    };
    bound.int.saturating_sub(i128::from(below))
}

fn is_integer(bound: &Bound) -> bool {
    bound.float.fract() == 0.0
}

/// Whether a number is within its limits, exactly.
fn is_within(value: f64, limits: &Limits) -> bool {
    let allowed = |bound: Bound, wrong: std::cmp::Ordering| {
        let order = compare(value, &bound);
        order != wrong && (!bound.exclusive || order.is_ne())
    };
    limits
        .min
        .is_none_or(|min| allowed(min, std::cmp::Ordering::Less))
        && limits
            .max
            .is_none_or(|max| allowed(max, std::cmp::Ordering::Greater))
}

/// Compares a finite number with a bound; integers beyond 2^53 by their integer, which floats would round.
fn compare(value: f64, bound: &Bound) -> std::cmp::Ordering {
    // 2^100: an integer below it is an `i128`.
    const EXACT: f64 = 1_267_650_600_228_229_401_496_703_205_376.0;
    if is_integer(bound) && value.fract() == 0.0 && value.abs() < EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "an integer below 2^100")]
        let value = value as i128;
        return value.cmp(&bound.int);
    }
    value.total_cmp(&bound.float)
}

/// "a number that is at least 0 and less than 1".
fn number_within(limits: &Limits) -> String {
    let end = |bound: Bound, inclusive: &str, exclusive: &str| {
        let words = if bound.exclusive {
            exclusive
        } else {
            inclusive
        };
        if is_integer(&bound) {
            format!("{words} {}", bound.int)
        } else {
            format!("{words} {}", bound.float)
        }
    };
    let min = limits
        .min
        .map(|bound| end(bound, "at least", "greater than"));
    let max = limits.max.map(|bound| end(bound, "at most", "less than"));
    let ends: Vec<_> = min.into_iter().chain(max).collect();
    format!("a number that is {}", ends.join(" and "))
}

/// What the length of a value counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) one: &'static str,
    pub(super) many: &'static str,
}

pub(super) const CHARACTERS: Unit = Unit {
    one: "character",
    many: "characters",
};
pub(super) const ELEMENTS: Unit = Unit {
    one: "element",
    many: "elements",
};
pub(super) const ENTRIES: Unit = Unit {
    one: "entry",
    many: "entries",
};

impl Walk<'_> {
    /// All limits on a value that count. serde knows of none, so while probing none does.
    pub(super) fn limits<'c>(&self, cx: Cx<'c>) -> impl Iterator<Item = &'static Limits> + use<'c> {
        let first = cx.limits.filter(|_| !self.is_probing());
        std::iter::successors(first, |limited| limited.outer).map(|limited| limited.limits)
    }

    /// Notes a number that is out of its limits.
    pub(super) fn limit_number(&mut self, value: f64, raw: &str, cx: Cx<'_>) -> Walked {
        for limits in self.limits(cx).filter(|limits| !is_within(value, limits)) {
            self.problem(|| {
                let expected = number_within(limits);
                let found = crate::spec::json::Kind::Number;
                Problem::new(
                    cx.path.render(),
                    text::mismatch(&expected, found, raw, false),
                )
            })?;
        }
        Ok(())
    }

    /// Notes a length that is out of its limits.
    pub(super) fn limit_length(&mut self, length: usize, unit: Unit, cx: Cx<'_>) -> Walked {
        for limits in self.limits(cx) {
            let (min, max) = (limits.min_length, limits.max_length);
            if min.is_some_and(|min| length < min) || max.is_some_and(|max| length > max) {
                self.problem(|| {
                    let expected = text::counted(min, max, unit.one, unit.many);
                    Problem::new(cx.path.render(), text::count(&expected, length))
                })?;
            }
        }
        Ok(())
    }

    /// Notes a string that is out of its limits.
    pub(super) fn limit_string(&mut self, value: &str, cx: Cx<'_>) -> Walked {
        if self
            .limits(cx)
            .any(|limits| limits.min_length.is_some() || limits.max_length.is_some())
        {
            self.limit_length(value.chars().count(), CHARACTERS, cx)?;
        }
        for pattern in self.limits(cx).filter_map(|limits| limits.pattern) {
            if !is_match(pattern, value)? {
                self.problem(|| Problem::new(cx.path.render(), text::no_match(pattern, value)))?;
            }
        }
        Ok(())
    }
}

/// Whether a text contains a match of a pattern. Each pattern is compiled once.
fn is_match(pattern: &'static str, text: &str) -> Result<bool, Halt> {
    static COMPILED: RwLock<BTreeMap<&'static str, Regex>> = RwLock::new(BTreeMap::new());
    let compiled = COMPILED
        .read()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(regex) = compiled.get(pattern) {
        return Ok(regex.is_match(text));
    }
    drop(compiled);
    let regex = compile(pattern).map_err(Halt::Pattern)?;
    let is_match = regex.is_match(text);
    let mut compiled = COMPILED
        .write()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    compiled.insert(pattern, regex);
    Ok(is_match)
}

fn compile(pattern: &str) -> Result<Regex, String> {
    Regex::new(pattern)
        .map_err(|error| format!("the pattern `{pattern}` cannot be checked: {error}"))
}

/// What is wrong with a pattern.
pub(super) fn pattern_error(pattern: &str) -> Option<String> {
    compile(pattern).err()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(min: Option<Bound>, max: Option<Bound>) -> Limits {
        Limits {
            min,
            max,
            ..Limits::NONE
        }
    }

    fn bound(int: i128, float: f64, exclusive: bool) -> Bound {
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
        assert!(is_within(9_007_199_254_740_992.0, &limits(None, Some(max))));
        assert!(!is_within(
            9_007_199_254_740_994.0,
            &limits(None, Some(max))
        ));
        let unit = limits(Some(bound(0, 0.0, false)), Some(bound(1, 1.0, true)));
        for (value, fits) in [
            (0.0, true),
            (-0.0, true),
            (0.999, true),
            (1.0, false),
            (-1e-300, false),
        ] {
            assert_eq!(is_within(value, &unit), fits, "{value}");
        }
    }
}
