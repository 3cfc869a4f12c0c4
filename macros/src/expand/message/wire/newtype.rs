//! Types that travel as the value that they hold, or as another type.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::Type;

use super::Writer;
use super::concealed::marker;
use super::fields::{default_call, limits};
use crate::model::message::Field;
use crate::parse::serde;

impl Writer<'_> {
    /// A type that is written as its only field is.
    pub(super) fn newtype(&self, field: &Field, others: &[Field]) -> TokenStream {
        let own = self.form_of(field, "");
        let ty = self.resolved(&field.original.ty);
        let of_value = own.own.unwrap_or_else(|| quote!(<#ty as __w::Wire>::Form));
        let limits = (!field.limits.is_empty()).then(|| {
            let (shapes, limits) = (self.message.args.paths.shape(), limits(self, field));
            quote!(const LIMITS: &'static #shapes::Limits = #limits;)
        });
        let (ident, member) = (&self.message.item.ident, member(field));
        let others = others.iter().map(filled);
        let implementation = self.implementation(
            &quote!(__w::Newtype<Self>),
            &quote!(__Newtype),
            &quote! {
                type Inner = #ty;
                #limits
                fn inner(__value: &__Self) -> &#ty { &__value.#member }
                fn of(__inner: #ty) -> __Self { #ident { #member: __inner, #(#others,)* } }
            },
        );
        let may_be_named = self.may_name(&field.original.ty) && !own.names_others;
        let marker = marker(&quote!(__Newtype), may_be_named);
        let (concealed, form) = self.named(quote!(__w::Via<__Newtype, #of_value>), may_be_named);
        let (convert, form) = (own.convert, self.written_form(&form));
        quote!(#convert #marker #implementation #concealed #form)
    }

    /// A type that is read as another one: `#[serde(from = "..")]`, `#[serde(try_from = "..")]`.
    pub(super) fn like(&self, ty: &Type) -> TokenStream {
        let private = self.message.args.paths.private();
        let may_be_named = self.may_name(ty);
        let ty = self.resolved(ty);
        let serde = &self.message.serde;
        let into: Option<Type> = serde.text(serde::INTO).and_then(|into| into.parse().ok());
        let is_same = into.is_some_and(|into| self.resolved(&into).to_string() == ty.to_string());
        let to_wire = if is_same {
            quote!(::core::result::Result::Ok(::core::convert::Into::into(
                ::core::clone::Clone::clone(__value)
            )))
        } else {
            quote!(__w::to_json(|__to| #private::serde::Serialize::serialize(__value, __to)))
        };
        let of_wire = if serde.has(serde::TRY_FROM) {
            quote! {
                ::core::convert::TryInto::try_into(__wire)
                    .map_err(|__error| __w::Fault::new(::std::string::ToString::to_string(&__error)))
            }
        } else {
            quote!(::core::result::Result::Ok(::core::convert::Into::into(
                __wire
            )))
        };
        let marker = marker(&quote!(__Like), may_be_named);
        let convert = self.convert(&quote!(__Like), &self.this(), &ty, &to_wire, &of_wire);
        let form = quote!(__w::Through<__Like, <#ty as __w::Wire>::Form>);
        let (concealed, form) = self.named(form, may_be_named);
        let form = self.form(&form);
        quote!(#marker #convert #concealed #form)
    }
}

/// `member: value`, of a field that is neither read nor written.
fn filled(field: &Field) -> TokenStream {
    let (cfgs, member) = (&field.cfgs, member(field));
    let value =
        default_call(&field.serde).unwrap_or_else(|| quote!(::core::default::Default::default()));
    quote!(#(#cfgs)* #member: #value)
}

/// The name of a field, or its place.
fn member(field: &Field) -> TokenStream {
    match &field.original.ident {
        Some(ident) => ident.to_token_stream(),
        None => Literal::usize_unsuffixed(field.index).to_token_stream(),
    }
}
