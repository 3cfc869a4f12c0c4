//! The methods of types that pass each call on to whatever is behind them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::{calls, generated_name, quiet, request_name, respanned};
use crate::model::service::{CallForm, Method, Request, Service};

/// The arguments of a method as generated code declares them and passes them on.
pub(super) struct Arguments<'a> {
    call: &'a CallForm,
}

impl<'a> Arguments<'a> {
    pub(super) fn new(call: &'a CallForm) -> Self {
        Self { call }
    }

    /// `__cx: Context, id: u64`.
    pub(super) fn declared(&self) -> TokenStream {
        let idents = self.idents();
        let types = self.types();
        quote!(#(#idents: #types),*)
    }

    /// `__cx, id`.
    pub(super) fn idents(&self) -> Vec<Ident> {
        let context = self.call.context.iter().map(|_| context_ident());
        match &self.call.request {
            Request::Whole(_) => context.chain([request_ident()]).collect(),
            Request::Fields(fields) => {
                let fields = fields.iter().map(|field| field.ident.clone());
                context.chain(fields).collect()
            }
        }
    }

    fn types(&self) -> Vec<&Type> {
        let context = self.call.context.iter();
        match &self.call.request {
            Request::Whole(ty) => context.chain([&**ty]).collect(),
            Request::Fields(fields) => context
                .chain(fields.iter().map(|field| &field.ty))
                .collect(),
        }
    }
}

/// The argument that takes the context.
pub(super) fn context_ident() -> Ident {
    Ident::new("__cx", Span::call_site())
}

/// The argument that is the whole request.
pub(super) fn request_ident() -> Ident {
    Ident::new("__request", Span::call_site())
}

/// The request of a method whose arguments are at hand.
pub(super) fn request_value(
    service: &Service<'_>,
    method: &Method<'_>,
    call: &CallForm,
) -> TokenStream {
    match &call.request {
        Request::Whole(_) => request_ident().to_token_stream(),
        Request::Fields(fields) => {
            let name = request_name(service, method);
            let idents = fields.iter().map(|field| &field.ident);
            quote!(#name { #(#idents),* })
        }
    }
}

/// The context that a method is called with, as the type by which it takes it.
pub(super) fn current_context(service: &Service<'_>, ty: &Type) -> TokenStream {
    let private = respanned(service.paths.private(), ty.span());
    let paths = &service.paths;
    let current = respanned(quote!(#paths::Context::current()), ty.span());
    quote_spanned!(ty.span()=> const { #private::context::<#ty>().from }(#current))
}

/// `impl Tasks for NAME`, each method with this body.
///
/// There is no `async fn`: where the way to a service itself calls clients, the compiler would go round in circles
/// (E0391).
pub(super) fn implementation(
    service: &Service<'_>,
    name: &Ident,
    body: &dyn Fn(&Method<'_>, &CallForm) -> TokenStream,
) -> TokenStream {
    let user = &service.original.ident;
    let quiet = quiet();
    let methods = calls(service).map(|(method, call)| {
        let (cfgs, ident) = (&method.cfgs, &method.original.sig.ident);
        let (arguments, returns) = (Arguments::new(call).declared(), &call.returns);
        let body = body(method, call);
        quote! {
            #(#cfgs)*
            fn #ident(
                &self, #arguments
            ) -> impl ::core::future::Future<Output = #returns> + ::core::marker::Send {
                #body
            }
        }
    });
    quote! {
        #quiet
        #[automatically_derived]
        impl #user for #name { #(#methods)* }
    }
}

/// `Debug` of a type that shows its name alone.
pub(super) fn debug(name: &Ident) -> TokenStream {
    let shown = format!("{name}(..)");
    quote! {
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Formatter::write_str(f, #shown)
            }
        }
    }
}

/// ``[`Tasks`](trait@Tasks)``, as a doc comment links to the trait.
pub(super) fn trait_link(service: &Service<'_>) -> String {
    let user = generated_name(service, "");
    format!("[`{user}`](trait@{user})")
}

/// ``[`Tasks::create`]``, as a doc comment links to a method.
pub(super) fn method_link(service: &Service<'_>, method: &Method<'_>) -> String {
    let user = generated_name(service, "");
    format!("[`{user}::{}`]", method.original.sig.ident.unraw())
}
