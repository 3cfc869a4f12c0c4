//! What stands in for the generated types of a trait with mistakes, so that their users see none of their own.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::any::any_type;
use super::client::client_type;
use super::dispatch::{server_type, type_param};
use super::spec::unit_struct;
use super::tool::tool_type;
use super::{any, client, forward, testing};
use crate::check::service::is_implied;
use crate::model::service::Service;
use crate::parse::service::RawItem;

/// Items that have the types of the real ones. Nothing runs them: the build has failed.
pub(crate) fn fallback(service: &Service<'_>) -> TokenStream {
    let never = quote!(::core::panic!("the trait has mistakes"));
    let param = type_param(service);
    let anything = quote!(::core::marker::Send + ::core::marker::Sync + 'static);
    let tests = testing::of_methods(service, &TokenStream::new());
    let description = unit_struct(service, &never, &tests);
    let server = server_type(service, &param, &quote!(#param: #anything), &never);
    let client = client_type(service, &pending(service, &client::client_name(service)));
    let any = any_type(service, &quote!(()), &anything, &quote!(Self(())));
    let any_methods = pending(service, &any::any_name(service));
    let execute = quote!(async move { ::core::panic!("the trait has mistakes") });
    let tool = tool_type(service, &never, &quote!(::core::marker::Sync), &execute);
    quote!(#description #server #client #any #any_methods #tool)
}

/// An implementation of the trait whose calls never end, if the trait can be implemented as it is.
fn pending(service: &Service<'_>, name: &Ident) -> Option<TokenStream> {
    let original = service.original;
    let is_method = |item: &RawItem| matches!(item, RawItem::Method(_));
    let is_plain = original.generics.params.is_empty()
        && original.generics.where_clause.is_none()
        && original.unsafety.is_none()
        && original.supertraits.iter().all(is_implied)
        && original.items.iter().all(is_method)
        && service.methods.iter().all(|method| method.call.is_some());
    is_plain.then(|| {
        forward::implementation(service, name, &|_, call| {
            let returns = &call.returns;
            quote!(::core::future::pending::<#returns>())
        })
    })
}
