//! Fields of several values.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;

use arbitrary::Arbitrary;
use traitwire::{Bytes, message};

use crate::enums::Color;
use crate::nested::Leaf;
use crate::random;

/// Lists and sets.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Lists {
    pub signed8: Vec<i8>,
    pub signed32: Vec<i32>,
    pub unsigned64: Vec<u64>,
    pub flags: Vec<bool>,
    #[arbitrary(with = random::floats)]
    pub floats: Vec<f64>,
    pub letters: Vec<char>,
    pub words: Vec<String>,
    #[arbitrary(with = random::list_of_bytes)]
    pub bytes: Vec<Bytes>,
    pub leaves: Vec<Leaf>,
    pub queue: VecDeque<u32>,
    pub boxed: Box<[i16]>,
    pub shared: Arc<[String]>,
    pub sorted: BTreeSet<String>,
    pub set: HashSet<u32>,
    pub colors: BTreeSet<Color>,
    pub three: [u16; 3],
    pub two: [String; 2],
}

/// Several values in each of several.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Wrapped {
    pub lists: Vec<Vec<u32>>,
    #[arbitrary(with = random::matrix)]
    pub matrix: Vec<Vec<f64>>,
    pub deep: Vec<Vec<Vec<String>>>,
    pub gaps: Vec<Option<u32>>,
    pub leaf_gaps: Vec<Option<Leaf>>,
    pub some_list: Option<Vec<u32>>,
    pub some_leaves: Option<Vec<Leaf>>,
    pub some_set: Option<BTreeSet<i32>>,
    pub some_map: Option<BTreeMap<String, bool>>,
    pub maps: Vec<BTreeMap<i32, String>>,
    pub map_of_lists: BTreeMap<String, Vec<String>>,
    pub map_of_maps: BTreeMap<String, BTreeMap<String, u32>>,
    pub map_of_gaps: BTreeMap<String, Option<bool>>,
    pub pairs: [[u8; 2]; 2],
}

/// Maps with every key.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Maps {
    pub by_text: BTreeMap<String, u32>,
    pub by_i8: BTreeMap<i8, String>,
    pub by_i32: BTreeMap<i32, bool>,
    pub by_i64: BTreeMap<i64, u8>,
    pub by_u16: BTreeMap<u16, i16>,
    pub by_u64: BTreeMap<u64, i64>,
    pub by_flag: BTreeMap<bool, Leaf>,
    pub by_letter: BTreeMap<char, u32>,
    pub by_color: BTreeMap<Color, String>,
    pub colors: BTreeMap<String, Color>,
    pub hashed: HashMap<String, Leaf>,
}
