//! Values that hold no others.

use super::limits;
use super::problem::Problem;
use super::text;
use super::walk::{Cx, Halt, Rewrite, Walk, Walked};
use crate::spec::json::{Exact, Kind as Found, exact_integer, plain_integer};
use crate::spec::shape::{Fields, Kind, Range};

/// Numbers written with fewer characters and no exponent are finite, even as 32-bit floats.
const SURELY_FINITE: usize = 38;

impl Walk<'_> {
    pub(super) fn unit(&mut self, cx: Cx<'_>) -> Walked {
        match self.scanner.peek()? {
            Found::Null => Ok(self.scanner.null()?),
            // What is left of an object when all its keys belong to what is around it.
            Found::Object if cx.hidden.is_some() => self.object(Fields::NONE, cx),
            _ => self.not_a(&Kind::Unit, cx),
        }
    }

    pub(super) fn boolean(&mut self, cx: Cx<'_>) -> Walked {
        match self.scanner.peek()? {
            Found::Bool => {
                self.scanner.boolean()?;
                Ok(())
            }
            _ => self.not_a(&Kind::Bool, cx),
        }
    }

    pub(super) fn integer(&mut self, signed: bool, bits: u8, cx: Cx<'_>) -> Walked {
        if self.scanner.peek()? != Found::Number {
            return self.not_a(&Kind::Int { signed, bits }, cx);
        }
        let start = self.scanner.offset();
        let raw = self.scanner.number()?;
        let ty = Range::of(signed, bits);
        let value = match plain_integer(raw) {
            Some(value) => value,
            None => match exact_integer(raw) {
                Exact::Int(value) => {
                    let place = start..self.scanner.offset();
                    self.rewrite(Rewrite { place, value })?;
                    value
                }
                Exact::TooLarge if raw.starts_with('-') => i128::MIN,
                Exact::TooLarge => i128::MAX,
                Exact::Fraction => return self.bad_number("an integer", raw, cx),
            },
        };
        let range = self.limits(cx).fold(ty, Range::within);
        if range.contains(value) {
            return Ok(());
        }
        self.bad_number(&limits::expected(range, ty, value), raw, cx)
    }

    /// Notes that an integer is to be written anew for serde.
    fn rewrite(&mut self, rewrite: Rewrite) -> Walked {
        if self.is_exact() {
            return Err(Halt::Misfit);
        }
        self.rewrites.push(rewrite);
        Ok(())
    }

    pub(super) fn float(&mut self, bits: u8, cx: Cx<'_>) -> Walked {
        if self.scanner.peek()? != Found::Number {
            return self.not_a(&Kind::Float { bits }, cx);
        }
        let raw = self.scanner.number()?;
        let is_short = raw.len() < SURELY_FINITE && !raw.contains(['e', 'E']);
        if is_short && cx.limits.is_none() {
            return Ok(());
        }
        let value: f64 = raw.parse().unwrap_or(f64::INFINITY);
        #[expect(clippy::cast_possible_truncation, reason = "as serde does it")]
        let fits = if bits == 32 {
            (value as f32).is_finite()
        } else {
            value.is_finite()
        };
        if !fits {
            let expected = format!("a number within the range of {bits}-bit floats");
            return self.bad_number(&expected, raw, cx);
        }
        self.limit_number(value, raw, cx)
    }

    fn bad_number(&mut self, expected: &str, raw: &str, cx: Cx<'_>) -> Walked {
        self.problem(|| {
            let message = text::mismatch(expected, Found::Number, raw, false);
            Problem::new(cx.path.render(), message)
        })
    }

    pub(super) fn string(&mut self, cx: Cx<'_>) -> Walked {
        if self.scanner.peek()? != Found::String {
            return self.not_a(&Kind::String, cx);
        }
        if cx.limits.is_none() {
            return Ok(self.scanner.skip()?);
        }
        let value = self.scanner.string()?;
        self.limit_string(&value, cx)
    }

    pub(super) fn character(&mut self, cx: Cx<'_>) -> Walked {
        if self.scanner.peek()? != Found::String {
            return self.not_a(&Kind::Char, cx);
        }
        let start = self.scanner.offset();
        let value = self.scanner.string()?;
        if is_character(&value) {
            return self.limit_string(&value, cx);
        }
        let raw = self.text_from(start);
        self.problem(|| {
            let message = text::mismatch("a single character", Found::String, raw, false);
            Problem::new(cx.path.render(), message)
        })
    }
}

pub(super) fn is_character(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some() && characters.next().is_none()
}
