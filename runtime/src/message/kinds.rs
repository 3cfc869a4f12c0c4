//! The values of the standard library that can stand in messages.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash};
use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64,
};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Sealed, Value};
use crate::spec::shape::{Apart, Kind, ProtoKind};

macro_rules! values {
    ($($ty:ty => $kind:expr,)*) => { $(
        impl Sealed for $ty {}

        impl Value for $ty {
            const KIND: Kind = $kind;
        }
    )* };
}

const fn signed(bits: u8) -> Kind {
    Kind::Int { signed: true, bits }
}

const fn unsigned(bits: u8) -> Kind {
    Kind::Int {
        signed: false,
        bits,
    }
}

/// A value whose form in protobuf is not that of its JSON.
macro_rules! apart {
    ($json:expr, $proto:expr) => {
        Kind::Apart(&Apart {
            json: $json,
            proto: $proto,
        })
    };
}

values! {
    bool => Kind::Bool,
    i8 => signed(8),
    i16 => signed(16),
    i32 => signed(32),
    i64 => signed(64),
    isize => signed(64),
    u8 => unsigned(8),
    u16 => unsigned(16),
    u32 => unsigned(32),
    u64 => unsigned(64),
    usize => unsigned(64),
    NonZeroI8 => signed(8),
    NonZeroI16 => signed(16),
    NonZeroI32 => signed(32),
    NonZeroI64 => signed(64),
    NonZeroU8 => unsigned(8),
    NonZeroU16 => unsigned(16),
    NonZeroU32 => unsigned(32),
    NonZeroU64 => unsigned(64),
    f32 => Kind::Float { bits: 32 },
    f64 => Kind::Float { bits: 64 },
    char => Kind::Char,
    String => Kind::String,
    std::path::PathBuf => Kind::String,
    std::net::IpAddr => Kind::String,
    std::net::Ipv4Addr => Kind::String,
    std::net::Ipv6Addr => Kind::String,
    () => Kind::Unit,
    // Any JSON at all.
    serde_json::Value => Kind::Opaque,
    serde_json::Map<String, serde_json::Value> => Kind::Map(&Kind::String, &Kind::Opaque),
    // Forms that serde has chosen: `{"secs": 1, "nanos": 0}` and the like.
    std::time::Duration => apart!(Kind::Opaque, ProtoKind::Duration),
    std::time::SystemTime => apart!(Kind::Opaque, ProtoKind::Timestamp),
}

values! {
    // Base64, which is a string.
    crate::Bytes => apart!(Kind::String, ProtoKind::Bytes),
}

#[cfg(feature = "chrono")]
values! {
    chrono::DateTime<chrono::Utc> => apart!(Kind::String, ProtoKind::Timestamp),
    // Their offset would get lost in a timestamp.
    chrono::DateTime<chrono::FixedOffset> => Kind::String,
    chrono::NaiveDate => Kind::String,
    chrono::NaiveDateTime => Kind::String,
    chrono::NaiveTime => Kind::String,
    chrono::Weekday => Kind::String,
    chrono::TimeDelta => apart!(Kind::Tuple(&[signed(64), signed(32)]), ProtoKind::Duration),
}

#[cfg(feature = "uuid")]
values! {
    uuid::Uuid => Kind::String,
}

impl Value for Cow<'static, str> {
    const KIND: Kind = Kind::String;
}

impl<T: Value> Value for Box<T> {
    const KIND: Kind = T::KIND;
}

impl Value for Box<str> {
    const KIND: Kind = Kind::String;
}

impl<T: Value> Value for Option<T> {
    const KIND: Kind = Kind::Option(&T::KIND);
}

impl<T: Value> Value for Vec<T> {
    const KIND: Kind = Kind::Seq(&T::KIND, None);
}

impl<T: Value> Value for Box<[T]> {
    const KIND: Kind = Kind::Seq(&T::KIND, None);
}

impl<T: Value> Value for VecDeque<T> {
    const KIND: Kind = Kind::Seq(&T::KIND, None);
}

impl<T: Value + Eq + Hash, S: BuildHasher + Default + Send + 'static> Value for HashSet<T, S> {
    const KIND: Kind = Kind::Set(&T::KIND);
}

impl<T: Value + Ord> Value for BTreeSet<T> {
    const KIND: Kind = Kind::Set(&T::KIND);
}

impl<T: Value, const N: usize> Value for [T; N]
where
    Self: Serialize + DeserializeOwned + JsonSchema,
{
    const KIND: Kind = Kind::Seq(&T::KIND, Some(N));
}

impl<K: Value + Eq + Hash, V: Value, S: BuildHasher + Default + Send + 'static> Value
    for HashMap<K, V, S>
{
    const KIND: Kind = Kind::Map(&K::KIND, &V::KIND);
}

impl<K: Value + Ord, V: Value> Value for BTreeMap<K, V> {
    const KIND: Kind = Kind::Map(&K::KIND, &V::KIND);
}

macro_rules! tuples {
    ($(($($name:ident),+))*) => { $(
        impl<$($name),+> Sealed for ($($name,)+) {}

        impl<$($name: Value),+> Value for ($($name,)+) {
            const KIND: Kind = Kind::Tuple(&[$($name::KIND),+]);
        }
    )* };
}

tuples! {
    (A) (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) (A, B, C, D, E, F) (A, B, C, D, E, F, G) (A, B, C, D, E, F, G, H)
}

impl<T: Value + Sync> Value for Arc<T> {
    const KIND: Kind = T::KIND;
}

impl Value for Arc<str> {
    const KIND: Kind = Kind::String;
}

impl<T: Value + Sync> Value for Arc<[T]> {
    const KIND: Kind = Kind::Seq(&T::KIND, None);
}
