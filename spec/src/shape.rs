//! What a message looks like on the wire, as constant data.
//!
//! `#[message]` gives every type a const [`Shape`]. It is what strict decoding, suggestions and the names
//! of schemas are made from, and it is known without running anything: `const fn`s may walk it.

mod flat;
mod keys;
mod limits;
mod name;
mod object;
mod pointer;
mod range;
mod seen;

pub use flat::{DEEPEST, Flat, Rest};
pub use pointer::ShapeRef;
pub use range::{Range, Told};

/// The description of one message type.
///
/// Shapes are written by `#[message]`; nobody needs to write one by hand.
#[derive(Debug)]
pub struct Shape {
    /// Name of the type without its arguments, such as `Task` or `Page`.
    pub name: &'static str,
    /// The type's doc comment.
    pub doc: &'static str,
    /// The arguments of a generic type, which become part of its name: `Page<Task>` is `PageTask`.
    pub args: &'static [Kind],
    /// Package given by `#[message(package = "..")]`; else the service's package counts.
    pub package: Option<&'static str>,
    /// Where the type is declared, as `path::of::module (file.rs:12)`. Two types of one name are told apart by it.
    pub origin: &'static str,
    /// The JSON form of the type that is read.
    pub body: Body,
    /// Whether it is written in this form too, but for what fields and variants say; `#[serde(from = "..")]` and
    /// `#[serde(into = "..")]` make it another.
    pub written_alike: bool,
}

/// The JSON form of a message.
#[derive(Debug)]
pub enum Body {
    /// An object with these fields.
    Struct(Fields),
    /// An array with one element a field, or `null` for a unit struct.
    Tuple(&'static [Kind]),
    /// Written as its only field is (a newtype or `#[serde(transparent)]`), within limits of its own.
    Transparent(Kind, Limits),
    /// One of several variants.
    Enum(Enum),
    /// `null`: a unit struct.
    Unit,
    /// A form that serde code hides. It is not checked.
    Opaque,
}

/// The fields of a struct or a struct variant.
#[derive(Debug)]
pub struct Fields {
    /// In the order of their declaration.
    pub list: &'static [Field],
    /// Whether other keys are allowed, because a map is flattened into the object.
    pub open: bool,
    /// Whether serde itself refuses unknown fields (`#[serde(deny_unknown_fields)]`), on every transport.
    pub deny_unknown: bool,
    /// The fields that are gone, by `api.lock`.
    pub gone: &'static [Gone],
}

/// A field or a variant that is gone: nothing else may have its number in protobuf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The number that it had.
    pub number: u32,
    /// The name that it had there; of a variant without that of its enum.
    pub name: &'static str,
}

/// One field of an object.
#[derive(Debug)]
pub struct Field {
    /// The field's name in Rust.
    pub rust: &'static str,
    /// The key that is read in JSON, after serde's renames.
    pub json: &'static str,
    /// Other keys that are read (`#[serde(alias = "..")]`).
    pub aliases: &'static [&'static str],
    /// What the value is.
    pub kind: Kind,
    /// Whether it may be left out.
    pub presence: Presence,
    /// Whether the fields of the value stand in this object itself (`#[serde(flatten)]`).
    pub flatten: bool,
    /// Limits from `#[schemars(range(..), length(..), regex(..))]`.
    pub limits: Limits,
    /// How it is written.
    pub written: Written,
    /// Its doc comment.
    pub doc: &'static str,
    /// What it is in protobuf.
    pub proto: Proto,
}

/// What a field is in protobuf, beside its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proto {
    /// Its number: `#[proto(N)]`, or its place among the fields, from 1. 0 where it is never on the wire.
    pub number: u32,
    /// Whether it is on the wire whatever its value, so that absent and zero differ: `#[proto(required)]` and
    /// `#[serde(default)]`.
    pub explicit: bool,
}

/// How a field is written, which serde attributes can make different from how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its key in JSON.
    pub json: &'static str,
    /// Whether it may be missing.
    pub presence: Presence,
}

/// Whether a field may be left out of the JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It may not.
    Required,
    /// It may: the type is an `Option`, or `#[serde(default)]` fills it in.
    Optional,
    /// It is never there (`#[serde(skip)]`, or `skip_deserializing` and `skip_serializing` for either way).
    Skipped,
}

