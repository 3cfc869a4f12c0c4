//! The fields of a message beside what `api.lock` says of them.

mod spelled;

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::super::lock::{self, Looked, Place};
use super::shape;
use crate::check::lock::{EMPTY, Holds, Member, VALUE, compare};
use crate::model::message::{
    Body, Enum, Field, HasData, Kind, Message, Presence, Variant, VariantBody,
};
use crate::names;
use crate::parse::lock::{Entry, Lock};
use crate::parse::types;
use crate::text::lock as text;

/// The checks of a message.
pub(super) fn checks(message: &Message) -> TokenStream {
    let lock = &*message.lock;
    let of = Of {
        message,
        shown: message.name.clone(),
        variant: None,
    };
    let entries = lock.of(&message.name);
    match &message.body {
        Body::Struct(fields) => of.all(&entries, of.named(&fields.list)),
        Body::Tuple(fields) => of.all(&entries, of.unnamed(fields)),
        Body::Enum(body) => {
            let own = of.enumeration(body, &entries);
            let variants = body.variants.iter();
            let variants = variants.map(|variant| of.variant(lock, variant));
            own.into_iter().chain(variants).collect()
        }
        // No message of its own in protobuf, or one without fields.
        Body::Unit | Body::Transparent { .. } | Body::Like(_) | Body::Opaque => TokenStream::new(),
    }
}

/// The fields of a message that are gone, or those of a variant.
pub(super) fn gone(message: &Message, variant: Option<&str>) -> TokenStream {
    let entries = match variant {
        Some(variant) => message.lock.of_variant(&message.name, variant),
        None => message.lock.of(&message.name),
    };
    lock::gone(&message.args.paths, &entries)
}

/// What is looked at: a message, or a variant of one.
struct Of<'a> {
    message: &'a Message,
    shown: String,
    variant: Option<&'a Variant>,
}

/// Something with a number, and where it is.
type Numbered<'a> = (Member, Place<'a>);

impl<'a> Of<'a> {
    fn all(&self, entries: &[(&str, &Entry)], numbered: Vec<Numbered<'a>>) -> TokenStream {
        let (members, places): (Vec<_>, Vec<_>) = numbered.into_iter().unzip();
        let looked = Looked {
            paths: &self.message.args.paths,
            name: &self.shown,
            span: match self.variant {
                None => self.message.item.ident.span(),
                Some(variant) => variant.original.ident.span(),
            },
            has_package: self.message.args.package.is_some(),
            places,
            whole: self.whole(),
        };
        let entries = entries.iter();
        entries
            .map(|of| lock::findings(&looked, *of, &compare(of.1, &members)))
            .collect()
    }

