//! The type itself, with the derives that it lacks.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, DeriveInput, LitStr, Path, Token, parse_quote};

use crate::model::message::{Body, Message};
use crate::parse::attr::{CFG, DERIVE};
use crate::parse::{schemars, serde, types};

/// The type with all derives of a message.
pub(super) fn with_derives(message: &Message) -> TokenStream {
    let paths = &message.args.paths;
    let private = paths.private();
    let wanted = [
        ("Clone", quote!(::core::clone::Clone)),
        ("Debug", quote!(::core::fmt::Debug)),
        ("Serialize", quote!(#private::serde::Serialize)),
        ("Deserialize", quote!(#private::serde::Deserialize)),
        ("JsonSchema", quote!(#private::schemars::JsonSchema)),
    ];
    let mut item = with_missing(&message.item, &wanted);
    // Helper attributes come after the derives that they belong to, wherever those stand.
    if !message.serde.has(serde::CRATE) {
        let path = paths.private_text("serde");
        item.attrs.push(parse_quote!(#[serde(crate = #path)]));
    }
    item.attrs.extend(bounds(message));
    item.attrs.push(schema_attribute(message));
    item.into_token_stream()
}

/// The type with those of the derives that it does not have.
pub(super) fn with_missing(item: &DeriveInput, wanted: &[(&str, TokenStream)]) -> DeriveInput {
    let mut item = item.clone();
    let found = derived(&item.attrs);
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

/// The last names of all derives: `Serialize` for `#[derive(serde::Serialize)]`.
pub(super) fn derived(attrs: &[Attribute]) -> Vec<String> {
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident(DERIVE))
        .flat_map(paths)
        .filter_map(|path| path.segments.last().map(|last| last.ident.to_string()))
        .collect()
}

/// The derives of one `#[derive(..)]`.
pub(super) fn paths(attr: &Attribute) -> Vec<Path> {
    attr.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
        .map_or_else(|_| Vec::new(), |paths| paths.into_iter().collect())
}

pub(super) fn is_named(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}

/// The `#[cfg(..)]`s of the type, which its implementations need too.
pub(super) fn cfgs(attrs: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attrs.iter().filter(|attr| attr.path().is_ident(CFG))
}

/// The bounds of the serde implementations of a generic type.
///
/// Those that serde finds by itself ask too much: a `#[serde(default)]` field of type `Vec<T>` makes it want
/// `T: Default`.
fn bounds(message: &Message) -> Option<Attribute> {
    let params: Vec<_> = message.item.generics.type_params().collect();
    if params.is_empty() || message.serde.has(serde::BOUND) {
        return None;
    }
    let serde = message.args.paths.private_text("serde").value();
    let defaults = message.fields().into_iter().filter(|field| {
        let ty = &field.original.ty;
        field.serde.wants_default() && params.iter().any(|param| types::mentions(ty, &param.ident))
    });
    let written = params
        .iter()
        .map(|param| format!("{}: {serde}::Serialize", param.ident));
    let read = params
        .iter()
        .map(|param| format!("{}: {serde}::de::DeserializeOwned", param.ident))
        .chain(defaults.map(|field| {
            let ty = field.original.ty.to_token_stream();
            format!("{ty}: ::core::default::Default")
        }));
    let written = written.collect::<Vec<_>>().join(", ");
    let read = read.collect::<Vec<_>>().join(", ");
    Some(parse_quote!(#[serde(bound(serialize = #written, deserialize = #read))]))
}

/// What schemars is told: where it is, what the type is called, and a mark by which its schema is known.
fn schema_attribute(message: &Message) -> Attribute {
    let private = message.args.paths.private();
    let mut entries = Vec::new();
    if !message.schemars.has(schemars::CRATE) {
        let path = message.args.paths.private_text("schemars");
        entries.push(quote!(crate = #path));
    }
    if !message.schemars.has(schemars::RENAME) {
        entries.extend(rename(message));
    }
    if !message.schemars.has(schemars::BOUND) {
        entries.extend(schema_bound(message));
    }
    // A transparent type has the schema of what it holds, and no name in it.
    if !matches!(message.body, Body::Transparent { explicit: true, .. }) {
        entries.push(quote!(extend("x-traitwire-message" = #private::schema_mark::<Self>())));
    }
    parse_quote!(#[schemars(#(#entries),*)])
}

/// The name, with a place for that of each type parameter: `Page{T}`.
fn rename(message: &Message) -> Option<TokenStream> {
    let mut name = message.name.clone();
    for param in message.item.generics.type_params() {
        name.push_str(&format!("{{{}}}", param.ident));
    }
    let name = LitStr::new(&name, Span::call_site());
    (message.item.ident != name.value()).then(|| quote!(rename = #name))
}

/// The mark needs the parameters to be values.
fn schema_bound(message: &Message) -> Option<TokenStream> {
    let value = message.args.paths.text("Value");
    let bounds: Vec<_> = message
        .item
        .generics
        .type_params()
        .map(|param| format!("{}: {value}", param.ident))
        .collect();
    let bounds = bounds.join(", ");
    (!bounds.is_empty()).then(|| quote!(bound = #bounds))
}
