//! From a type's tokens to its form in JSON.

use syn::ext::IdentExt as _;
use syn::{Attribute, Data, DeriveInput, Type};

use super::{Body, Enum, Field, Fields, Kind, Message, Presence, Tagging, Variant, VariantBody};
use crate::errors::Errors;
use crate::names::Rule;
use crate::parse::attr::{self, CFG};
use crate::parse::doc;
use crate::parse::lock;
use crate::parse::message::{self as raw, MessageArgs};
use crate::parse::proto::Proto;
use crate::parse::schemars::Schemars;
use crate::parse::serde::{self, Serde};
use crate::parse::types;

impl Message {
    /// What a struct or an enum says. Attributes that cannot be read are mistakes.
    pub(crate) fn new(item: &DeriveInput, args: MessageArgs, errors: &mut Errors) -> Self {
        let serde = Serde::of(&item.attrs, errors);
        let schemars = Schemars::of(&item.attrs, errors);
        let container = Container::of(&serde);
        let body = match &item.data {
            Data::Struct(data) => container.structure(&data.fields, &serde, errors),
            Data::Enum(data) => container.enumeration(data, &serde, errors),
            // Refused by the check.
            Data::Union(_) => Body::Opaque,
        };
        let body = match read_as(&serde) {
            Some(ty) => Body::Like(ty),
            None => body,
        };
        let given = args.name.as_ref().map(syn::LitStr::value);
        let in_schema = schemars.name().map(|name| name.value());
        let name = given
            .or(in_schema.filter(|name| types::is_identifier(name)))
            .unwrap_or_else(|| item.ident.unraw().to_string());
        let unread = match body {
            Body::Like(_) | Body::Opaque => inside(item),
            _ => Vec::new(),
        };
        Self {
            unread,
            item: emitted(item),
            attrs: item.attrs.clone(),
            args,
            name,
            doc: doc::text(&item.attrs),
            proto: Proto::of(&item.attrs, errors),
            serde,
            schemars,
            body,
            lock: lock::own(errors).unwrap_or_default(),
        }
    }
}

/// The type by whose form a value is read: `#[serde(from = "..")]` and `#[serde(try_from = "..")]`.
fn read_as(serde: &Serde) -> Option<Type> {
    let text = serde
        .text(serde::FROM)
        .or_else(|| serde.text(serde::TRY_FROM))?;
    text.parse().ok()
}

/// All `#[proto(..)]` on fields and variants.
fn inside(item: &DeriveInput) -> Vec<Attribute> {
    let (mut item, mut found) = (item.clone(), Vec::new());
    item.attrs.clear();
    attr::for_each_list(&mut item, &mut |attrs| {
        let proto = attrs
            .iter()
            .filter(|attr| attr.path().is_ident(attr::PROTO));
        found.extend(proto.cloned());
    });
    found
}

/// The type without what only our macro understands.
fn emitted(item: &DeriveInput) -> DeriveInput {
    let mut item = item.clone();
    attr::for_each_list(&mut item, &mut |attrs| {
        attrs.retain(|attr| !attr::is_own(attr));
    });
    item
}

/// What the type says of all its fields and variants.
struct Container {
    rename_all: Rules,
    rename_all_fields: Rules,
    default: bool,
    deny_unknown: bool,
}

/// The rules by which names are made.
#[derive(Clone, Copy)]
struct Rules {
    read: Rule,
    written: Rule,
}

impl Rules {
    fn of(serde: &Serde, key: &str) -> Self {
        Self {
            read: serde.rule(key),
            written: serde.written_rule(key),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            read: self.read.or(other.read),
            written: self.written.or(other.written),
        }
    }
}

/// What surrounds a field.
#[derive(Clone, Copy)]
struct Around {
    rules: Rules,
    default: bool,
    /// Whether the fields are never read and never written, so that their types do not matter.
    skipped: bool,
}

