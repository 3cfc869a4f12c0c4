//! `AnyTasks`: an implementation of the trait whose type is forgotten.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;

use super::forward::{self, Arguments};
use super::{calls, generated_span, quiet};
use crate::model::service::{Method, Service};

/// The erased form of a service without mistakes.
pub(super) fn any(service: &Service<'_>) -> TokenStream {
    let name = any_name(service);
    let erased = erased_name(service);
    let twin = twin(service);
    let inner = quote!(::std::sync::Arc<dyn #erased>);
    let construct = quote!(Self(::std::sync::Arc::new(service)));
    let user = &service.original.ident;
    let methods = forward::implementation(service, &name, &|method, call| {
        let (method, arguments) = (erased_method(method), Arguments::new(call).idents());
        quote!(<dyn #erased as #erased>::#method(&*self.0, #(#arguments),*))
    });
    let any = any_type(service, &inner, &quote!(#user), &construct);
    quote!(#twin #any #methods)
}

/// The type, what it holds, and how it comes to hold an implementation.
pub(super) fn any_type(
    service: &Service<'_>,
    inner: &TokenStream,
    bound: &TokenStream,
    construct: &TokenStream,
) -> TokenStream {
    let name = any_name(service);
    let vis = &service.original.vis;
    let link = forward::trait_link(service);
    let about = format!(" An implementation of {link}, whatever its type. Clones share it.");
    let debug = forward::debug(&name);
    let quiet = quiet();
    quote! {
        #[doc = #about]
        #[derive(::core::clone::Clone)]
        #[allow(dead_code)]
        #vis struct #name(#inner);

        #quiet
        impl #name {
            /// Forgets the type of `service`.
            #[must_use]
            pub fn new(service: impl #bound) -> Self {
                #construct
            }
        }

        #debug
    }
}

/// The trait in a form that can be an object. Its methods have names of their own, so that none of the user's becomes
/// ambiguous.
fn twin(service: &Service<'_>) -> TokenStream {
    let erased = erased_name(service);
    let (user, paths) = (&service.original.ident, &service.paths);
    let quiet = quiet();
    let signatures: Vec<_> = calls(service)
        .map(|(method, call)| {
            let (cfgs, name) = (&method.cfgs, erased_method(method));
            let (arguments, returns) = (Arguments::new(call).declared(), &call.returns);
            quote!(#(#cfgs)* fn #name(&self, #arguments) -> #paths::BoxFuture<'_, #returns>)
        })
        .collect();
    let bodies = calls(service).map(|(method, call)| {
        let (ident, arguments) = (&method.original.sig.ident, Arguments::new(call).idents());
        quote!(::std::boxed::Box::pin(<__T as #user>::#ident(self, #(#arguments),*)))
    });
    quote! {
        #quiet
        #[doc(hidden)]
        trait #erased: ::core::marker::Send + ::core::marker::Sync + 'static {
            #(#signatures;)*
        }

        #quiet
        #[automatically_derived]
        impl<__T: #user> #erased for __T {
            #(#signatures { #bodies })*
        }
    }
}

pub(super) fn any_name(service: &Service<'_>) -> Ident {
    let user = service.original.ident.unraw();
    format_ident!("Any{user}", span = generated_span(&user))
}

/// The name of the trait in a form that can be an object.
pub(super) fn erased_name(service: &Service<'_>) -> Ident {
    let user = service.original.ident.unraw();
    format_ident!("__Any{user}", span = generated_span(&user))
}

/// The name of a method of that trait.
pub(super) fn erased_method(method: &Method<'_>) -> Ident {
    let ident = method.original.sig.ident.unraw();
    format_ident!("__any_{ident}", span = generated_span(&ident))
}
