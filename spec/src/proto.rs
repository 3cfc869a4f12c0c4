//! The protobuf form of a service: its messages and enums as plain data.
//!
//! It follows from the constant [shapes](crate::shape) of the types, is part of every
//! [`ServiceSpec`](crate::ServiceSpec), and is what `.proto` text, descriptors and comparisons are made from.

mod check;
mod descriptor;
mod files;
#[doc(hidden)]
pub mod layout;
#[doc(hidden)]
pub mod names;
mod text;

pub use descriptor::file_descriptor_set;
pub use files::{ProtoFile, ProtoService, proto_files};

use serde::Serialize;

/// The greatest number of a field (<https://protobuf.dev/programming-guides/proto3/#assigning>).
pub(crate) const GREATEST: u32 = 536_870_911;

/// Messages, enums and the error of a service. Nothing of it is nested: every type has a full name, such as
/// `tasks.v1.Task`. What protobuf itself defines (`google.protobuf.Timestamp` and the like) is named and not listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ProtoSpec {
    /// Why the service has no protobuf form, such as two types of one full name. JSON needs none, so it is
    /// no mistake until protobuf is asked for. The rest is empty then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<String>,
    /// Sorted by name.
    pub messages: Vec<ProtoMessage>,
    /// Sorted by name.
    pub enums: Vec<ProtoEnum>,
    /// Full name of the message that holds an error of the service. `None` where methods return a plain status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

impl ProtoSpec {
    /// Whether nothing is said of protobuf.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The message of a full name.
    pub fn message(&self, name: &str) -> Option<&ProtoMessage> {
        self.messages.iter().find(|message| message.name == name)
    }

    /// The enum of a full name.
    pub fn enumeration(&self, name: &str) -> Option<&ProtoEnum> {
        self.enums.iter().find(|found| found.name == name)
    }
}

/// What a method is in protobuf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MethodProto {
    /// Full name of its request message, or of one item of a stream of requests.
    pub request: String,
    /// Full name of its reply message, or of one item of a stream of replies.
    pub reply: String,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProtoMessage {
    /// Full name, such as `tasks.v1.PageTask`.
    pub name: String,
    /// Name of the type that it comes from, without the arguments of a generic one: `Page` of `PageTask`.
    pub base: String,
    /// Where that is in Rust, such as `tasks_api::Page`, of the fields of a variant `tasks_api::Event::Created`. `None`
    /// where protobuf alone needs the message, and in descriptions that were read.
    #[serde(skip)]
    pub path: Option<String>,
    /// Its documentation.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// Name of the `oneof` that all fields are in, if they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oneof: Option<String>,
    /// In the order of their declaration.
    pub fields: Vec<ProtoField>,
    /// What no field may use again.
    #[serde(skip_serializing_if = "Reserved::is_empty")]
    pub reserved: Reserved,
}

/// A field of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProtoField {
    /// Its name, which is that in Rust.
    pub name: String,
    /// Its number, from 1 to 536870911.
    pub number: u32,
    /// How many values it has.
    #[serde(skip_serializing_if = "ProtoLabel::is_single")]
    pub label: ProtoLabel,
    /// Whether a message without it is refused. Protobuf itself does not know that.
    #[serde(skip_serializing_if = "is_false")]
    pub required: bool,
    /// What it holds.
    #[serde(rename = "type")]
    pub ty: ProtoType,
    /// Its key in JSON, where that is not the one which protobuf makes of the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json_name: Option<String>,
    /// Its documentation.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub doc: String,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// How many values a field has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProtoLabel {
    /// One. A number, a text or a truth value that is zero or empty is not sent.
    #[default]
    Single,
    /// One or none: `optional`.
    Optional,
    /// Any number of them: `repeated`.
    Repeated,
}

impl ProtoLabel {
    pub(crate) const ALL: &'static [Self] = &[Self::Single, Self::Optional, Self::Repeated];

    /// The name of the label, such as `repeated`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Optional => "optional",
            Self::Repeated => "repeated",
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks with a reference"
    )]
    const fn is_single(&self) -> bool {
        matches!(self, Self::Single)
    }
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProtoType {
    /// The message of this full name.
    Message(String),
    /// The enum of this full name.
    Enum(String),
    /// A map. Its field is neither optional nor repeated.
    Map {
        /// Its keys: integers, truth values or strings.
        key: ProtoScalar,
        /// Its values, which are no maps.
        value: Box<Self>,
    },
    /// A scalar, such as `uint64`.
    #[serde(untagged)]
    Scalar(ProtoScalar),
}

/// A scalar type of protobuf. Integers are the variable-length ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProtoScalar {
    /// `bool`.
    Bool,
    /// `int32`.
    Int32,
    /// `int64`.
    Int64,
    /// `uint32`.
    Uint32,
    /// `uint64`.
    Uint64,
    /// `float`.
    Float,
    /// `double`.
    Double,
    /// `string`.
    String,
    /// `bytes`.
    Bytes,
}

impl ProtoScalar {
    pub(crate) const ALL: &'static [Self] = &[
        Self::Bool,
        Self::Int32,
        Self::Int64,
        Self::Uint32,
        Self::Uint64,
        Self::Float,
        Self::Double,
        Self::String,
        Self::Bytes,
    ];

    /// The word of the type in `.proto` files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Uint32 => "uint32",
            Self::Uint64 => "uint64",
            Self::Float => "float",
            Self::Double => "double",
            Self::String => "string",
            Self::Bytes => "bytes",
        }
    }
}

impl ProtoType {
    /// The full name of the message or enum that the type refers to, of a map that of its values.
    pub fn named(&self) -> Option<&str> {
        match self {
            Self::Scalar(_) => None,
            Self::Message(name) | Self::Enum(name) => Some(name),
            Self::Map { value, .. } => value.named(),
        }
    }
}

/// An enum without data. Its first value is `<ENUM>_UNSPECIFIED` with the number 0, which is never sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProtoEnum {
    /// Full name, such as `tasks.v1.State`.
    pub name: String,
    /// Name of the type that it comes from.
    pub base: String,
    /// Where that is in Rust, as that of a message.
    #[serde(skip)]
    pub path: Option<String>,
    /// Its documentation.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// In the order of their declaration.
    pub values: Vec<ProtoValue>,
    /// What no value may use again.
    #[serde(skip_serializing_if = "Reserved::is_empty")]
    pub reserved: Reserved,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProtoValue {
    /// Its name, such as `STATE_DONE`.
    pub name: String,
    /// Its number.
    pub number: u32,
    /// Its documentation.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub doc: String,
}

/// Numbers and names of fields or values that are gone, so that nobody uses them again for something else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reserved {
    /// In ascending order.
    pub numbers: Vec<u32>,
    /// Sorted.
    pub names: Vec<String>,
}

impl Reserved {
    /// Whether nothing is reserved.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.names.is_empty()
    }

    /// The numbers as ranges, both ends included.
    fn ranges(&self) -> impl Iterator<Item = (u32, u32)> {
        let follow = |one: &u32, next: &u32| one.checked_add(1) == Some(*next);
        let runs = self.numbers.chunk_by(follow);
        runs.map(|run| (run[0], run[run.len() - 1]))
    }
}