impl Container {
    fn of(serde: &Serde) -> Self {
        Self {
            rename_all: Rules::of(serde, serde::RENAME_ALL),
            rename_all_fields: Rules::of(serde, serde::RENAME_ALL_FIELDS),
            default: serde.has(serde::DEFAULT),
            deny_unknown: serde.has(serde::DENY_UNKNOWN_FIELDS),
        }
    }

    fn structure(&self, fields: &syn::Fields, serde: &Serde, errors: &mut Errors) -> Body {
        let around = Around {
            rules: self.rename_all,
            default: self.default,
            skipped: false,
        };
        let mut list = Self::fields(fields, around, errors);
        if serde.has(serde::TRANSPARENT) {
            // Serde wants exactly one field that is not filled in by itself.
            let is_sent =
                |field: &Field| matches!(field.presence, Presence::ByType | Presence::Required);
            let (mut sent, others): (Vec<_>, _) = list.into_iter().partition(is_sent);
            return match sent.pop() {
                Some(field) if sent.is_empty() => Body::Transparent {
                    field: Box::new(field),
                    explicit: true,
                    others,
                },
                _ => Body::Opaque,
            };
        }
        match fields {
            syn::Fields::Unit => Body::Unit,
            syn::Fields::Named(_) => Body::Struct(Fields {
                list,
                deny_unknown: self.deny_unknown,
            }),
            syn::Fields::Unnamed(_) if list.len() == 1 => Body::Transparent {
                field: Box::new(list.remove(0)),
                explicit: false,
                others: Vec::new(),
            },
            syn::Fields::Unnamed(_) => Self::tuple(list),
        }
    }

    /// An array. One that may be cut short has no constant description.
    fn tuple(list: Vec<Field>) -> Body {
        if list
            .iter()
            .any(|field| field.presence == Presence::Optional)
        {
            return Body::Opaque;
        }
        Body::Tuple(list)
    }

    fn enumeration(&self, data: &syn::DataEnum, serde: &Serde, errors: &mut Errors) -> Body {
        let tagging = match (serde.text(serde::TAG), serde.text(serde::CONTENT)) {
            _ if serde.has(serde::UNTAGGED) => Tagging::Untagged,
            (Some(tag), Some(content)) => Tagging::Adjacent(tag, content),
            (Some(tag), None) => Tagging::Internal(tag),
            (None, _) => Tagging::External,
        };
        let variants = data.variants.iter().enumerate();
        let variants = variants.map(|(index, variant)| self.variant(index, variant, errors));
        Body::Enum(Enum {
            tagging,
            variants: variants.collect(),
        })
    }

    fn variant(&self, index: usize, original: &syn::Variant, errors: &mut Errors) -> Variant {
        let serde = Serde::of(&original.attrs, errors);
        let proto = Proto::of(&original.attrs, errors);
        let number = if serde.is_skipped() {
            0
        } else {
            proto.number_or(index)
        };
        let schemars = Schemars::of(&original.attrs, errors);
        let rust = original.ident.unraw().to_string();
        let json = serde
            .text(serde::RENAME)
            .map_or_else(|| self.rename_all.read.variant(&rust), |name| name.value());
        let written = serde.written_text(serde::RENAME).map_or_else(
            || self.rename_all.written.variant(&rust),
            |name| name.value(),
        );
        Variant {
            body: self.variant_body(original, &serde, errors),
            aliases: serde.aliases(),
            cfgs: cfgs(&original.attrs),
            original: original.clone(),
            written: (!serde.is_never_written()).then_some(written),
            doc: doc::text(&original.attrs),
            number,
            proto,
            rust,
            json,
            serde,
            schemars,
        }
    }

