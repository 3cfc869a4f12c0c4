//! What is written for an error enum with a mistake in it: all that others need of it, so that no further errors follow.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::derives;
use crate::model::error::ErrorEnum;
use crate::parse::attr;

/// The enum and implementations that are never called, since the mistakes stand beside them.
pub(crate) fn fallback(error: &ErrorEnum) -> TokenStream {
    let paths = &error.paths;
    let private = paths.private();
    let item = &error.item;
    let ident = &item.ident;
    let (impl_generics, ty_generics, where_clause) = item.generics.split_for_impl();
    let cfgs: Vec<_> = derives::cfgs(&item.attrs).collect();
    let found = attr::derived(&item.attrs);
    let never = quote!(::core::unimplemented!("the type has mistakes"));
    let formats =
        quote!(fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { #never });
    let all = [
        (
            "Clone",
            quote!(::core::clone::Clone),
            quote!(fn clone(&self) -> Self { #never }),
        ),
        ("Debug", quote!(::core::fmt::Debug), formats.clone()),
        ("", quote!(::core::fmt::Display), formats),
        ("", quote!(::core::error::Error), TokenStream::new()),
        (
            "",
            quote!(::core::convert::From<#paths::CallError>),
            quote!(fn from(_: #paths::CallError) -> Self { #never }),
        ),
        (
            "",
            quote!(#paths::ServiceError),
            quote! {
                const NAME: &'static str = "";
                const VARIANTS: &'static [#private::ErrorDef] = &[];
                fn into_status(self) -> #paths::Status { #never }
                fn from_status(_: #paths::Status) -> Self { #never }
            },
        ),
    ];
    let implementations = all
        .into_iter()
        .filter(|(name, ..)| !found.iter().any(|found| found == name))
        .map(|(_, path, body)| {
            quote! {
                #(#cfgs)*
                #[automatically_derived]
                impl #impl_generics #path for #ident #ty_generics #where_clause { #body }
            }
        });
    quote!(#item #(#implementations)*)
}
