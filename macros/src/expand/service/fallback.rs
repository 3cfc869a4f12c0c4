//! What stands in for the description and the server of a trait with mistakes, so that their users see none of their own.

use proc_macro2::TokenStream;
use quote::quote;

use super::dispatch::{server_type, type_param};
use super::spec::unit_struct;
use super::testing;
use crate::model::service::Service;

/// Items that have the types of the real ones. Nothing runs them: the build has failed.
pub(crate) fn fallback(service: &Service<'_>) -> TokenStream {
    let never = quote!(::core::panic!("the trait has mistakes"));
    let param = type_param(service);
    let bound = quote!(#param: ::core::marker::Send + ::core::marker::Sync + 'static);
    let tests = testing::of_methods(service, &TokenStream::new());
    let description = unit_struct(service, &never, &tests);
    let server = server_type(service, &param, &bound, &never);
    quote!(#description #server)
}
