//! Objects with any keys.

use super::hidden::Filter;
use super::keys::Texts;
use super::limited::Limited;
use super::limits::{self, ENTRIES};
use super::problem::Problem;
use super::scalar::is_character;
use super::walk::{Cx, Walk, Walked};
use super::{describe, text};
use crate::spec::json::{Kind as Found, plain_integer};
use crate::spec::shape::{Body, Enum, Kind, Range, Tagging, VariantBody};

impl Walk<'_> {
    pub(super) fn map(
        &mut self,
        key_kind: &'static Kind,
        value: &'static Kind,
        cx: Cx<'_>,
    ) -> Walked {
        if self.scanner.peek()? != Found::Object {
            return self.not_a(&Kind::Map(key_kind, value), cx);
        }
        self.scanner.begin_object()?;
        let mut keys = Texts::default();
        let mut filter = Filter::new(cx.hidden);
        let mut count = 0;
        while let Some(key) = self.scanner.next_key()? {
            if !self.is_own(&mut filter, &key, cx)? {
                continue;
            }
            // serde keeps the last entry and drops the others without a word.
            if !self.is_probing() && keys.insert(key.clone()).is_err() {
                self.repeated(&key, &key, cx)?;
                continue;
            }
            let path = cx.path.key(&key);
            self.map_key(&key, key_kind, Cx::at(&path))?;
            self.value(value, Cx::at(&path))?;
            count += 1;
        }
        self.limit_length(count, ENTRIES, cx)
    }

    /// The key of a map, which stands in JSON as a string whatever it is. `cx` is that of its value.
    pub(super) fn map_key(&mut self, key: &str, kind: &'static Kind, cx: Cx<'_>) -> Walked {
        let expected = match kind.json() {
            Kind::String => return self.limit_string(key, cx),
            Kind::Int { signed, bits } => match integer_key(key) {
                None => describe::kind(kind),
                Some(value) => {
                    let ty = Range::of(*signed, *bits);
                    let range = self.limits(cx).fold(ty, Range::within);
                    if range.contains(value) {
                        return Ok(());
                    }
                    limits::expected(range, ty, value)
                }
            },
            Kind::Bool if !matches!(key, "true" | "false") => describe::kind(kind),
            Kind::Char if !is_character(key) => describe::kind(kind),
            Kind::Option(inner) => return self.wrapped_key(key, inner, cx),
            Kind::Message(shape) => match &shape.get().body {
                Body::Transparent(inner, limits) => {
                    let limited = Limited {
                        limits,
                        outer: cx.limits,
                    };
                    return self.wrapped_key(key, inner, cx.limited(&limited));
                }
                Body::Enum(e) if e.tagging == Tagging::External && !is_unit_variant(key, e) => {
                    describe::kind(kind)
                }
                _ => return Ok(()),
            },
            _ => return Ok(()),
        };
        self.problem(|| Problem::new(cx.path.render(), text::wrong_key(&expected, key)))
    }

    fn wrapped_key(&mut self, key: &str, inner: &'static Kind, cx: Cx<'_>) -> Walked {
        match cx.wrapped() {
            Some(cx) => self.map_key(key, inner, cx),
            None => Ok(()),
        }
    }
}

/// An integer as serde reads it from a key: no fraction, no exponent, no zeros in front.
fn integer_key(key: &str) -> Option<i128> {
    let digits = key.strip_prefix('-').unwrap_or(key);
    let is_canonical = !digits.is_empty() && (digits == "0" || !digits.starts_with('0'));
    plain_integer(key).filter(|_| is_canonical)
}

fn is_unit_variant(key: &str, e: &Enum) -> bool {
    describe::tagged_variants(e).any(|variant| {
        let is_unit = matches!(variant.body, VariantBody::Unit);
        is_unit && (variant.other || variant.json == key || variant.aliases.contains(&key))
    })
}
