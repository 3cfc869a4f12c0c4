//! The fields of a struct, or of a variant, as they are written and read.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::super::shape;
use super::form::FieldForm;
use super::spots::{Spot, spots};
use super::{Writer, number};
use crate::model::message::{Field, Presence};
use crate::parse::serde;

/// Fields that stand together in one message.
pub(super) struct Place<'a> {
    writer: &'a Writer<'a>,
    fields: Vec<Placed<'a>>,
    /// Whether the fields are those of the type itself, and not of a variant.
    of_struct: bool,
}

/// A field, and how its value is reached.
struct Placed<'a> {
    field: &'a Field,
    form: FieldForm,
    spot: Spot,
    /// A reference to the value, where it is written.
    value: TokenStream,
}

impl<'a> Place<'a> {
    /// The fields of a struct.
    pub(super) fn of_struct(writer: &'a Writer<'a>, fields: &'a [Field]) -> Self {
        let value = |spot: &Spot, _: &Field| {
            let member = &spot.member;
            quote!(&self.#member)
        };
        Self::new(writer, fields, "", true, value)
    }

    /// The fields of a variant, which `pattern` binds.
    pub(super) fn of_variant(writer: &'a Writer<'a>, fields: &'a [Field], variant: &str) -> Self {
        let value = |_: &Spot, field: &Field| binding(field).to_token_stream();
        Self::new(writer, fields, variant, false, value)
    }

    fn new(
        writer: &'a Writer<'a>,
        fields: &'a [Field],
        prefix: &str,
        of_struct: bool,
        value: impl Fn(&Spot, &Field) -> TokenStream,
    ) -> Self {
        let placed = spots(fields).into_iter().map(|(field, spot)| Placed {
            form: writer.form_of(field, prefix),
            value: value(&spot, field),
            field,
            spot,
        });
        Self {
            writer,
            fields: placed.collect(),
            of_struct,
        }
    }

    /// `{ id: __f0, .. }`.
    pub(super) fn pattern(&self) -> TokenStream {
        let sent = self.fields.iter().filter(|placed| placed.is_written());
        let entries = sent.map(|placed| {
            let Spot { cfgs, member, .. } = &placed.spot;
            let binding = binding(placed.field);
            quote!(#(#cfgs)* #member: #binding,)
        });
        quote!({ #(#entries)* .. })
    }

    /// What the forms of the fields need.
    pub(super) fn converts(&self) -> TokenStream {
        self.fields
            .iter()
            .filter_map(|placed| placed.form.convert.clone())
            .collect()
    }

    /// Statements that write all fields, the last one first.
    pub(super) fn write(&self) -> TokenStream {
        let sent = self
            .fields
            .iter()
            .rev()
            .filter(|placed| placed.is_written());
        sent.map(|placed| placed.write(self.writer)).collect()
    }

    /// Statements that read all fields, and the value that they make: `path { .. }`.
    pub(super) fn read(&self, path: &TokenStream) -> TokenStream {
        let read = || self.fields.iter().filter(|placed| placed.is_read());
        let slots = read().map(|placed| placed.slot(self.writer));
        let arms = read().map(|placed| placed.arm(self.writer));
        let default = self.container_default();
        let values = self.fields.iter().map(|placed| placed.finish(self));
        quote! {
            #(#slots)*
            while let ::core::option::Option::Some(__tag) = __input.tag()? {
                match __w::Tag::number(__tag) {
                    #(#arms)*
                    _ => __input.skip(__tag)?,
                }
            }
            #default
            ::core::result::Result::Ok(#path { #(#values)* })
        }
    }

    /// The value that fills in what is missing, where the type has one for all its fields.
    fn container_default(&self) -> Option<TokenStream> {
        let serde = &self.writer.message.serde;
        if !self.of_struct || !serde.has(serde::DEFAULT) {
            return None;
        }
        let value = default_call(serde)
            .unwrap_or_else(|| quote!(<Self as ::core::default::Default>::default()));
        Some(quote!(let __default: Self = #value;))
    }

    /// What fills in a field that is not there.
    fn default_of(&self, field: &Field, spot: &Spot) -> TokenStream {
        if let Some(call) = default_call(&field.serde) {
            return call;
        }
        let has_container = self.of_struct && self.writer.message.serde.has(serde::DEFAULT);
        if has_container && !field.serde.has(serde::DEFAULT) {
            let member = &spot.member;
            return quote!(__default.#member);
        }
        quote!(::core::default::Default::default())
    }
}

impl Placed<'_> {
    fn is_written(&self) -> bool {
        self.spot.number != 0 && !self.field.serde.is_never_written()
    }

    fn is_read(&self) -> bool {
        self.spot.number != 0 && !self.field.serde.is_never_read()
    }

    /// The form and the type, as arguments of a function.
    fn arguments(&self, writer: &Writer<'_>) -> TokenStream {
        let ty = writer.resolved(&self.field.original.ty);
        if let Some(form) = &self.form.own {
            quote!(#form, #ty)
        } else {
            let span = self.field.original.ty.span();
            quote_spanned!(span=> <#ty as __w::Wire>::Form, #ty)
        }
    }

    /// A function of the runtime for this field: one that knows the form of the type, or one that is told it.
    fn function(&self, name: &str, writer: &Writer<'_>) -> TokenStream {
        let (known, told) = (format_ident!("{name}"), format_ident!("{name}_as"));
        let ty = writer.resolved(&self.field.original.ty);
        if let Some(form) = &self.form.own {
            quote!(__w::#told::<#form, #ty>)
        } else {
            quote_spanned!(self.field.original.ty.span()=> __w::#known::<#ty>)
        }
    }

    fn write(&self, writer: &Writer<'_>) -> TokenStream {
        let (cfgs, number, value) = (&self.spot.cfgs, number(self.spot.number), &self.value);
        let name = &self.spot.name;
        let put = if self.field.explicit {
            let arguments = self.arguments(writer);
            quote!(__w::put_always::<#arguments>)
        } else {
            self.function("put", writer)
        };
        let put = quote!(#put(#value, #number, __out, #name););
        // What JSON leaves out is not told here either.
        let skip_if = self.field.serde.text(serde::SKIP_SERIALIZING_IF);
        let skip_if = skip_if.and_then(|path| path.parse::<syn::Path>().ok());
        skip_if.map_or_else(
            || quote!(#(#cfgs)* #put),
            |skip_if| quote!(#(#cfgs)* if !#skip_if(#value) { #put }),
        )
    }

    fn slot(&self, writer: &Writer<'_>) -> TokenStream {
        let (cfgs, slot, empty) = (
            &self.spot.cfgs,
            slot(self.field),
            self.function("slot", writer),
        );
        quote!(#(#cfgs)* let mut #slot = #empty();)
    }

    fn arm(&self, writer: &Writer<'_>) -> TokenStream {
        let (cfgs, number, slot) = (&self.spot.cfgs, number(self.spot.number), slot(self.field));
        let (take, name) = (self.function("take", writer), &self.spot.name);
        quote!(#(#cfgs)* #number => #take(&mut #slot, __tag, __input, #name)?,)
    }

    /// `id: value,`.
    fn finish(&self, place: &Place<'_>) -> TokenStream {
        let (cfgs, member) = (&self.spot.cfgs, &self.spot.member);
        let value = if self.is_read() {
            self.value_read(place)
        } else {
            place.default_of(self.field, &self.spot)
        };
        quote!(#(#cfgs)* #member: #value,)
    }

    fn value_read(&self, place: &Place<'_>) -> TokenStream {
        let (slot, name, arguments) = (
            slot(self.field),
            &self.spot.name,
            self.arguments(place.writer),
        );
        if !self.field.explicit {
            let finish = self.function("finish", place.writer);
            let value = quote!(#finish(#slot, __input, #name)?);
            return self.limited(&value, &arguments, place.writer);
        }
        let found = quote!(__w::finish_explicit::<#arguments>(#slot, __input, #name)?);
        if self.field.presence != Presence::Optional {
            let value = quote!(__w::absent_as(#found, #name)?);
            return self.limited(&value, &arguments, place.writer);
        }
        let value = self.limited(&quote!(__value), &arguments, place.writer);
        let default = place.default_of(self.field, &self.spot);
        quote! {
            match #found {
                ::core::option::Option::Some(__value) => #value,
                ::core::option::Option::None => #default,
            }
        }
    }

    /// The value, within the limits of its field.
    fn limited(
        &self,
        value: &TokenStream,
        arguments: &TokenStream,
        writer: &Writer<'_>,
    ) -> TokenStream {
        if self.field.limits.is_empty() {
            return value.clone();
        }
        let (name, limits) = (&self.spot.name, limits(writer, self.field));
        quote!(__w::limited::<#arguments>(#value, #limits, __input, #name)?)
    }
}

/// The limits of a field, as a constant.
pub(super) fn limits(writer: &Writer<'_>, field: &Field) -> TokenStream {
    let shapes = writer.message.args.paths.shape();
    let limits = shape::limits(&field.limits);
    quote!(const { use #shapes as __s; &#limits })
}

/// What `#[serde(default = "..")]` calls.
pub(super) fn default_call(serde: &serde::Serde) -> Option<TokenStream> {
    let path: syn::Path = serde.text(serde::DEFAULT)?.parse().ok()?;
    Some(quote!(#path()))
}

fn slot(field: &Field) -> Ident {
    format_ident!("__slot{}", field.index)
}

fn binding(field: &Field) -> Ident {
    format_ident!("__f{}", field.index)
}
