//! Enums: numbers where no variant has data, and one of several fields else.

use proc_macro2::TokenStream;
use quote::quote;

use super::fields::{Place, limits};
use super::spots::condition;
use super::{Writer, number};
use crate::model::message::{Enum, Field, HasData, Variant, VariantBody};
use crate::names;
use crate::parse::serde;

impl Writer<'_> {
    /// An enum, as what it is. Where that hangs on conditions, both are written, and the compiler takes one.
    pub(super) fn enumeration(&self, body: &Enum) -> TokenStream {
        let plain = || {
            let implementation = self.plain_enum(body);
            let form = self.written_form(&quote!(__w::EnumForm));
            quote!(#implementation #form)
        };
        let with_data = || self.whole(&self.data_enum(body));
        match body.has_data() {
            HasData::Never => plain(),
            HasData::Always => with_data(),
            HasData::Where(cfgs) => {
                let conditions = cfgs.into_iter().map(condition);
                let condition = quote!(any(#(#conditions),*));
                let (plain, with_data) = (plain(), with_data());
                quote! {
                    #[cfg(not(#condition))]
                    const _: () = { #plain };
                    #[cfg(#condition)]
                    const _: () = { #with_data };
                }
            }
        }
    }

    /// `impl WireEnum`.
    fn plain_enum(&self, body: &Enum) -> TokenStream {
        let name = &self.message.name;
        let variants = &body.variants;
        let known = variants
            .iter()
            .filter(|variant| is_read(variant))
            .map(|variant| {
                let (cfgs, number, rust) = (&variant.cfgs, number(variant.number), &variant.rust);
                quote!(#(#cfgs)* (#number, #rust))
            });
        let numbers = variants.iter().map(|variant| {
            let (cfgs, ident) = (&variant.cfgs, &variant.original.ident);
            let number = if is_written(variant) {
                number(variant.number)
            } else {
                number(0)
            };
            quote!(#(#cfgs)* Self::#ident => #number,)
        });
        let read = variants
            .iter()
            .filter(|variant| is_read(variant))
            .map(|variant| {
                let (cfgs, ident, number) = (
                    &variant.cfgs,
                    &variant.original.ident,
                    number(variant.number),
                );
                quote!(#(#cfgs)* #number => ::core::option::Option::Some(Self::#ident),)
            });
        let other = others(
            body,
            |ident| quote!(::core::option::Option::Some(Self::#ident)),
            &quote!(::core::option::Option::None),
        );
        let absent = variants.iter().filter(|variant| is_default(variant)).map(|variant| {
            let (cfgs, ident) = (&variant.cfgs, &variant.original.ident);
            quote! {
                #(#cfgs)*
                fn absent() -> ::core::option::Option<Self> { ::core::option::Option::Some(Self::#ident) }
            }
        });
        self.implementation(
            &quote!(__w::WireEnum),
            &self.this(),
            &quote! {
                const NAME: &'static str = #name;
                const VARIANTS: &'static [(u32, &'static str)] = &[#(#known),*];
                fn number(&self) -> u32 { match self { #(#numbers)* } }
                fn of(__number: u32) -> ::core::option::Option<Self> {
                    match __number { #(#read)* #other }
                }
                #(#absent)*
            },
        )
    }

    /// `impl WireMessage` for an enum of which a variant has data.
    fn data_enum(&self, body: &Enum) -> TokenStream {
        let name = &self.message.name;
        let variants = || body.variants.iter();
        let converts: TokenStream = variants().map(|variant| self.converts(variant)).collect();
        let writes = variants().map(|variant| {
            let cfgs = &variant.cfgs;
            let arm = self.write_variant(variant);
            quote!(#(#cfgs)* #arm)
        });
        let numbers = variants()
            .filter(|variant| is_read(variant))
            .map(|variant| {
                let (cfgs, number) = (&variant.cfgs, number(variant.number));
                quote!(#(#cfgs)* #number => __one.take(__tag, __input)?,)
            });
        let reads = variants()
            .filter(|variant| is_read(variant))
            .map(|variant| {
                let (cfgs, number, value) = (
                    &variant.cfgs,
                    number(variant.number),
                    self.read_variant(variant),
                );
                quote!(#(#cfgs)* #number => #value,)
            });
        let known = variants()
            .filter(|variant| is_read(variant))
            .map(|variant| {
                let (cfgs, field) = (&variant.cfgs, names::proto(&variant.rust));
                quote!(#(#cfgs)* #field)
            });
        let none = others(
            body,
            |ident| quote!(::core::result::Result::Ok(Self::#ident)),
            &quote!(__one.none(#name, &[#(#known),*])),
        );
        let implementation = self.implementation(
            &quote!(__w::WireMessage),
            &self.this(),
            &quote! {
                fn write<'__a>(&'__a self, __out: &mut __w::Writer<'__a>) { match self { #(#writes)* } }
                fn read(__input: &mut __w::Reader<'_>) -> ::core::result::Result<Self, __w::Fault> {
                    let mut __one = __w::Oneof::default();
                    while let ::core::option::Option::Some(__tag) = __input.tag()? {
                        match __w::Tag::number(__tag) {
                            #(#numbers)*
                            _ => __input.skip(__tag)?,
                        }
                    }
                    match __one.number() { #(#reads)* #none }
                }
            },
        );
        quote!(#converts #implementation)
    }

    fn converts(&self, variant: &Variant) -> TokenStream {
        match &variant.body {
            VariantBody::Unit | VariantBody::Opaque => TokenStream::new(),
            VariantBody::Newtype(field) => self
                .form_of(field, &variant.rust)
                .convert
                .unwrap_or_default(),
            VariantBody::Tuple(fields) => Place::of_variant(self, fields, &variant.rust).converts(),
            VariantBody::Struct(fields) => {
                Place::of_variant(self, &fields.list, &variant.rust).converts()
            }
        }
    }

    /// `Self::Variant { .. } => { .. }`.
    fn write_variant(&self, variant: &Variant) -> TokenStream {
        let (ident, number, name) = (
            &variant.original.ident,
            number(variant.number),
            &self.message.name,
        );
        let variant_name = names::proto(&variant.rust);
        if !is_written(variant) {
            return quote!(Self::#ident { .. } => __out.fail(__w::unsendable(#name)),);
        }
        let fields = match &variant.body {
            VariantBody::Unit => {
                return quote!(Self::#ident => __out.variant(#number, #variant_name, |_| {}),);
            }
            VariantBody::Opaque => {
                let hidden = hidden();
                return quote!(Self::#ident { .. } => __w::put_one::<#hidden, Self>(self, #number, __out, #variant_name),);
            }
            VariantBody::Newtype(field) => {
                let arguments = self.newtype_arguments(variant, field);
                return quote!(Self::#ident(__value) => __w::put_one::<#arguments>(__value, #number, __out, #variant_name),);
            }
            VariantBody::Tuple(fields) => fields,
            VariantBody::Struct(fields) => &fields.list,
        };
        let place = Place::of_variant(self, fields, &variant.rust);
        let (pattern, write) = (place.pattern(), place.write());
        quote!(Self::#ident #pattern => __out.variant(#number, #variant_name, |__out| { #write }),)
    }

    /// The value of a variant that is known by its number.
    fn read_variant(&self, variant: &Variant) -> TokenStream {
        let ident = &variant.original.ident;
        let name = names::proto(&variant.rust);
        let message =
            |read: TokenStream| quote!(__one.message(__input, #name, |__input| { #read }));
        let fields = match &variant.body {
            VariantBody::Unit => {
                return message(quote! {
                    __input.skip_all()?;
                    ::core::result::Result::Ok(Self::#ident)
                });
            }
            VariantBody::Opaque => {
                let hidden = hidden();
                return quote!(__one.one_as::<#hidden, Self>(__input, #name));
            }
            VariantBody::Newtype(field) => {
                let arguments = self.newtype_arguments(variant, field);
                let mut value = quote!(__one.one_as::<#arguments>(__input, #name)?);
                if !field.limits.is_empty() {
                    let limits = limits(self, field);
                    value = quote!(__w::limited::<#arguments>(#value, #limits, __input, #name)?);
                }
                return quote!(::core::result::Result::Ok(Self::#ident(#value)));
            }
            VariantBody::Tuple(fields) => fields,
            VariantBody::Struct(fields) => &fields.list,
        };
        message(Place::of_variant(self, fields, &variant.rust).read(&quote!(Self::#ident)))
    }

    /// The form and the type of the value that a variant holds.
    fn newtype_arguments(&self, variant: &Variant, field: &Field) -> TokenStream {
        let ty = self.resolved(&field.original.ty);
        let form = self.form_of(field, &variant.rust).own;
        let form = form.unwrap_or_else(|| quote!(<#ty as __w::Wire>::Form));
        quote!(#form, #ty)
    }
}

/// The arms of a number that no variant has: the variant that stands for all others, where one does.
fn others(
    body: &Enum,
    value: impl Fn(&syn::Ident) -> TokenStream,
    none: &TokenStream,
) -> TokenStream {
    let others = body.variants.iter();
    let others = others.filter(|variant| variant.serde.has(serde::OTHER));
    let arms = others.map(|variant| {
        let (cfgs, value) = (&variant.cfgs, value(&variant.original.ident));
        quote!(#(#cfgs)* _ => #value,)
    });
    quote!(#(#arms)* #[allow(unreachable_patterns)] _ => #none,)
}

/// The form of a variant that serde code hides: the JSON of the whole enum.
fn hidden() -> TokenStream {
    quote!(__w::Through<__w::Hidden, __w::MessageForm>)
}

fn is_written(variant: &Variant) -> bool {
    variant.number != 0 && variant.written.is_some()
}

fn is_read(variant: &Variant) -> bool {
    variant.number != 0 && !variant.serde.is_never_read()
}

fn is_default(variant: &Variant) -> bool {
    let mut attrs = variant.original.attrs.iter();
    attrs.any(|attr| attr.path().is_ident("default"))
}
