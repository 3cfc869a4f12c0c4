//! The constant description of a message. Paths begin with `__s`, the module of shapes.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Expr, ExprLit, ExprUnary, Lit, LitStr, Type, UnOp};

use super::lock;
use crate::model::message::{
    Body, Enum, Field, Fields, Kind, Message, Presence, Tagging, Variant, VariantBody,
};
use crate::parse::schemars::{Bound, Limits};
use crate::parse::{serde, types};

/// The expression of a `Shape`.
pub(super) fn shape(message: &Message) -> TokenStream {
    let writer = Writer { message };
    let (name, doc) = (&message.name, &message.doc);
    let package = option(message.args.package.as_ref());
    let args = message.item.generics.type_params().map(|param| {
        let ident = &param.ident;
        writer.kind_of(&syn::parse_quote!(#ident))
    });
    let body = writer.body(&message.body);
    let written_alike = !message.serde.is_written_otherwise();
    quote! {
        __s::Shape {
            name: #name,
            doc: #doc,
            args: &[#(#args),*],
            package: #package,
            origin: ::core::concat!(::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"),
            body: #body,
            written_alike: #written_alike,
        }
    }
}

/// What a field holds.
pub(super) fn kind(message: &Message, field: &Field) -> TokenStream {
    Writer { message }.kind(field)
}

struct Writer<'a> {
    message: &'a Message,
}

impl Writer<'_> {
    fn body(&self, body: &Body) -> TokenStream {
        match body {
            Body::Unit => quote!(__s::Body::Unit),
            Body::Opaque => quote!(__s::Body::Opaque),
            Body::Struct(fields) => {
                let fields = self.fields(fields, None);
                quote!(__s::Body::Struct(#fields))
            }
            Body::Tuple(fields) => {
                let kinds = self.kinds(fields);
                quote!(__s::Body::Tuple(&[#(#kinds),*]))
            }
            Body::Transparent { field, .. } => {
                let kind = self.kind(field);
                let limits = limits(&field.limits);
                quote!(__s::Body::Transparent(#kind, #limits))
            }
            Body::Like(ty) => {
                let kind = self.kind_of(ty);
                quote!(__s::Body::Transparent(#kind, __s::Limits::NONE))
            }
            Body::Enum(body) => self.enumeration(body),
        }
    }

    /// The fields of the message, or those of a variant.
    fn fields(&self, fields: &Fields, variant: Option<&str>) -> TokenStream {
        let gone = lock::gone(self.message, variant);
        let deny_unknown = fields.deny_unknown;
        let open = self.open(&fields.list);
        let list = fields.list.iter().map(|field| self.field(field));
        quote!(__s::Fields { list: &[#(#list),*], open: #open, deny_unknown: #deny_unknown, gone: #gone })
    }

    /// Whether a map is flattened into the object, which only the kinds of the fields can tell.
    fn open(&self, fields: &[Field]) -> TokenStream {
        let flattened: Vec<_> = fields.iter().filter(|field| field.flatten).collect();
        if flattened.is_empty() {
            return quote!(false);
        }
        let statements = flattened.iter().map(|field| {
            let cfgs = &field.cfgs;
            let kind = self.kind(field);
            quote!(#(#cfgs)* { __open = __open || __s::Kind::is_open(&#kind); })
        });
        quote!({ let mut __open = false; #(#statements)* __open })
    }

    fn field(&self, field: &Field) -> TokenStream {
        let cfgs = &field.cfgs;
        let Field { rust, json, .. } = field;
        let kind = self.kind(field);
        let is_plain = rust == json
            && field.aliases.is_empty()
            && field.presence == Presence::ByType
            && rust == &field.written_json
            && field.written_presence == Presence::ByType
            && !field.flatten
            && field.limits.is_empty();
        let (doc, number, explicit) = (&field.doc, field.number, field.explicit);
        if is_plain && !explicit {
            let described = (!doc.is_empty()).then(|| quote!(.described(#doc)));
            return quote!(#(#cfgs)* __s::Field::plain(#rust, #kind).numbered(#number) #described);
        }
        let aliases = &field.aliases;
        let presence = presence(field.presence, &kind);
        let flatten = field.flatten;
        let limits = limits(&field.limits);
        let written_json = &field.written_json;
        let written_presence = self::presence(field.written_presence, &kind);
        quote! {
            #(#cfgs)*
            __s::Field {
                rust: #rust,
                json: #json,
                aliases: &[#(#aliases),*],
                kind: #kind,
                presence: #presence,
                flatten: #flatten,
                limits: #limits,
                written: __s::Written { json: #written_json, presence: #written_presence },
                doc: #doc,
                proto: __s::Proto { number: #number, explicit: #explicit },
            }
        }
    }

    fn enumeration(&self, body: &Enum) -> TokenStream {
        let tagging = match &body.tagging {
            Tagging::External => quote!(External),
            Tagging::Internal(tag) => quote!(Internal { tag: #tag }),
            Tagging::Adjacent(tag, content) => quote!(Adjacent { tag: #tag, content: #content }),
            Tagging::Untagged => quote!(Untagged),
        };
        let variants = body.variants.iter().map(|variant| self.variant(variant));
        let gone = lock::gone(self.message, None);
        quote! {
            __s::Body::Enum(__s::Enum {
                tagging: __s::Tagging::#tagging,
                variants: &[#(#variants),*],
                gone: #gone,
            })
        }
    }

    fn variant(&self, variant: &Variant) -> TokenStream {
        let Variant {
            rust,
            json,
            aliases,
            cfgs,
            ..
        } = variant;
        let body = match &variant.body {
            VariantBody::Unit => quote!(Unit),
            VariantBody::Opaque => quote!(Newtype(__s::Kind::Opaque, __s::Limits::NONE)),
            VariantBody::Newtype(field) => {
                let kind = self.kind(field);
                let limits = limits(&field.limits);
                quote!(Newtype(#kind, #limits))
            }
            VariantBody::Tuple(fields) => {
                let kinds = self.kinds(fields);
                quote!(Tuple(&[#(#kinds),*]))
            }
            VariantBody::Struct(fields) => {
                let fields = self.fields(fields, Some(rust));
                quote!(Struct(#fields))
            }
        };
        let (doc, number) = (&variant.doc, variant.number);
        let other = variant.serde.has(serde::OTHER);
        let untagged = variant.serde.has(serde::UNTAGGED);
        let skipped = variant.serde.is_never_read();
        let written = match &variant.written {
            None => quote!(::core::option::Option::None),
            Some(name) => quote!(::core::option::Option::Some(#name)),
        };
        quote! {
            #(#cfgs)*
            __s::Variant {
                rust: #rust,
                json: #json,
                aliases: &[#(#aliases),*],
                body: __s::VariantBody::#body,
                other: #other,
                untagged: #untagged,
                skipped: #skipped,
                written: #written,
                doc: #doc,
                number: #number,
            }
        }
    }

    fn kinds(&self, fields: &[Field]) -> Vec<TokenStream> {
        let kind = |field: &Field| {
            let cfgs = &field.cfgs;
            let kind = self.kind(field);
            quote!(#(#cfgs)* #kind)
        };
        let sent = fields
            .iter()
            .filter(|field| field.presence != Presence::Skipped);
        sent.map(kind).collect()
    }

    /// What a field holds, in JSON and in protobuf.
    fn kind(&self, field: &Field) -> TokenStream {
        let json = match &field.kind {
            Kind::Of(ty) => self.kind_of(ty),
            Kind::Opaque => quote!(__s::Kind::Opaque),
        };
        let proto = if field.proto.bytes.is_some() {
            quote!(Bytes)
        } else if let Some(ty) = &field.proto.like {
            let kind = self.kind_of(ty);
            quote!(Like(#kind))
        } else {
            return json;
        };
        let apart = |json, proto| quote!(__s::Kind::Apart(&__s::Apart { json: #json, proto: __s::ProtoKind::#proto }));
        match types::last_argument(&field.original.ty, "Option") {
            // The option is one of both forms.
            Some(inner) if field.proto.bytes.is_some() => {
                let inner = apart(self.kind_of(inner), proto);
                quote!(__s::Kind::Option(&#inner))
            }
            _ => apart(json, proto),
        }
    }

    /// What a type is. A type without a kind is a mistake at its own place.
    fn kind_of(&self, ty: &Type) -> TokenStream {
        let paths = &self.message.args.paths;
        quote_spanned!(ty.span()=> <#ty as #paths::Value>::KIND)
    }
}

fn presence(presence: Presence, kind: &TokenStream) -> TokenStream {
    match presence {
        Presence::ByType => quote!(__s::Presence::of(&#kind)),
        Presence::Required => quote!(__s::Presence::Required),
        Presence::Optional => quote!(__s::Presence::Optional),
        Presence::Skipped => quote!(__s::Presence::Skipped),
    }
}

/// The expression of `Limits`.
pub(super) fn limits(limits: &Limits) -> TokenStream {
    if limits.is_empty() {
        return quote!(__s::Limits::NONE);
    }
    let bounds = [("min", &limits.min), ("max", &limits.max)];
    let bounds = bounds.into_iter().filter_map(|(name, bound)| {
        let bound = bound.as_ref().map(bound_value)?;
        Some(entry(name, &bound))
    });
    let plain = [
        ("min_length", &limits.min_length),
        ("max_length", &limits.max_length),
        ("pattern", &limits.pattern),
    ];
    let plain = plain.into_iter().filter_map(|(name, value)| {
        let value = value.as_ref()?;
        Some(entry(name, value))
    });
    let inner = limits.inner.iter().map(|inner| {
        let inner = self::limits(inner);
        entry("inner", &quote!(&#inner))
    });
    quote!(__s::Limits { #(#bounds,)* #(#plain,)* #(#inner,)* ..__s::Limits::NONE })
}

fn entry(name: &str, value: &impl ToTokens) -> TokenStream {
    let name = quote::format_ident!("{name}");
    quote!(#name: ::core::option::Option::Some(#value))
}

fn bound_value(bound: &Bound) -> TokenStream {
    let Bound { value, exclusive } = bound;
    // An integer literal that is cast to a float is an `i32` first, and may be too large for that.
    let float = if is_integer(value) {
        quote!(((#value) as i128) as f64)
    } else {
        quote!((#value) as f64)
    };
    quote!(__s::Bound { int: (#value) as i128, float: #float, exclusive: #exclusive })
}

fn is_integer(value: &Expr) -> bool {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Int(int), ..
        }) => !int.suffix().starts_with('f'),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => is_integer(expr),
        Expr::Group(group) => is_integer(&group.expr),
        Expr::Paren(paren) => is_integer(&paren.expr),
        _ => false,
    }
}

fn option(text: Option<&LitStr>) -> TokenStream {
    text.map_or_else(
        || quote!(::core::option::Option::None),
        |text| quote!(::core::option::Option::Some(#text)),
    )
}
