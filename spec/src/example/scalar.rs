//! Values that hold no others.

use super::fault::{Expected, Unit, What};
use super::token::Token;
use super::walk::{Cx, Purpose, Walk, Walked, tried};
use crate::json::{Exact, exact_integer, plain_integer};
use crate::shape::{Fields, Kind, Range};
use crate::text;

impl Walk {
    pub(super) const fn unit(&mut self, cx: Cx<'_>) -> Walked {
        match self.token() {
            Token::Null => self.skip(),
            // What is left of an object when all its keys belong to what is around it.
            Token::Object(_) if cx.hidden.is_some() => self.object(Fields::NONE, cx),
            _ => self.mismatch(cx, Expected::Kind(Kind::Unit)),
        }
    }

    pub(super) const fn boolean(&mut self, cx: Cx<'_>) -> Walked {
        match self.token() {
            Token::Bool(_) => self.skip(),
            _ => self.mismatch(cx, Expected::Kind(Kind::Bool)),
        }
    }

    pub(super) const fn integer(&mut self, signed: bool, bits: u8, cx: Cx<'_>) -> Walked {
        let kind = Expected::Kind(Kind::Int { signed, bits });
        let Token::Number(raw, _) = *self.token() else {
            return self.mismatch(cx, kind);
        };
        let found = match plain_integer(raw) {
            Some(value) => value,
            None => match exact_integer(raw) {
                _ if matches!(self.purpose, Purpose::Probe { exact: true }) => {
                    return self.mismatch(cx, kind);
                }
                Exact::Int(value) => value,
                Exact::TooLarge if text::starts_with(raw, "-") => i128::MIN,
                Exact::TooLarge => i128::MAX,
                Exact::Fraction => return self.bad_number(kind),
            },
        };
        let ty = Range::of(signed, bits);
        let range = self.within(ty, cx);
        if range.contains(found) {
            return self.skip();
        }
        self.bad_number(Expected::Integer { range, ty, found })
    }

    /// What is left of a range within the limits that count.
    pub(super) const fn within(&self, ty: Range, cx: Cx<'_>) -> Range {
        let mut range = ty;
        let mut layer = self.limits(cx);
        while let Some(limited) = layer {
            range = range.within(limited.limits);
            layer = limited.outer;
        }
        range
    }

    pub(super) const fn float(&mut self, bits: u8, cx: Cx<'_>) -> Walked {
        let Token::Number(_, value) = *self.token() else {
            return self.mismatch(cx, Expected::Kind(Kind::Float { bits }));
        };
        #[expect(clippy::cast_possible_truncation, reason = "as serde does it")]
        let fits = if bits == 32 {
            (value as f32).is_finite()
        } else {
            value.is_finite()
        };
        if !fits {
            return self.bad_number(Expected::FloatOf(bits));
        }
        let mut layer = self.limits(cx);
        while let Some(limited) = layer {
            if !limited.limits.allow_number(value) {
                return self.bad_number(Expected::Number(limited.limits));
            }
            layer = limited.outer;
        }
        self.skip()
    }

    const fn bad_number(&self, expected: Expected) -> Walked {
        self.fault(What::Mismatch {
            expected,
            may_be_left_out: false,
        })
    }

    pub(super) const fn string(&mut self, cx: Cx<'_>) -> Walked {
        let Some(value) = self.token().string() else {
            return self.mismatch(cx, Expected::Kind(Kind::String));
        };
        if cx.limits.is_some() {
            tried!(self.limit_string(value, cx));
        }
        self.skip()
    }

    pub(super) const fn character(&mut self, cx: Cx<'_>) -> Walked {
        let Some(value) = self.token().string() else {
            return self.mismatch(cx, Expected::Kind(Kind::Char));
        };
        if text::count(value) != 1 {
            return self.bad_number(Expected::Kind(Kind::Char));
        }
        tried!(self.limit_string(value, cx));
        self.skip()
    }

    /// The length of a string; its pattern is left to the runtime.
    pub(super) const fn limit_string(&self, value: &str, cx: Cx<'_>) -> Walked {
        if self.limits(cx).is_none() {
            return Ok(());
        }
        self.limit_length(self.at, text::count(value), Unit::Characters, cx)
    }

    /// A length that is out of its limits is a mistake of the value that begins at `at`.
    pub(super) const fn limit_length(
        &self,
        at: usize,
        length: usize,
        unit: Unit,
        cx: Cx<'_>,
    ) -> Walked {
        let mut layer = self.limits(cx);
        while let Some(limited) = layer {
            let limits = limited.limits;
            if !limits.allow_length(length) {
                let (min, max) = (limits.min_length, limits.max_length);
                return Self::count(at, min, max, unit, length);
            }
            layer = limited.outer;
        }
        Ok(())
    }

    /// A value has more or fewer parts than it may have.
    pub(super) const fn count(
        at: usize,
        min: Option<usize>,
        max: Option<usize>,
        unit: Unit,
        found: usize,
    ) -> Walked {
        let what = What::Count {
            min,
            max,
            unit,
            found,
        };
        Err(super::fault::Fault::new(at, what))
    }
}
