//! Enums whose variants are told by a name.

use super::hidden::{Filter, Hidden, Keys, Owner};
use super::keys::Given;
use super::problem::Problem;
use super::walk::{Cx, Halt, Walk, Walked};
use super::{describe, text};
use crate::spec::json::{JsonError, Kind as Found, Scanner};
use crate::spec::shape::{Enum, Fields, Tagging, Variant, VariantBody};
use crate::spec::suggest;

/// The places of the two keys of an adjacently tagged enum.
const TAG: usize = 0;
const CONTENT: usize = 1;

impl Walk<'_> {
    pub(super) fn enumeration(&mut self, e: &'static Enum, cx: Cx<'_>) -> Walked {
        let has_untagged = e.variants.iter().any(|variant| variant.untagged);
        if e.tagging == Tagging::Untagged || has_untagged {
            return self.alternatives(e, cx);
        }
        self.tagged(e, cx)
    }

    /// Walks a value whose variant is told by a name.
    pub(super) fn tagged(&mut self, e: &'static Enum, cx: Cx<'_>) -> Walked {
        match e.tagging {
            Tagging::External => self.external(e, cx),
            Tagging::Internal { tag } => self.internal(e, tag, cx),
            Tagging::Adjacent { tag, content } => self.adjacent(e, tag, content, cx),
            Tagging::Untagged => self.alternatives(e, cx),
        }
    }

    /// `"Variant"` or `{"Variant": ..}`.
    fn external(&mut self, e: &'static Enum, cx: Cx<'_>) -> Walked {
        match self.scanner.peek()? {
            Found::String if cx.hidden.is_none() => {
                let name = self.scanner.string()?;
                match self.find_variant(e, &name, cx)? {
                    Some(variant) if !is_unit(variant) => self.problem(|| {
                        let data = describe::data(variant);
                        let message = text::variant_has_data(variant.json, &data);
                        Problem::new(cx.path.render(), message)
                    }),
                    _ => Ok(()),
                }
            }
            Found::Object => self.external_object(e, cx),
            _ => self.mismatch(cx, || describe::external(e)),
        }
    }

    fn external_object(&mut self, e: &'static Enum, cx: Cx<'_>) -> Walked {
        let is_flattened = cx.hidden.is_some_and(Hidden::is_flattened);
        let mut filter = Filter::new(cx.hidden);
        let mut keys = 0;
        self.scanner.begin_object()?;
        while let Some(key) = self.scanner.next_key()? {
            if !self.is_own(&mut filter, &key, cx)? {
                continue;
            }
            // Among the fields of a struct, a key that names no variant belongs to nobody.
            if is_flattened && lookup(e, &key).is_none() {
                self.unknown_beside(&key, &describe::variant_names(e), cx)?;
                continue;
            }
            keys += 1;
            let path = cx.path.key(&key);
            let first = if keys == 1 {
                self.find_variant(e, &key, cx)?
            } else {
                None
            };
            match first {
                Some(variant) => self.variant_under_name(variant, Cx::at(&path))?,
                None => self.scanner.skip()?,
            }
        }
        if keys == 1 {
            return Ok(());
        }
        self.problem(|| {
            let expected = text::one_of(&describe::variant_names(e));
            Problem::new(cx.path.render(), text::one_key(&expected, keys))
        })
    }

    /// The value of the key that names the variant.
    fn variant_under_name(&mut self, variant: &'static Variant, cx: Cx<'_>) -> Walked {
        match self.scanner.peek()? {
            Found::Null => self.variant_data(variant, cx),
            _ if !is_unit(variant) => self.variant_data(variant, cx),
            _ => {
                self.problem(|| {
                    let message = text::variant_has_no_data(variant.json);
                    Problem::new(cx.path.render(), message)
                })?;
                Ok(self.scanner.skip()?)
            }
        }
    }

    /// The data of a variant, where it stands alone.
    pub(super) fn variant_data(&mut self, variant: &'static Variant, cx: Cx<'_>) -> Walked {
        match &variant.body {
            VariantBody::Unit => self.unit(cx),
            VariantBody::Newtype(kind, limits) => self.newtype(kind, limits, cx),
            VariantBody::Tuple(kinds) => self.tuple(kinds, cx),
            VariantBody::Struct(fields) => self.object(fields, cx),
        }
    }

    /// `{"tag": "Variant", ..}`.
    fn internal(&mut self, e: &'static Enum, tag: &'static str, cx: Cx<'_>) -> Walked {
        if self.scanner.peek()? != Found::Object {
            return self.mismatch(cx, || describe::tagged_object(e, tag));
        }
        let Some(variant) = self.variant_ahead(e, tag, cx)? else {
            return Ok(self.scanner.skip()?);
        };
        let hidden = Hidden {
            keys: Keys::Tag(tag),
            outer: cx.hidden,
        };
        let cx = cx.hiding(&hidden);
        match &variant.body {
            // Nothing is known of what an unknown variant holds.
            VariantBody::Unit if variant.other => Ok(self.scanner.skip()?),
            VariantBody::Unit => self.object(Fields::NONE, cx),
            _ => self.variant_data(variant, cx),
        }
    }

    /// `{"tag": "Variant", "content": ..}`.
    fn adjacent(
        &mut self,
        e: &'static Enum,
        tag: &'static str,
        content: &'static str,
        cx: Cx<'_>,
    ) -> Walked {
        if self.scanner.peek()? != Found::Object {
            return self.mismatch(cx, || describe::tagged_object(e, tag));
        }
        let Some(variant) = self.variant_ahead(e, tag, cx)? else {
            return Ok(self.scanner.skip()?);
        };
        let mut filter = Filter::new(cx.hidden);
        let mut given = Given::default();
        self.scanner.begin_object()?;
        while let Some(key) = self.scanner.next_key()? {
            if !self.is_own(&mut filter, &key, cx)? {
                continue;
            }
            let place = match &*key {
                key if key == tag => TAG,
                key if key == content => CONTENT,
                _ => {
                    let legal: &[_] = if given.has(CONTENT) { &[] } else { &[content] };
                    self.unknown_beside(&key, legal, cx)?;
                    continue;
                }
            };
            if !given.insert(place) {
                self.repeated(&key, &key, cx)?;
            } else if place == TAG {
                self.scanner.skip()?;
            } else {
                self.variant_data(variant, Cx::at(&cx.path.key(&key)))?;
            }
        }
        if given.has(CONTENT) || may_lack_content(variant) {
            return Ok(());
        }
        self.problem(|| {
            let path = cx.path.key(content).render();
            Problem::new(path, text::missing_field(content, None))
        })
    }

    /// A key that belongs to nothing; stands before its value.
    fn unknown_beside(&mut self, key: &str, legal: &[&str], cx: Cx<'_>) -> Walked {
        if self.denies(Fields::NONE) {
            self.problem(|| {
                let suggestion = suggest::closest(key, legal.iter().copied());
                let message = text::unknown_field(suggestion, legal);
                Problem::new(cx.path.key(key).render(), message).with_suggestion(suggestion)
            })?;
        }
        Ok(self.scanner.skip()?)
    }

    /// The variant that the tag of the object ahead names. The object stays unread.
    fn variant_ahead(
        &mut self,
        e: &'static Enum,
        tag: &'static str,
        cx: Cx<'_>,
    ) -> Result<Option<&'static Variant>, Halt> {
        let path = cx.path.key(tag);
        let names = || text::one_of(&describe::variant_names(e));
        let mut ahead = self.scanner.clone();
        let is_there = find_key(&mut ahead, tag, cx)?;
        self.reread(ahead.offset() - self.scanner.offset())?;
        if !is_there {
            self.problem(|| Problem::new(path.render(), text::missing_tag(&names())))?;
            return Ok(None);
        }
        let found = ahead.peek()?;
        if found == Found::String {
            return self.find_variant(e, &ahead.string()?, Cx::at(&path));
        }
        let raw = ahead.raw()?;
        self.problem(|| {
            let message = text::mismatch(&names(), found, raw, false);
            Problem::new(path.render(), message)
        })?;
        Ok(None)
    }

    /// The variant of a name; notes a name that is unknown.
    fn find_variant(
        &mut self,
        e: &'static Enum,
        name: &str,
        cx: Cx<'_>,
    ) -> Result<Option<&'static Variant>, Halt> {
        let variant = lookup(e, name);
        if variant.is_none() {
            self.problem(|| {
                let names = describe::variant_names(e);
                let suggestion = suggest::closest(name, names.iter().copied());
                let message = text::unknown_variant(name, suggestion, &names);
                Problem::new(cx.path.render(), message).with_suggestion(suggestion)
            })?;
        }
        Ok(variant)
    }
}

