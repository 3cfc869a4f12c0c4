//! The rules of a method's signature.

use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::{FnArg, GenericParam, Receiver, ReceiverKind, ReturnType, Safety, Signature, Type};

use super::argument::{self, Role};
use crate::errors::Errors;
use crate::model::service::{ArgumentField, CallForm, Request};
use crate::parse::service::RawMethod;
use crate::parse::types;
use crate::text::signature as text;

/// How a method is called; `None` where something in its signature is wrong.
pub(super) fn call_form(method: &RawMethod, errors: &mut Errors) -> Option<CallForm> {
    let before = errors.len();
    let sig = &method.sig;
    let name = sig.ident.unraw().to_string();
    qualifiers(&name, sig, errors);
    generics(&name, sig, errors);
    receiver(&name, sig, errors);
    let (context, request) = arguments(&name, method, errors);
    let returns = returns(&name, sig, errors);
    if errors.len() > before {
        return None;
    }
    Some(CallForm {
        context,
        request,
        returns: returns?,
    })
}

fn qualifiers(name: &str, sig: &Signature, errors: &mut Errors) {
    if sig.asyncness.is_none() && !is_future(&sig.output) {
        errors.push(sig.fn_token, text::not_async(name));
    }
    if let Some(token) = &sig.constness {
        errors.push(token, text::qualifier(name, "const"));
    }
    if let Safety::Unsafe(token) = &sig.safety {
        errors.push(token, text::qualifier(name, "unsafe"));
    }
    if let Some(abi) = &sig.abi {
        errors.push(abi, text::qualifier(name, "extern"));
    }
    if let Some(variadic) = &sig.variadic {
        errors.push(variadic, text::variadic(name));
    }
}

fn generics(name: &str, sig: &Signature, errors: &mut Errors) {
    for param in &sig.generics.params {
        match param {
            GenericParam::Type(ty) => {
                errors.push(ty, text::generic_type(name, &ty.ident.to_string()));
            }
            GenericParam::Lifetime(param) => {
                let lifetime = param.lifetime.to_string();
                errors.push(param, text::generic_lifetime(name, &lifetime));
            }
            GenericParam::Const(param) => {
                errors.push(param, text::generic_const(name, &param.ident.to_string()));
            }
        }
    }
    if let Some(clause) = &sig.generics.where_clause {
        errors.push(clause, text::where_clause(name));
    }
}

fn receiver(name: &str, sig: &Signature, errors: &mut Errors) {
    let Some(receiver) = sig.receiver() else {
        return errors.push(&sig.ident, text::no_self(name));
    };
    let message = match &receiver.kind {
        ReceiverKind::Reference(_, _, None) => return,
        ReceiverKind::Reference(_, _, Some(_)) => text::mutable_self(name),
        ReceiverKind::Value => text::owned_self(name),
        _ => text::typed_self(name),
    };
    errors.push(without_attrs(receiver), message);
}

fn without_attrs(receiver: &Receiver) -> Receiver {
    Receiver {
        attrs: Vec::new(),
        ..receiver.clone()
    }
}

/// The type of the context, and the request that the other arguments make.
fn arguments(name: &str, method: &RawMethod, errors: &mut Errors) -> (Option<Type>, Request) {
    let mut context = None;
    let mut whole = None;
    let mut fields: Vec<ArgumentField> = Vec::new();
    let typed = method.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    });
    for (index, typed) in typed.enumerate() {
        let Some(role) = argument::role(name, typed, method.body.is_some(), errors) else {
            continue;
        };
        match role {
            Role::Context(_) if context.is_some() => {
                errors.push(&typed.ty, text::two_contexts(name));
            }
            Role::Context(ty) => {
                if index > 0 {
                    errors.push(&typed.ty, text::context_not_first(name));
                }
                context = Some(ty);
            }
            Role::Whole(ident, ty) if whole.is_some() => {
                let is_stream = |ty: &Type| types::is_named(ty, argument::STREAMING);
                let first = whole.as_ref().is_some_and(|(_, first)| is_stream(first));
                let message = match (first, is_stream(&ty)) {
                    (true, true) => text::two_streams(name),
                    (false, false) => text::two_requests(name),
                    (true, false) | (false, true) => text::stream_beside_request(name),
                };
                errors.push(&ident, message);
            }
            Role::Whole(ident, ty) => whole = Some((ident, ty)),
            Role::Field(field) if fields.iter().any(|other| other.ident == field.ident) => {
                let message = text::same_argument(name, &field.ident.unraw().to_string());
                errors.push(&field.ident, message);
            }
            Role::Field(field) => fields.push(field),
        }
    }
    match whole {
        None => (context, Request::Fields(fields)),
        Some((ident, ty)) => {
            if !fields.is_empty() {
                let request = ident.to_string();
                let message = if types::is_named(&ty, argument::STREAMING) {
                    text::stream_beside_others(name, &request)
                } else {
                    text::request_beside_others(name, &request)
                };
                errors.push(&ident, message);
            }
            (context, Request::Whole(Box::new(ty)))
        }
    }
}

fn returns(name: &str, sig: &Signature, errors: &mut Errors) -> Option<Type> {
    let ReturnType::Type(_, ty) = &sig.output else {
        errors.push(&sig.ident, text::no_return_type(name));
        return None;
    };
    let message = if sig.asyncness.is_none() && is_future(&sig.output) {
        text::future(name)
    } else if types::borrows(ty) {
        text::borrowed_reply(name)
    } else if types::mentions_word(ty, "impl") {
        text::impl_reply(name)
    } else if types::mentions_word(ty, "Self") {
        text::self_reply(name)
    } else {
        return Some((**ty).clone());
    };
    errors.push(ty, message);
    None
}

/// Whether this is written as `impl Future<..>` or as a boxed one.
fn is_future(output: &ReturnType) -> bool {
    let tokens = output.to_token_stream();
    types::mentions_word(&tokens, "Future") || types::mentions_word(&tokens, "BoxFuture")
}
