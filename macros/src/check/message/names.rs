//! Names in JSON that are taken twice.

use crate::errors::Errors;
use crate::model::message::{Field, Presence, Variant};
use crate::text::message as text;

/// Keys of one object. Fields behind `#[cfg(..)]` may take turns, so they are not compared.
pub(super) fn fields(fields: &[Field], errors: &mut Errors) {
    let read: Vec<_> = fields
        .iter()
        .filter(|field| {
            !field.flatten && field.cfgs.is_empty() && field.presence != Presence::Skipped
        })
        .collect();
    for (index, field) in read.iter().enumerate() {
        for key in keys(&field.json, &field.aliases) {
            let taken = read[..index]
                .iter()
                .find(|other| keys(&other.json, &other.aliases).any(|other| other == key));
            if let Some(other) = taken {
                let message = text::same_key(key, &other.rust, &field.rust);
                errors.push(&field.original.ident, message);
            }
        }
    }
}

/// Fields beside the tag of an enum.
pub(super) fn beside_tag(fields: &[Field], tag: &str, errors: &mut Errors) {
    for field in fields {
        if !field.flatten && keys(&field.json, &field.aliases).any(|key| key == tag) {
            errors.push(&field.original.ident, text::key_is_tag(tag, &field.rust));
        }
    }
}

/// Names of variants.
pub(super) fn variants(variants: &[Variant], errors: &mut Errors) {
    let read: Vec<_> = variants
        .iter()
        .filter(|variant| variant.cfgs.is_empty() && !variant.serde.is_never_read())
        .collect();
    for (index, variant) in read.iter().enumerate() {
        for name in keys(&variant.json, &variant.aliases) {
            let taken = read[..index]
                .iter()
                .find(|other| keys(&other.json, &other.aliases).any(|other| other == name));
            if let Some(other) = taken {
                let message = text::same_variant(name, &other.rust, &variant.rust);
                errors.push(&variant.original.ident, message);
            }
        }
    }
}

fn keys<'a>(json: &'a str, aliases: &'a [String]) -> impl Iterator<Item = &'a str> {
    std::iter::once(json).chain(aliases.iter().map(String::as_str))
}
