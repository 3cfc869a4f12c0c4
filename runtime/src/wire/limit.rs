//! Limits on values, in the words in which the JSON of a request is refused.

use super::fault::Fault;
use crate::decode::limits;
use crate::spec::shape::{Limits, Range};

/// An integer has to keep to its limits.
pub(super) fn integer(ty: Range, limits: &'static Limits, value: i128) -> Result<(), Fault> {
    let range = ty.within(limits);
    if range.contains(value) {
        return Ok(());
    }
    Err(found_number(&limits::expected(range, ty, value), &value))
}

/// An integer is none of its type.
#[cold]
pub(super) fn out_of_type(signed: bool, bits: u8, value: i128) -> Fault {
    let ty = Range::of(signed, bits);
    found_number(&limits::expected(ty, ty, value), &value)
}

/// A float has to keep to its limits.
pub(super) fn float(value: f64, limits: &'static Limits) -> Result<(), Fault> {
    if limits.allow_number(value) {
        return Ok(());
    }
    Err(found_number(&limits::number_within(limits), &value))
}

fn found_number(expected: &str, found: &dyn std::fmt::Display) -> Fault {
    Fault::new(format!("expected {expected}, found the number {found}"))
}

/// A string has to keep to its limits.
pub(super) fn text(value: &str, limits: &'static Limits) -> Result<(), Fault> {
    if limits.min_length.is_some() || limits.max_length.is_some() {
        length(value.chars().count(), limits, limits::CHARACTERS)?;
    }
    match limits.pattern {
        None => Ok(()),
        Some(pattern) => match limits::problem_of_pattern(pattern, value) {
            None => Ok(()),
            Some(problem) => Err(Fault::new(problem)),
        },
    }
}

/// A list has to keep to its limits.
pub(super) fn elements(count: usize, limits: &'static Limits) -> Result<(), Fault> {
    length(count, limits, limits::ELEMENTS)
}

/// A map has to keep to its limits.
pub(super) fn entries(count: usize, limits: &'static Limits) -> Result<(), Fault> {
    length(count, limits, limits::ENTRIES)
}

fn length(count: usize, limits: &'static Limits, unit: limits::Unit) -> Result<(), Fault> {
    if limits.allow_length(count) {
        return Ok(());
    }
    Err(Fault::new(limits::problem_of_length(limits, count, unit)))
}

/// An array has another length than its type.
#[cold]
pub(super) fn other_count(expected: usize, found: usize) -> Fault {
    Fault::new(limits::problem_of_count(expected, found))
}

/// A set has an element twice.
#[cold]
pub(super) fn repeated_element() -> Fault {
    Fault::new(crate::decode::repeated_element())
}

/// A text is not what it should be.
#[cold]
pub(super) fn misread(what: &str, text: &str, error: &dyn std::fmt::Display) -> Fault {
    let text = crate::decode::quoted(text);
    Fault::new(format!(
        "expected {what}, found the string {text} ({error})"
    ))
}
