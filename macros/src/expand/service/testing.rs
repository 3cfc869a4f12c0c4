//! What `service_tests!` needs of a service: code of each type, which no program carries that does not ask for it.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::{calls, request_type, spec};
use crate::model::service::{CallForm, Method, Service};

/// The tests of a service without mistakes.
pub(super) fn tests(service: &Service<'_>) -> TokenStream {
    let methods = calls(service).map(|(method, call)| method_tests(service, method, call));
    of_methods(service, &methods.collect())
}

/// The tests of a service with these methods.
pub(super) fn of_methods(service: &Service<'_>, methods: &TokenStream) -> TokenStream {
    let private = service.paths.private();
    quote! {
        #private::ServiceTests {
            spec: Self::spec,
            file: ::core::file!(),
            methods: &[#methods],
        }
    }
}

fn method_tests(service: &Service<'_>, method: &Method<'_>, call: &CallForm) -> TokenStream {
    let private = service.paths.private();
    let cfgs = &method.cfgs;
    let request = spec::request(service, &request_type(service, method, call));
    let returns = spec::returns(service, &call.returns);
    let examples = method.tagged.examples();
    let lines = examples.map(|example| quote_spanned!(example.span=> ::core::line!()));
    quote! {
        #(#cfgs)*
        #private::MethodTests {
            request: #request.round_trip,
            reply: #returns.round_trip,
            lines: &[#(#lines),*],
        },
    }
}
