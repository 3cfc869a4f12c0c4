//! What a trait may have beside methods: nothing.

use syn::TypeParamBound;
use syn::ext::IdentExt as _;

use crate::errors::Errors;
use crate::parse::attr;
use crate::parse::service::{OtherItem, OtherKind, RawItem, RawService};
use crate::text::{service as text, signature as signature_text};

pub(super) fn check(service: &RawService, errors: &mut Errors) {
    let name = service.ident.unraw().to_string();
    for attr in service.attrs.iter().filter(|attr| attr::is_service(attr)) {
        errors.push(attr, text::twice(&name));
    }
    if let Some(token) = &service.unsafety {
        errors.push(token, text::is_unsafe(&name));
    }
    if !service.generics.params.is_empty() {
        errors.push(&service.generics.params, text::generic(&name));
    }
    if let Some(clause) = &service.generics.where_clause {
        errors.push(clause, text::where_clause(&name));
    }
    for bound in &service.supertraits {
        if !is_implied(bound) {
            errors.push(bound, text::supertrait(&name));
        }
    }
    for item in &service.items {
        if let RawItem::Other(item) = item {
            other_item(item, &name, errors);
        }
    }
    if service.items.is_empty() {
        errors.push(&service.ident, text::no_methods(&name));
    }
}

fn other_item(item: &OtherItem, name: &str, errors: &mut Errors) {
    let message = match &item.kind {
        OtherKind::Type => text::associated_type(name),
        OtherKind::Const => text::associated_const(name),
        OtherKind::Macro => text::macro_item(name),
        OtherKind::Broken(error) => {
            return errors.push_at(error.span(), signature_text::broken(&error.to_string()));
        }
    };
    errors.push(&item.tokens, message);
}

/// Whether every service has this bound.
pub(crate) fn is_implied(bound: &TypeParamBound) -> bool {
    match bound {
        TypeParamBound::Lifetime(lifetime) => lifetime.ident == "static",
        TypeParamBound::Trait(bound) => {
            let last = bound.path.segments.last();
            last.is_some_and(|last| last.ident == "Send" || last.ident == "Sync")
        }
        _ => false,
    }
}
