//! Arrays: lists, sets and tuples.

use super::fault::{Expected, Fault, Unit, What};
use super::token::Token;
use super::walk::{Cx, Limited, Walk, Walked, is_optional, tried};
use crate::shape::{Fields, Kind, Presence};

impl Walk {
    /// A list, of a fixed length where one is given.
    pub(super) const fn sequence(
        &mut self,
        element: &'static Kind,
        length: Option<usize>,
        cx: Cx<'_>,
    ) -> Walked {
        let start = self.at;
        let Token::Array(end) = *self.token() else {
            return self.mismatch(cx, Expected::Kind(Kind::Seq(element, length)));
        };
        let mut count = 0;
        self.at += 1;
        while self.at < end {
            if cx.limits.is_none() && self.is_plain(element) {
                self.at += 1;
            } else {
                tried!(self.element(element, cx.inner(), cx.limits));
            }
            count += 1;
        }
        self.at = end + 1;
        if let Some(length) = length {
            tried!(Self::exact_length(start, length, count));
        }
        self.limit_length(start, count, Unit::Elements, cx)
    }

    /// A list in which no element may be twice. Elements are compared as they are written.
    pub(super) const fn set(&mut self, element: &'static Kind, cx: Cx<'_>) -> Walked {
        let start = self.at;
        let Token::Array(end) = *self.token() else {
            return self.mismatch(cx, Expected::Kind(Kind::Set(element)));
        };
        let mut count = 0;
        self.at += 1;
        while self.at < end {
            let at = self.at;
            tried!(self.element(element, cx.inner(), cx.limits));
            if !self.is_probing() && self.is_repeated(start + 1, at) {
                let what = What::RepeatedElement;
                return Err(Fault::new(at, what));
            }
            count += 1;
        }
        self.at = end + 1;
        self.limit_length(start, count, Unit::Elements, cx)
    }

    /// Whether a value is there before, among those from `first` on.
    const fn is_repeated(&self, first: usize, at: usize) -> bool {
        let mut before = first;
        while before < at {
            if Token::is_same(self.tokens, before, at) {
                return true;
            }
            before = Token::after(self.tokens, before);
        }
        false
    }

    /// An element, within what the limits on its array say of elements.
    const fn element(
        &mut self,
        kind: &'static Kind,
        cx: Cx<'_>,
        of_array: Option<&Limited<'_>>,
    ) -> Walked {
        let Some(Limited { limits, outer }) = of_array else {
            return self.value(kind, cx);
        };
        let Some(inner) = limits.inner else {
            return self.element(kind, cx, *outer);
        };
        let limited = Limited {
            limits: inner,
            outer: cx.limits,
        };
        self.element(kind, cx.limited(&limited), *outer)
    }

    /// One kind a position.
    pub(super) const fn tuple(&mut self, kinds: &'static [Kind], cx: Cx<'_>) -> Walked {
        let start = self.at;
        let Token::Array(end) = *self.token() else {
            return self.mismatch(cx, Expected::Array(kinds.len()));
        };
        let mut count = 0;
        self.at += 1;
        while self.at < end {
            if count < kinds.len() {
                tried!(self.value(&kinds[count], cx.inner()));
            } else {
                tried!(self.skip());
            }
            count += 1;
        }
        self.at = end + 1;
        Self::exact_length(start, kinds.len(), count)
    }

    /// A struct as an array of its fields, which serde takes too. It matters only to tell untagged variants apart.
    pub(super) const fn positions(&mut self, fields: &'static Fields, cx: Cx<'_>) -> Walked {
        let misfit = self.mismatch(cx, Expected::Object(fields));
        let Token::Array(end) = *self.token() else {
            return misfit;
        };
        self.at += 1;
        let mut place = 0;
        while place < fields.list.len() {
            let field = &fields.list[place];
            place += 1;
            if field.flatten {
                return misfit;
            }
            if matches!(field.presence, Presence::Skipped) {
                continue;
            }
            if self.at < end {
                tried!(self.value(&field.kind, cx.inner()));
            } else if !is_optional(field.presence) || field.kind.is_optional() {
                // Whether an `Option` has a default, as it needs here, shapes do not tell.
                return misfit;
            }
        }
        if self.at < end {
            return misfit;
        }
        self.at = end + 1;
        Ok(())
    }

    const fn exact_length(at: usize, length: usize, found: usize) -> Walked {
        if length == found {
            return Ok(());
        }
        Self::count(at, Some(length), Some(length), Unit::Elements, found)
    }
}
