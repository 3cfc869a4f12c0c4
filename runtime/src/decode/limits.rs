//! Limits from `#[schemars(range(..), length(..), regex(..))]`.

use std::collections::BTreeMap;
use std::sync::RwLock;

use regex_lite::Regex;

use super::problem::Problem;
use super::text;
use super::walk::{Cx, Halt, Walk, Walked};
use crate::spec::shape::{Bound, Limits, Range, Told};

/// What a number that is not in a range should have been; `ty` is the range of the type.
pub(crate) fn expected(range: Range, ty: Range, found: i128) -> String {
    let Range { low, high } = range;
    match range.told(ty, found) {
        Told::Both => format!("an integer from {low} to {high}"),
        Told::Low => format!("an integer of at least {low}"),
        Told::High => format!("an integer of at most {high}"),
    }
}

/// "a number that is at least 0 and less than 1".
pub(crate) fn number_within(limits: &Limits) -> String {
    let end = |bound: Bound, inclusive: &str, exclusive: &str| {
        let words = if bound.exclusive {
            exclusive
        } else {
            inclusive
        };
        if bound.is_integer() {
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
pub(crate) struct Unit {
    pub(super) one: &'static str,
    pub(super) many: &'static str,
}

pub(crate) const CHARACTERS: Unit = Unit {
    one: "character",
    many: "characters",
};
pub(crate) const ELEMENTS: Unit = Unit {
    one: "element",
    many: "elements",
};
pub(crate) const ENTRIES: Unit = Unit {
    one: "entry",
    many: "entries",
};

/// What is wrong with a length that is out of its limits.
pub(crate) fn problem_of_length(limits: &Limits, length: usize, unit: Unit) -> String {
    let (min, max) = (limits.min_length, limits.max_length);
    let expected = text::counted(min, max, unit.one, unit.many);
    text::count(&expected, length)
}

/// What is wrong with an array that has another length than its type.
#[cfg(feature = "grpc")]
pub(crate) fn problem_of_count(expected: usize, found: usize) -> String {
    let one = Some(expected);
    let expected = text::counted(one, one, ELEMENTS.one, ELEMENTS.many);
    text::count(&expected, found)
}

/// What is wrong with a string that should contain a match of a pattern.
#[cfg(feature = "grpc")]
pub(crate) fn problem_of_pattern(pattern: &'static str, value: &str) -> Option<String> {
    match is_match(pattern, value) {
        Ok(false) => Some(text::no_match(pattern, value)),
        Err(Halt::Pattern(problem)) => Some(problem),
        Ok(true) | Err(_) => None,
    }
}

impl Walk<'_> {
    /// All limits on a value that count. serde knows of none, so while probing none does.
    pub(super) fn limits<'c>(&self, cx: Cx<'c>) -> impl Iterator<Item = &'static Limits> + use<'c> {
        let first = cx.limits.filter(|_| !self.is_probing());
        std::iter::successors(first, |limited| limited.outer).map(|limited| limited.limits)
    }

    /// Notes a number that is out of its limits.
    pub(super) fn limit_number(&mut self, value: f64, raw: &str, cx: Cx<'_>) -> Walked {
        for limits in self.limits(cx).filter(|limits| !limits.allow_number(value)) {
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
            if !limits.allow_length(length) {
                self.problem(|| {
                    Problem::new(cx.path.render(), problem_of_length(limits, length, unit))
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