/// Whether an object has a key; leaves the scanner before its value.
fn find_key(scanner: &mut Scanner<'_>, wanted: &str, cx: Cx<'_>) -> Result<bool, JsonError> {
    let mut filter = Filter::new(cx.hidden);
    scanner.begin_object()?;
    while let Some(key) = scanner.next_key()? {
        if key == wanted && (cx.hidden.is_none() || filter.owner(&key) == Owner::Value) {
            return Ok(true);
        }
        scanner.skip()?;
    }
    Ok(false)
}

/// The variant of a name, or else the one that stands for unknown names.
fn lookup(e: &'static Enum, name: &str) -> Option<&'static Variant> {
    let named = |variant: &&Variant| variant.json == name || variant.aliases.contains(&name);
    describe::tagged_variants(e)
        .find(named)
        .or_else(|| describe::tagged_variants(e).find(|variant| variant.other))
}

fn is_unit(variant: &Variant) -> bool {
    matches!(variant.body, VariantBody::Unit)
}

/// Whether serde can do without the content of a variant.
fn may_lack_content(variant: &Variant) -> bool {
    match &variant.body {
        VariantBody::Unit => true,
        VariantBody::Newtype(kind, _) => kind.is_optional(),
        VariantBody::Tuple(_) | VariantBody::Struct(_) => false,
    }
}
