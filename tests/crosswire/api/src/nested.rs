//! Messages in each other, and types that are written as what they hold.

use std::collections::BTreeMap;

use arbitrary::{Arbitrary, Result, Unstructured};
use traitwire::message;

use crate::random;

/// A message with nothing below.
#[message]
#[derive(Arbitrary, Default, PartialEq)]
pub struct Leaf {
    #[arbitrary(with = random::text)]
    pub name: String,
    pub count: i64,
}

/// A number by another name.
#[message]
#[derive(Arbitrary, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(pub u64);

/// A word by another name.
#[message]
#[derive(Arbitrary, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word(pub String);

/// A list by another name.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Names(pub Vec<String>);

/// A message by another name.
#[message]
#[derive(Arbitrary, PartialEq)]
#[serde(transparent)]
pub struct Around {
    pub leaf: Leaf,
}

/// Several values without names.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Pair(pub i32, pub String);

/// Nothing.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Nothing;

/// Types by other names, in every place.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Newtypes {
    pub id: Id,
    pub ids: Vec<Id>,
    pub names: Names,
    pub lists: Vec<Names>,
    pub around: Around,
    pub by_word: BTreeMap<Word, Id>,
    pub by_id: BTreeMap<Id, Around>,
}

/// Tuples and what holds nothing.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Tuples {
    pub pair: Pair,
    pub tuple: (bool, String),
    pub single: (u32,),
    pub tuples: Vec<(u8, Vec<u8>, Option<Leaf>)>,
    pub nothing: Nothing,
    pub unit: (),
    pub units: Vec<()>,
}

/// A page of anything.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub first: Option<T>,
    pub named: BTreeMap<String, T>,
}

/// Pages of one thing and another.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Pages {
    pub words: Page<String>,
    pub leaves: Page<Leaf>,
    pub lists: Page<Vec<u32>>,
    pub pages: Page<Page<u32>>,
}

/// A message that holds itself.
#[message]
#[derive(Default, PartialEq)]
pub struct Tree {
    pub name: String,
    pub kids: Vec<Self>,
    pub parent: Option<Box<Self>>,
    pub named: BTreeMap<String, Self>,
    pub twig: Option<Box<Twig>>,
}

/// A message that holds one that holds it.
#[message]
#[derive(Default, PartialEq)]
pub struct Twig {
    pub tree: Option<Tree>,
    pub length: u32,
}

impl Arbitrary<'_> for Tree {
    fn arbitrary(from: &mut Unstructured<'_>) -> Result<Self> {
        random::tree(from, 8)
    }
}

impl Arbitrary<'_> for Twig {
    fn arbitrary(from: &mut Unstructured<'_>) -> Result<Self> {
        random::twig(from, 8)
    }
}

/// Fields that stand among those of the struct in JSON.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Flat {
    pub id: u64,
    #[serde(flatten)]
    pub leaf: Leaf,
    #[serde(flatten)]
    pub rest: BTreeMap<String, u32>,
}

/// A value that is read as another.
#[message]
#[derive(PartialEq)]
#[serde(try_from = "String", into = "String")]
pub struct Even(u32);

impl Even {
    /// Twice the number.
    pub fn twice(number: u32) -> Self {
        Self(number & !1)
    }

    /// The number.
    pub fn get(&self) -> u32 {
        self.0
    }
}

impl TryFrom<String> for Even {
    type Error = String;

    fn try_from(text: String) -> std::result::Result<Self, String> {
        let number: u32 = text.parse().map_err(|_| String::from("no number"))?;
        if number.is_multiple_of(2) {
            Ok(Self(number))
        } else {
            Err(format!("{number} is odd"))
        }
    }
}

impl From<Even> for String {
    fn from(even: Even) -> Self {
        even.0.to_string()
    }
}

impl Arbitrary<'_> for Even {
    fn arbitrary(from: &mut Unstructured<'_>) -> Result<Self> {
        u32::arbitrary(from).map(Self::twice)
    }
}

/// A message that is read as another.
#[message]
#[derive(Arbitrary, PartialEq)]
#[serde(from = "Leaf", into = "Leaf")]
pub struct LikeLeaf(pub Leaf);

impl From<Leaf> for LikeLeaf {
    fn from(leaf: Leaf) -> Self {
        Self(leaf)
    }
}

impl From<LikeLeaf> for Leaf {
    fn from(like: LikeLeaf) -> Self {
        like.0
    }
}

/// Values that travel as others.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Likes {
    pub even: Even,
    pub evens: Vec<Even>,
    pub leaf: LikeLeaf,
    pub leaves: Vec<LikeLeaf>,
}
