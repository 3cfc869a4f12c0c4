//! Keys of serde and schemars that would be refused by them at length, or that would make schemas say what is not so.

use crate::errors::Errors;
use crate::model::message::{Body, Message};
use crate::names::Rule;
use crate::parse::attr;
use crate::parse::schemars::{self, Schemars};
use crate::parse::serde::{self, Serde};
use crate::text::message as text;
use crate::text::similar::similar;

/// Looks at the attributes of the type, of its variants and of its fields.
pub(super) fn check(message: &Message, errors: &mut Errors) {
    keys(&message.serde, &serde::ON_TYPES, errors);
    schema_keys(&message.schemars, errors);
    rules(&message.serde, errors);
    only_in_schema(&message.schemars, &message.serde, errors);
    for field in message.fields() {
        keys(&field.serde, &serde::ON_FIELDS, errors);
        schema_keys(&field.schemars, errors);
        only_in_schema(&field.schemars, &field.serde, errors);
        named_in_schema(&field.schemars, &field.serde, errors);
    }
    if let Body::Enum(body) = &message.body {
        for variant in &body.variants {
            keys(&variant.serde, &serde::ON_VARIANTS, errors);
            schema_keys(&variant.schemars, errors);
            rules(&variant.serde, errors);
            only_in_schema(&variant.schemars, &variant.serde, errors);
            named_in_schema(&variant.schemars, &variant.serde, errors);
        }
    }
    transparent(message, errors);
}

/// Misspelt keys. Others that are not known are left to serde, which may have learnt them.
fn keys(serde: &Serde, known: &[&str], errors: &mut Errors) {
    for meta in serde.entries() {
        let key = attr::key(meta);
        if known.contains(&key.as_str()) {
            continue;
        }
        if let Some(meant) = similar(&key, known.iter().copied()) {
            errors.push(meta, text::misspelt_serde(&key, meant));
        }
    }
}

/// Misspelt keys of schemars, which knows those of serde too.
fn schema_keys(schemars: &Schemars, errors: &mut Errors) {
    let of_serde = [
        serde::ON_TYPES.as_slice(),
        &serde::ON_VARIANTS,
        &serde::ON_FIELDS,
    ];
    let known = || schemars::KEYS.into_iter().chain(of_serde.concat());
    for meta in schemars.entries() {
        let key = attr::key(meta);
        if known().any(|known| known == key) {
            continue;
        }
        if let Some(meant) = similar(&key, known()) {
            errors.push(meta, text::misspelt_schemars(&key, meant));
        }
    }
    for meta in schemars.only_shown() {
        let key = attr::key(&meta);
        errors.push(&meta, text::only_shown(&key));
    }
}

fn rules(serde: &Serde, errors: &mut Errors) {
    for rule in serde.rules() {
        let name = rule.value();
        if Rule::parse(&name) == Rule::None {
            let meant = similar(&name, Rule::NAMES);
            errors.push(&rule, text::unknown_rule(&name, meant));
        }
    }
}

fn only_in_schema(schemars: &Schemars, serde: &Serde, errors: &mut Errors) {
    for key in schemars::ALSO_SERDE {
        if let Some(meta) = schemars.find(key).filter(|_| !serde.has(key)) {
            errors.push(meta, text::only_in_schema(key));
        }
    }
}

/// A type may have another name in schemas, which is in no JSON; a key may not.
fn named_in_schema(schemars: &Schemars, serde: &Serde, errors: &mut Errors) {
    if let Some(meta) = schemars
        .find(schemars::RENAME)
        .filter(|_| !serde.has(serde::RENAME))
    {
        errors.push(meta, text::only_in_schema(schemars::RENAME));
    }
}

fn transparent(message: &Message, errors: &mut Errors) {
    let Some(meta) = message.serde.find(serde::TRANSPARENT) else {
        return;
    };
    // The model has found the one field, or has given up.
    if matches!(message.body, Body::Opaque) {
        errors.push(meta, text::not_one_field(&message.item.ident.to_string()));
    }
}
