//! What `#[message]` writes: the type with its derives, and its constant description.

mod assertions;
mod attributes;
mod fallback;
mod lock;
mod shape;
#[cfg(test)]
mod tests;
mod wire;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericParam, Generics, WherePredicate, parse_quote};

pub(crate) use fallback::fallback;

use super::{clashes, derives};
use crate::model::message::{Body, Message};
use crate::parse::types;

/// The expansion of a message.
pub(crate) fn message(message: &Message) -> TokenStream {
    let item = attributes::with_derives(message);
    let implementation = implementation(message);
    let wire = wire::wire(message);
    let assertions = assertions::assertions(message);
    let clashes = clashes::of_message(message);
    let lock = lock::checks(message);
    // First, so that of all complaints about a field that is no value, ours comes first.
    quote!(#implementation #wire #assertions #clashes #lock #item)
}

/// `impl Message` and `impl Value`.
fn implementation(message: &Message) -> TokenStream {
    let paths = &message.args.paths;
    let generics = bounded(message);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (_, ty_generics, _) = message.item.generics.split_for_impl();
    let ident = &message.item.ident;
    let cfgs = derives::cfgs(&message.item.attrs);
    let shape = paths.shape();
    let kind = kind(message);
    let (holder, constant) = shape_constant(message);
    let attrs = quote!(#(#cfgs)* #[automatically_derived] #[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]);
    let private = paths.private();
    let holder = holder.map(|body| {
        quote! {
            #attrs
            impl #impl_generics #private::GenericShape for #ident #ty_generics #where_clause {
                const GENERIC_SHAPE: &'static #shape::Shape = #body;
            }
        }
    });
    quote! {
        #holder
        #attrs
        impl #impl_generics #paths::Message for #ident #ty_generics #where_clause {
            const SHAPE: #shape::ShapeRef = #constant;
        }
        #attrs
        impl #impl_generics #private::Sealed for #ident #ty_generics #where_clause {}
        #attrs
        impl #impl_generics #paths::Value for #ident #ty_generics #where_clause {
            const KIND: #shape::Kind = #kind;
        }
    }
}

/// The shape, and how `SHAPE` refers to it.
///
/// The shape of a plain type is a static, so that the type may contain itself: the constant is its address. No
/// static can be generic, so that of a generic type is behind a reference in a constant of another trait.
fn shape_constant(message: &Message) -> (Option<TokenStream>, TokenStream) {
    let path = message.args.paths.shape();
    let shape = shape::shape(message);
    if is_generic(&message.item.generics) {
        let private = message.args.paths.private();
        let holder = quote!({ use #path as __s; &#shape });
        let constant =
            quote!(#path::ShapeRef::new(<Self as #private::GenericShape>::GENERIC_SHAPE));
        return (Some(holder), constant);
    }
    let shape = types::replace_self(shape, &message.item.ident);
    let constant = quote!({
        use #path as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = #shape;
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    });
    (None, constant)
}

fn kind(message: &Message) -> TokenStream {
    let paths = &message.args.paths;
    let shape = paths.shape();
    let plain = quote!(#shape::Kind::Message(<Self as #paths::Message>::SHAPE));
    match &message.body {
        // Serde sees an `Option` through `transparent`, so that a field of this type may be left out.
        Body::Transparent {
            field,
            explicit: true,
            ..
        } if types::is_option(&field.original.ty) => {
            quote!(#shape::Kind::Option(&#plain))
        }
        _ => plain,
    }
}

fn is_generic(generics: &Generics) -> bool {
    !generics.params.is_empty()
}

/// The generics of the implementations: each parameter is a value, and the derives hold for the whole.
fn bounded(message: &Message) -> Generics {
    let mut generics = message.item.generics.clone();
    if !is_generic(&generics) {
        return generics;
    }
    let paths = &message.args.paths;
    for param in &mut generics.params {
        if let GenericParam::Type(param) = param {
            param.bounds.push(parse_quote!(#paths::Value));
        }
    }
    let private = paths.private();
    let conditions = &mut generics.make_where_clause().predicates;
    conditions.push(parse_quote! {
        Self: #private::serde::Serialize + #private::serde::de::DeserializeOwned + #private::schemars::JsonSchema
    });
    let defaulted = attributes::defaulted(message);
    conditions.extend(
        defaulted.map(|ty| -> WherePredicate { parse_quote!(#ty: ::core::default::Default) }),
    );
    generics
}
