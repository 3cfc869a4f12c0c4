//! `TasksTool`: a model's calls of the methods that are tools, typed.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::any::{erased_method, erased_name};
use super::forward::{self, current_context, request_ident};
use super::{
    assertions, calls, generated_name, generated_span, quiet, request_type, respanned, spec,
};
use crate::check::service::STREAMING;
use crate::model::service::{CallForm, Method, Request, Service};
use crate::names;
use crate::parse::types;
use crate::text::signature as text;

/// The typed calls of a service without mistakes.
pub(super) fn tool(service: &Service<'_>) -> TokenStream {
    let private = service.paths.private();
    let rows = tools(service).map(|(method, call)| row(service, method, call));
    // No `static`: a program that reads no calls of a model has no code for them.
    let decode = quote! {
        let __tools: &[#private::Tool<Self>] = const { &[#(#rows),*] };
        #private::decode_tool(__tools, name, ::core::convert::AsRef::as_ref(&arguments))
    };
    let erased = erased_name(service);
    let arms = tools(service).map(|(method, call)| executed(service, &erased, method, call));
    let paths = &service.paths;
    let output = output(service);
    let execute = quote! {
        let __called: #paths::BoxFuture<'a, #output> = match self { #(#arms)* };
        __called
    };
    let user = &service.original.ident;
    let tool = tool_type(service, &decode, &quote!(#user), &execute);
    let asserted = tools(service).filter_map(|(method, call)| named_stream(service, method, call));
    let quiet = quiet();
    quote!(#tool #quiet const _: () = { #(#asserted)* };)
}

/// What a variant holds goes by the name of the request's type, which is seen here, and not by what it means.
fn named_stream(
    service: &Service<'_>,
    method: &Method<'_>,
    call: &CallForm,
) -> Option<TokenStream> {
    let Request::Whole(ty) = &call.request else {
        return None;
    };
    let private = respanned(service.paths.private(), ty.span());
    let request = spec::request(service, &ty.to_token_stream());
    let name = method.original.sig.ident.unraw().to_string();
    let is_named = items_type(call).is_some();
    let message = if is_named {
        text::no_stream(&name)
    } else {
        text::stream_by_another_name(&name)
    };
    let cfgs = &method.cfgs;
    Some(quote_spanned! {ty.span()=>
        #(#cfgs)*
        const _: () = #private::assert_streams(&#request, #is_named, #message);
    })
}

/// The enum, and its methods with these bodies.
pub(super) fn tool_type(
    service: &Service<'_>,
    decode: &TokenStream,
    bound: &TokenStream,
    execute: &TokenStream,
) -> TokenStream {
    let name = generated_name(service, "Tool");
    let (anchor_item, _) = spec::anchor(service);
    let output = output(service);
    let (paths, vis) = (&service.paths, &service.original.vis);
    let about = format!(
        " A call of one of the tools of {}, as a model makes it.",
        forward::trait_link(service)
    );
    let variants = tools(service).map(|(method, call)| variant(service, method, call));
    let names = tools(service).map(|(method, _)| {
        let (cfgs, ident, tool) = (
            &method.cfgs,
            variant_name(method),
            tool_name(service, method),
        );
        quote!(#(#cfgs)* Self::#ident(..) => #tool,)
    });
    let quiet = quiet();
    quote! {
        #anchor_item

        #[doc = #about]
        #quiet
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #vis enum #name { #(#variants)* }

        #quiet
        #[allow(unused_variables, unreachable_code)]
        impl #name {
            /// Reads a call: the name of a tool, and its arguments in JSON.
            ///
            /// It is as strict as MCP: fields that are not known are refused, all that is wrong is told at once, and
            /// for a tool that there is not the one is named that was probably meant.
            pub fn decode(
                name: &str,
                arguments: impl ::core::convert::AsRef<[u8]>,
            ) -> ::core::result::Result<Self, #paths::Status> {
                #decode
            }

            /// The name of the tool.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match *self { #(#names)* }
            }

            /// Calls the method. The reply comes in JSON; that of a stream is `{"items": [..], "complete": true}`,
            /// with at most 1,000 items and 1 MiB of them.
            ///
            /// A method that takes a context gets the current one. Nothing bounds the time: drop the future to stop.
            pub fn execute<'a>(
                self,
                service: &'a impl #bound,
            ) -> impl ::core::future::Future<Output = #output> + ::core::marker::Send + 'a {
                #execute
            }
        }
    }
}

