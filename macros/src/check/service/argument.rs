//! The rules of one argument of a method.

use syn::ext::IdentExt as _;
use syn::{Attribute, Ident, Meta, Pat, PatType, Type};

use crate::errors::Errors;
use crate::model::service::ArgumentField;
use crate::parse::attr::{self, CFG, CFG_ATTR, DOC};
use crate::parse::method::CTX;
use crate::parse::{doc, tags, types};
use crate::text::{signature as text, tags as tag_text};

/// The attributes that say how strict the compiler is with an argument. They stay with it.
const LINTS: [&str; 5] = ["allow", "deny", "expect", "forbid", "warn"];

/// The name of the type of a stream, by which an argument is known to be the whole request.
pub(crate) const STREAMING: &str = "Streaming";

/// What an argument is for.
pub(super) enum Role {
    Context(Type),
    /// All of the request.
    Whole(Ident, Type),
    Field(ArgumentField),
}

/// What an argument is for; `None` where something about it is wrong.
pub(super) fn role(
    method: &str,
    argument: &PatType,
    has_body: bool,
    errors: &mut Errors,
) -> Option<Role> {
    let moved = moved_attributes(argument);
    if is_context(argument) {
        context_attributes(method, argument, &moved, errors);
        return Some(Role::Context((*argument.ty).clone()));
    }
    let Some(written) = name(&argument.pat, has_body) else {
        errors.push(&argument.pat, text::pattern(method));
        return None;
    };
    let shown = written.unraw().to_string();
    if !is_fit(method, &shown, argument, errors) {
        return None;
    }
    let ident = without_underscores(written);
    let is_stream = types::is_named(&argument.ty, STREAMING);
    if is_stream || ident == "req" || ident == "request" {
        if let Some(error) = error_of_stream(&argument.ty) {
            errors.push(error, text::error_of_stream(method, &shown));
            return None;
        }
        for attr in &moved {
            let lost = if is_stream {
                text::attribute_on_stream
            } else {
                text::attribute_on_whole
            };
            errors.push(attr, lost(method, &shown, &described(attr)));
        }
        return Some(Role::Whole(ident, (*argument.ty).clone()));
    }
    if types::mentions_generic(&argument.ty, STREAMING) {
        errors.push(&argument.ty, text::stream_inside(method, &shown));
        return None;
    }
    if let Some((tag, span)) = tags::first_tag(&doc::lines(&argument.attrs)) {
        errors.push_at(span, tag_text::tag_on_argument(method, &shown, tag));
    }
    Some(Role::Field(ArgumentField {
        attrs: moved,
        ident,
        ty: (*argument.ty).clone(),
    }))
}

/// The error that a stream names other than `CallError`, which is that of all streams of requests.
fn error_of_stream(ty: &Type) -> Option<&Type> {
    let error = types::arguments(ty, STREAMING).nth(1)?;
    (!types::is_named(error, "CallError")).then_some(error)
}

/// The attributes that an argument keeps in the trait.
pub(crate) fn kept_attributes(argument: &PatType) -> Vec<Attribute> {
    let is_kept = |attr: &&Attribute| LINTS.iter().any(|lint| attr.path().is_ident(lint));
    argument.attrs.iter().filter(is_kept).cloned().collect()
}

/// The attributes that belong to the field that an argument becomes.
fn moved_attributes(argument: &PatType) -> Vec<Attribute> {
    let stays = |attr: &Attribute| {
        let is = |name: &str| attr.path().is_ident(name);
        LINTS.iter().any(|lint| is(lint)) || is(CTX) || is(CFG) || is(CFG_ATTR)
    };
    let moved = argument.attrs.iter().filter(|attr| !stays(attr));
    moved.cloned().collect()
}

/// Whether an argument takes the context: by the name of its type, or by `#[ctx]`.
fn is_context(argument: &PatType) -> bool {
    let by_attribute = argument.attrs.iter().any(|attr| attr.path().is_ident(CTX));
    by_attribute
        || match types::ungroup(&argument.ty) {
            Type::Path(path) => {
                let last = path.path.segments.last();
                last.is_some_and(|last| last.ident == "Context" && last.arguments.is_none())
            }
            _ => false,
        }
}

fn context_attributes(method: &str, argument: &PatType, moved: &[Attribute], errors: &mut Errors) {
    for attr in &argument.attrs {
        if attr.path().is_ident(CTX) && !matches!(attr.meta, Meta::Path(_)) {
            errors.push(attr, text::ctx_with_arguments(method));
        }
    }
    for attr in moved {
        errors.push(attr, text::attribute_on_context(method, &described(attr)));
    }
}

/// The name of an argument. With a body it may be `mut`.
fn name(pat: &Pat, has_body: bool) -> Option<&Ident> {
    match pat {
        Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() => {
            (has_body || pat.mutability.is_none()).then_some(&pat.ident)
        }
        _ => None,
    }
}

/// A body that does not use an argument names it `_req`.
fn without_underscores(ident: &Ident) -> Ident {
    let name = ident.to_string();
    let trimmed = name.trim_start_matches('_');
    // `_type` alone is no keyword, and `type` is one.
    syn::parse_str::<Ident>(trimmed)
        .or_else(|_| syn::parse_str::<Ident>(&format!("r#{trimmed}")))
        .map_or_else(
            |_| ident.clone(),
            |mut trimmed| {
                trimmed.set_span(ident.span());
                trimmed
            },
        )
}

/// Whether the argument can come from afar.
fn is_fit(method: &str, name: &str, argument: &PatType, errors: &mut Errors) -> bool {
    let before = errors.len();
    let cfg = |attr: &&Attribute| attr.path().is_ident(CFG) || attr.path().is_ident(CFG_ATTR);
    if let Some(attr) = argument.attrs.iter().find(cfg) {
        errors.push(attr, text::cfg_on_argument(method, name));
    }
    let ty = &argument.ty;
    if types::borrows(ty) {
        errors.push(ty, text::borrowed(method, name));
    } else if types::mentions_word(ty, "impl") {
        errors.push(ty, text::impl_trait(method, name));
    } else if types::mentions_word(ty, "Self") {
        errors.push(ty, text::self_type(method, name));
    }
    errors.len() == before
}

/// An attribute as a message names it.
fn described(attr: &Attribute) -> String {
    if attr.path().is_ident(DOC) {
        "a doc comment".to_owned()
    } else {
        format!("`#[{}]`", attr::key(&attr.meta))
    }
}
