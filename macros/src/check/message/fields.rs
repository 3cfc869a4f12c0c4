//! What is wrong with a field, whatever it belongs to.

use quote::ToTokens as _;
use syn::{Expr, Type};

use crate::errors::Errors;
use crate::model::message::{Field, Kind};
use crate::parse::attr;
use crate::parse::serde;
use crate::parse::types;
use crate::text::message as text;

pub(super) fn check(field: &Field, may_borrow: bool, errors: &mut Errors) {
    let name = &field.rust;
    if let Some(meta) = field.serde.find(serde::BORROW) {
        errors.push(meta, text::borrow(name));
    }
    if let Some(meta) = field.serde.find(serde::GETTER) {
        errors.push(meta, text::getter(name));
    }
    if let Some(meta) = field.serde.own_code()
        && !field.schemars.replaces_schema()
    {
        errors.push(meta, text::own_code(&attr::key(meta), name));
    }
    for pattern in field.schemars.patterns() {
        if !is_constant(&pattern) {
            errors.push(&pattern, text::pattern_not_constant());
        }
    }
    if let Kind::Of(ty) = &field.kind {
        described(name, ty, may_borrow, errors);
    }
}

/// Limits that the shape has no place for.
pub(super) fn unlimited(fields: &[Field], errors: &mut Errors) {
    for field in fields {
        if let Some(meta) = field.schemars.limiting() {
            errors.push(meta, text::limits_in_tuple(&attr::key(meta)));
        }
    }
}

/// A type that must have a description.
fn described(name: &str, ty: &Type, may_borrow: bool, errors: &mut Errors) {
    let tokens = ty.to_token_stream();
    if types::borrows(tokens.clone()) {
        if !may_borrow {
            errors.push(ty, text::reference(name));
        }
    } else if types::mentions_word(tokens, "dyn") {
        errors.push(ty, text::trait_object(name));
    } else if types::has_double_option(ty) {
        errors.push(ty, text::double_option(name));
    }
}

/// Whether an expression can stand in a constant: a literal, a `const`'s path or a macro such as `concat!`.
fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Path(_) | Expr::Macro(_) => true,
        Expr::Group(group) => is_constant(&group.expr),
        Expr::Paren(paren) => is_constant(&paren.expr),
        _ => false,
    }
}
