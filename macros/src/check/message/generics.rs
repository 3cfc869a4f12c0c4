//! What is wrong with the parameters of a generic message.

use syn::GenericParam;

use crate::errors::Errors;
use crate::model::message::{Kind, Message};
use crate::parse::types;
use crate::text::message as text;

pub(super) fn check(message: &Message, errors: &mut Errors) {
    let ident = &message.item.ident;
    let name = ident.to_string();
    for param in &message.item.generics.params {
        match param {
            GenericParam::Type(_) => {}
            GenericParam::Lifetime(param) => {
                let lifetime = param.lifetime.to_string();
                errors.push(param, text::lifetime(&name, &lifetime));
            }
            GenericParam::Const(param) => {
                errors.push(
                    param,
                    text::const_parameter(&name, &param.ident.to_string()),
                );
            }
        }
    }
    if message.item.generics.type_params().next().is_none() {
        return;
    }
    for field in message.fields() {
        if let Kind::Of(ty) = &field.kind
            && types::mentions(ty.as_ref(), ident)
        {
            errors.push(ty, text::contains_itself(&name, &field.rust));
        }
    }
}
