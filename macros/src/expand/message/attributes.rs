//! The type itself, with the derives that it lacks and the attributes that lead them to the crate.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, Data, DeriveInput, LitStr, Type, parse_quote};

use super::super::derives;
use super::shape;
use crate::model::message::{Body, Field, Kind, Message};
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
    let mut item = derives::with_missing(&message.item, &wanted);
    show_limits(message, &mut item);
    // Helper attributes come after the derives that they belong to, wherever those stand.
    if !message.serde.has(serde::CRATE) {
        let path = paths.private_text("serde");
        item.attrs.push(parse_quote!(#[serde(crate = #path)]));
    }
    item.attrs.extend(bounds(message));
    item.attrs.push(schema_attribute(message));
    item.into_token_stream()
}

/// Has the limits of fields shown in schemas where schemars itself would leave them out.
fn show_limits(message: &Message, item: &mut DeriveInput) {
    let (private, shapes) = (message.args.paths.private(), message.args.paths.shape());
    let paths = &message.args.paths;
    let show = |fields: &mut syn::Fields, all: Vec<&Field>| {
        let limited = all.into_iter().filter(|field| !field.limits.is_empty());
        for field in limited {
            let (Kind::Of(ty), limits) = (&field.kind, shape::limits(&field.limits)) else {
                continue;
            };
            let number = field.index;
            let Some(item) = fields.iter_mut().nth(number) else {
                continue;
            };
            item.attrs.push(
                parse_quote!(#[schemars(transform = |__schema: &mut #private::schemars::Schema| {
                    use #shapes as __s;
                    #private::show_limits(__schema, <#ty as #paths::Value>::KIND, &#limits)
                })]),
            );
        }
    };
    match (&message.body, &mut item.data) {
        (Body::Enum(body), Data::Enum(data)) => {
            for (variant, item) in body.variants.iter().zip(&mut data.variants) {
                show(&mut item.fields, variant.fields());
            }
        }
        (_, Data::Struct(data)) => show(&mut data.fields, message.fields()),
        _ => {}
    }
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
    let written = params
        .iter()
        .map(|param| format!("{}: {serde}::Serialize", param.ident));
    let read = params
        .iter()
        .map(|param| format!("{}: {serde}::de::DeserializeOwned", param.ident))
        .chain(default_bounds(message));
    let written = written.collect::<Vec<_>>().join(", ");
    let read = read.collect::<Vec<_>>().join(", ");
    Some(parse_quote!(#[serde(bound(serialize = #written, deserialize = #read))]))
}

fn default_bounds(message: &Message) -> impl Iterator<Item = String> {
    let types = defaulted(message).map(ToTokens::to_token_stream);
    types.map(|ty| format!("{ty}: ::core::default::Default"))
}

/// The types that hang on a parameter and have to have a default, since a field of them may be missing.
pub(super) fn defaulted(message: &Message) -> impl Iterator<Item = &Type> {
    let beside: &[Field] = match &message.body {
        Body::Transparent { others, .. } => others,
        _ => &[],
    };
    let fields = message.fields().into_iter().chain(beside);
    let fields = fields.filter(|field| field.serde.wants_default());
    let types = fields.map(|field| &field.original.ty);
    types.filter(|ty| {
        let mut params = message.item.generics.type_params();
        params.any(|param| types::mentions(ty, &param.ident))
    })
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
        let mark = mark(message);
        entries.push(quote!(extend("x-traitwire-message" = #private::#mark)));
    }
    parse_quote!(#[schemars(#(#entries),*)])
}

/// The call that gives the name by which the schema is known.
fn mark(message: &Message) -> TokenStream {
    let mut params = message.item.generics.type_params().peekable();
    if params.peek().is_none() {
        return quote!(schema_mark::<Self>());
    }
    let paths = &message.args.paths;
    let name = &message.name;
    let kinds = params.map(|param| {
        let ident = &param.ident;
        quote!(<#ident as #paths::Value>::KIND)
    });
    quote!(schema_mark_generic(#name, &[#(#kinds),*]))
}

/// The name, with a place for that of each type parameter: `Page{T}`.
fn rename(message: &Message) -> Option<TokenStream> {
    let params = message.item.generics.type_params();
    let places: Vec<_> = params.map(|param| format!("{{{}}}", param.ident)).collect();
    let name = message.name.clone() + &places.concat();
    let name = LitStr::new(&name, Span::call_site());
    (message.item.ident != name.value()).then(|| quote!(rename = #name))
}

/// The mark needs the parameters to be values, and a default is shown.
fn schema_bound(message: &Message) -> Option<TokenStream> {
    let value = message.args.paths.text("Value");
    let bounds: Vec<_> = message
        .item
        .generics
        .type_params()
        .map(|param| format!("{}: {value}", param.ident))
        .chain(default_bounds(message))
        .collect();
    let bounds = bounds.join(", ");
    (!bounds.is_empty()).then(|| quote!(bound = #bounds))
}
