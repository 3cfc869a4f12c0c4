//! An error enum: its variants with their codes, and the messages that their fields make.

use std::sync::Arc;

use proc_macro2::Span;
use quote::format_ident;
use syn::ext::IdentExt as _;
use syn::{Attribute, Data, DeriveInput, Ident, LitStr, Type, parse_quote};

use super::message::Message;
use crate::errors::Errors;
use crate::names;
use crate::parse::attr::{self, CFG, CODE, SCHEMARS, SERDE};
use crate::parse::doc::{self, Doc};
use crate::parse::error::{CALL, CODES, RETRYABLE_CODES, RawCode};
use crate::parse::lock::{self, Lock};
use crate::parse::message::MessageArgs;
use crate::parse::proto::Proto;
use crate::parse::types;
use crate::paths::Paths;

/// An enum with `#[service_error]`.
#[derive(Clone, Debug)]
pub(crate) struct ErrorEnum {
    /// The enum as it is emitted: without what only our macro understands.
    pub(crate) item: DeriveInput,
    pub(crate) paths: Paths,
    /// Where it is called a message, too.
    pub(crate) also_message: Vec<Attribute>,
    /// None where the item is no enum.
    pub(crate) variants: Vec<Variant>,
    /// The numbers that the crate's messages have had.
    pub(crate) lock: Arc<Lock>,
}

/// A variant.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) doc: Doc,
    pub(crate) codes: Vec<RawCode>,
    pub(crate) role: Role,
    pub(crate) proto: Proto,
    /// Its number in protobuf.
    pub(crate) number: u32,
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) original: syn::Variant,
}

/// What a variant is for.
#[derive(Clone, Debug)]
pub(crate) enum Role {
    /// Holds what no other variant describes.
    Call(Box<Type>),
    /// A failure that callers are told of.
    Failure(Box<Failure>),
    /// Known to be wrong.
    Broken,
}

/// A failure that callers are told of.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) code: &'static str,
    pub(crate) retryable: bool,
    pub(crate) reason: String,
    /// Its fields, as a message of their own.
    pub(crate) fields: Option<Message>,
}

impl ErrorEnum {
    pub(crate) fn new(item: &DeriveInput, paths: Paths, errors: &mut Errors) -> Self {
        let variants = match &item.data {
            Data::Enum(data) => data
                .variants
                .iter()
                .enumerate()
                .map(|(index, variant)| Variant::new(item, index, variant, &paths, errors))
                .collect(),
            _ => Vec::new(),
        };
        Self {
            item: emitted(item),
            also_message: item
                .attrs
                .iter()
                .filter(|attr| attr::is_message(attr))
                .cloned()
                .collect(),
            paths,
            variants,
            lock: lock::own(errors).unwrap_or_default(),
        }
    }
}

impl Variant {
    fn new(
        item: &DeriveInput,
        index: usize,
        original: &syn::Variant,
        paths: &Paths,
        errors: &mut Errors,
    ) -> Self {
        let codes = RawCode::all(&original.attrs, errors);
        let proto = Proto::of(&original.attrs, errors);
        Self {
            ident: original.ident.clone(),
            doc: doc::doc(&doc::lines(&original.attrs)),
            role: role(item, original, &codes, paths, errors),
            number: proto.number_or(index),
            proto,
            cfgs: original
                .attrs
                .iter()
                .filter(|attr| attr.path().is_ident(CFG))
                .cloned()
                .collect(),
            codes,
            original: original.clone(),
        }
    }

    /// The reason that was asked for, and where.
    pub(crate) fn given_reason(&self) -> Option<&LitStr> {
        self.codes.iter().find_map(|code| code.reason.as_ref())
    }

    /// Whether one of its codes is `call`.
    pub(crate) fn is_call(&self) -> bool {
        self.codes
            .iter()
            .flat_map(|code| &code.words)
            .any(|word| word.path().is_ident(CALL))
    }
}

fn role(
    item: &DeriveInput,
    original: &syn::Variant,
    codes: &[RawCode],
    paths: &Paths,
    errors: &mut Errors,
) -> Role {
    let [
        RawCode {
            words,
            retryable,
            reason,
            ..
        },
    ] = codes
    else {
        return Role::Broken;
    };
    let [word] = words.as_slice() else {
        return Role::Broken;
    };
    let word = attr::key(word);
    if word == CALL {
        return match &original.fields {
            syn::Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                Role::Call(Box::new(fields.unnamed[0].ty.clone()))
            }
            _ => Role::Broken,
        };
    }
    let Some(code) = CODES.into_iter().find(|code| *code == word) else {
        return Role::Broken;
    };
    let fields = match &original.fields {
        syn::Fields::Unit => None,
        syn::Fields::Named(_) => Some(fields(item, original, paths, errors)),
        syn::Fields::Unnamed(_) => return Role::Broken,
    };
    let default = || names::proto(&original.ident.unraw().to_string());
    Role::Failure(Box::new(Failure {
        code,
        retryable: retryable.unwrap_or_else(|| RETRYABLE_CODES.contains(&code)),
        reason: reason.as_ref().map_or_else(default, LitStr::value),
        fields,
    }))
}

/// The fields of a variant as a message, which is hidden in the expansion.
fn fields(
    item: &DeriveInput,
    original: &syn::Variant,
    paths: &Paths,
    errors: &mut Errors,
) -> Message {
    let syn::Fields::Named(fields) = &original.fields else {
        unreachable!("only named fields make a message");
    };
    let ident = item.ident.unraw();
    let name = format!("{ident}{}", original.ident.unraw());
    let hidden = format_ident!("__{name}", span = original.ident.span());
    let attrs = original.attrs.iter().filter(|attr| {
        [SERDE, SCHEMARS, CFG]
            .iter()
            .any(|name| attr.path().is_ident(name))
    });
    let fields = fields.named.iter().map(|field| {
        let mut field = field.clone();
        let ty = types::replace_self(quote::ToTokens::to_token_stream(&field.ty), &item.ident);
        field.ty = syn::parse2(ty).unwrap_or(field.ty);
        field
    });
    let hidden: DeriveInput = parse_quote! {
        #(#attrs)*
        #[allow(dead_code)]
        struct #hidden { #(#fields),* }
    };
    let args = MessageArgs {
        name: Some(LitStr::new(&name, Span::call_site())),
        ..MessageArgs::new(paths.clone())
    };
    Message::new(&hidden, args, errors)
}

/// The enum without what only our macro understands.
fn emitted(item: &DeriveInput) -> DeriveInput {
    let mut item = item.clone();
    let found = attr::derived(&item.attrs);
    let derives = |names: &[&str]| {
        names
            .iter()
            .any(|name| found.iter().any(|found| found == name))
    };
    let serde = derives(&["Serialize", "Deserialize"]);
    let schemars = derives(&["JsonSchema"]);
    attr::for_each_list(&mut item, &mut |attrs| {
        attrs.retain(|attr| {
            let is = |name: &str| attr.path().is_ident(name);
            !is(CODE) && !attr::is_own(attr) && (serde || !is(SERDE)) && (schemars || !is(SCHEMARS))
        });
    });
    item
}