/// An enum, with serde's four ways of writing one.
#[derive(Debug)]
pub struct Enum {
    /// How the variant is told.
    pub tagging: Tagging,
    /// In the order of their declaration.
    pub variants: &'static [Variant],
    /// The variants that are gone, by `api.lock`.
    pub gone: &'static [Gone],
}

/// How JSON tells which variant a value is. See <https://serde.rs/enum-representations.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tagging {
    /// `"Variant"` or `{"Variant": ..}`.
    External,
    /// `{"tag": "Variant", ..}`.
    Internal {
        /// The key of the variant's name.
        tag: &'static str,
    },
    /// `{"tag": "Variant", "content": ..}`.
    Adjacent {
        /// The key of the variant's name.
        tag: &'static str,
        /// The key of its data.
        content: &'static str,
    },
    /// The data alone; the first variant that fits is taken.
    Untagged,
}

/// One variant of an enum.
#[derive(Debug)]
pub struct Variant {
    /// The variant's name in Rust.
    pub rust: &'static str,
    /// The name that is read in JSON, after serde's renames.
    pub json: &'static str,
    /// Other names that are read.
    pub aliases: &'static [&'static str],
    /// Its data.
    pub body: VariantBody,
    /// Whether it stands for every unknown name (`#[serde(other)]`).
    pub other: bool,
    /// Whether it alone is written without its name (`#[serde(untagged)]` on the variant).
    pub untagged: bool,
    /// Whether it is never read (`#[serde(skip)]`, `#[serde(skip_deserializing)]`).
    pub skipped: bool,
    /// The name that is written; `None` where it never is (`#[serde(skip)]`, `#[serde(skip_serializing)]`).
    pub written: Option<&'static str>,
    /// Its doc comment.
    pub doc: &'static str,
    /// Its number in protobuf: `#[proto(N)]`, or its place among the variants, from 1. 0 where it is never on the wire.
    pub number: u32,
}

