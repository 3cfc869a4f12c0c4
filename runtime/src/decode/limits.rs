//! Limits from `#[schemars(range(..), length(..), regex(..))]`.

use std::collections::BTreeMap;
use std::sync::RwLock;

use regex_lite::Regex;

use super::problem::Problem;
use super::text;
use super::walk::{Cx, Halt, Walk, Walked};
use crate::spec::shape::{Bound, Limits, Range, Told};

/// What a number that is not in a range should have been; `ty` is the range of the type.
pub(super) fn expected(range: Range, ty: Range, found: i128) -> String {
    let Range { low, high } = range;
    match range.told(ty, found) {
        Told::Both => format!("an integer from {low} to {high}"),
        Told::Low => format!("an integer of at least {low}"),
        Told::High => format!("an integer of at most {high}"),
    }
}

/// "a number that is at least 0 and less than 1".
fn number_within(limits: &Limits) -> String {
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
                    let (min, max) = (limits.min_length, limits.max_length);
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
