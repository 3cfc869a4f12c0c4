//! What is wrong with an error enum.

use syn::Data;

use super::message;
use crate::errors::Errors;
use crate::model::error::{ErrorEnum, Role, Variant};
use crate::parse::attr;
use crate::parse::error::{CALL, CODES};
use crate::parse::types;
use crate::text::error as text;
use crate::text::message as message_text;

/// Finds all that is wrong with an error enum.
pub(crate) fn check(error: &ErrorEnum, errors: &mut Errors) {
    let ident = &error.item.ident;
    let name = ident.to_string();
    for attr in &error.also_message {
        errors.push(attr, message_text::error_too(&name));
    }
    if !matches!(error.item.data, Data::Enum(_)) {
        return errors.push(ident, text::not_an_enum(&name));
    }
    if !error.item.generics.params.is_empty() {
        errors.push(&error.item.generics, text::generic(&name));
    }
    for variant in &error.variants {
        check_variant(variant, errors);
    }
    reasons(&error.variants, errors);
    numbers(&error.variants, errors);
    let mut calls = error.variants.iter().filter(|variant| variant.is_call());
    match calls.next() {
        None if error.variants.iter().any(is_call_without_code) => {}
        None => errors.push(ident, text::no_call(&name)),
        Some(first) => {
            for second in calls {
                let message = text::two_calls(&first.ident.to_string(), &second.ident.to_string());
                errors.push(&second.ident, message);
            }
        }
    }
}

/// Numbers in protobuf.
fn numbers(variants: &[Variant], errors: &mut Errors) {
    let mut seen = message::proto::Seen::default();
    for variant in variants {
        message::proto::only_number(&variant.proto, &variant.ident, errors);
        if let Role::Failure(failure) = &variant.role
            && variant.cfgs.is_empty()
        {
            seen.add(
                &failure.reason,
                failure.reason.clone(),
                variant.number,
                &variant.ident,
                errors,
            );
        }
    }
}

fn check_variant(variant: &Variant, errors: &mut Errors) {
    let name = variant.ident.to_string();
    if is_call_without_code(variant) {
        return errors.push(&variant.ident, text::no_call_code(&name));
    }
    code(variant, &name, errors);
    if variant.is_call() {
        return call(variant, &name, errors);
    }
    if variant.doc.summary.is_empty() {
        errors.push(&variant.ident, text::no_doc(&name));
    }
    if let syn::Fields::Unnamed(fields) = &variant.original.fields {
        errors.push(fields, text::unnamed_fields(&name));
    }
    if let Some(reason) = variant.given_reason() {
        let text = reason.value();
        if !types::is_word(&text) {
            errors.push(reason, text::bad_reason(&text));
        }
    }
    if let Role::Failure(failure) = &variant.role
        && let Some(fields) = &failure.fields
    {
        message::check(fields, errors);
    }
}

/// Whether this is the variant for what no other describes, but for its code.
fn is_call_without_code(variant: &Variant) -> bool {
    let holds_call = match &variant.original.fields {
        syn::Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            types::is_named(&fields.unnamed[0].ty, "CallError")
        }
        _ => false,
    };
    holds_call && variant.codes.is_empty()
}

/// That there is one code, and that it is known.
fn code(variant: &Variant, name: &str, errors: &mut Errors) {
    let Some((first, others)) = variant.codes.split_first() else {
        return errors.push(&variant.ident, text::no_code(name));
    };
    for other in others {
        errors.push(&other.attribute, text::two_attributes(name));
    }
    let unknown = |word: &&syn::Meta| {
        let word = attr::key(word);
        word != CALL && !CODES.contains(&word.as_str())
    };
    for word in first.words.iter().filter(unknown) {
        errors.push(word, text::unknown_code(&attr::key(word)));
    }
    let mut known = first.words.iter().filter(|word| !unknown(word));
    match known.next() {
        None if first.words.is_empty() => errors.push(&first.attribute, text::empty_code(name)),
        None => {}
        Some(code) => {
            for second in known {
                let message = text::two_codes(name, &attr::key(code), &attr::key(second));
                errors.push(second, message);
            }
        }
    }
}

fn call(variant: &Variant, name: &str, errors: &mut Errors) {
    let is_newtype = matches!(&variant.original.fields, syn::Fields::Unnamed(fields) if fields.unnamed.len() == 1);
    if !is_newtype {
        errors.push(&variant.original, text::call_form(name));
    }
    for more in variant.codes.iter().filter_map(|code| code.more.as_ref()) {
        errors.push(more, text::call_alone(&attr::key(more)));
    }
}

/// Variants behind `#[cfg(..)]` may take turns, so they are not compared.
fn reasons(variants: &[Variant], errors: &mut Errors) {
    let mut taken: Vec<(&str, &Variant)> = Vec::new();
    for variant in variants.iter().filter(|variant| variant.cfgs.is_empty()) {
        let Role::Failure(failure) = &variant.role else {
            continue;
        };
        let reason = failure.reason.as_str();
        if let Some((_, other)) = taken.iter().find(|(other, _)| *other == reason) {
            let message =
                text::same_reason(reason, &other.ident.to_string(), &variant.ident.to_string());
            match variant.given_reason() {
                Some(given) => errors.push(given, message),
                None => errors.push(&variant.ident, message),
            }
        }
        taken.push((reason, variant));
    }
}
