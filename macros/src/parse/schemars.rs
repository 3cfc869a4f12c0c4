//! What `#[schemars(..)]` says, of which the limits become part of the shape.

use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, LitStr, Meta, Token};

use super::attr::{self, GARDE, SCHEMARS, VALIDATE};
use crate::errors::Errors;

// Keys.
pub(crate) const BOUND: &str = "bound";
pub(crate) const CRATE: &str = "crate";
pub(crate) const RENAME: &str = "rename";
const CONTAINS: &str = "contains";
const EQUAL: &str = "equal";
const INLINE: &str = "inline";
const INNER: &str = "inner";
const LENGTH: &str = "length";
const MAX: &str = "max";
const MIN: &str = "min";
const PATTERN: &str = "pattern";
const RANGE: &str = "range";
const REGEX: &str = "regex";
const REQUIRED: &str = "required";
const SCHEMA_WITH: &str = "schema_with";
const WITH: &str = "with";
const EXTEND: &str = "extend";
const EXCLUSIVE_MINIMUM: &str = "exclusiveMinimum";
const EXCLUSIVE_MAXIMUM: &str = "exclusiveMaximum";

/// The keys that schemars knows beside those of serde.
pub(crate) const KEYS: [&str; 24] = [
    BOUND,
    CONTAINS,
    CRATE,
    "deprecated",
    "description",
    "email",
    "example",
    EXTEND,
    INLINE,
    INNER,
    "ip",
    "ipv4",
    "ipv6",
    LENGTH,
    PATTERN,
    RANGE,
    REGEX,
    RENAME,
    REQUIRED,
    SCHEMA_WITH,
    "title",
    "transform",
    "url",
    WITH,
];

/// Keys that schemars has of serde, and that change what values look like: alone they would only change what schemas
/// say of them.
pub(crate) const ALSO_SERDE: [&str; 14] = [
    "content",
    "default",
    "deny_unknown_fields",
    "flatten",
    "from",
    "into",
    "rename_all",
    "rename_all_fields",
    "skip",
    "skip_deserializing",
    "skip_serializing",
    "tag",
    "try_from",
    "untagged",
];

/// The entries of the `#[schemars(..)]` attributes of a type, a variant or a field.
#[derive(Clone, Debug)]
pub(crate) struct Schemars {
    entries: Vec<Meta>,
    /// Limits from attributes of other crates, which schemars shows.
    elsewhere: Vec<Meta>,
}

/// The limits on a value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Limits {
    pub(crate) min: Option<Bound>,
    pub(crate) max: Option<Bound>,
    pub(crate) min_length: Option<Expr>,
    pub(crate) max_length: Option<Expr>,
    pub(crate) pattern: Option<Expr>,
    /// Those on each element of an array.
    pub(crate) inner: Option<Box<Self>>,
}

/// An end of a range.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    pub(crate) value: Expr,
    pub(crate) exclusive: bool,
}

impl Limits {
    pub(crate) fn is_empty(&self) -> bool {
        self.min.is_none()
            && self.max.is_none()
            && self.min_length.is_none()
            && self.max_length.is_none()
            && self.pattern.is_none()
            && self.inner.is_none()
    }
}

impl Schemars {
    pub(crate) fn of(attrs: &[Attribute], errors: &mut Errors) -> Self {
        let mut entries = Vec::new();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident(SCHEMARS)) {
            if let Meta::List(list) = &attr.meta {
                entries.extend(
                    errors
                        .ok(parse_list(list.tokens.clone()))
                        .unwrap_or_default(),
                );
            }
        }
        Self {
            elsewhere: elsewhere(attrs),
            entries,
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

    /// The name that the type was given in schemas.
    pub(crate) fn name(&self) -> Option<LitStr> {
        let value = attr::value(self.find(RENAME)?)?;
        attr::string(value).cloned()
    }

    /// Whether the schema is said in full, so that serde may do as it likes.
    pub(crate) fn replaces_schema(&self) -> bool {
        self.has(WITH) || self.has(SCHEMA_WITH)
    }

    /// The limits on the value.
    pub(crate) fn limits(&self) -> Limits {
        limits(self.entries.iter().chain(&self.elsewhere))
    }

    /// The entry that limits the value, or the values in it.
    pub(crate) fn limiting(&self) -> Option<&Meta> {
        [LENGTH, RANGE, REGEX, PATTERN, INNER]
            .into_iter()
            .find_map(|key| self.find(key))
            .or(self.elsewhere.first())
    }

    /// The entries that schemas would show and nothing enforces.
    pub(crate) fn only_shown(&self) -> Vec<Meta> {
        let mut found = Vec::new();
        collect_only_shown(&self.entries, &mut found);
        found
    }

    /// The pattern of `regex(pattern = ..)` or `pattern(..)`, here or in `inner(..)`.
    pub(crate) fn patterns(&self) -> Vec<Expr> {
        let mut found = Vec::new();
        collect_patterns(&self.entries, &mut found);
        found
    }
}

/// Entries as schemars reads them: `!key` unsets what serde says, and is of no interest here.
fn parse_list(tokens: proc_macro2::TokenStream) -> syn::Result<Vec<Meta>> {
    let parser = Punctuated::<Entry, Token![,]>::parse_terminated;
    let list = parser.parse2(tokens)?;
    Ok(list.into_iter().filter_map(|entry| entry.0).collect())
}

struct Entry(Option<Meta>);

impl syn::parse::Parse for Entry {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![!]) {
            input.parse::<Token![!]>()?;
            input.parse::<syn::Path>()?;
            return Ok(Self(None));
        }
        input.parse().map(Some).map(Self)
    }
}

