//! What `#[service]` writes: the trait, its requests, its description, its server, and what calls it.

mod any;
mod assertions;
mod client;
mod dispatch;
mod docs;
mod examples;
mod fallback;
mod forward;
mod request;
mod spec;
mod testing;
mod tool;
mod trait_item;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::Attribute;
use syn::ext::IdentExt as _;

pub(crate) use fallback::fallback;
pub(crate) use request::request;
pub(crate) use trait_item::trait_item;

use crate::model::service::{CallForm, Method, Request, Service};
use crate::names;

/// All but the trait and the requests.
pub(crate) fn service(service: &Service<'_>) -> TokenStream {
    let description = spec::unit_struct(service, &spec::body(service), &testing::tests(service));
    let assertions = assertions::assertions(service);
    let server = dispatch::server(service);
    let (client, any, tool) = (
        client::client(service),
        any::any(service),
        tool::tool(service),
    );
    quote!(#description #assertions #server #client #any #tool)
}

/// A name such as `TasksServer`.
fn generated_name(service: &Service<'_>, suffix: &str) -> Ident {
    let name = service.original.ident.unraw();
    format_ident!("{name}{suffix}", span = generated_span(&name))
}

/// The place of the user's name, with which lints and hygiene see that the macro wrote it.
fn generated_span(ident: &Ident) -> Span {
    ident.span().resolved_at(Span::call_site())
}

/// The name of the request that a method's arguments make, such as `TasksDeleteRequest`.
fn request_name(service: &Service<'_>, method: &Method<'_>) -> Ident {
    let method = method.original.sig.ident.unraw().to_string();
    generated_name(service, &format!("{}Request", names::pascal(&method)))
}

/// The type of a method's request.
fn request_type(service: &Service<'_>, method: &Method<'_>, call: &CallForm) -> TokenStream {
    match &call.request {
        Request::Whole(ty) => ty.to_token_stream(),
        Request::Fields(_) => request_name(service, method).to_token_stream(),
    }
}

/// The methods that can be called, with how: all of them where there is no mistake.
fn calls<'a>(service: &'a Service<'a>) -> impl Iterator<Item = (&'a Method<'a>, &'a CallForm)> {
    let with_call = |method: &'a Method<'a>| method.call.as_ref().map(|call| (method, call));
    service.methods.iter().filter_map(with_call)
}

/// The tokens at another place, for messages about what stands there.
fn respanned(tokens: TokenStream, span: Span) -> TokenStream {
    let respan = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    tokens.into_iter().map(respan).collect()
}

/// What stands above generated code that names the user's types.
///
/// Calling what the user calls deprecated is no mistake of this code, and it is used by whoever likes.
fn quiet() -> Attribute {
    syn::parse_quote!(#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)])
}

#[cfg(test)]
mod tests;
