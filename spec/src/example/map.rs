//! Objects with any keys.

use super::fault::{Expected, Unit, What};
use super::token::Token;
use super::walk::{Cx, Limited, Walk, Walked, tried};
use crate::json::plain_integer;
use crate::shape::{Body, Enum, Kind, Range, Tagging, VariantBody};
use crate::text::{self, same};

impl Walk {
    pub(super) const fn map(
        &mut self,
        key_kind: &'static Kind,
        value: &'static Kind,
        cx: Cx<'_>,
    ) -> Walked {
        let start = self.at;
        let Token::Object(end) = *self.token() else {
            return self.mismatch(cx, Expected::Kind(Kind::Map(key_kind, value)));
        };
        let mut count = 0;
        self.at += 1;
        while self.at < end {
            if cx.owns(Token::key(self.tokens, self.at), self.side) {
                tried!(self.entry(key_kind, value, cx.inner()));
                count += 1;
            } else {
                self.at = Token::after(self.tokens, self.at + 1);
            }
        }
        self.at = end + 1;
        self.limit_length(start, count, Unit::Entries, cx)
    }

    /// A key and its value.
    pub(super) const fn entry(
        &mut self,
        key_kind: &'static Kind,
        value: &'static Kind,
        cx: Cx<'_>,
    ) -> Walked {
        tried!(self.map_key(
            Token::key(self.tokens, self.at),
            key_kind,
            cx,
            MOST_WRAPPERS
        ));
        self.at += 1;
        self.value(value, cx)
    }

    /// The key of a map, which stands in JSON as a string whatever it is.
    const fn map_key(&self, key: &str, kind: &'static Kind, cx: Cx<'_>, depth: u8) -> Walked {
        let fits = match kind {
            Kind::String => return self.limit_string(key, cx),
            Kind::Int { signed, bits } => return self.integer_key(key, *signed, *bits, cx),
            Kind::Bool => same(key, "true") || same(key, "false"),
            Kind::Char => text::count(key) == 1,
            _ if depth == 0 => true,
            Kind::Apart(apart) => return self.map_key(key, &apart.json, cx, depth - 1),
            Kind::Option(inner) => return self.map_key(key, inner, cx, depth - 1),
            Kind::Message(shape) => match &shape.get().body {
                Body::Transparent(inner, limits) => {
                    let limited = Limited {
                        limits,
                        outer: cx.limits,
                    };
                    return self.map_key(key, inner, cx.limited(&limited), depth - 1);
                }
                Body::Enum(e) if matches!(e.tagging, Tagging::External) => {
                    self.is_unit_variant(key, e)
                }
                _ => true,
            },
            _ => true,
        };
        if fits {
            return Ok(());
        }
        self.fault(What::WrongKey(Expected::Kind(*kind)))
    }

    const fn integer_key(&self, key: &str, signed: bool, bits: u8, cx: Cx<'_>) -> Walked {
        let Some(found) = canonical(key) else {
            return self.fault(What::WrongKey(Expected::Kind(Kind::Int { signed, bits })));
        };
        let ty = Range::of(signed, bits);
        let range = self.within(ty, cx);
        if range.contains(found) {
            return Ok(());
        }
        self.fault(What::WrongKey(Expected::Integer { range, ty, found }))
    }

    const fn is_unit_variant(&self, key: &str, e: &'static Enum) -> bool {
        let mut at = 0;
        while at < e.variants.len() {
            let variant = &e.variants[at];
            let is_unit = self.side.is_tagged(variant) && matches!(variant.body, VariantBody::Unit);
            if is_unit && (variant.other || self.side.is_called(variant, key)) {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// How many newtypes may wrap a key. Only a type without end has more.
const MOST_WRAPPERS: u8 = 8;

/// An integer as serde reads it from a key: no fraction, no exponent, no zeros in front.
const fn canonical(key: &str) -> Option<i128> {
    let bytes = key.as_bytes();
    let start = if text::starts_with(key, "-") { 1 } else { 0 };
    let has_zeros = bytes.len() > start + 1 && bytes[start] == b'0';
    if has_zeros { None } else { plain_integer(key) }
}
