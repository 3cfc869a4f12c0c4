//! What `#[serde(..)]` says. Serde itself checks it; here it is only looked up.

use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Meta, MetaList, Token};

use super::attr::{self, SERDE};
use crate::errors::Errors;
use crate::names::Rule;

// Keys.
pub(crate) const ALIAS: &str = "alias";
pub(crate) const BORROW: &str = "borrow";
pub(crate) const BOUND: &str = "bound";
pub(crate) const CONTENT: &str = "content";
pub(crate) const CRATE: &str = "crate";
pub(crate) const DEFAULT: &str = "default";
pub(crate) const DENY_UNKNOWN_FIELDS: &str = "deny_unknown_fields";
pub(crate) const DESERIALIZE_WITH: &str = "deserialize_with";
pub(crate) const FIELD_IDENTIFIER: &str = "field_identifier";
pub(crate) const FLATTEN: &str = "flatten";
pub(crate) const FROM: &str = "from";
pub(crate) const GETTER: &str = "getter";
pub(crate) const OTHER: &str = "other";
pub(crate) const REMOTE: &str = "remote";
pub(crate) const RENAME: &str = "rename";
pub(crate) const RENAME_ALL: &str = "rename_all";
pub(crate) const RENAME_ALL_FIELDS: &str = "rename_all_fields";
pub(crate) const SERIALIZE_WITH: &str = "serialize_with";
pub(crate) const SKIP: &str = "skip";
pub(crate) const SKIP_DESERIALIZING: &str = "skip_deserializing";
pub(crate) const SKIP_SERIALIZING: &str = "skip_serializing";
pub(crate) const TAG: &str = "tag";
pub(crate) const TRANSPARENT: &str = "transparent";
pub(crate) const TRY_FROM: &str = "try_from";
pub(crate) const UNTAGGED: &str = "untagged";
pub(crate) const VARIANT_IDENTIFIER: &str = "variant_identifier";
pub(crate) const WITH: &str = "with";
const DESERIALIZE: &str = "deserialize";
const SERIALIZE: &str = "serialize";
const EXPECTING: &str = "expecting";
pub(crate) const INTO: &str = "into";
pub(crate) const SKIP_SERIALIZING_IF: &str = "skip_serializing_if";

/// The keys that serde knows on types.
pub(crate) const ON_TYPES: [&str; 18] = [
    BOUND,
    CONTENT,
    CRATE,
    DEFAULT,
    DENY_UNKNOWN_FIELDS,
    EXPECTING,
    FIELD_IDENTIFIER,
    FROM,
    INTO,
    REMOTE,
    RENAME,
    RENAME_ALL,
    RENAME_ALL_FIELDS,
    TAG,
    TRANSPARENT,
    TRY_FROM,
    UNTAGGED,
    VARIANT_IDENTIFIER,
];

/// The keys that serde knows on variants.
pub(crate) const ON_VARIANTS: [&str; 13] = [
    ALIAS,
    BORROW,
    BOUND,
    DESERIALIZE_WITH,
    OTHER,
    RENAME,
    RENAME_ALL,
    SERIALIZE_WITH,
    SKIP,
    SKIP_DESERIALIZING,
    SKIP_SERIALIZING,
    UNTAGGED,
    WITH,
];

/// The keys that serde knows on fields.
pub(crate) const ON_FIELDS: [&str; 14] = [
    ALIAS,
    BORROW,
    BOUND,
    DEFAULT,
    DESERIALIZE_WITH,
    FLATTEN,
    GETTER,
    RENAME,
    SERIALIZE_WITH,
    SKIP,
    SKIP_DESERIALIZING,
    SKIP_SERIALIZING,
    SKIP_SERIALIZING_IF,
    WITH,
];

/// The entries of the `#[serde(..)]` attributes of a type, a variant or a field.
#[derive(Clone, Debug)]
pub(crate) struct Serde {
    entries: Vec<Meta>,
}

impl Serde {
    pub(crate) fn of(attrs: &[Attribute], errors: &mut Errors) -> Self {
        Self {
            entries: attr::entries_of(attrs, SERDE, errors),
        }
    }

    pub(crate) fn entries(&self) -> &[Meta] {
        &self.entries
    }

