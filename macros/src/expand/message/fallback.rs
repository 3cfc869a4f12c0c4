//! What is written for a type with a mistake in it: all that others need of it, so that no further errors follow.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, DeriveInput, GenericParam, Generics, parse_quote};

use super::super::derives;
use crate::model::message::Message;
use crate::parse::attr::{self, DERIVE, GARDE, SCHEMARS, SERDE, VALIDATE};

const WRITTEN_HERE: [&str; 3] = ["Serialize", "Deserialize", "JsonSchema"];

/// The type and implementations that are never called, since the mistakes stand beside them.
pub(crate) fn fallback(message: &Message) -> TokenStream {
    let paths = &message.args.paths;
    let item = bare(&message.item);
    let mut generics = owned(&item.generics);
    for param in generics.type_params_mut() {
        param.bounds.push(parse_quote!(#paths::Value));
    }
    let mut reading = generics.clone();
    reading.params.insert(0, parse_quote!('de));
    let ident = &item.ident;
    let arguments = arguments(&item.generics);
    let cfgs: Vec<_> = derives::cfgs(&item.attrs).collect();
    let implementations = implementations(message).into_iter().map(|(name, body)| {
        let generics = if name.reads { &reading } else { &generics };
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let name = name.path;
        quote! {
            #(#cfgs)*
            #[automatically_derived]
            impl #impl_generics #name for #ident #arguments #where_clause { #body }
        }
    });
    let wire = wire(message, &generics);
    quote!(#item #(#implementations)* #wire)
}

/// A form in protobuf, where that is wanted.
fn wire(message: &Message, generics: &Generics) -> TokenStream {
    let private = message.args.paths.private();
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (ident, arguments) = (&message.item.ident, arguments(&message.item.generics));
    let cfgs = derives::cfgs(&message.item.attrs);
    quote! {
        #private::protobuf! {
            #(#cfgs)*
            #[automatically_derived]
            impl #impl_generics #private::wire::Wire for #ident #arguments #where_clause {
                type Form = #private::wire::Through<#private::wire::Hidden, #private::wire::MessageForm>;
            }
        }
    }
}

/// A trait to implement.
struct Name {
    path: TokenStream,
    /// Whether it is `Deserialize<'de>`.
    reads: bool,
}

fn implementations(message: &Message) -> Vec<(Name, TokenStream)> {
    let paths = &message.args.paths;
    let private = paths.private();
    let shape = paths.shape();
    let name = &message.name;
    let never = quote!(::core::unimplemented!("the type has mistakes"));
    let mut all = missing_derives(&message.item, &never);
    let mut push = |path, body| all.push((Name { path, reads: false }, body));
    push(
        quote!(#private::serde::Serialize),
        quote! {
            fn serialize<S: #private::serde::Serializer>(
                &self,
                _: S,
            ) -> ::core::result::Result<S::Ok, S::Error> { #never }
        },
    );
    push(
        quote!(#private::schemars::JsonSchema),
        quote! {
            fn schema_name() -> ::std::borrow::Cow<'static, str> { #never }
            fn json_schema(_: &mut #private::schemars::SchemaGenerator) -> #private::schemars::Schema { #never }
        },
    );
    push(
        quote!(#paths::Message),
        quote! {
            const SHAPE: #shape::ShapeRef = #shape::ShapeRef::new(&#shape::Shape {
                name: #name,
                doc: "",
                args: &[],
                package: ::core::option::Option::None,
                origin: "",
                body: #shape::Body::Opaque,
                written_alike: true,
            });
        },
    );
    push(quote!(#private::Sealed), TokenStream::new());
    push(
        quote!(#paths::Value),
        quote!(const KIND: #shape::Kind = #shape::Kind::Opaque;),
    );
    let read = Name {
        path: quote!(#private::serde::Deserialize<'de>),
        reads: true,
    };
    all.push((
        read,
        quote! {
            fn deserialize<D: #private::serde::Deserializer<'de>>(
                _: D,
            ) -> ::core::result::Result<Self, D::Error> { #never }
        },
    ));
    all
}

/// `Clone` and `Debug`, where the user has not derived them. A derive could fail for a type that is refused.
fn missing_derives(item: &DeriveInput, never: &TokenStream) -> Vec<(Name, TokenStream)> {
    let found = attr::derived(&item.attrs);
    let all = [
        (
            "Clone",
            quote!(::core::clone::Clone),
            quote!(fn clone(&self) -> Self { #never }),
        ),
        (
            "Debug",
            quote!(::core::fmt::Debug),
            quote!(fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { #never }),
        ),
    ];
    all.into_iter()
        .filter(|(name, ..)| !found.iter().any(|found| found == name))
        .map(|(_, path, body)| (Name { path, reads: false }, body))
        .collect()
}

/// The generics without lifetimes, which are refused, so that any will do.
fn owned(generics: &Generics) -> Generics {
    let mut owned = generics.clone();
    owned.params = owned
        .params
        .into_iter()
        .filter(|param| !matches!(param, GenericParam::Lifetime(_)))
        .collect();
    owned
}

fn arguments(generics: &Generics) -> TokenStream {
    let arguments = generics.params.iter().map(|param| match param {
        GenericParam::Lifetime(_) => quote!('static),
        GenericParam::Type(param) => param.ident.to_token_stream(),
        GenericParam::Const(param) => param.ident.to_token_stream(),
    });
    quote!(<#(#arguments),*>)
}

/// The type without the derives that are written here, and without their attributes.
fn bare(item: &DeriveInput) -> DeriveInput {
    let mut item = item.clone();
    let mut theirs = vec![SERDE, SCHEMARS];
    // Schemars reads these, too. They stay where they belong to a derive that stays.
    if !attr::derived(&item.attrs)
        .iter()
        .any(|name| name == "Validate")
    {
        theirs.extend([GARDE, VALIDATE]);
    }
    attr::for_each_list(&mut item, &mut |attrs| strip(attrs, &theirs));
    item
}

fn strip(attrs: &mut Vec<Attribute>, theirs: &[&str]) {
    attrs.retain(|attr| {
        attr::hidden(attr).is_empty() && !theirs.iter().any(|name| attr.path().is_ident(name))
    });
    for attr in attrs.iter_mut().filter(|attr| attr.path().is_ident(DERIVE)) {
        let kept = attr::derives(attr)
            .into_iter()
            .filter(|path| !WRITTEN_HERE.iter().any(|name| attr::is_named(path, name)));
        *attr = parse_quote!(#[derive(#(#kept),*)]);
    }
}
