//! Messages of every form.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use traitwire::{Bytes, message};

/// Numbers that lose something where they are held as 64-bit floats.
#[message]
pub(crate) struct Numbers {
    /// Beyond what a float can hold.
    pub(crate) large: u64,
    /// The greatest of all.
    pub(crate) greatest: u64,
    /// The least of all.
    pub(crate) least: i64,
    /// With a fraction.
    pub(crate) ratio: f64,
}

/// A struct in a struct.
#[message]
pub(crate) struct Outer {
    /// The inner one.
    pub(crate) inner: Inner,
    /// Perhaps another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) maybe: Option<Inner>,
    /// Its fields stand here.
    #[serde(flatten)]
    pub(crate) flat: Inner,
}

/// The inner struct.
#[message]
pub(crate) struct Inner {
    /// An identifier.
    pub(crate) id: u64,
    /// A name.
    #[serde(rename = "fullName")]
    pub(crate) name: String,
}

/// Maps, sets and lists.
#[message]
pub(crate) struct Collections {
    /// By name.
    pub(crate) by_name: BTreeMap<String, u64>,
    /// By number.
    pub(crate) by_number: BTreeMap<i32, Vec<Inner>>,
    /// No two alike.
    pub(crate) set: BTreeSet<i64>,
    /// Rows.
    pub(crate) matrix: Vec<Vec<f64>>,
    /// Some may be missing.
    pub(crate) gaps: Vec<Option<u64>>,
    /// As many as that.
    pub(crate) fixed: [u16; 3],
    /// Two of two kinds.
    pub(crate) pair: (String, u8),
}

/// Told by the key around the data.
#[message]
pub(crate) enum External {
    /// No data.
    Unit,
    /// One value.
    Newtype(u64),
    /// Several values.
    Tuple(u64, String),
    /// Named values.
    Struct {
        /// A large one.
        large: u64,
        /// Another value.
        next: Option<Box<Self>>,
    },
    /// A message.
    Message(Inner),
}

/// Told by a tag among the data.
#[message]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Internal {
    /// No data.
    Unit,
    /// Named values.
    Struct {
        /// A large one.
        large: u64,
        /// With a fraction.
        ratio: f64,
    },
    /// A message.
    Message(Inner),
}

/// Told by a tag beside the data.
#[message]
#[serde(tag = "t", content = "c")]
pub(crate) enum Adjacent {
    /// No data.
    Unit,
    /// One value.
    Newtype(u64),
    /// Several values.
    Tuple(u64, String),
    /// Named values.
    Struct {
        /// A large one.
        large: u64,
    },
}

/// Told by the data alone.
#[message]
#[serde(untagged)]
pub(crate) enum Untagged {
    /// A number.
    Number(u64),
    /// A text.
    Text(String),
    /// Named values.
    Struct {
        /// A large one.
        large: u64,
    },
    /// Several numbers.
    List(Vec<u64>),
    /// Yes or no.
    Flag(bool),
}

/// A tree.
#[message]
pub(crate) struct Tree {
    /// What the node holds.
    pub(crate) value: u64,
    /// The nodes below.
    pub(crate) kids: Vec<Self>,
}

/// A page of anything.
#[message]
pub(crate) struct Page<T> {
    /// What is on the page.
    pub(crate) items: Vec<T>,
    /// How many follow.
    pub(crate) left: Option<u64>,
}

/// Values that take little room.
#[message]
pub(crate) struct Small {
    /// 8 bits.
    pub(crate) tiny: i8,
    /// 16 bits.
    pub(crate) short: i16,
    /// 32 bits.
    pub(crate) wide: u32,
    /// A fraction.
    pub(crate) single: f32,
    /// Yes or no.
    pub(crate) flag: bool,
    /// One character.
    pub(crate) letter: char,
    /// An enum without data.
    pub(crate) color: Color,
    /// One that may be missing.
    pub(crate) other: Option<Color>,
    /// Told apart from an empty one.
    pub(crate) note: Option<String>,
    /// Twelve where it is missing.
    #[serde(default = "twelve")]
    pub(crate) dozen: u32,
    /// Keys that are no strings to protobuf.
    pub(crate) painted: BTreeMap<Color, u64>,
}

fn twelve() -> u32 {
    12
}

/// A color.
#[message]
#[derive(Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Color {
    /// As grass.
    Green,
    /// As night.
    #[proto(7)]
    DeepBlue,
}

/// Values that each format has a way of its own for.
#[message]
pub(crate) struct Known {
    /// Base64 in JSON.
    pub(crate) data: Bytes,
    /// A moment.
    pub(crate) at: SystemTime,
    /// A span of time.
    pub(crate) took: Duration,
    /// An address.
    pub(crate) from: IpAddr,
    /// Anything at all.
    pub(crate) any: serde_json::Value,
}