    fn whole(&self) -> Option<TokenStream> {
        if super::is_generic(&self.message.item.generics) {
            return None;
        }
        let (paths, ident) = (&self.message.args.paths, &self.message.item.ident);
        let variant = match self.variant.map(|variant| &variant.rust) {
            None => quote!(::core::option::Option::None),
            Some(name) => quote!(::core::option::Option::Some(#name)),
        };
        Some(quote!(<#ident as #paths::Message>::SHAPE, #variant))
    }

    fn named(&self, fields: &'a [Field]) -> Vec<Numbered<'a>> {
        let fields = fields.iter().map(|field| {
            let member = Member {
                name: field.rust.clone(),
                shown: format!("{}.{}", self.shown, field.rust),
                number: field.number,
                is_place: false,
                holds: self.holds(field),
            };
            let place = self.place(field, &member.shown, "field");
            (member, place)
        });
        fields.collect()
    }

    fn unnamed(&self, fields: &'a [Field]) -> Vec<Numbered<'a>> {
        if fields.iter().any(|field| !field.cfgs.is_empty()) {
            // Only the compiler knows the places.
            return Vec::new();
        }
        let sent = fields
            .iter()
            .filter(|field| field.presence != Presence::Skipped);
        let fields = sent.zip(1..).map(|(field, number)| {
            let member = Member {
                name: format!("f{}", number - 1),
                shown: format!("{}.{}", self.shown, field.rust),
                number,
                is_place: true,
                holds: self.holds(field),
            };
            let place = self.place(field, &member.shown, "field");
            (member, place)
        });
        fields.collect()
    }

    /// An enum is one in protobuf too, unless a variant has data.
    fn enumeration(&self, body: &'a Enum, entries: &[(&str, &Entry)]) -> Option<TokenStream> {
        let is_enum = match body.has_data() {
            HasData::Never => true,
            HasData::Always => false,
            // Only the compiler knows what it is.
            HasData::Where(_) => return None,
        };
        let numbered = || {
            let variants = body.variants.iter();
            let numbered = variants.map(|variant| self.numbered_variant(variant, is_enum));
            numbered.collect()
        };
        let checks = entries.iter().map(|(module, entry)| {
            if entry.is_enum == is_enum {
                return self.all(&[(module, entry)], numbered());
            }
            let text = if is_enum {
                text::was_message(&self.shown)
            } else {
                text::was_enum(&self.shown)
            };
            let ident = &self.message.item.ident;
            lock::always(&self.message.args.paths, module, &[], ident.span(), &text)
        });
        Some(checks.collect())
    }

    fn numbered_variant(&self, variant: &'a Variant, is_enum: bool) -> Numbered<'a> {
        let snake = names::proto(&variant.rust);
        let (holds, held): (_, Box<dyn Fn() -> _ + 'a>) = match &variant.body {
            _ if is_enum => (Holds::Nothing, Box::new(TokenStream::new)),
            VariantBody::Newtype(field) => (
                self.holds(field),
                self.held(field, field.original.ty.span(), "alternative"),
            ),
            other => (self.named_data(variant, other), Box::new(TokenStream::new)),
        };
        let place = Place {
            span: variant.original.ident.span(),
            name: format!("{}::{}", self.shown, variant.rust),
            cfgs: &variant.cfgs,
            spelled: None,
            held,
        };
        let member = Member {
            name: if is_enum {
                snake.to_ascii_uppercase()
            } else {
                snake
            },
            shown: place.name.clone(),
            number: variant.number,
            is_place: false,
            holds,
        };
        (member, place)
    }

    fn named_data(&self, variant: &Variant, body: &VariantBody) -> Holds {
        match body {
            VariantBody::Unit => Holds::Named(EMPTY.to_owned()),
            VariantBody::Opaque => Holds::Named(VALUE.to_owned()),
            _ if super::is_generic(&self.message.item.generics) => Holds::Unknown,
            _ => Holds::Named(format!("{}{}", self.message.name, variant.rust)),
        }
    }

    /// The fields of a variant, which are a message of their own.
    fn variant(&self, lock: &Lock, variant: &'a Variant) -> TokenStream {
        let of = Of {
            message: self.message,
            shown: format!("{}::{}", self.shown, variant.rust),
            variant: Some(variant),
        };
        let numbered = match &variant.body {
            VariantBody::Struct(fields) => of.named(&fields.list),
            VariantBody::Tuple(fields) => of.unnamed(fields),
            VariantBody::Unit | VariantBody::Newtype(_) | VariantBody::Opaque => {
                return TokenStream::new();
            }
        };
        let entries = lock.of_variant(&self.shown, &variant.rust);
        of.all(&entries, numbered)
    }

    fn holds(&self, field: &Field) -> Holds {
        let hangs_on = |ty: &syn::Type| {
            let mut params = self.message.item.generics.type_params();
            params.any(|param| types::mentions(ty, &param.ident))
        };
        let like = field.proto.like.as_ref();
        match (&field.kind, like) {
            (Kind::Of(ty), _) if hangs_on(ty) => Holds::Unknown,
            (_, Some(ty)) if hangs_on(ty) => Holds::Unknown,
            _ => Holds::Evaluated,
        }
    }

    fn place(&self, field: &'a Field, name: &str, function: &'static str) -> Place<'a> {
        let span = match &field.original.ident {
            Some(ident) => ident.span(),
            None => field.original.ty.span(),
        };
        let spelled = match &field.kind {
            Kind::Of(ty) if field.proto.is_empty() => spelled::field(ty),
            _ => None,
        };
        Place {
            span,
            name: name.to_owned(),
            cfgs: &field.cfgs,
            spelled,
            held: self.held(field, span, function),
        }
    }

    /// `function` is that of `Held` for what the field holds.
    fn held(
        &self,
        field: &'a Field,
        span: Span,
        function: &'static str,
    ) -> Box<dyn Fn() -> TokenStream + 'a> {
        let message = self.message;
        Box::new(move || {
            let kind = shape::kind(message, field);
            let kind = types::replace_self(kind, &message.item.ident);
            let function = format_ident!("{function}");
            quote_spanned!(span=> __l::Held::#function(&#kind, __INSIDE))
        })
    }
}
