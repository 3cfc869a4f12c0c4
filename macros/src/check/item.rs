//! What a macro can stand on at all.

use proc_macro2::TokenStream;
use syn::{DeriveInput, Item};

use crate::errors::Errors;
use crate::parse::attr;
use crate::parse::service::RawService;
use crate::text::message as message_text;
use crate::text::service as service_text;

/// The struct or enum that a macro stands on, or the message that there is none.
pub(crate) fn data_type(
    tokens: &TokenStream,
    message: fn() -> String,
    errors: &mut Errors,
) -> Option<DeriveInput> {
    if let Ok(item) = syn::parse2::<DeriveInput>(tokens.clone()) {
        return Some(item);
    }
    match syn::parse2::<Item>(tokens.clone()) {
        Ok(item) => errors.push(first_line(&item), message()),
        Err(error) => errors.push_error(error),
    }
    None
}

/// Whether a message is the error of a service as well, which is a mistake.
pub(crate) fn is_error_too(item: &DeriveInput, errors: &mut Errors) -> bool {
    let attr = item.attrs.iter().find(|attr| attr::is_service_error(attr));
    if let Some(attr) = attr {
        errors.push(attr, message_text::error_too(&item.ident.to_string()));
    }
    attr.is_some()
}

/// The trait that `#[service]` stands on.
pub(crate) fn a_trait(tokens: &TokenStream, errors: &mut Errors) -> Option<RawService> {
    match syn::parse2::<RawService>(tokens.clone()) {
        Ok(service) => return Some(service),
        Err(error) => match syn::parse2::<Item>(tokens.clone()) {
            Ok(Item::Trait(_)) | Err(_) => errors.push_error(error),
            Ok(item) => errors.push(first_line(&item), service_text::no_trait()),
        },
    }
    None
}

/// What is underlined of an item: its name where it has one.
fn first_line(item: &Item) -> TokenStream {
    use quote::ToTokens as _;
    match item {
        Item::Fn(item) => item.sig.ident.to_token_stream(),
        Item::Trait(item) => item.ident.to_token_stream(),
        Item::Struct(item) => item.ident.to_token_stream(),
        Item::Enum(item) => item.ident.to_token_stream(),
        Item::Impl(item) => item.self_ty.to_token_stream(),
        Item::Mod(item) => item.ident.to_token_stream(),
        Item::Type(item) => item.ident.to_token_stream(),
        item => item.to_token_stream(),
    }
}
