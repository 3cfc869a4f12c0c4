//! The arguments of `#[message(..)]`, on types and on fields.

use proc_macro2::TokenStream;
use syn::{Attribute, LitStr, Meta};

use super::attr::{self, MESSAGE, Place};
use crate::errors::Errors;
use crate::paths::Paths;
use crate::text::{attr as text, message as message_text};

const CRATE: &str = "crate";
const NAME: &str = "name";
const OPAQUE: &str = "opaque";
const PACKAGE: &str = "package";

const ON_TYPE: Place = Place("#[message(..)]");

/// The arguments of `#[message(..)]` on a type.
#[derive(Clone, Debug)]
pub(crate) struct MessageArgs {
    pub(crate) paths: Paths,
    pub(crate) name: Option<LitStr>,
    pub(crate) package: Option<LitStr>,
}

impl MessageArgs {
    /// No arguments but the way to the crate.
    pub(crate) fn new(paths: Paths) -> Self {
        Self {
            paths,
            name: None,
            package: None,
        }
    }

    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let (mut root, mut name, mut package) = (None, None, None);
        for meta in attr::entries(tokens, errors) {
            match attr::key(&meta).as_str() {
                CRATE => {
                    let value = attr::path_of(ON_TYPE, &meta, errors);
                    attr::set(&mut root, value, ON_TYPE, &meta, errors);
                }
                NAME => {
                    let value = attr::text_of(ON_TYPE, &meta, errors);
                    attr::set(&mut name, value, ON_TYPE, &meta, errors);
                }
                PACKAGE => {
                    let value = attr::text_of(ON_TYPE, &meta, errors);
                    attr::set(&mut package, value, ON_TYPE, &meta, errors);
                }
                key => errors.push(
                    &meta,
                    text::unknown_key(ON_TYPE.0, key, &[CRATE, NAME, PACKAGE]),
                ),
            }
        }
        Self {
            paths: Paths::new(root),
            name,
            package,
        }
    }
}

/// Whether a field is marked `#[message(opaque)]`.
pub(crate) fn is_opaque(attrs: &[Attribute], errors: &mut Errors) -> bool {
    let mut opaque = false;
    for meta in attr::entries_of(attrs, MESSAGE, errors) {
        match (attr::key(&meta).as_str(), &meta) {
            (OPAQUE, Meta::Path(_)) => opaque = true,
            (OPAQUE, _) => errors.push(&meta, message_text::opaque_has_no_value()),
            (key, _) => errors.push(&meta, message_text::unknown_field_key(key)),
        }
    }
    opaque
}
