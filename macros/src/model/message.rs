//! A message: the JSON form of a struct or an enum, as serde will read it.

mod build;

use std::sync::Arc;

use syn::{Attribute, DeriveInput, LitStr, Type};

use crate::parse::lock::Lock;
use crate::parse::message::MessageArgs;
use crate::parse::proto::Proto;
use crate::parse::schemars::{Limits, Schemars};
use crate::parse::serde::Serde;

/// A type with `#[message]`.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// The type as it is emitted: without what only our macro understands.
    pub(crate) item: DeriveInput,
    /// The type's attributes as they were written.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) args: MessageArgs,
    /// Name in schemas.
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) proto: Proto,
    pub(crate) serde: Serde,
    pub(crate) schemars: Schemars,
    pub(crate) body: Body,
    /// `#[proto(..)]` on fields and variants that are not looked at.
    pub(crate) unread: Vec<Attribute>,
    /// The numbers that the crate's messages have had.
    pub(crate) lock: Arc<Lock>,
}

/// The form of a type in JSON.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Unit,
    Struct(Fields),
    Tuple(Vec<Field>),
    /// Written as its only field is. `explicit` with `#[serde(transparent)]`, which serde sees through more than
    /// through a newtype.
    Transparent {
        field: Box<Field>,
        explicit: bool,
        /// What it holds as well, and neither reads nor writes.
        others: Vec<Field>,
    },
    /// Read as another type is, by `#[serde(from = "..")]`.
    Like(Type),
    Enum(Enum),
    /// Known to serde code alone.
    Opaque,
}

/// The fields of an object.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) list: Vec<Field>,
    pub(crate) deny_unknown: bool,
}

/// A field.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Place in its type or variant.
    pub(crate) index: usize,
    /// Name or number in Rust.
    pub(crate) rust: String,
    /// Key in JSON.
    pub(crate) json: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) kind: Kind,
    pub(crate) presence: Presence,
    /// Key in JSON that is written.
    pub(crate) written_json: String,
    /// Whether it may be missing where it is written.
    pub(crate) written_presence: Presence,
    pub(crate) flatten: bool,
    pub(crate) limits: Limits,
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) serde: Serde,
    pub(crate) schemars: Schemars,
    pub(crate) doc: String,
    /// Number in protobuf; 0 where it is never sent.
    pub(crate) number: u32,
    /// Whether protobuf tells its absence from zero.
    pub(crate) explicit: bool,
    pub(crate) proto: Proto,
    pub(crate) original: syn::Field,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// What its type says.
    Of(Box<Type>),
    /// Not to be looked into.
    Opaque,
}

/// Whether a field may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// As its type says: an `Option` may.
    ByType,
    Required,
    Optional,
    Skipped,
}

/// The form of an enum.
#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) tagging: Tagging,
    pub(crate) variants: Vec<Variant>,
}

/// Whether a variant of an enum has data, one that is never sent too. To protobuf the enum is a message then.
#[derive(Debug)]
pub(crate) enum HasData<'a> {
    Never,
    Always,
    /// Where all of one of these lists of `#[cfg(..)]` hold.
    Where(Vec<&'a [Attribute]>),
}

impl Enum {
    pub(crate) fn has_data(&self) -> HasData<'_> {
        let variants = self.variants.iter();
        let with_data = variants.filter(|variant| !matches!(variant.body, VariantBody::Unit));
        let conditions: Vec<_> = with_data.map(|variant| &*variant.cfgs).collect();
        if conditions.is_empty() {
            HasData::Never
        } else if conditions.iter().any(|cfgs| cfgs.is_empty()) {
            HasData::Always
        } else {
            HasData::Where(conditions)
        }
    }
}

/// How JSON tells which variant a value is.
#[derive(Clone, Debug)]
pub(crate) enum Tagging {
    External,
    Internal(LitStr),
    Adjacent(LitStr, LitStr),
    Untagged,
}

/// A variant.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) rust: String,
    pub(crate) json: String,
    /// The name that is written; `None` where it never is.
    pub(crate) written: Option<String>,
    pub(crate) aliases: Vec<String>,
    pub(crate) body: VariantBody,
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) serde: Serde,
    pub(crate) schemars: Schemars,
    pub(crate) doc: String,
    /// Number in protobuf; 0 where it is never sent.
    pub(crate) number: u32,
    pub(crate) proto: Proto,
    pub(crate) original: syn::Variant,
}

/// The data of a variant.
#[derive(Clone, Debug)]
pub(crate) enum VariantBody {
    Unit,
    Newtype(Box<Field>),
    Tuple(Vec<Field>),
    Struct(Fields),
    /// Written and read by the user's own code.
    Opaque,
}

impl Message {
    /// All fields, those of variants too.
    pub(crate) fn fields(&self) -> Vec<&Field> {
        match &self.body {
            Body::Unit | Body::Like(_) | Body::Opaque => Vec::new(),
            Body::Struct(fields) => fields.list.iter().collect(),
            Body::Tuple(fields) => fields.iter().collect(),
            Body::Transparent { field, .. } => vec![field],
            Body::Enum(body) => body.variants.iter().flat_map(Variant::fields).collect(),
        }
    }
}

impl Variant {
    pub(crate) fn fields(&self) -> Vec<&Field> {
        match &self.body {
            VariantBody::Unit | VariantBody::Opaque => Vec::new(),
            VariantBody::Newtype(field) => vec![field],
            VariantBody::Tuple(fields) => fields.iter().collect(),
            VariantBody::Struct(fields) => fields.list.iter().collect(),
        }
    }
}
