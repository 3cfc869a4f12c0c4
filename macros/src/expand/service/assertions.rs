//! What generated code asserts of the user's types, with messages about what the user wrote.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::{calls, examples, quiet, respanned, spec};
use crate::model::service::{CallForm, Method, Request, Service};
use crate::parse::tags::{Outcome, Reason};
use crate::text::{signature, tags as tag_text};

/// What is known to the compiler alone: that all methods have one error type, that it has the errors that doc
/// comments name, that requests are objects, and that examples fit.
pub(super) fn assertions(service: &Service<'_>) -> TokenStream {
    let (anchor_item, anchor) = spec::anchor(service);
    let asserted = calls(service).flat_map(|(method, call)| {
        let same = same_error(service, &anchor, &call.returns)
            .map(|same| quote!(const _: () = { let _ = #same; };));
        let reasons = named_reasons(method)
            .into_iter()
            .map(|(mark, reason)| assert_reason(service, method, &call.returns, mark, reason));
        let object = object_request(service, method, call);
        let cfgs = &method.cfgs;
        let examples = examples::checks(service, method, call);
        let all = same
            .into_iter()
            .chain(reasons)
            .chain(object)
            .chain(examples);
        all.map(|asserted| quote!(#(#cfgs)* #asserted))
            .collect::<Vec<_>>()
    });
    let asserted: TokenStream = asserted.collect();
    if asserted.is_empty() {
        return asserted;
    }
    let quiet = quiet();
    let names = examples::names(service);
    quote!(#quiet const _: () = { #names #anchor_item #asserted };)
}

/// The way from the error of a method to that of the first one, which must be the same; `None` where it is the same as
/// it is written.
pub(super) fn same_error(
    service: &Service<'_>,
    anchor: &TokenStream,
    ty: &Type,
) -> Option<TokenStream> {
    if anchor.to_string() == ty.to_token_stream().to_string() {
        return None;
    }
    let private = respanned(service.paths.private(), ty.span());
    let (first, this) = (spec::returns(service, anchor), spec::returns(service, ty));
    Some(quote_spanned!(ty.span()=> #private::assert_same_error(&#first, &#this)))
}

/// A generated request is an object; one that the user wrote may be anything.
fn object_request(
    service: &Service<'_>,
    method: &Method<'_>,
    call: &CallForm,
) -> Option<TokenStream> {
    let Request::Whole(ty) = &call.request else {
        return None;
    };
    let private = respanned(service.paths.private(), ty.span());
    let request = spec::request(service, &ty.to_token_stream());
    let message = signature::no_object(&method.original.sig.ident.unraw().to_string());
    Some(quote_spanned! {ty.span()=>
        const _: () = #private::assert_object(&#request, #message);
    })
}

/// Each reason that a doc comment names, with the mark before it.
fn named_reasons<'a>(method: &'a Method<'_>) -> Vec<(&'static str, &'a Reason)> {
    let of_examples = method
        .tagged
        .examples()
        .filter_map(|example| match &example.outcome {
            Some(Outcome::Error(reason)) => Some(("!", reason)),
            Some(Outcome::Reply(_)) | None => None,
        });
    let of_tags = method.tagged.errors().map(|reason| ("@error", reason));
    of_examples.chain(of_tags).collect()
}

fn assert_reason(
    service: &Service<'_>,
    method: &Method<'_>,
    ty: &Type,
    mark: &str,
    reason: &Reason,
) -> TokenStream {
    let private = respanned(service.paths.private(), reason.span);
    let returns = spec::returns(service, ty);
    let name = &reason.name;
    let method = method.original.sig.ident.unraw().to_string();
    let message = tag_text::no_such_reason(&method, mark, name);
    quote_spanned! {reason.span=>
        const _: () = #private::assert_reason(&#returns, #name, #message);
    }
}
