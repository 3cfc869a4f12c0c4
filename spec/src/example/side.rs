//! The names of fields and variants, which serde can make others where they are read and where they are written.

use crate::shape::{Enum, Field, Presence, Variant};
use crate::text::{is_among, same};

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It is read, as requests are.
    Read,
    /// It is written, as replies are.
    Written,
}

impl Side {
    /// The key of a field.
    pub(super) const fn key(self, field: &Field) -> &'static str {
        match self {
            Self::Read => field.json,
            Self::Written => field.written.json,
        }
    }

    pub(super) const fn presence(self, field: &Field) -> Presence {
        match self {
            Self::Read => field.presence,
            Self::Written => field.written.presence,
        }
    }

    /// Whether a field stands under a key of its own.
    pub(super) const fn is_key(self, field: &Field) -> bool {
        !field.flatten && !matches!(self.presence(field), Presence::Skipped)
    }

    /// Whether a field stands under this key. It is asked most of all, and so makes few calls.
    pub(super) const fn is_named(self, field: &Field, key: &str) -> bool {
        let (name, aliases, presence) = match self {
            Self::Read => (field.json, field.aliases, field.presence),
            Self::Written => (field.written.json, &[] as &[&str], field.written.presence),
        };
        let is_name = same(name, key) || (!aliases.is_empty() && is_among(key, aliases));
        is_name && !field.flatten && !matches!(presence, Presence::Skipped)
    }

    /// Whether a variant is there at all.
    pub(super) const fn has(self, variant: &Variant) -> bool {
        match self {
            Self::Read => !variant.skipped,
            Self::Written => variant.written.is_some(),
        }
    }

    /// Whether a variant is told by its name.
    pub(super) const fn is_tagged(self, variant: &Variant) -> bool {
        self.has(variant) && !variant.untagged
    }

    /// The name of a variant.
    pub(super) const fn name(self, variant: &Variant) -> &'static str {
        match (self, variant.written) {
            (Self::Written, Some(name)) => name,
            _ => variant.json,
        }
    }

    /// The variant of a name, or else the one that stands for unknown names.
    pub(super) const fn find(self, e: &'static Enum, name: &str) -> Option<&'static Variant> {
        let mut other = None;
        let mut at = 0;
        while at < e.variants.len() {
            let variant = &e.variants[at];
            if self.is_tagged(variant) {
                if self.is_called(variant, name) {
                    return Some(variant);
                }
                if variant.other && other.is_none() {
                    other = Some(variant);
                }
            }
            at += 1;
        }
        match self {
            Self::Read => other,
            Self::Written => None,
        }
    }

    pub(super) const fn is_called(self, variant: &Variant, name: &str) -> bool {
        same(self.name(variant), name)
            || (matches!(self, Self::Read) && is_among(name, variant.aliases))
    }
}
