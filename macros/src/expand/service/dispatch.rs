//! `TasksServer`: the way from a call to the user's implementation.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::any::{erased_method, erased_name};
use super::{calls, generated_name, quiet, request_type, respanned, spec};
use crate::model::service::{CallForm, Method, Request, Service};
use crate::parse::types;

/// The server of a service without mistakes.
pub(super) fn server(service: &Service<'_>) -> TokenStream {
    let param = type_param(service);
    let user = &service.original.ident;
    let call = calling(service, &param);
    server_type(service, &param, &quote!(#param: #user), &call)
}

/// The server type, its constructors and `Service` with this body of `call`.
pub(super) fn server_type(
    service: &Service<'_>,
    param: &Ident,
    bound: &TokenStream,
    call: &TokenStream,
) -> TokenStream {
    let name = generated_name(service, "Server");
    let description = generated_name(service, "Service");
    let user = generated_name(service, "");
    let (paths, vis) = (&service.paths, &service.original.vis);
    let about = format!(" Serves an implementation of [`{user}`](trait@{user}).");
    let shown = format!("{name}(..)");
    let quiet = quiet();
    quote! {
        #[doc = #about]
        #[allow(dead_code)]
        #vis struct #name<#param>(::std::sync::Arc<#param>);

        #quiet
        impl<#bound> #name<#param> {
            /// Serves `service`.
            #[must_use]
            pub fn new(service: #param) -> Self {
                Self(::std::sync::Arc::new(service))
            }

            /// Serves an implementation that others hold as well.
            #[must_use]
            pub fn from_arc(service: ::std::sync::Arc<#param>) -> Self {
                Self(service)
            }
        }

        #[automatically_derived]
        impl<#param> ::core::fmt::Debug for #name<#param> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Formatter::write_str(f, #shown)
            }
        }

        #quiet
        #[automatically_derived]
        impl<#bound> #paths::Service for #name<#param> {
            fn spec(&self) -> &#paths::spec::ServiceSpec {
                #description::spec()
            }

            fn call(
                &self,
                __call: #paths::Call,
            ) -> #paths::BoxFuture<'static, ::core::result::Result<#paths::Outcome, #paths::Status>> {
                #call
            }
        }
    }
}

/// The parameter of the server: `T`, unless the trait names a `T` itself.
pub(super) fn type_param(service: &Service<'_>) -> Ident {
    let taken = service
        .methods
        .iter()
        .any(|method| types::mentions_word(&method.original.sig, "T"))
        || service.original.ident == "T";
    let name = if taken { "__T" } else { "T" };
    Ident::new(name, Span::call_site())
}

/// The body of `call`: the table of methods, and the choice from it.
///
/// The table is data that is the same whatever implements the trait. It stands here and in no `static`, so that a crate that
/// serves nothing has no code for it.
fn calling(service: &Service<'_>, param: &Ident) -> TokenStream {
    let private = service.paths.private();
    let (erased, description) = (erased_name(service), generated_name(service, "Service"));
    let rows = calls(service).map(|(method, call)| row(service, &erased, method, call));
    quote! {
        let __rows: &[&dyn #private::Row<dyn #erased>] = const { &[#(#rows),*] };
        let __server: ::std::sync::Arc<dyn #erased> =
            <::std::sync::Arc<#param> as ::core::clone::Clone>::clone(&self.0);
        #private::dispatch(__server, #description::spec(), __rows, __call)
    }
}

fn row(service: &Service<'_>, erased: &Ident, method: &Method<'_>, call: &CallForm) -> TokenStream {
    let cfgs = &method.cfgs;
    let private = service.paths.private();
    let request = spec::request(service, &request_type(service, method, call));
    let returns = spec::returns(service, &call.returns);
    let ident = erased_method(method);
    let (cx, context) = match &call.context {
        None => (quote!(_), None),
        Some(ty) => (quote!(__cx), Some(context(service, ty))),
    };
    let (request_name, arguments) = match &call.request {
        Request::Whole(_) => (quote!(__request), vec![quote!(__request)]),
        Request::Fields(fields) if fields.is_empty() => (quote!(_), Vec::new()),
        Request::Fields(fields) => {
            let idents = fields.iter().map(|field| &field.ident);
            (
                quote!(__request),
                idents.map(|ident| quote!(__request.#ident)).collect(),
            )
        }
    };
    let arguments = context.into_iter().chain(arguments);
    quote! {
        #(#cfgs)*
        &#private::Method {
            decode: #request.decode,
            call: |__server: &dyn #erased, #cx, #request_name| {
                <dyn #erased as #erased>::#ident(__server, #(#arguments),*)
            },
            complete: #returns.complete,
        }
    }
}

/// The context as the type that the user wrote.
fn context(service: &Service<'_>, ty: &syn::Type) -> TokenStream {
    let private = respanned(service.paths.private(), ty.span());
    let cx = Ident::new("__cx", Span::call_site());
    quote_spanned!(ty.span()=> const { #private::context::<#ty>().from }(#cx))
}