    fn variant_body(
        &self,
        original: &syn::Variant,
        serde: &Serde,
        errors: &mut Errors,
    ) -> VariantBody {
        let around = Around {
            rules: Rules::of(serde, serde::RENAME_ALL).or(self.rename_all_fields),
            default: false,
            skipped: serde.is_skipped(),
        };
        let mut list = Self::fields(&original.fields, around, errors);
        if serde.own_code().is_some() {
            return VariantBody::Opaque;
        }
        match original.fields {
            syn::Fields::Unit => VariantBody::Unit,
            syn::Fields::Named(_) => VariantBody::Struct(Fields {
                list,
                deny_unknown: self.deny_unknown,
            }),
            syn::Fields::Unnamed(_) if list.len() == 1 => {
                VariantBody::Newtype(Box::new(list.remove(0)))
            }
            syn::Fields::Unnamed(_) => match Self::tuple(list) {
                Body::Tuple(list) => VariantBody::Tuple(list),
                _ => VariantBody::Opaque,
            },
        }
    }

    fn fields(fields: &syn::Fields, around: Around, errors: &mut Errors) -> Vec<Field> {
        fields
            .iter()
            .enumerate()
            .map(|(index, field)| Self::field(index, field, around, errors))
            .collect()
    }

    fn field(index: usize, original: &syn::Field, around: Around, errors: &mut Errors) -> Field {
        let serde = Serde::of(&original.attrs, errors);
        let schemars = Schemars::of(&original.attrs, errors);
        let rust = original
            .ident
            .as_ref()
            .map_or_else(|| index.to_string(), |ident| ident.unraw().to_string());
        let json = serde
            .text(serde::RENAME)
            .map_or_else(|| around.rules.read.field(&rust), |name| name.value());
        let written_json = serde
            .written_text(serde::RENAME)
            .map_or_else(|| around.rules.written.field(&rust), |name| name.value());
        let proto = Proto::of(&original.attrs, errors);
        let opaque = raw::is_opaque(&original.attrs, errors)
            || around.skipped
            || serde.is_skipped()
            || serde.own_code().is_some();
        let kind = if opaque {
            Kind::Opaque
        } else {
            Kind::Of(Box::new(original.ty.clone()))
        };
        Field {
            index,
            doc: doc::text(&original.attrs),
            number: if around.skipped || serde.is_skipped() {
                0
            } else {
                proto.number_or(index)
            },
            // An option that only its name tells may be absent.
            explicit: proto.required.is_some()
                || around.default
                || serde.has(serde::DEFAULT)
                || (opaque && proto.like.is_none() && types::is_option(&original.ty)),
            proto,
            presence: presence(original, &serde, &kind, around),
            written_presence: written_presence(original, &serde, &kind, around),
            written_json,
            aliases: serde.aliases(),
            flatten: serde.has(serde::FLATTEN),
            limits: schemars.limits(),
            cfgs: cfgs(&original.attrs),
            original: original.clone(),
            rust,
            json,
            kind,
            serde,
            schemars,
        }
    }
}

fn presence(original: &syn::Field, serde: &Serde, kind: &Kind, around: Around) -> Presence {
    if serde.is_never_read() {
        Presence::Skipped
    } else if around.default || serde.has(serde::DEFAULT) {
        Presence::Optional
    } else if let Kind::Of(_) = kind {
        Presence::ByType
    } else if types::is_option(&original.ty) && serde.own_code().is_none() {
        // No trait tells what an opaque type is, so its name must do.
        Presence::Optional
    } else {
        Presence::Required
    }
}

/// Examples of replies may leave out what has a default, too.
fn written_presence(original: &syn::Field, serde: &Serde, kind: &Kind, around: Around) -> Presence {
    if serde.is_never_written() {
        Presence::Skipped
    } else if serde.has(serde::SKIP_SERIALIZING_IF) {
        Presence::Optional
    } else {
        match presence(original, serde, kind, around) {
            Presence::Skipped => Presence::ByType,
            read => read,
        }
    }
}

fn cfgs(attrs: &[Attribute]) -> Vec<Attribute> {
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident(CFG))
        .cloned()
        .collect()
}
