//! What `#[service_error]` writes: the enum, its messages for people, and its way to a status.

mod fallback;
mod lock;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Ident, Type};

pub(crate) use fallback::fallback;

use super::{clashes, derives, message};
use crate::model::error::{ErrorEnum, Failure, Role, Variant};
use crate::model::message::{Field, Message};
use crate::names::Rule;
use crate::paths::Paths;

/// The expansion of an error enum.
pub(crate) fn error(error: &ErrorEnum) -> TokenStream {
    let wanted = [
        ("Clone", quote!(::core::clone::Clone)),
        ("Debug", quote!(::core::fmt::Debug)),
    ];
    let item = derives::with_missing(&error.item, &wanted);
    let display = display(error);
    let from = from_call(error);
    let service_error = service_error(error);
    let clashes = clashes::of_error(error);
    let ident = &error.item.ident;
    let attrs = attributes(error);
    quote! {
        #item
        #display
        #attrs
        impl ::core::error::Error for #ident {}
        #from
        #service_error
        #clashes
    }
}

fn attributes(error: &ErrorEnum) -> TokenStream {
    let cfgs = derives::cfgs(&error.item.attrs);
    quote!(#(#cfgs)* #[automatically_derived] #[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)])
}

/// The first paragraph of the doc comment without its full stop, then the fields that are short.
fn display(error: &ErrorEnum) -> TokenStream {
    let private = error.paths.private();
    let arms = error.variants.iter().map(|variant| {
        let Variant { ident, cfgs, .. } = variant;
        let (pattern, body) = match &variant.role {
            Role::Failure(failure) => {
                let text = without_stop(&variant.doc.summary);
                let fields = shown(failure);
                let pattern = pattern(&fields);
                let list = fields.iter().map(|(field, binding)| {
                    let cfgs = &field.cfgs;
                    let name = &field.json;
                    quote!(#(#cfgs)* (#name, #private::scalar(#binding)))
                });
                let body = quote!(#private::write_failure(__f, #text, &[#(#list),*]));
                (pattern, body)
            }
            Role::Call(ty) => {
                let show = holds_call(&error.paths, ty, "show");
                (quote!((__error)), quote!(#show(__error, __f)))
            }
            Role::Broken => unreachable!("a broken enum has a fallback"),
        };
        quote!(#(#cfgs)* Self::#ident #pattern => #body,)
    });
    let ident = &error.item.ident;
    let attrs = attributes(error);
    quote! {
        #attrs
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self { #(#arms)* }
            }
        }
    }
}

fn without_stop(text: &str) -> &str {
    match text.strip_suffix('.') {
        Some(rest) if !rest.ends_with('.') => rest,
        _ => text,
    }
}

/// The fields that the message of a variant may show, with the variables that hold them.
fn shown(failure: &Failure) -> Vec<(&Field, Ident)> {
    let readable = |(field, _): &(&Field, Ident)| {
        field.serde.own_code().is_none() && !field.serde.is_skipped()
    };
    bindings(failure).into_iter().filter(readable).collect()
}

fn bindings(failure: &Failure) -> Vec<(&Field, Ident)> {
    let fields = failure
        .fields
        .as_ref()
        .map(Message::fields)
        .unwrap_or_default();
    fields
        .into_iter()
        .enumerate()
        .map(|(index, field)| (field, format_ident!("__{index}")))
        .collect()
}

/// `{ id: __0, .. }`.
fn pattern(fields: &[(&Field, Ident)]) -> TokenStream {
    let entries = fields.iter().map(|(field, binding)| {
        let cfgs = &field.cfgs;
        let ident = &field.original.ident;
        quote!(#(#cfgs)* #ident: #binding,)
    });
    quote!({ #(#entries)* .. })
}

fn from_call(error: &ErrorEnum) -> Option<TokenStream> {
    let (ident, ty) = call(error)?;
    let name = &error.item.ident;
    let paths = &error.paths;
    let call_error = quote!(#paths::CallError);
    let attrs = attributes(error);
    let from_call = holds_call(paths, ty, "from_call");
    Some(quote! {
        #attrs
        impl ::core::convert::From<#call_error> for #name {
            fn from(__error: #call_error) -> Self { Self::#ident(#from_call(__error)) }
        }
    })
}

/// A function of `HoldsCall`. A variant that holds another type is a mistake at that type.
fn holds_call(paths: &Paths, ty: &Type, function: &str) -> TokenStream {
    let private = paths.private();
    let function = format_ident!("{function}");
    quote_spanned!(ty.span()=> <#ty as #private::HoldsCall>::#function)
}

fn call(error: &ErrorEnum) -> Option<(&Ident, &Type)> {
    error
        .variants
        .iter()
        .find_map(|variant| match &variant.role {
            Role::Call(ty) => Some((&variant.ident, ty.as_ref())),
            _ => None,
        })
}

/// `impl ServiceError`, in a block of its own with the messages that the variants' fields make.
fn service_error(error: &ErrorEnum) -> TokenStream {
    let paths = &error.paths;
    let private = paths.private();
    let failures: Vec<_> = failures(error).collect();
    let messages = failures
        .iter()
        .filter_map(|(.., failure)| failure.fields.as_ref())
        .map(message::message);
    let constants = failures.iter().map(|(index, variant, failure)| {
        let cfgs = &variant.cfgs;
        let name = constant(*index);
        let def = definition(variant, failure, paths);
        quote!(#(#cfgs)* const #name: #private::ErrorDef = #def;)
    });
    let list = failures.iter().map(|(index, variant, _)| {
        let cfgs = &variant.cfgs;
        let name = constant(*index);
        quote!(#(#cfgs)* #name)
    });
    let arms = error
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| status_arm(index, variant, paths));
    let known = failures
        .iter()
        .map(|(index, variant, failure)| from_variant(*index, variant, failure, paths));
    let other = other_status(error);
    let lock = lock::checks(error);
    let gone = super::lock::gone(paths, &error.lock.of(&error.item.ident.unraw().to_string()));
    let shape = paths.shape();
    let ident = &error.item.ident;
    let name = ident.unraw().to_string();
    let cfgs = derives::cfgs(&error.item.attrs);
    let attrs = attributes(error);
    quote! {
        #(#cfgs)*
        const _: () = {
            #(#messages)*
            #(#constants)*
            #lock
            #attrs
            impl #paths::ServiceError for #ident {
                const NAME: &'static str = #name;
                const MODULE: &'static str = ::core::module_path!();
                const VARIANTS: &'static [#private::ErrorDef] = &[#(#list),*];
                const GONE: &'static [#shape::Gone] = #gone;
                fn into_status(self) -> #paths::Status {
                    let __message = ::std::string::ToString::to_string(&self);
                    match self { #(#arms)* }
                }
                fn from_status(__status: #paths::Status) -> Self {
                    #(#known)*
                    #other
                }
            }
        };
    }
}

fn failures(error: &ErrorEnum) -> impl Iterator<Item = (usize, &Variant, &Failure)> {
    let variants = error.variants.iter().enumerate();
    variants.filter_map(|(index, variant)| match &variant.role {
        Role::Failure(failure) => Some((index, variant, &**failure)),
        _ => None,
    })
}

fn constant(index: usize) -> Ident {
    format_ident!("__VARIANT_{index}")
}

fn definition(variant: &Variant, failure: &Failure, paths: &Paths) -> TokenStream {
    let private = paths.private();
    let Failure {
        retryable, reason, ..
    } = failure;
    let number = variant.number;
    let code = format_ident!("{}", Rule::Pascal.field(failure.code));
    let summary = &variant.doc.summary;
    let description = &variant.doc.description;
    let fields = match &failure.fields {
        None => quote!(::core::option::Option::None),
        Some(message) => {
            let ident = &message.item.ident;
            quote!(::core::option::Option::Some(#private::TypeDef::of::<#ident>()))
        }
    };
    quote! {
        #private::ErrorDef {
            reason: #reason,
            number: #number,
            code: #paths::spec::Code::#code,
            retryable: #retryable,
            doc: #private::DocDef { summary: #summary, description: #description },
            fields: #fields,
        }
    }
}

fn status_arm(index: usize, variant: &Variant, paths: &Paths) -> TokenStream {
    let private = paths.private();
    let Variant { ident, cfgs, .. } = variant;
    let (pattern, body) = match &variant.role {
        Role::Call(ty) => {
            let into_internal = holds_call(paths, ty, "into_internal");
            (quote!((__error)), quote!(#into_internal(__error)))
        }
        Role::Broken => unreachable!("a broken enum has a fallback"),
        Role::Failure(failure) => {
            let constant = constant(index);
            let bindings = bindings(failure);
            let fields = fields_value(failure, &bindings);
            let body = quote!(#private::failed(&#constant, __message, #fields));
            let pattern = match failure.fields {
                Some(_) => pattern(&bindings),
                None => TokenStream::new(),
            };
            (pattern, body)
        }
    };
    quote!(#(#cfgs)* Self::#ident #pattern => #body,)
}

/// The way back: a status that is this variant, as the variant.
fn from_variant(index: usize, variant: &Variant, failure: &Failure, paths: &Paths) -> TokenStream {
    let private = paths.private();
    let Variant { ident, cfgs, .. } = variant;
    let constant = constant(index);
    let found = match &failure.fields {
        None => quote!(return Self::#ident;),
        Some(message) => {
            let hidden = &message.item.ident;
            let entries = message.fields().into_iter().map(|field| {
                let cfgs = &field.cfgs;
                let ident = &field.original.ident;
                quote!(#(#cfgs)* #ident: __fields.#ident,)
            });
            quote! {
                if let ::core::option::Option::Some(__fields) = #private::fields::<#hidden>(&__status) {
                    return Self::#ident { #(#entries)* };
                }
            }
        }
    };
    quote!(#(#cfgs)* { if #private::is_variant(&#constant, &__status) { #found } })
}

/// Any other status, in the variant that holds it.
fn other_status(error: &ErrorEnum) -> Option<TokenStream> {
    let (ident, ty) = call(error)?;
    let paths = &error.paths;
    let from_call = holds_call(&error.paths, ty, "from_call");
    Some(quote! {
        Self::#ident(#from_call(<#paths::CallError as ::core::convert::From<_>>::from(__status)))
    })
}

/// `Some(&Hidden { id: __0 })`.
fn fields_value(failure: &Failure, bindings: &[(&Field, Ident)]) -> TokenStream {
    let Some(message) = &failure.fields else {
        return quote!(::core::option::Option::None::<&()>);
    };
    let hidden = message.item.ident.to_token_stream();
    let entries = bindings.iter().map(|(field, binding)| {
        let cfgs = &field.cfgs;
        let ident = &field.original.ident;
        quote!(#(#cfgs)* #ident: #binding,)
    });
    quote!(::core::option::Option::Some(&#hidden { #(#entries)* }))
}
