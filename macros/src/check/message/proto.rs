//! Numbers and names in protobuf.

use quote::ToTokens as _;
use syn::Ident;

use crate::errors::Errors;
use crate::model::message::{Body, Enum, Field, Kind, Message, VariantBody};
use crate::names;
use crate::parse::attr::PROTO;
use crate::parse::proto::{GREATEST, Proto};
use crate::parse::types;
use crate::text::proto as text;

/// The numbers that protobuf keeps for itself (<https://protobuf.dev/programming-guides/proto3/#assigning>).
const KEPT: std::ops::RangeInclusive<u32> = 19_000..=19_999;

pub(super) fn check(message: &Message, errors: &mut Errors) {
    if !message.proto.is_empty() {
        let name = message.item.ident.to_string();
        errors.push(&message.item.ident, text::on_type(&name));
    }
    for field in message.fields() {
        generic_bytes(message, field, errors);
    }
    match &message.body {
        Body::Struct(fields) => named(&fields.list, errors),
        Body::Tuple(fields) => unnamed(fields, errors),
        Body::Transparent { field, .. } => only(field, errors),
        Body::Enum(body) => enumeration(body, errors),
        Body::Unit | Body::Like(_) | Body::Opaque => unread(message, errors),
    }
}

/// What a type parameter stands for may be no bytes, and no constant of a generic type can look at it.
fn generic_bytes(message: &Message, field: &Field, errors: &mut Errors) {
    let mut params = message.item.generics.type_params();
    if let Some(bytes) = &field.proto.bytes
        && params.any(|param| types::mentions(&field.original.ty, &param.ident))
    {
        errors.push(bytes, text::no_bytes(&field.rust));
    }
}

fn enumeration(body: &Enum, errors: &mut Errors) {
    let mut seen = Seen::default();
    for variant in &body.variants {
        only_number(&variant.proto, &variant.original.ident, errors);
        if variant.cfgs.is_empty() && variant.number != 0 {
            let name = names::proto(&variant.rust);
            seen.add(
                &variant.rust,
                name,
                variant.number,
                &variant.original.ident,
                errors,
            );
        }
        match &variant.body {
            VariantBody::Struct(fields) => named(&fields.list, errors),
            VariantBody::Tuple(fields) => unnamed(fields, errors),
            VariantBody::Newtype(field) => only(field, errors),
            VariantBody::Unit => {}
            VariantBody::Opaque => {
                let attrs = variant
                    .original
                    .fields
                    .iter()
                    .flat_map(|field| &field.attrs);
                for attr in attrs.filter(|attr| attr.path().is_ident(PROTO)) {
                    errors.push(attr, text::inside_of_opaque(&variant.rust));
                }
            }
        }
    }
}

fn named(fields: &[Field], errors: &mut Errors) {
    let mut seen = Seen::default();
    for field in fields {
        number(&field.proto, errors);
        if field.number == 0 && !field.proto.is_empty() && field.proto.number.is_none() {
            errors.push(&field.original.ident, text::as_of_skipped(&field.rust));
        }
        if let (Some(required), Kind::Opaque) = (&field.proto.required, &field.kind)
            && types::is_option(&field.original.ty)
        {
            errors.push(required, text::cannot_be_required(&field.rust));
        }
        if field.cfgs.is_empty() && field.number != 0 {
            let ident = &field.original.ident;
            seen.add(&field.rust, field.rust.clone(), field.number, ident, errors);
        }
    }
}

fn unnamed(fields: &[Field], errors: &mut Errors) {
    for field in fields.iter().filter(|field| !field.proto.is_empty()) {
        let place = format!("field {}", field.index);
        errors.push(&field.original.ty, text::on_unnamed(&place));
    }
}

fn only(field: &Field, errors: &mut Errors) {
    if let Some(number) = &field.proto.number {
        errors.push(number, text::number_of_only_field());
    }
    if let Some(required) = &field.proto.required {
        errors.push(required, text::required_of_only_field());
    }
}

/// What stands where nobody looks: inside a type that is another one to protobuf, or that only serde knows.
fn unread(message: &Message, errors: &mut Errors) {
    let name = message.item.ident.to_string();
    for attr in &message.unread {
        let text = match &message.body {
            Body::Like(ty) => text::inside_of_other(&name, &ty.to_token_stream().to_string()),
            _ => text::inside_of_opaque(&name),
        };
        errors.push(attr, text);
    }
}

/// A variant has a number and nothing else.
pub(crate) fn only_number(proto: &Proto, variant: &Ident, errors: &mut Errors) {
    if proto.bytes.is_some() || proto.required.is_some() || proto.like.is_some() {
        errors.push(variant, text::on_variant(&variant.to_string()));
    }
    number(proto, errors);
}

fn number(proto: &Proto, errors: &mut Errors) {
    let Some(literal) = &proto.number else { return };
    let value = literal.base10_parse::<u32>();
    if !value.is_ok_and(|value| (1..=GREATEST).contains(&value) && !KEPT.contains(&value)) {
        errors.push(literal, text::bad_number(&literal.to_string()));
    }
}

/// The numbers and names that are taken.
#[derive(Default)]
pub(crate) struct Seen<'a>(Vec<(&'a str, String, u32)>);

impl<'a> Seen<'a> {
    pub(crate) fn add(
        &mut self,
        rust: &'a str,
        name: String,
        number: u32,
        place: &impl quote::ToTokens,
        errors: &mut Errors,
    ) {
        for (other, taken, same) in &self.0 {
            if *same == number {
                errors.push(place, text::same_number(number, other, rust));
            } else if *taken == name {
                errors.push(place, text::same_name(&name, other, rust));
            }
        }
        self.0.push((rust, name, number));
    }
}
