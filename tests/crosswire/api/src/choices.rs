//! Enums with data.

use std::collections::BTreeMap;

use arbitrary::Arbitrary;
use traitwire::message;

use crate::enums::Color;
use crate::nested::{Id, Leaf, Nothing};

/// Told by the key around the data, with variants of every kind.
#[message]
#[derive(Arbitrary, PartialEq)]
pub enum Choice {
    Nothing,
    Flag(bool),
    Number(u64),
    Text(String),
    Color(Color),
    Id(Id),
    Leaf(Leaf),
    Empty(Nothing),
    #[proto(30)]
    Pair(u32, String),
    HTTPServer {
        port: u16,
        leaf: Option<Leaf>,
        names: Vec<String>,
    },
    List(Vec<u32>),
    Leaves(Vec<Leaf>),
    Map(BTreeMap<String, u32>),
    Maybe(Option<bool>),
    Again(Box<Self>),
    Blob(#[proto(bytes)] Vec<u8>),
    #[serde(skip)]
    #[arbitrary(skip)]
    Hidden,
}

/// Told by a tag among the data.
#[message]
#[derive(Arbitrary, PartialEq)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Internal {
    Unit,
    Fields { large: u64, choice: Option<Choice> },
    Message(Leaf),
}

/// Told by a tag beside the data.
#[message]
#[derive(Arbitrary, PartialEq)]
#[serde(tag = "t", content = "c")]
pub enum Adjacent {
    Unit,
    Newtype(i32),
    Tuple(i8, String),
    Fields { large: u64 },
}

/// Told by the data alone.
#[message]
#[derive(Arbitrary, PartialEq)]
#[serde(untagged)]
pub enum Untagged {
    Number(u64),
    Text(String),
    Fields { large: u64 },
    List(Vec<u64>),
    Flag(bool),
}

/// Fields that hold them.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Choices {
    pub choice: Choice,
    pub internal: Internal,
    pub adjacent: Adjacent,
    pub untagged: Untagged,
    pub maybe: Option<Choice>,
    pub many: Vec<Choice>,
    pub named: BTreeMap<String, Internal>,
    pub nested: Vec<Option<Adjacent>>,
}

/// An enum whose data stands among the fields of the struct in JSON.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct FlatChoice {
    pub id: u64,
    #[serde(flatten)]
    pub internal: Internal,
}
