//! Objects with known fields.

use super::fault::{Expected, Fault, What};
use super::fields::{FieldsOf, Given, Rest};
use super::token::Token;
use super::walk::{Cx, Hidden, Keys, Limited, Walk, Walked, is_optional, tried};
use crate::shape::{Field, Fields};

impl Walk {
    pub(super) const fn object(&mut self, fields: &'static Fields, cx: Cx<'_>) -> Walked {
        let start = self.at;
        let Token::Object(end) = *self.token() else {
            return self.mismatch(cx, Expected::Object(fields));
        };
        let side = self.side;
        let known = FieldsOf { side, fields };
        let rest = known.rest();
        let mut given = Given::new();
        let mut next = 0;
        let mut unknown = None;
        self.at += 1;
        while self.at < end {
            let key = Token::key(self.tokens, self.at);
            let is_other = match cx.hidden {
                None => false,
                Some(_) => !cx.owns(key, side),
            };
            if is_other {
                self.at = Token::after(self.tokens, self.at + 1);
            } else if let Some(slot) = known.find(key, next) {
                if !given.insert(slot.number) {
                    return self.fault(What::Repeated(side.key(slot.field)));
                }
                next = slot.number + 1;
                self.at += 1;
                tried!(self.field(slot.field, cx));
            } else if let Rest::Map(key_kind, value) = rest {
                tried!(self.entry(key_kind, value, cx.inner()));
            } else {
                if unknown.is_none() && matches!(rest, Rest::Unknown) {
                    unknown = Some(self.at);
                }
                self.at = Token::after(self.tokens, self.at + 1);
            }
        }
        tried!(self.complete(known, &given, start, unknown));
        if let Rest::Enum(kind) = rest {
            self.at = start;
            let hidden = Hidden {
                keys: Keys::Fields(fields),
                outer: cx.hidden,
            };
            return self.value(kind, cx.hiding(&hidden));
        }
        self.at = end + 1;
        Ok(())
    }

    /// Walks the value of a field of the object of `cx`.
    const fn field(&mut self, field: &'static Field, cx: Cx<'_>) -> Walked {
        if self.is_plain(&field.kind) && field.limits.is_none() {
            self.at += 1;
            return Ok(());
        }
        let limited = Limited {
            limits: &field.limits,
            outer: None,
        };
        let mut inner = cx.inner().limited(&limited);
        inner.may_be_left_out = is_optional(self.side.presence(field));
        self.value(&field.kind, inner)
    }

    /// At the end of an object: what is there but unknown, and what is missing.
    const fn complete(
        &self,
        known: FieldsOf,
        given: &Given,
        start: usize,
        unknown: Option<usize>,
    ) -> Walked {
        if let Some(at) = unknown
            && self.denies(known.fields)
        {
            let (fields, given) = (known.fields, *given);
            let what = What::UnknownField { fields, given };
            return Err(Fault::new(at, what));
        }
        match known.missing(given, 0) {
            None => Ok(()),
            Some((_, name)) => Err(Fault::new(start, What::MissingField(name))),
        }
    }
}
