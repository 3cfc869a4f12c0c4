//! What only the compiler can tell of the types of fields, by evaluating their constants.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::super::derives;
use super::{is_generic, shape};
use crate::model::message::{Body, Field, Kind, Message, Tagging, VariantBody};
use crate::parse::{serde, types};
use crate::text::{message as text, proto as proto_text};

/// Constants that fail to evaluate where serde would fail to write a value, or where limits would mean nothing.
///
/// Those of generic types have no place to stand in.
pub(super) fn assertions(message: &Message) -> TokenStream {
    if is_generic(&message.item.generics) {
        return TokenStream::new();
    }
    let flattened = message.fields().into_iter().filter(|field| field.flatten);
    let flattened = flattened.map(|field| {
        let message_text = text::cannot_be_flattened(&field.rust);
        assertion(message, field, &quote!(can_be_flattened()), &message_text)
    });
    let tagged = tagged(message).into_iter().map(|(variant, field)| {
        let message_text = text::cannot_be_tagged(variant);
        assertion(message, field, &quote!(can_be_tagged()), &message_text)
    });
    let limited = message.fields().into_iter();
    let limited = limited.filter(|field| !field.limits.is_empty());
    let limited = limited.map(|field| {
        let (shapes, limits) = (message.args.paths.shape(), shape::limits(&field.limits));
        let test = quote!(is_limited_by(&{ use #shapes as __s; #limits }));
        assertion(message, field, &test, &text::cannot_be_limited(&field.rust))
    });
    let blobs = message.fields().into_iter();
    let blobs = blobs.filter(|field| field.proto.bytes.is_some());
    let blobs = blobs.map(|field| {
        let message_text = proto_text::no_bytes(&field.rust);
        let test = if types::is_option(&field.original.ty) {
            quote!(is_optional_byte_list())
        } else {
            quote!(is_byte_list())
        };
        assertion(message, field, &test, &message_text)
    });
    let required = message.fields().into_iter();
    let is_bytes =
        |field: &Field| field.proto.bytes.is_some() && !types::is_option(&field.original.ty);
    let required = required.filter(|field| field.proto.required.is_some() && !is_bytes(field));
    let required = required.map(|field| {
        let message_text = proto_text::cannot_be_required(&field.rust);
        assertion(message, field, &quote!(can_be_required()), &message_text)
    });
    flattened
        .chain(tagged)
        .chain(limited)
        .chain(blobs)
        .chain(required)
        .flatten()
        .collect()
}

/// The values that stand beside a tag, with the names of their variants.
fn tagged(message: &Message) -> Vec<(&str, &Field)> {
    let Body::Enum(body) = &message.body else {
        return Vec::new();
    };
    let Tagging::Internal(_) = body.tagging else {
        return Vec::new();
    };
    body.variants
        .iter()
        .filter(|variant| !variant.serde.has(serde::UNTAGGED) && !variant.serde.is_skipped())
        .filter_map(|variant| match &variant.body {
            VariantBody::Newtype(field) => Some((variant.rust.as_str(), &**field)),
            _ => None,
        })
        .collect()
}

fn assertion(
    message: &Message,
    field: &Field,
    test: &TokenStream,
    message_text: &str,
) -> Option<TokenStream> {
    let Kind::Of(ty) = &field.kind else {
        return None;
    };
    let paths = &message.args.paths;
    let cfgs = derives::cfgs(&message.item.attrs).chain(&field.cfgs);
    let test = quote!(<#ty as #paths::Value>::KIND.#test);
    let test = types::replace_self(test, &message.item.ident);
    Some(quote_spanned! {field.original.ty.span()=>
        #(#cfgs)*
        const _: () = if !#test {
            ::core::panic!("{}", #message_text)
        };
    })
}