/// What a call gives: text, or the error of the service.
fn output(service: &Service<'_>) -> TokenStream {
    let (_, anchor) = spec::anchor(service);
    let private = respanned(service.paths.private(), anchor.span());
    let error = quote_spanned!(anchor.span()=> #private::ErrorOf<#anchor>);
    quote!(::core::result::Result<::std::string::String, #error>)
}

/// The methods that are tools.
fn tools<'a>(service: &'a Service<'a>) -> impl Iterator<Item = (&'a Method<'a>, &'a CallForm)> {
    calls(service).filter(|(method, _)| method.attrs.tool)
}

/// The name of a tool.
fn tool_name(service: &Service<'_>, method: &Method<'_>) -> String {
    format!("{}_{}", service.path, method.name)
}

/// The variant of a method, by its name in Rust, as that of its request is.
fn variant_name(method: &Method<'_>) -> Ident {
    let ident = method.original.sig.ident.unraw();
    let name = names::pascal(&ident.to_string());
    format_ident!("{name}", span = generated_span(&ident))
}

fn variant(service: &Service<'_>, method: &Method<'_>, call: &CallForm) -> TokenStream {
    let (cfgs, name) = (&method.cfgs, variant_name(method));
    let deprecated = method
        .original
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("deprecated"));
    // What links to the trait itself leads there from here, too.
    let user = generated_name(service, "");
    let summary = format!(
        " {}",
        method.doc.summary.replace("Self::", &format!("{user}::"))
    );
    let about = format!(" Calls {}.", forward::method_link(service, method));
    let arguments = arguments_type(service, method, call);
    quote! {
        #(#cfgs)*
        #[doc = #summary]
        #[doc = ""]
        #[doc = #about]
        #(#deprecated)*
        #name(#arguments),
    }
}

/// What a variant holds: the request, or all items of a stream of them.
fn arguments_type(service: &Service<'_>, method: &Method<'_>, call: &CallForm) -> TokenStream {
    match items_type(call) {
        Some(item) => quote!(::std::vec::Vec<#item>),
        None => request_type(service, method, call),
    }
}

/// The type of the items of a request that is called a stream.
fn items_type(call: &CallForm) -> Option<&Type> {
    match &call.request {
        Request::Whole(ty) => types::last_argument(ty, STREAMING),
        Request::Fields(_) => None,
    }
}

/// The name of a tool, and how its arguments are read.
fn row(service: &Service<'_>, method: &Method<'_>, call: &CallForm) -> TokenStream {
    let (cfgs, variant) = (&method.cfgs, variant_name(method));
    let tool = tool_name(service, method);
    let request = spec::request(service, &request_type(service, method, call));
    let private = service.paths.private();
    let arguments = if items_type(call).is_some() {
        quote!(Items { items: #request.items, call: Self::#variant })
    } else {
        quote!(Whole { arguments: #request.arguments, call: Self::#variant })
    };
    quote!(#(#cfgs)* (#tool, &#private::#arguments))
}

/// A call of the method that is behind a tool.
fn executed(
    service: &Service<'_>,
    erased: &Ident,
    method: &Method<'_>,
    call: &CallForm,
) -> TokenStream {
    let (cfgs, name) = (&method.cfgs, variant_name(method));
    let private = service.paths.private();
    let returns = spec::returns(service, &call.returns);
    let same = same_error(service, call);
    let request = request_ident();
    let context = call.context.as_ref().map(|ty| current_context(service, ty));
    let (held, arguments) = match &call.request {
        Request::Whole(ty) if items_type(call).is_some() => {
            let of = spec::request(service, &ty.to_token_stream());
            let stream = quote!(#private::stream_of(const { #of.from_items }, #request));
            (quote!(#request), vec![stream])
        }
        Request::Whole(_) => (quote!(#request), vec![quote!(#request)]),
        Request::Fields(fields) if fields.is_empty() => (quote!(_), Vec::new()),
        Request::Fields(fields) => {
            let fields = fields.iter().map(|field| &field.ident);
            (
                quote!(#request),
                fields.map(|field| quote!(#request.#field)).collect(),
            )
        }
    };
    let arguments = context.into_iter().chain(arguments);
    let method = erased_method(method);
    quote! {
        #(#cfgs)*
        Self::#name(#held) => #private::executed(
            #erased::#method(service, #(#arguments),*),
            const { (#returns.text, #same) },
        ),
    }
}

/// From the error of a method to that of the service, which is the same; in the words of the assertion that it is.
fn same_error(service: &Service<'_>, call: &CallForm) -> TokenStream {
    let (_, anchor) = spec::anchor(service);
    match assertions::same_error(service, &anchor, &call.returns) {
        None => quote!(::core::convert::identity),
        Some(same) => same,
    }
}
