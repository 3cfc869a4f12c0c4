//! The steps of each macro, in order: parse, model, check, expand.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::check;
use crate::errors::Errors;
use crate::expand;
use crate::model::error::ErrorEnum;
use crate::model::message::Message;
use crate::parse;
use crate::parse::message::MessageArgs;
use crate::parse::service::{RawService, RawServiceArgs};
use crate::parse::service_tests::ServiceTests;
use crate::paths::Paths;
use crate::text;

/// `#[message]`.
pub(crate) fn message(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let args = MessageArgs::parse(args, &mut errors);
    let expansion = match check::item::data_type(&item, text::message::not_a_type, &mut errors) {
        // What the other macro writes is left to it, so that no more errors follow.
        Some(parsed) if check::item::is_error_too(&parsed, &mut errors) => item,
        Some(parsed) => message_item(&parsed, args, &mut errors),
        None => item,
    };
    let errors = errors.finish();
    quote!(#expansion #errors)
}

/// `#[service_error]`.
pub(crate) fn service_error(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let paths = parse::error::paths(args, &mut errors);
    let expansion = match check::item::data_type(&item, text::error::not_a_type, &mut errors) {
        Some(item) => error_item(&item, paths, &mut errors),
        None => item,
    };
    let errors = errors.finish();
    quote!(#expansion #errors)
}

/// `service_tests!`.
pub(crate) fn service_tests(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let tests = ServiceTests::parse(tokens, &mut errors);
    let expansion = tests.as_ref().map(expand::service_tests::service_tests);
    let errors = errors.finish();
    quote!(#expansion #errors)
}

/// `lock!`.
pub(crate) fn lock(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    parse::lock::argument(tokens, &mut errors);
    let exists = parse::lock::own(&mut errors).is_some();
    let expansion = exists.then(expand::lock::tracked);
    let errors = errors.finish();
    quote!(#expansion #errors)
}

/// `#[service]`.
pub(crate) fn service(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let args = RawServiceArgs::parse(args, &mut errors);
    let expansion = match check::item::a_trait(&item, &mut errors) {
        Some(original) => service_item(&original, args, &mut errors),
        None => item,
    };
    let errors = errors.finish();
    quote!(#expansion #errors)
}

fn error_item(item: &DeriveInput, paths: Paths, errors: &mut Errors) -> TokenStream {
    let error = ErrorEnum::new(item, paths, errors);
    check::error::check(&error, errors);
    if errors.is_empty() {
        expand::error::error(&error)
    } else {
        expand::error::fallback(&error)
    }
}

fn service_item(original: &RawService, args: RawServiceArgs, errors: &mut Errors) -> TokenStream {
    let service = check::service::service(original, args, errors);
    let trait_item = expand::service::trait_item(&service);
    let mut requests = TokenStream::new();
    for method in &service.methods {
        if let Some(item) = expand::service::request(&service, method) {
            let args = MessageArgs::new(service.paths.clone());
            requests.extend(message_item(&item, args, errors));
        }
    }
    let rest = if errors.is_empty() {
        expand::service::service(&service)
    } else {
        expand::service::fallback(&service)
    };
    quote!(#trait_item #requests #rest)
}

/// The expansion of a type as a message, also of one that another macro has made up.
///
/// Mistakes go to `errors`. Where there are any, by now, the type is emitted all the same, with all that others need
/// of it, so that no further errors follow.
pub(crate) fn message_item(
    item: &DeriveInput,
    args: MessageArgs,
    errors: &mut Errors,
) -> TokenStream {
    let message = Message::new(item, args, errors);
    check::message::check(&message, errors);
    if errors.is_empty() {
        expand::message::message(&message)
    } else {
        expand::message::fallback(&message)
    }
}
