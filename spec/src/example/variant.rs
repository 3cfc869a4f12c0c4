//! Enums whose variants are told by a name.

use super::fault::{Expected, Fault, Legal, What};
use super::side::Side;
use super::token::Token;
use super::walk::{Cx, Hidden, Keys, Walk, Walked, tried};
use crate::shape::{Enum, Fields, Tagging, Variant, VariantBody};
use crate::text::same;

/// The variant that a name tells.
type Told = Result<&'static Variant, Fault>;

impl Walk {
    /// Walks a value whose variant is told by a name.
    pub(super) const fn tagged(&mut self, e: &'static Enum, cx: Cx<'_>) -> Walked {
        match e.tagging {
            Tagging::External => self.external(e, cx),
            Tagging::Internal { tag } => self.internal(e, tag, cx),
            Tagging::Adjacent { tag, content } => self.adjacent(e, tag, content, cx),
            Tagging::Untagged => self.alternatives(e, cx),
        }
    }

    /// `"Variant"` or `{"Variant": ..}`.
    const fn external(&mut self, e: &'static Enum, cx: Cx<'_>) -> Walked {
        match self.token() {
            Token::String(name) | Token::Escaped(_, name) if cx.hidden.is_none() => {
                match self.find_variant(e, name, self.at) {
                    Ok(variant) if is_unit(variant) => self.skip(),
                    Ok(variant) => self.fault(What::VariantHasData(variant)),
                    Err(fault) => Err(fault),
                }
            }
            Token::Object(end) => self.external_object(e, *end, cx),
            _ => self.mismatch(cx, Expected::External(e)),
        }
    }

    const fn external_object(&mut self, e: &'static Enum, end: usize, cx: Cx<'_>) -> Walked {
        let start = self.at;
        let mut keys = 0;
        self.at += 1;
        while self.at < end {
            let key = Token::key(self.tokens, self.at);
            if !cx.owns(key, self.side) {
                self.at = Token::after(self.tokens, self.at + 1);
            } else if cx.is_flattened() && self.side.find(e, key).is_none() {
                // Among the fields of a struct, a key that names no variant belongs to nobody.
                tried!(self.unknown_beside(Legal::Variants(e)));
            } else {
                keys += 1;
                if keys == 1 {
                    tried!(self.variant_under_name(e, key, start, cx.inner()));
                } else {
                    self.at = Token::after(self.tokens, self.at + 1);
                }
            }
        }
        self.at = end + 1;
        if keys == 1 {
            return Ok(());
        }
        Err(Fault::new(start, What::OneKey(e, keys)))
    }

    /// The key that names the variant, and its value, of the object that begins at `start`.
    const fn variant_under_name(
        &mut self,
        e: &'static Enum,
        key: &'static str,
        start: usize,
        cx: Cx<'_>,
    ) -> Walked {
        let variant = match self.find_variant(e, key, self.at) {
            Ok(variant) => variant,
            Err(fault) => return Err(Fault { at: start, ..fault }),
        };
        self.at += 1;
        if is_unit(variant) && !matches!(self.token(), Token::Null) {
            return self.fault(What::VariantHasNoData(variant));
        }
        self.variant_data(variant, cx)
    }

    /// The data of a variant, where it stands alone.
    pub(super) const fn variant_data(&mut self, variant: &'static Variant, cx: Cx<'_>) -> Walked {
        match &variant.body {
            VariantBody::Unit => self.unit(cx),
            VariantBody::Newtype(kind, limits) => self.newtype(kind, limits, cx),
            VariantBody::Tuple(kinds) => self.tuple(kinds, cx),
            VariantBody::Struct(fields) => self.object(fields, cx),
        }
    }

