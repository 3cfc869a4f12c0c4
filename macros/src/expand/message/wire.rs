//! The way of a message to protobuf: the list of its fields, in the words of the runtime. Paths begin with `__w`, the
//! runtime's module of it.
//!
//! A macro cannot see which features its runtime has, so that all of it passes through a macro of the runtime, which
//! drops it where protobuf is not wanted.

mod concealed;
mod enumeration;
mod fields;
mod form;
mod newtype;
mod spots;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::derives;
use super::bounded;
use crate::model::message::{Body, Message};
use crate::parse::{serde, types};
use concealed::marker;
use fields::Place;

/// All of it.
pub(super) fn wire(message: &Message) -> TokenStream {
    let private = message.args.paths.private();
    let writer = Writer { message };
    let body = writer.body();
    let cfgs = derives::cfgs(&message.item.attrs);
    quote! {
        #private::protobuf! {
            #(#cfgs)*
            const _: () = {
                use #private::wire as __w;
                #body
            };
        }
    }
}

struct Writer<'a> {
    message: &'a Message,
}

impl Writer<'_> {
    fn body(&self) -> TokenStream {
        let message = self.message;
        match &message.body {
            Body::Like(ty) => self.like(ty),
            Body::Opaque => self.form(&quote!(__w::Through<__w::Hidden, __w::MessageForm>)),
            Body::Transparent { field, others, .. } => self.newtype(field, others),
            Body::Unit => self.whole(&self.struct_message(&[])),
            Body::Struct(fields) => self.whole(&self.struct_message(&fields.list)),
            Body::Tuple(fields) => self.whole(&self.struct_message(fields)),
            Body::Enum(body) => self.enumeration(body),
        }
    }

    /// A message that is itself on the wire.
    fn whole(&self, implementation: &TokenStream) -> TokenStream {
        let form = self.written_form(&quote!(__w::MessageForm));
        quote!(#implementation #form)
    }

    /// The form of a type, or the way to it where serde writes it as another type: what that hides stays hidden.
    fn written_form(&self, form: &TokenStream) -> TokenStream {
        if !self.message.serde.has(serde::INTO) {
            return self.form(form);
        }
        let private = self.message.args.paths.private();
        let convert = self.convert(
            &quote!(__Written),
            &self.this(),
            &self.this(),
            &quote!(__w::to_json(|__to| #private::serde::Serialize::serialize(__value, __to))),
            &quote!(::core::result::Result::Ok(__wire)),
        );
        let marker = marker(&quote!(__Written), true);
        let form = self.form(&quote!(__w::Through<__Written, #form>));
        quote!(#marker #convert #form)
    }

    /// The way from a type to the one that it travels as, and back: what `to_wire` makes of a `__value`, and `of_wire` of
    /// what is on the `__wire`.
    fn convert(
        &self,
        by: &TokenStream,
        ty: &TokenStream,
        wire: &TokenStream,
        to_wire: &TokenStream,
        of_wire: &TokenStream,
    ) -> TokenStream {
        self.implementation(
            &quote!(__w::Convert<#ty>),
            by,
            &quote! {
                type Wire = #wire;
                fn to_wire(__value: &#ty) -> ::core::result::Result<#wire, __w::Fault> { #to_wire }
                fn of_wire(__wire: #wire) -> ::core::result::Result<#ty, __w::Fault> { #of_wire }
            },
        )
    }

    /// `impl Wire`, with a form.
    fn form(&self, form: &TokenStream) -> TokenStream {
        let this = self.this();
        self.implementation(&quote!(__w::Wire), &this, &quote!(type Form = #form;))
    }

    /// The type with its parameters.
    fn this(&self) -> TokenStream {
        let item = &self.message.item;
        let (_, arguments, _) = item.generics.split_for_impl();
        let ident = &item.ident;
        quote!(#ident #arguments)
    }

    /// An implementation of a trait. `Self` among the arguments of the trait, and `__Self` in the body, are the message.
    fn implementation(
        &self,
        of: &TokenStream,
        ty: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let generics = bounded(self.message);
        let (parameters, _, conditions) = generics.split_for_impl();
        let this = self.this();
        let replaced =
            |tokens: &TokenStream, word: &str| types::replace_word(tokens.clone(), word, &this);
        let (of, body) = (replaced(of, "Self"), replaced(body, "__Self"));
        let conditions = conditions.map(|conditions| replaced(&quote!(#conditions), "Self"));
        quote! {
            #[automatically_derived]
            #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)]
            impl #parameters #of for #ty #conditions { #body }
        }
    }

    /// `impl WireMessage` for a struct.
    fn struct_message(&self, fields: &[crate::model::message::Field]) -> TokenStream {
        let place = Place::of_struct(self, fields);
        let (converts, write, read) = (place.converts(), place.write(), place.read(&quote!(Self)));
        let implementation = self.implementation(
            &quote!(__w::WireMessage),
            &self.this(),
            &quote! {
                fn write<'__a>(&'__a self, __out: &mut __w::Writer<'__a>) { #write }
                fn read(__input: &mut __w::Reader<'_>) -> ::core::result::Result<Self, __w::Fault> { #read }
            },
        );
        quote!(#converts #implementation)
    }
}

/// A number of a field or a variant.
fn number(number: u32) -> Literal {
    Literal::u32_unsuffixed(number)
}