/// The ranges and lengths of `#[validate(..)]` and `#[garde(..)]`. What does not read is of no concern to schemars.
fn elsewhere(attrs: &[Attribute]) -> Vec<Meta> {
    let theirs = attrs.iter().filter(|attr| {
        let path = attr.path();
        path.is_ident(VALIDATE) || path.is_ident(GARDE)
    });
    theirs
        .filter_map(|attr| attr.meta.require_list().ok())
        .flat_map(|list| parse_list(list.tokens.clone()).unwrap_or_default())
        .filter(|meta| meta.path().is_ident(RANGE) || meta.path().is_ident(LENGTH))
        .collect()
}

fn limits<'a>(entries: impl Iterator<Item = &'a Meta>) -> Limits {
    let mut limits = Limits::default();
    for meta in entries {
        if meta.path().is_ident(RANGE) {
            let (min, max) = ends(meta);
            let bound = |value| Bound {
                value,
                exclusive: false,
            };
            limits.min = limits.min.or(min.map(bound));
            limits.max = limits.max.or(max.map(bound));
        } else if meta.path().is_ident(LENGTH) {
            let (min, max) = ends(meta);
            limits.min_length = limits.min_length.or(min);
            limits.max_length = limits.max_length.or(max);
        } else if meta.path().is_ident(EXTEND) {
            for (key, value) in extensions(meta) {
                let bound = Some(Bound {
                    value,
                    exclusive: true,
                });
                match key.value().as_str() {
                    EXCLUSIVE_MINIMUM => limits.min = limits.min.or(bound),
                    EXCLUSIVE_MAXIMUM => limits.max = limits.max.or(bound),
                    _ => {}
                }
            }
        } else if meta.path().is_ident(INNER) {
            let inner = Box::new(self::limits(nested(meta).iter()));
            limits.inner = limits
                .inner
                .or(Some(inner).filter(|inner| !inner.is_empty()));
        } else if let Some(pattern) = pattern(meta) {
            limits.pattern = limits.pattern.or(Some(pattern));
        }
    }
    limits
}

/// The ends of `range(min = .., max = ..)` and `length(equal = ..)`.
fn ends(meta: &Meta) -> (Option<Expr>, Option<Expr>) {
    let entries = nested(meta);
    let get = |key: &str| {
        let entry = entries.iter().find(|meta| meta.path().is_ident(key))?;
        let value = attr::value(entry)?;
        // Schemars takes `min = "MIN"` for `min = MIN`.
        match attr::string(value) {
            Some(text) => text.parse().ok(),
            None => Some(value.clone()),
        }
    };
    let equal = get(EQUAL);
    (get(MIN).or_else(|| equal.clone()), get(MAX).or(equal))
}

/// The entries of `extend("key" = value, ..)`.
fn extensions(meta: &Meta) -> Vec<(LitStr, Expr)> {
    let Meta::List(list) = meta else {
        return Vec::new();
    };
    let entry = |input: syn::parse::ParseStream<'_>| {
        let key: LitStr = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok((key, input.parse::<Expr>()?))
    };
    let parser = |input: syn::parse::ParseStream<'_>| {
        Punctuated::<_, Token![,]>::parse_terminated_with(input, entry)
    };
    parser
        .parse2(list.tokens.clone())
        .map_or_else(|_| Vec::new(), |list| list.into_iter().collect())
}

/// The expression of `regex(pattern = ..)` or `pattern(..)`.
fn pattern(meta: &Meta) -> Option<Expr> {
    if meta.path().is_ident(REGEX) {
        let entries = nested(meta);
        let entry = entries.iter().find(|meta| meta.path().is_ident(PATTERN))?;
        return attr::value(entry).cloned();
    }
    if meta.path().is_ident(PATTERN) {
        return meta.require_list().ok()?.parse_args().ok();
    }
    None
}

fn collect_patterns(entries: &[Meta], found: &mut Vec<Expr>) {
    for meta in entries {
        found.extend(pattern(meta));
        if meta.path().is_ident(INNER) {
            collect_patterns(&nested(meta), found);
        }
    }
}

fn collect_only_shown(entries: &[Meta], found: &mut Vec<Meta>) {
    for meta in entries {
        if meta.path().is_ident(CONTAINS) || meta.path().is_ident(REQUIRED) {
            found.push(meta.clone());
        } else if meta.path().is_ident(INNER) {
            collect_only_shown(&nested(meta), found);
        }
    }
}

fn nested(meta: &Meta) -> Vec<Meta> {
    match meta {
        Meta::List(list) => parse_list(list.tokens.clone()).unwrap_or_default(),
        _ => Vec::new(),
    }
}