    /// `{"tag": "Variant", ..}`.
    const fn internal(&mut self, e: &'static Enum, tag: &'static str, cx: Cx<'_>) -> Walked {
        let variant = match self.variant_ahead(e, tag, cx) {
            Ok(variant) => variant,
            Err(fault) => return Err(fault),
        };
        let hidden = Hidden {
            keys: Keys::Tag(tag),
            outer: cx.hidden,
        };
        let cx = cx.hiding(&hidden);
        match &variant.body {
            // Nothing is known of what an unknown variant holds.
            VariantBody::Unit if variant.other && matches!(self.side, Side::Read) => self.skip(),
            VariantBody::Unit => self.object(Fields::NONE, cx),
            _ => self.variant_data(variant, cx),
        }
    }

    /// `{"tag": "Variant", "content": ..}`.
    const fn adjacent(
        &mut self,
        e: &'static Enum,
        tag: &'static str,
        content: &'static str,
        cx: Cx<'_>,
    ) -> Walked {
        let start = self.at;
        let variant = match self.variant_ahead(e, tag, cx) {
            Ok(variant) => variant,
            Err(fault) => return Err(fault),
        };
        let end = Token::after(self.tokens, start) - 1;
        let mut has_content = false;
        self.at += 1;
        while self.at < end {
            let key = Token::key(self.tokens, self.at);
            if !cx.owns(key, self.side) || same(key, tag) {
                self.at = Token::after(self.tokens, self.at + 1);
            } else if same(key, content) {
                has_content = true;
                self.at += 1;
                tried!(self.variant_data(variant, cx.inner()));
            } else {
                let legal = if has_content {
                    Legal::None
                } else {
                    Legal::One(content)
                };
                tried!(self.unknown_beside(legal));
            }
        }
        self.at = end + 1;
        if has_content || may_lack_content(variant) {
            return Ok(());
        }
        Err(Fault::new(start, What::MissingField(content)))
    }

    /// A key that belongs to nothing; passes over its value.
    const fn unknown_beside(&mut self, legal: Legal) -> Walked {
        if self.denies(Fields::NONE) {
            return self.fault(What::UnknownBeside(legal));
        }
        self.at = Token::after(self.tokens, self.at + 1);
        Ok(())
    }

    /// The variant that the tag of the object ahead names. The object stays unread.
    const fn variant_ahead(&self, e: &'static Enum, tag: &'static str, cx: Cx<'_>) -> Told {
        let what = What::Mismatch {
            expected: Expected::Tagged(e, tag),
            may_be_left_out: cx.may_be_left_out,
        };
        let Token::Object(end) = *self.token() else {
            return Err(Fault::new(self.at, what));
        };
        let mut at = self.at + 1;
        while at < end {
            let key = Token::key(self.tokens, at);
            if same(key, tag) && cx.owns(key, self.side) {
                return self.variant_of_tag(e, at + 1);
            }
            at = Token::after(self.tokens, at + 1);
        }
        Err(Fault::new(self.at, What::MissingTag(e, tag)))
    }

    const fn variant_of_tag(&self, e: &'static Enum, at: usize) -> Told {
        if let Some(name) = self.tokens[at].string() {
            return self.find_variant(e, name, at);
        }
        let what = What::Mismatch {
            expected: Expected::Name(e),
            may_be_left_out: false,
        };
        Err(Fault::new(at, what))
    }

    /// The variant of a name, which stands at `at`.
    const fn find_variant(&self, e: &'static Enum, name: &'static str, at: usize) -> Told {
        match self.side.find(e, name) {
            Some(variant) => Ok(variant),
            None => Err(Fault::new(at, What::UnknownVariant(e, name))),
        }
    }
}

const fn is_unit(variant: &Variant) -> bool {
    matches!(variant.body, VariantBody::Unit)
}

/// Whether serde can do without the content of a variant.
const fn may_lack_content(variant: &Variant) -> bool {
    match &variant.body {
        VariantBody::Unit => true,
        VariantBody::Newtype(kind, _) => kind.is_optional(),
        VariantBody::Tuple(_) | VariantBody::Struct(_) => false,
    }
}