/// The data of a variant.
#[derive(Debug)]
pub enum VariantBody {
    /// None.
    Unit,
    /// One unnamed value.
    Newtype(Kind, Limits),
    /// Several unnamed values.
    Tuple(&'static [Kind]),
    /// Named values.
    Struct(Fields),
}

/// What a value is.
///
/// A const in generic code cannot allocate, so parts are behind `&'static` references.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// `true` or `false`.
    Bool,
    /// An integer of the given width in bits, 8 to 64.
    Int {
        /// Whether it can be negative.
        signed: bool,
        /// 8, 16, 32 or 64.
        bits: u8,
    },
    /// A number of the given width in bits, 32 or 64.
    Float {
        /// 32 or 64.
        bits: u8,
    },
    /// A string of one Unicode scalar value.
    Char,
    /// A string.
    String,
    /// `null`.
    Unit,
    /// A value or `null`; as a field it may be left out.
    Option(&'static Self),
    /// An array of one kind of element, of exactly `len` elements where that is given.
    Seq(&'static Self, Option<usize>),
    /// An array of one kind of element in which no value may be twice, as a set writes it.
    Set(&'static Self),
    /// An array with one kind a position.
    Tuple(&'static [Self]),
    /// An object with any keys; keys that are no strings in Rust are written as strings.
    Map(&'static Self, &'static Self),
    /// Another message.
    Message(ShapeRef),
    /// A form that serde code hides. It is not checked. In protobuf it is `google.protobuf.Value`.
    Opaque,
    /// A value whose form in protobuf is not that of its JSON.
    Apart(&'static Apart),
}

/// A value in two forms.
#[derive(Clone, Copy, Debug)]
pub struct Apart {
    /// What it is in JSON.
    pub json: Kind,
    /// What it is in protobuf.
    pub proto: ProtoKind,
}

/// What a value is in protobuf, where its JSON does not say so.
#[derive(Clone, Copy, Debug)]
pub enum ProtoKind {
    /// `bytes`.
    Bytes,
    /// `google.protobuf.Timestamp`.
    Timestamp,
    /// `google.protobuf.Duration`.
    Duration,
    /// What values of this kind are.
    Like(Kind),
}

/// Limits on a value, from `#[schemars(..)]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The least value of a number.
    pub min: Option<Bound>,
    /// The greatest value of a number.
    pub max: Option<Bound>,
    /// The least length: characters of a string, elements of an array, entries of a map.
    pub min_length: Option<usize>,
    /// The greatest length.
    pub max_length: Option<usize>,
    /// A regular expression that a string must contain a match of.
    pub pattern: Option<&'static str>,
    /// Limits on each element of an array.
    pub inner: Option<&'static Self>,
}

impl Limits {
    /// No limits.
    pub const NONE: Self = Self {
        min: None,
        max: None,
        min_length: None,
        max_length: None,
        pattern: None,
        inner: None,
    };

    /// Whether there is nothing to check.
    pub const fn is_none(&self) -> bool {
        // A pattern costs the compiler less than six calls, and examples ask for every field.
        matches!(
            self,
            Self {
                min: None,
                max: None,
                min_length: None,
                max_length: None,
                pattern: None,
                inner: None,
            }
        )
    }
}

/// An end of a range, exact for integers and for floats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The bound as an integer, its fraction cut off.
    pub int: i128,
    /// The bound as a float.
    pub float: f64,
    /// Whether the bound itself is out of the range.
    pub exclusive: bool,
}

impl Presence {
    /// The presence of a field of this kind without serde attributes: an `Option` may be left out.
    pub const fn of(kind: &Kind) -> Self {
        if kind.is_optional() {
            Self::Optional
        } else {
            Self::Required
        }
    }
}

impl Fields {
    /// No fields.
    pub const NONE: &'static Self = &Self {
        list: &[],
        open: false,
        deny_unknown: false,
        gone: &[],
    };
}

impl Field {
    /// A field without serde attributes: its name in Rust is its key, and an `Option` may be left out.
    pub const fn plain(name: &'static str, kind: Kind) -> Self {
        Self {
            rust: name,
            json: name,
            aliases: &[],
            kind,
            presence: Presence::of(&kind),
            flatten: false,
            limits: Limits::NONE,
            written: Written {
                json: name,
                presence: Presence::of(&kind),
            },
            doc: "",
            proto: Proto {
                number: 0,
                explicit: false,
            },
        }
    }

    /// The same with a number in protobuf.
    #[must_use]
    pub const fn numbered(mut self, number: u32) -> Self {
        self.proto.number = number;
        self
    }

    /// The same with a doc comment.
    #[must_use]
    pub const fn described(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }
}

impl Kind {
    /// What the value is in JSON.
    pub const fn json(&self) -> &Self {
        match self {
            Self::Apart(apart) => apart.json.json(),
            kind => kind,
        }
    }

    /// Whether a field of this kind may be left out.
    pub const fn is_optional(&self) -> bool {
        matches!(self.json(), Self::Option(_))
    }

    /// Whether it is a list of bytes, which protobuf can write as `bytes`.
    pub const fn is_byte_list(&self) -> bool {
        matches!(self, Self::Seq(element, None) if element.is_byte())
    }

    /// Whether it is an option of such a list.
    pub const fn is_optional_byte_list(&self) -> bool {
        matches!(self, Self::Option(inner) if inner.is_byte_list())
    }

    /// Whether protobuf tells that a field of this kind is not there from all its values: whether it is no list, no map and
    /// no option, in as many newtypes as may be.
    pub const fn can_be_required(&self) -> bool {
        match self {
            Self::Option(_) | Self::Seq(..) | Self::Set(_) | Self::Map(..) => false,
            Self::Apart(Apart {
                proto: ProtoKind::Like(kind),
                ..
            }) => kind.can_be_required(),
            Self::Message(shape) => match shape.get().body {
                Body::Transparent(inner, _) => inner.can_be_required(),
                _ => true,
            },
            _ => true,
        }
    }

    const fn is_byte(&self) -> bool {
        matches!(
            self,
            Self::Int {
                signed: false,
                bits: 8
            }
        )
    }

    /// Whether an object that this is flattened into takes any keys: a map, or what serde code hides.
    pub const fn is_open(&self) -> bool {
        match self.json() {
            Self::Map(..) | Self::Opaque => true,
            Self::Option(inner) => inner.is_open(),
            _ => false,
        }
    }
}
