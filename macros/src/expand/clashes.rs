//! Fields or variants of one number or name in protobuf, of which one may be absent: only the compiler knows whether both are
//! there.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Attribute;

use super::derives;
use crate::model::error::{ErrorEnum, Role};
use crate::model::message::{Body, Field, Message, VariantBody};
use crate::names;
use crate::text::proto as text;

/// What has a number and a name.
struct Named<'a> {
    rust: &'a str,
    name: String,
    number: u32,
    cfgs: &'a [Attribute],
    span: Span,
}

/// Complaints about the fields and variants of a message, as far as they are there.
pub(super) fn of_message(message: &Message) -> TokenStream {
    let lists = match &message.body {
        Body::Struct(fields) => vec![named(&fields.list)],
        Body::Enum(body) => {
            let variants = body.variants.iter();
            let variants = variants.map(|variant| Named {
                rust: &variant.rust,
                name: names::proto(&variant.rust),
                number: variant.number,
                cfgs: &variant.cfgs,
                span: variant.original.ident.span(),
            });
            let inside = body
                .variants
                .iter()
                .filter_map(|variant| match &variant.body {
                    VariantBody::Struct(fields) => Some(named(&fields.list)),
                    _ => None,
                });
            std::iter::once(variants.collect()).chain(inside).collect()
        }
        _ => Vec::new(),
    };
    let whole: Vec<_> = derives::cfgs(&message.item.attrs).collect();
    lists.iter().map(|list| clashes(&whole, list)).collect()
}

/// The same of the variants of an error enum.
pub(super) fn of_error(error: &ErrorEnum) -> TokenStream {
    let failures = error
        .variants
        .iter()
        .filter_map(|variant| match &variant.role {
            Role::Failure(failure) => Some(Named {
                rust: &failure.reason,
                name: failure.reason.clone(),
                number: variant.number,
                cfgs: &variant.cfgs,
                span: variant.ident.span(),
            }),
            _ => None,
        });
    let whole: Vec<_> = derives::cfgs(&error.item.attrs).collect();
    clashes(&whole, &failures.collect::<Vec<_>>())
}

fn named(fields: &[Field]) -> Vec<Named<'_>> {
    let fields = fields.iter().map(|field| Named {
        rust: &field.rust,
        name: field.rust.clone(),
        number: field.number,
        cfgs: &field.cfgs,
        span: match &field.original.ident {
            Some(ident) => ident.span(),
            None => Span::call_site(),
        },
    });
    fields.collect()
}

/// A complaint about each two that clash. Those that are always there are found by the check.
fn clashes(whole: &[&Attribute], all: &[Named<'_>]) -> TokenStream {
    let sent: Vec<_> = all.iter().filter(|one| one.number != 0).collect();
    let pairs = sent.iter().enumerate().flat_map(|(index, second)| {
        let before = sent[..index].iter();
        before.map(move |first| (*first, *second))
    });
    let uncertain =
        pairs.filter(|(first, second)| !(first.cfgs.is_empty() && second.cfgs.is_empty()));
    let complaints = uncertain.filter_map(|(first, second)| {
        let text = if first.number == second.number {
            text::same_number(first.number, first.rust, second.rust)
        } else if first.name == second.name && first.rust != second.rust {
            text::same_name(&second.name, first.rust, second.rust)
        } else {
            return None;
        };
        let cfgs = whole.iter().copied().chain(first.cfgs).chain(second.cfgs);
        Some(quote_spanned!(second.span=> #(#cfgs)* ::core::compile_error!(#text);))
    });
    complaints.collect()
}