    /// The first entry of this key.
    pub(crate) fn find(&self, key: &str) -> Option<&Meta> {
        self.entries.iter().find(|meta| meta.path().is_ident(key))
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// The string of `key = ".."`, or of `key(deserialize = "..")`, since JSON names are those that are read.
    pub(crate) fn text(&self, key: &str) -> Option<LitStr> {
        self.text_for(key, DESERIALIZE)
    }

    /// The string of `key = ".."`, or of `key(serialize = "..")`.
    pub(crate) fn written_text(&self, key: &str) -> Option<LitStr> {
        self.text_for(key, SERIALIZE)
    }

    fn text_for(&self, key: &str, way: &str) -> Option<LitStr> {
        self.all(key).find_map(|meta| match meta {
            Meta::List(list) => {
                let inner = nested(list);
                let entry = inner.iter().find(|meta| meta.path().is_ident(way))?;
                attr::value(entry).and_then(attr::string).cloned()
            }
            meta => attr::value(meta).and_then(attr::string).cloned(),
        })
    }

    /// The rule of `rename_all` or `rename_all_fields`.
    pub(crate) fn rule(&self, key: &str) -> Rule {
        Self::rule_of(self.text(key))
    }

    /// The same for writing.
    pub(crate) fn written_rule(&self, key: &str) -> Rule {
        Self::rule_of(self.written_text(key))
    }

    fn rule_of(text: Option<LitStr>) -> Rule {
        text.map_or(Rule::None, |text| Rule::parse(&text.value()))
    }

    /// The names of all rules, those for writing too.
    pub(crate) fn rules(&self) -> Vec<LitStr> {
        let keys = [RENAME_ALL, RENAME_ALL_FIELDS];
        let entries = keys.into_iter().flat_map(|key| self.all(key));
        entries
            .flat_map(|meta| match meta {
                Meta::List(list) => nested(list),
                meta => vec![meta.clone()],
            })
            .filter_map(|meta| attr::value(&meta).and_then(attr::string).cloned())
            .collect()
    }

    pub(crate) fn aliases(&self) -> Vec<String> {
        self.all(ALIAS)
            .filter_map(|meta| attr::value(meta).and_then(attr::string))
            .map(LitStr::value)
            .collect()
    }

    /// Whether the value is never read.
    pub(crate) fn is_never_read(&self) -> bool {
        self.has(SKIP) || self.has(SKIP_DESERIALIZING)
    }

    /// Whether the value is never written.
    pub(crate) fn is_never_written(&self) -> bool {
        self.has(SKIP) || self.has(SKIP_SERIALIZING)
    }

    /// Whether a type is read as another is, and written as a third, or as itself.
    pub(crate) fn is_written_otherwise(&self) -> bool {
        let read = self.text(FROM).or_else(|| self.text(TRY_FROM));
        let written = self.text(INTO);
        read.map(|ty| ty.value().replace(' ', "")) != written.map(|ty| ty.value().replace(' ', ""))
    }

    /// Whether the value is neither read nor written, so that its type does not matter.
    pub(crate) fn is_skipped(&self) -> bool {
        self.has(SKIP) || (self.has(SKIP_DESERIALIZING) && self.has(SKIP_SERIALIZING))
    }

    /// Whether a missing value is that of `Default`.
    pub(crate) fn wants_default(&self) -> bool {
        match self.find(DEFAULT) {
            Some(Meta::Path(_)) => true,
            Some(_) => false,
            None => self.is_never_read(),
        }
    }

    /// The entry that makes the value be skipped.
    pub(crate) fn skipping(&self) -> Option<&Meta> {
        [SKIP, SKIP_DESERIALIZING, SKIP_SERIALIZING]
            .into_iter()
            .find_map(|key| self.find(key))
    }

    /// The entry that puts the user's own code between the value and its JSON.
    pub(crate) fn own_code(&self) -> Option<&Meta> {
        [WITH, SERIALIZE_WITH, DESERIALIZE_WITH]
            .into_iter()
            .find_map(|key| self.find(key))
    }

    fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Meta> {
        self.entries
            .iter()
            .filter(move |meta| meta.path().is_ident(key))
    }
}

/// The entries of `key(serialize = .., deserialize = ..)`.
fn nested(list: &MetaList) -> Vec<Meta> {
    let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
    let inner = parser.parse2(list.tokens.clone());
    inner.map_or_else(|_| Vec::new(), |list| list.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    fn serde(attrs: &[Attribute]) -> Serde {
        let mut errors = Errors::new();
        let serde = Serde::of(attrs, &mut errors);
        assert!(errors.finish().is_empty());
        serde
    }

    #[test]
    fn the_name_that_is_read_counts() {
        let plain = serde(&[parse_quote!(#[serde(rename = "a", alias = "b", alias = "c")])]);
        assert_eq!(plain.text(RENAME).expect("a name").value(), "a");
        assert_eq!(plain.aliases(), ["b", "c"]);
        let split = serde(&[parse_quote!(#[serde(rename(serialize = "a", deserialize = "b"))])]);
        assert_eq!(split.text(RENAME).expect("a name").value(), "b");
        let written = serde(&[parse_quote!(#[serde(rename(serialize = "a"))])]);
        assert!(written.text(RENAME).is_none());
    }

    #[test]
    fn skipping_both_ways_is_skipping() {
        assert!(serde(&[parse_quote!(#[serde(skip)])]).is_skipped());
        let both = serde(&[parse_quote!(#[serde(skip_serializing, skip_deserializing)])]);
        assert!(both.is_skipped() && both.is_never_read());
        let written = serde(&[parse_quote!(#[serde(skip_deserializing)])]);
        assert!(!written.is_skipped() && written.is_never_read());
    }
}
