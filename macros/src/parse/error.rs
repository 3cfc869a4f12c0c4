//! What `#[service_error(..)]` and `#[code(..)]` say.

use proc_macro2::TokenStream;
use syn::{Attribute, LitStr, Meta};

use super::attr::{self, CODE, Place};
use crate::errors::Errors;
use crate::paths::Paths;
use crate::text::attr as text;

/// The canonical codes.
pub(crate) const CODES: [&str; 16] = [
    "cancelled",
    "unknown",
    "invalid_argument",
    "deadline_exceeded",
    "not_found",
    "already_exists",
    "permission_denied",
    "resource_exhausted",
    "failed_precondition",
    "aborted",
    "out_of_range",
    "unimplemented",
    "internal",
    "unavailable",
    "data_loss",
    "unauthenticated",
];

/// Codes of failures that may pass by themselves.
pub(crate) const RETRYABLE_CODES: [&str; 3] = ["resource_exhausted", "aborted", "unavailable"];

/// What stands for a code on the variant that holds a `CallError`.
pub(crate) const CALL: &str = "call";

const CRATE: &str = "crate";
const REASON: &str = "reason";
const RETRYABLE: &str = "retryable";

const ON_TYPE: Place = Place("#[service_error(..)]");
const ON_VARIANT: Place = Place("#[code(..)]");

/// The way to the crate, from the arguments of `#[service_error(..)]`.
pub(crate) fn paths(tokens: TokenStream, errors: &mut Errors) -> Paths {
    let mut root = None;
    for meta in attr::entries(tokens, errors) {
        match attr::key(&meta).as_str() {
            CRATE => {
                let value = attr::path_of(ON_TYPE, &meta, errors);
                attr::set(&mut root, value, ON_TYPE, &meta, errors);
            }
            key => errors.push(&meta, text::unknown_key(ON_TYPE.0, key, &[CRATE])),
        }
    }
    Paths::new(root)
}

/// A `#[code(..)]` as it is written.
#[derive(Clone, Debug)]
pub(crate) struct RawCode {
    /// The words that stand alone and are no flag: codes, or meant to be.
    pub(crate) words: Vec<Meta>,
    pub(crate) retryable: Option<bool>,
    pub(crate) reason: Option<LitStr>,
    /// The first entry that says more than the code.
    pub(crate) more: Option<Meta>,
    pub(crate) attribute: Attribute,
}

impl RawCode {
    /// All `#[code(..)]`s among the attributes.
    pub(crate) fn all(attrs: &[Attribute], errors: &mut Errors) -> Vec<Self> {
        attrs
            .iter()
            .filter(|attr| attr.path().is_ident(CODE))
            .map(|attr| Self::parse(attr, errors))
            .collect()
    }

    fn parse(attribute: &Attribute, errors: &mut Errors) -> Self {
        let mut code = Self {
            words: Vec::new(),
            retryable: None,
            reason: None,
            more: None,
            attribute: attribute.clone(),
        };
        let tokens = match &attribute.meta {
            Meta::List(list) => list.tokens.clone(),
            _ => TokenStream::new(),
        };
        for meta in attr::entries(tokens, errors) {
            let key = attr::key(&meta);
            match (key.as_str(), &meta) {
                (RETRYABLE, _) => {
                    let value = attr::flag_of(ON_VARIANT, &meta, errors);
                    attr::set(&mut code.retryable, value, ON_VARIANT, &meta, errors);
                    code.more.get_or_insert(meta);
                }
                (REASON, _) => {
                    let value = attr::text_of(ON_VARIANT, &meta, errors);
                    attr::set(&mut code.reason, value, ON_VARIANT, &meta, errors);
                    code.more.get_or_insert(meta);
                }
                (_, Meta::Path(_)) => code.words.push(meta),
                _ => errors.push(
                    &meta,
                    text::unknown_key(ON_VARIANT.0, &key, &[RETRYABLE, REASON]),
                ),
            }
        }
        code
    }
}
