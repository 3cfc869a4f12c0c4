//! What is wrong with a message.

mod attributes;
mod fields;
mod generics;
mod names;
pub(super) mod proto;

use proc_macro2::Span;
use syn::{Attribute, Data, Type};

use crate::errors::Errors;
use crate::model::message::{Body, Enum, Message, Tagging, VariantBody};
use crate::parse::attr::{self, SCHEMARS, SERDE};
use crate::parse::{serde, types};
use crate::text::message as text;

/// Finds all that is wrong with a message.
pub(crate) fn check(message: &Message, errors: &mut Errors) {
    let ident = &message.item.ident;
    match &message.item.data {
        Data::Union(_) => return errors.push(ident, text::union(&ident.to_string())),
        Data::Enum(data) if data.variants.is_empty() => {
            errors.push(ident, text::no_variants(&ident.to_string()));
        }
        _ => {}
    }
    arguments(message, errors);
    places(message, errors);
    container(message, errors);
    attributes::check(message, errors);
    generics::check(message, errors);
    proto::check(message, errors);
    // Where the type itself borrows, that is said once.
    let may_borrow = message.item.generics.lifetimes().next().is_some();
    for field in message.fields() {
        fields::check(field, may_borrow, errors);
    }
    bodies(message, errors);
}

fn arguments(message: &Message, errors: &mut Errors) {
    if let Some(name) = &message.args.name {
        let text = name.value();
        if !types::is_identifier(&text) {
            errors.push(name, text::bad_name(&text));
        }
    }
    if let Some(package) = &message.args.package {
        let text = package.value();
        if !types::is_package(&text) {
            errors.push(package, text::bad_package(&text));
        }
    }
}

/// Attributes that stand where they cannot be seen, or not be understood.
fn places(message: &Message, errors: &mut Errors) {
    for attr in &message.attrs {
        hidden(attr, errors);
        if attr::is_message(attr) {
            errors.push(attr, text::twice());
        }
        for name in [SERDE, SCHEMARS] {
            if attr.path().is_ident(name) && is_above(attr) {
                errors.push(attr, text::attribute_above(name));
            }
        }
    }
    let mut item = message.item.clone();
    item.attrs.clear();
    attr::for_each_list(&mut item, &mut |attrs| {
        for attr in attrs.iter() {
            hidden(attr, errors);
        }
    });
}

/// Whether an attribute stands above the macro's own.
fn is_above(attr: &Attribute) -> bool {
    // In unit tests there is no compiler to ask.
    if !proc_macro::is_available() {
        return false;
    }
    let place = |span: Span| {
        let start = span.unwrap().start();
        (start.line(), start.column())
    };
    place(attr.pound_token.span) < place(Span::call_site())
}

fn hidden(attr: &Attribute, errors: &mut Errors) {
    for name in attr::hidden(attr) {
        errors.push(attr, text::hidden_by_cfg_attr(name));
    }
}

fn container(message: &Message, errors: &mut Errors) {
    let name = message.item.ident.to_string();
    if let Some(meta) = message.serde.find(serde::REMOTE) {
        errors.push(meta, text::remote(&name));
    }
    for key in [serde::FIELD_IDENTIFIER, serde::VARIANT_IDENTIFIER] {
        if let Some(meta) = message.serde.find(key) {
            errors.push(meta, text::identifier(key));
        }
    }
    if let (Data::Struct(_), Some(meta)) = (&message.item.data, message.serde.find(serde::TAG)) {
        errors.push(meta, text::struct_tag(&name));
    }
    if let Data::Enum(_) = &message.item.data {
        tagging(message, errors);
    }
}

/// How an enum tells its variants, where what is said of it makes no sense.
fn tagging(message: &Message, errors: &mut Errors) {
    let serde = &message.serde;
    let (tag, content) = (serde.find(serde::TAG), serde.find(serde::CONTENT));
    match (tag, content) {
        (None, Some(content)) if !serde.has(serde::UNTAGGED) => {
            errors.push(content, text::content_alone());
        }
        (Some(tag), _) if serde.has(serde::UNTAGGED) => errors.push(tag, text::tag_of_untagged()),
        (Some(_), Some(content)) => {
            let names = [serde::TAG, serde::CONTENT].map(|key| serde.text(key));
            if let [Some(tag), Some(same)] = names
                && tag.value() == same.value()
            {
                errors.push(content, text::tag_is_content(&same.value()));
            }
        }
        _ => {}
    }
}

fn bodies(message: &Message, errors: &mut Errors) {
    match &message.body {
        Body::Struct(body) => names::fields(&body.list, errors),
        Body::Tuple(fields) => fields::unlimited(fields, errors),
        Body::Transparent { field, .. } if holds_itself(message, &field.original.ty) => {
            let name = message.item.ident.to_string();
            errors.push(&field.original.ty, text::nothing_but_itself(&name));
        }
        Body::Transparent {
            field,
            explicit: false,
            ..
        } => {
            if let Some(meta) = field.serde.skipping() {
                errors.push(
                    meta,
                    text::only_field_skipped(&message.item.ident.to_string()),
                );
            }
        }
        Body::Enum(body) => enumeration(body, errors),
        Body::Transparent { .. } | Body::Unit | Body::Like(_) | Body::Opaque => {}
    }
}

/// Whether a type is this one, behind nothing that would end it but `None`.
fn holds_itself(message: &Message, ty: &Type) -> bool {
    let inner = ["Option", "Box", "Arc"]
        .iter()
        .find_map(|wrapper| types::last_argument(ty, wrapper));
    match inner {
        Some(inner) => holds_itself(message, inner),
        None => types::is_named(ty, "Self") || types::is_named(ty, &message.item.ident.to_string()),
    }
}

fn enumeration(body: &Enum, errors: &mut Errors) {
    names::variants(&body.variants, errors);
    for variant in &body.variants {
        let name = &variant.rust;
        for attr in &variant.original.attrs {
            if attr::is_message(attr) {
                errors.push(attr, text::opaque_variant(name));
            }
        }
        if let Some(meta) = variant.serde.own_code()
            && !variant.schemars.replaces_schema()
        {
            let key = attr::key(meta);
            errors.push(meta, text::own_code_on_variant(&key, name));
        }
        if let Some(meta) = variant.serde.find(serde::OTHER)
            && !matches!(variant.body, VariantBody::Unit)
        {
            errors.push(meta, text::other_with_data(name));
        }
        let untagged = variant.serde.has(serde::UNTAGGED);
        match (&body.tagging, &variant.body) {
            (Tagging::Internal(tag), VariantBody::Tuple(_)) if !untagged => {
                errors.push(&variant.original, text::tuple_under_tag(name, &tag.value()));
            }
            (_, VariantBody::Tuple(fields)) => fields::unlimited(fields, errors),
            (_, VariantBody::Newtype(field)) => {
                if let Some(meta) = field.serde.skipping() {
                    errors.push(meta, text::only_value_skipped(name));
                }
            }
            (tagging, VariantBody::Struct(fields)) => {
                names::fields(&fields.list, errors);
                if let (Tagging::Internal(tag), false) = (tagging, untagged) {
                    names::beside_tag(&fields.list, &tag.value(), errors);
                }
            }
            _ => {}
        }
    }
}
