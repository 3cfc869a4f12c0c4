//! The limits of numbers.

use std::cmp::Ordering;

use super::run::Run;
use super::text;
use crate::json::Number;
use crate::schema::SchemaObject;

impl Run<'_> {
    pub(super) fn number(&mut self, schema: &SchemaObject, value: Number) {
        type Allows = fn(Ordering) -> bool;
        let bounds: [(_, _, Allows, _); 4] = [
            ("minimum", schema.minimum, Ordering::is_ge, "at least"),
            ("maximum", schema.maximum, Ordering::is_le, "at most"),
            (
                "exclusiveMinimum",
                schema.exclusive_minimum,
                Ordering::is_gt,
                "more than",
            ),
            (
                "exclusiveMaximum",
                schema.exclusive_maximum,
                Ordering::is_lt,
                "less than",
            ),
        ];
        for (keyword, bound, allows, words) in bounds {
            if let Some(bound) = bound
                && !allows(value.compare(bound))
            {
                self.problem(keyword, text::out_of_bounds(words, bound, value));
            }
        }
        if let Some(divisor) = schema.multiple_of
            && !is_multiple(value, divisor)
        {
            self.problem("multipleOf", text::no_multiple(divisor, value));
        }
    }
}

/// Whether a number divided by another is an integer: exactly where both are integers, and otherwise as floats divide.
/// A divisor that is not above zero, which the specification forbids, divides everything.
fn is_multiple(value: Number, divisor: Number) -> bool {
    match (value, divisor) {
        (Number::Int(value), Number::Int(divisor)) => divisor <= 0 || value % divisor == 0,
        (Number::Float(value), Number::Int(_)) => {
            let divisor = divisor.as_f64();
            divisor <= 0.0 || value % divisor == 0.0
        }
        (_, Number::Float(divisor)) => divisor <= 0.0 || (value.as_f64() / divisor).fract() == 0.0,
    }
}
