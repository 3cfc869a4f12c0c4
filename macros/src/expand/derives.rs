//! Derives that are added to a type, and what goes with them.

use proc_macro2::TokenStream;
use syn::{Attribute, DeriveInput, parse_quote};

use crate::parse::attr::{self, CFG};

/// The type with those of the derives that it does not have.
pub(crate) fn with_missing(item: &DeriveInput, wanted: &[(&str, TokenStream)]) -> DeriveInput {
    let mut item = item.clone();
    let found = attr::derived(&item.attrs);
    let missing: Vec<_> = wanted
        .iter()
        .filter(|(name, _)| !found.iter().any(|found| found == name))
        .map(|(_, path)| path)
        .collect();
    if !missing.is_empty() {
        item.attrs.insert(0, parse_quote!(#[derive(#(#missing),*)]));
    }
    item
}

/// The `#[cfg(..)]`s of the type, which its implementations need too.
pub(crate) fn cfgs(attrs: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attrs.iter().filter(|attr| attr.path().is_ident(CFG))
}
