//! The variants of an error enum beside what `api.lock` says of them.

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;

use super::super::lock::{self, Looked, Place};
use crate::check::lock::{EMPTY, Holds, Member, compare};
use crate::model::error::{ErrorEnum, Failure, Variant};

/// The checks of an error enum. The fields of its variants are messages, which have their own.
pub(super) fn checks(error: &ErrorEnum) -> TokenStream {
    let name = error.item.ident.unraw().to_string();
    let failures: Vec<_> = super::failures(error).collect();
    let members: Vec<_> = failures
        .iter()
        .map(|(_, variant, failure)| member(&name, variant, failure))
        .collect();
    let looked = Looked {
        paths: &error.paths,
        name: &name,
        span: error.item.ident.span(),
        has_package: false,
        places: failures
            .iter()
            .map(|(_, variant, _)| place(variant))
            .collect(),
        // All that its variants hold is known here.
        whole: None,
    };
    let entries = error.lock.of(&name).into_iter();
    entries
        .map(|of| lock::findings(&looked, of, &compare(of.1, &members)))
        .collect()
}

fn member(name: &str, variant: &Variant, failure: &Failure) -> Member {
    let fields = failure.fields.as_ref();
    Member {
        name: failure.reason.clone(),
        shown: format!("{name}::{}", variant.ident.unraw()),
        number: variant.number,
        is_place: false,
        holds: Holds::Named(fields.map_or(EMPTY, |message| &message.name).to_owned()),
    }
}

fn place(variant: &Variant) -> Place<'_> {
    Place {
        span: variant.ident.span(),
        name: variant.ident.to_string(),
        spelled: None,
        cfgs: &variant.cfgs,
        held: Box::new(TokenStream::new),
    }
}
