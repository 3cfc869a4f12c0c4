//! The form of a field: that of its type, or one of its own.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Type;

use super::Writer;
use crate::model::message::{Field, Kind};
use crate::parse::{serde, types};

/// The form of a field, and what it needs.
pub(super) struct FieldForm {
    /// The form as a type; `None` where it is that of the field's type.
    pub(super) own: Option<TokenStream>,
    /// The way of values to what they travel as, where serde code of the user's decides that.
    pub(super) convert: Option<TokenStream>,
    /// Whether the form is made of types other than the field's.
    pub(super) names_others: bool,
}

impl Writer<'_> {
    /// The form of a field, which is number `index` of all fields of the type.
    pub(super) fn form_of(&self, field: &Field, prefix: &str) -> FieldForm {
        let ty = &field.original.ty;
        if field.proto.bytes.is_some() {
            let own = if types::is_option(ty) {
                quote!(__w::OptionOf<__w::BytesForm>)
            } else {
                quote!(__w::BytesForm)
            };
            return FieldForm {
                own: Some(own),
                convert: None,
                names_others: false,
            };
        }
        let (wire, form) = match &field.proto.like {
            Some(ty) => {
                let ty = self.resolved(ty);
                (ty.clone(), quote!(<#ty as __w::Wire>::Form))
            }
            None => (quote!(__w::Json), quote!(__w::MessageForm)),
        };
        if field.serde.own_code().is_some() {
            let name = format_ident!("__Convert_{prefix}_{}", field.index);
            let convert = self.own_code(field, &name, &wire);
            let (_, arguments, _) = self.message.item.generics.split_for_impl();
            return FieldForm {
                own: Some(quote!(__w::Through<#name #arguments, #form>)),
                convert: Some(convert),
                names_others: true,
            };
        }
        let is_like = field.proto.like.is_some();
        let is_hidden = matches!(field.kind, Kind::Opaque) || is_like;
        let own = is_hidden.then(|| quote!(__w::Through<__w::Hidden<#wire>, #form>));
        FieldForm {
            own,
            convert: None,
            names_others: is_like,
        }
    }

    /// The way through the functions that serde is told to call.
    fn own_code(&self, field: &Field, name: &syn::Ident, wire: &TokenStream) -> TokenStream {
        let private = self.message.args.paths.private();
        let path = |key: &str| -> Option<syn::Path> { field.serde.text(key)?.parse().ok() };
        let with = path(serde::WITH);
        let serialize = match (path(serde::SERIALIZE_WITH), &with) {
            (Some(function), _) => quote!(#function),
            (None, Some(module)) => quote!(#module::serialize),
            (None, None) => quote!(#private::serde::Serialize::serialize),
        };
        let deserialize = match (path(serde::DESERIALIZE_WITH), &with) {
            (Some(function), _) => quote!(#function),
            (None, Some(module)) => quote!(#module::deserialize),
            (None, None) => quote!(#private::serde::Deserialize::deserialize),
        };
        let ty = self.resolved(&field.original.ty);
        let generics = &self.message.item.generics;
        let (parameters, arguments, _) = generics.split_for_impl();
        let held = generics.type_params().map(|param| &param.ident);
        let convert = self.convert(
            &quote!(#name #arguments),
            &ty,
            wire,
            &quote!(__w::to_json(|__to| #serialize(__value, __to))),
            &quote!(__w::from_json(|__from| #deserialize(__from), __wire)),
        );
        let cfgs = &field.cfgs;
        quote! {
            #(#cfgs)*
            #[allow(non_camel_case_types, dead_code)]
            struct #name #parameters (::core::marker::PhantomData<fn() -> (#(#held,)*)>);
            #(#cfgs)*
            #convert
        }
    }

    /// A type in which `Self` is written out.
    pub(super) fn resolved(&self, ty: &Type) -> TokenStream {
        types::replace_word(quote!(#ty), "Self", &self.this())
    }
}
