//! `TasksClient`: the trait over a channel.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::forward::{self, context_ident};
use super::{generated_name, quiet, request_type, respanned, spec};
use crate::model::service::{CallForm, Method, Service};

/// The client of a service without mistakes.
pub(super) fn client(service: &Service<'_>) -> TokenStream {
    let name = client_name(service);
    let methods = forward::implementation(service, &name, &|method, call| {
        remote(service, method, call)
    });
    client_type(service, &methods)
}

/// The client type, and what it implements. It is there only with the feature `client` of the crate `traitwire`, of
/// which a macro of that crate knows.
pub(super) fn client_type(service: &Service<'_>, implementation: &impl ToTokens) -> TokenStream {
    let name = client_name(service);
    let (paths, vis) = (&service.paths, &service.original.vis);
    let private = paths.private();
    let about = format!(
        " Calls {} through a channel, wherever the service is. Clones share the channel.",
        forward::trait_link(service)
    );
    let debug = forward::debug(&name);
    let quiet = quiet();
    quote! {
        #private::client! {
            #[doc = #about]
            #[derive(::core::clone::Clone)]
            #[allow(dead_code)]
            #vis struct #name(::std::sync::Arc<dyn #paths::Channel>);

            #quiet
            impl #name {
                /// A client of the service behind `channel`, such as `Http` or `Local`.
                #[must_use]
                pub fn new(channel: impl #paths::Channel) -> Self {
                    Self(::std::sync::Arc::new(channel))
                }
            }

            #debug
            #implementation
        }
    }
}

pub(super) fn client_name(service: &Service<'_>) -> Ident {
    generated_name(service, "Client")
}

/// A call through the channel.
fn remote(service: &Service<'_>, method: &Method<'_>, call: &CallForm) -> TokenStream {
    let private = service.paths.private();
    let description = generated_name(service, "Service");
    let name = &method.name;
    let cx = match &call.context {
        None => quote!(::core::option::Option::None),
        Some(ty) => {
            let (private, cx) = (respanned(private.clone(), ty.span()), context_ident());
            let cx = quote_spanned!(ty.span()=> const { #private::context::<#ty>().into }(#cx));
            quote!(::core::option::Option::Some(#cx))
        }
    };
    let request = spec::request(service, &request_type(service, method, call));
    let returns = spec::returns(service, &call.returns);
    let value = forward::request_value(service, method, call);
    quote! {
        #private::remote(
            &self.0,
            #description::spec,
            #name,
            #cx,
            const { (#request.encode, #returns.receive) },
            #value,
        )
    }
}
