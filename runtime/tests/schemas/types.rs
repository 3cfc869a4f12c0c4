//! Messages of every form.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use traitwire::message;

/// Every scalar.
///
/// - one of each width
#[message]
#[derive(Default)]
#[serde(default)]
pub(crate) struct Scalars {
    pub(crate) flag: bool,
    pub(crate) i8: i8,
    pub(crate) i16: i16,
    pub(crate) i32: i32,
    pub(crate) i64: i64,
    pub(crate) isize: isize,
    pub(crate) u8: u8,
    pub(crate) u16: u16,
    pub(crate) u32: u32,
    pub(crate) u64: u64,
    pub(crate) usize: usize,
    pub(crate) single: f32,
    pub(crate) double: f64,
    pub(crate) letter: Option<char>,
    pub(crate) text: String,
    pub(crate) unit: (),
}

/// Lists, maps and what may be absent.
#[message]
#[serde(rename_all = "camelCase")]
pub(crate) struct Containers {
    pub(crate) plain_list: Vec<String>,
    pub(crate) absent_list: Option<Vec<u8>>,
    pub(crate) list_of_absent: Vec<Option<i32>>,
    pub(crate) nested: Vec<Vec<bool>>,
    pub(crate) array: [u16; 3],
    pub(crate) pair: (String, u8),
    pub(crate) set: BTreeSet<String>,
    pub(crate) by_name: BTreeMap<String, Leaf>,
    pub(crate) by_number: BTreeMap<u32, String>,
    pub(crate) by_state: BTreeMap<State, u8>,
    pub(crate) absent_leaf: Option<Leaf>,
    pub(crate) absent_state: Option<State>,
    pub(crate) boxed: Box<Leaf>,
    pub(crate) anything: serde_json::Value,
    pub(crate) took: Duration,
    pub(crate) address: Option<IpAddr>,
}

/// What serde can be told of fields.
#[message]
pub(crate) struct Fields {
    #[serde(rename = "type", alias = "kind")]
    pub(crate) renamed: String,
    #[serde(default = "tenth")]
    pub(crate) single: f32,
    #[serde(default = "largest")]
    pub(crate) largest: u64,
    #[serde(default)]
    pub(crate) labels: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    #[serde(skip)]
    #[expect(dead_code, reason = "it is in no schema")]
    pub(crate) hidden: u8,
    #[serde(flatten)]
    pub(crate) leaf: Leaf,
}

fn tenth() -> f32 {
    0.1
}

fn largest() -> u64 {
    u64::MAX
}

/// What schemars can be told.
#[message]
#[schemars(title = "Limits", extend("x-owner" = "tests"))]
pub(crate) struct Limits {
    /// At most nine.
    #[schemars(range(min = 1, max = 9))]
    pub(crate) small: u64,
    #[schemars(range(min = -0.5, max = 0.5))]
    pub(crate) ratio: f64,
    #[schemars(length(min = 1, max = 20), regex(pattern = "^[a-z]+$"))]
    pub(crate) name: String,
    #[schemars(length(max = 2))]
    pub(crate) few: Vec<Leaf>,
    #[schemars(example = 7, description = "Not zero.")]
    pub(crate) count: NonZeroU32,
    #[deprecated]
    pub(crate) old: Option<String>,
    /// Digits, each from 0 to 9.
    #[schemars(inner(range(max = 9)))]
    pub(crate) digits: Vec<u8>,
    /// At least one entry.
    #[schemars(length(min = 1))]
    pub(crate) counts: BTreeMap<String, u32>,
    /// Limited here and by its type.
    #[schemars(range(min = 2))]
    pub(crate) grade: Grade,
    /// The same, if there is any.
    #[schemars(range(min = 3))]
    pub(crate) spare: Option<Grade>,
    #[schemars(inner(range(min = 1)))]
    pub(crate) grades: Vec<Grade>,
}

/// From 0 to 5.
#[message]
pub(crate) struct Grade(#[schemars(range(max = 5))] pub(crate) u8);

/// Takes any further members.
#[message]
pub(crate) struct Open {
    pub(crate) id: u64,
    #[serde(flatten)]
    pub(crate) rest: BTreeMap<String, serde_json::Value>,
}

/// Takes no other members, by any transport.
#[message]
#[serde(deny_unknown_fields)]
pub(crate) struct Strict {
    pub(crate) id: u64,
}

/// The end of a branch.
#[message]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Leaf {
    /// What it is called.
    pub(crate) name: String,
}

/// A number with a name of its own.
#[message]
pub(crate) struct Id(pub(crate) u64);

/// As its content.
#[message]
#[serde(transparent)]
pub(crate) struct Transparent {
    pub(crate) content: Leaf,
}

/// By position.
#[message]
pub(crate) struct Position(pub(crate) f64, pub(crate) Option<f64>);

/// Has nothing to say.
#[message]
pub(crate) struct Nothing;

/// Has no fields.
#[message]
pub(crate) struct Empty {}

/// A tree.
#[message]
pub(crate) struct Tree {
    pub(crate) name: String,
    pub(crate) kids: Vec<Self>,
    pub(crate) other: Option<Box<Branch>>,
}

/// Part of a [`Tree`].
#[message]
pub(crate) struct Branch {
    pub(crate) tree: Option<Tree>,
}

/// One page of a list.
#[message]
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) next: Option<String>,
}

/// A state.
#[message]
#[derive(Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    ToDo,
    Done,
}

/// Told by the key.
#[message]
pub(crate) enum External {
    /// Nothing happened.
    Idle,
    Moved {
        from: u8,
        to: u8,
    },
    Named(String),
    Held(Leaf),
    Pair(u8, bool),
    Nothing {},
}

/// Told by a tag.
#[message]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Internal {
    /// It went.
    WentAway,
    /// It moved.
    MovedOn {
        from: u8,
        to: u8,
    },
    HeldBy(Leaf),
}

/// Told by a tag beside the content.
#[message]
#[serde(tag = "t", content = "c")]
pub(crate) enum Adjacent {
    Idle,
    Number(u64),
    Moved { to: Leaf },
    Nothing {},
}

/// Told by its form.
#[message]
#[serde(untagged)]
pub(crate) enum Untagged {
    Number(u64),
    Leaf(Leaf),
    Several(Vec<Leaf>),
}

/// An enum and other fields in one object.
#[message]
pub(crate) struct Flattened {
    pub(crate) id: Id,
    #[serde(flatten)]
    pub(crate) what: Internal,
}

/// Everything that is no struct.
#[message]
pub(crate) struct Odds {
    pub(crate) id: Id,
    pub(crate) transparent: Transparent,
    pub(crate) position: Position,
    pub(crate) nothing: Nothing,
    pub(crate) empty: Empty,
    pub(crate) external: Vec<External>,
    pub(crate) internal: Vec<Internal>,
    pub(crate) adjacent: Vec<Adjacent>,
    pub(crate) untagged: Vec<Untagged>,
    pub(crate) flattened: Flattened,
    pub(crate) open: Open,
    pub(crate) strict: Strict,
}
