//! Single values.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64,
};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use arbitrary::Arbitrary;
use traitwire::{Bytes, message};
use uuid::Uuid;

use crate::enums::{Color, Shade};
use crate::nested::{Id, Leaf};
use crate::random;

/// Integers of every width.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Integers {
    pub signed8: i8,
    pub signed16: i16,
    pub signed32: i32,
    pub signed64: i64,
    pub signed_size: isize,
    pub unsigned8: u8,
    pub unsigned16: u16,
    pub unsigned32: u32,
    pub unsigned64: u64,
    pub unsigned_size: usize,
}

/// Integers that are not zero.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct NonZeros {
    pub signed8: NonZeroI8,
    pub signed16: NonZeroI16,
    pub signed32: NonZeroI32,
    pub signed64: NonZeroI64,
    pub unsigned8: NonZeroU8,
    pub unsigned16: NonZeroU16,
    pub unsigned32: NonZeroU32,
    pub unsigned64: NonZeroU64,
}

/// All the rest.
#[message]
#[derive(Arbitrary, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Words {
    pub is_so: bool,
    #[arbitrary(with = random::small_float)]
    pub single: f32,
    #[arbitrary(with = random::float)]
    pub double: f64,
    pub letter: char,
    #[arbitrary(with = random::text)]
    pub text: String,
    #[serde(rename = "Boxed")]
    pub boxed_text: Box<str>,
    pub shared_text: Arc<str>,
    #[arbitrary(with = random::cow)]
    pub cow: Cow<'static, str>,
    pub path: PathBuf,
    pub v4: Ipv4Addr,
    pub v6: Ipv6Addr,
    pub address: IpAddr,
    #[arbitrary(with = random::bytes)]
    pub bytes: Bytes,
    #[proto(bytes)]
    #[arbitrary(with = random::blob)]
    pub blob: Vec<u8>,
    pub numbers: Vec<u8>,
    pub boxed: Box<u64>,
    pub shared: Arc<i32>,
    pub r#type: String,
}

/// Values that may be missing.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Options {
    pub flag: Option<bool>,
    pub small: Option<i16>,
    pub large: Option<u64>,
    pub letter: Option<char>,
    pub text: Option<String>,
    #[arbitrary(with = random::some_bytes)]
    pub bytes: Option<Bytes>,
    #[proto(bytes)]
    pub blob: Option<Vec<u8>>,
    pub color: Option<Color>,
    pub shade: Option<Shade>,
    pub leaf: Option<Leaf>,
    pub boxed: Option<Box<Leaf>>,
    pub id: Option<Id>,
    pub pair: Option<(u32, bool)>,
    pub unit: Option<()>,
    #[arbitrary(with = random::some_time)]
    pub time: Option<SystemTime>,
    #[arbitrary(with = random::some_id)]
    pub uuid: Option<Uuid>,
}

/// Values whose absence is told from zero, and numbers that somebody chose.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Explicit {
    #[proto(required)]
    pub required: u64,
    #[proto(required, 20)]
    pub name: String,
    #[serde(default)]
    pub zero: u32,
    #[serde(default = "seven")]
    pub seven: u32,
    #[serde(default = "a_letter")]
    pub letter: char,
    #[serde(default)]
    pub list: Vec<u32>,
    #[serde(default)]
    pub leaf: Leaf,
    #[serde(default)]
    pub maybe: Option<u32>,
    #[serde(skip)]
    #[arbitrary(default)]
    pub hidden: u32,
    #[proto(1000)]
    pub far: bool,
    /// Its number is its place, whatever the others are.
    pub last: i32,
}

fn seven() -> u32 {
    7
}

fn a_letter() -> char {
    'a'
}

/// A type with a value of its own for what is missing.
#[message]
#[derive(Arbitrary, PartialEq)]
#[serde(default)]
pub struct Defaulted {
    pub count: u32,
    pub name: String,
    pub shade: Shade,
    pub list: Vec<u32>,
}

impl Default for Defaulted {
    fn default() -> Self {
        Self {
            count: 5,
            name: String::from("nobody"),
            shade: Shade::Dark,
            list: vec![1],
        }
    }
}
