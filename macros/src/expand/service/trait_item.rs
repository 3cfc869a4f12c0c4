//! The user's trait, as the compiler gets it.

use proc_macro2::{Group, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Attribute, FnArg, Pat, PatType, ReturnType, Signature};

use super::docs;
use crate::check::service::{is_implied, kept_attributes};
use crate::model::service::{Method, Service};
use crate::parse::attr::{self, DOC};
use crate::parse::method::{METHOD, conditional};
use crate::parse::service::RawItem;

/// The trait without what only `#[service]` understands, with methods that can be called from any thread.
///
/// It is written whatever is wrong with it, so that one mistake is not followed by those of its users.
pub(crate) fn trait_item(service: &Service<'_>) -> TokenStream {
    let original = service.original;
    let (vis, ident) = (&original.vis, &original.ident);
    let attrs = original.attrs.iter().filter(|attr| !attr::is_service(attr));
    let (unsafety, trait_token) = (&original.unsafety, &original.trait_token);
    let (generics, where_clause) = (&original.generics, &original.generics.where_clause);
    let more = original
        .supertraits
        .iter()
        .filter(|bound| !is_implied(bound));
    let mut methods = service.methods.iter();
    let mut items = TokenStream::new();
    for item in &original.items {
        items.extend(match item {
            RawItem::Method(_) => methods.next().map(method_item),
            RawItem::Other(other) => Some(other.tokens.clone()),
        });
    }
    let mut body = Group::new(proc_macro2::Delimiter::Brace, items);
    body.set_span(original.brace.span.join());
    quote! {
        #(#attrs)*
        #vis #unsafety #trait_token #ident #generics:
            ::core::marker::Send + ::core::marker::Sync + 'static #(+ #more)* #where_clause #body
    }
}

fn method_item(method: &Method<'_>) -> TokenStream {
    let original = method.original;
    let kept = |attr: &&Attribute| {
        let is_doc = attr.path().is_ident(DOC) && matches!(attr.meta, syn::Meta::NameValue(_));
        let is_ours = |meta: &syn::Meta| meta.path().is_ident(METHOD);
        !is_doc && !is_ours(&attr.meta) && !conditional(attr).iter().any(is_ours)
    };
    let attrs = original.attrs.iter().filter(kept);
    let docs = docs::docs(method);
    let is_right = method.call.is_some();
    let sig = signature(&original.sig, original.body.is_some(), is_right);
    let body = match &original.body {
        None => quote!(;),
        Some(body) if original.sig.asyncness.is_some() => quote!({ async move #body }),
        Some(body) => quote!(#body),
    };
    quote!(#docs #(#attrs)* #sig #body)
}

/// `async fn f(..) -> R` as `fn f(..) -> impl Future<Output = R> + Send`.
///
/// A signature with a mistake, such as a generic one, may not be able to promise `Send`.
fn signature(original: &Signature, has_body: bool, is_right: bool) -> Signature {
    let mut sig = original.clone();
    for input in &mut sig.inputs {
        match input {
            FnArg::Receiver(receiver) => receiver.attrs.clear(),
            FnArg::Typed(typed) => argument(typed, has_body),
        }
    }
    // The compiler would refuse these a second time.
    sig.constness = None;
    sig.variadic = None;
    let Some(token) = sig.asyncness.take() else {
        return sig;
    };
    let output = match &original.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, ty) => quote!(#ty),
    };
    let span = token.span.resolved_at(proc_macro2::Span::call_site());
    let send = is_right.then(|| quote_spanned!(span=> + ::core::marker::Send));
    sig.output = syn::parse_quote_spanned! {span=>
        -> impl ::core::future::Future<Output = #output> #send
    };
    sig
}

fn argument(argument: &mut PatType, has_body: bool) {
    argument.attrs = kept_attributes(argument);
    let is_name = matches!(&*argument.pat, Pat::Ident(pat) if pat.by_ref.is_none()
        && pat.mutability.is_none() && pat.subpat.is_none());
    if !has_body && !is_name {
        // The compiler would refuse the pattern a second time.
        *argument.pat = syn::parse_quote!(_);
    }
}
