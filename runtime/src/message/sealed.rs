//! What has every value be one that protobuf knows, too.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;

/// What [`Value`](super::Value) wants of a type that none but `#[message]` and this crate gives it. A value needs a form in
/// protobuf as soon as any crate of a build turns gRPC on, and nobody can write that by hand.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`Value` cannot be implemented for `{Self}` by hand",
    label = "is no message",
    note = "put `#[message]` on the type, which implements `Value` for it"
)]
pub trait Sealed {}

macro_rules! sealed {
    ($([$($param:tt)*] $ty:ty,)*) => { $(impl<$($param)*> Sealed for $ty {})* };
}

sealed! {
    [] Cow<'static, str>,
    [T] Box<T>,
    [] Box<str>,
    [T] Box<[T]>,
    [T] Arc<T>,
    [] Arc<str>,
    [T] Arc<[T]>,
    [T] Option<T>,
    [T] Vec<T>,
    [T] VecDeque<T>,
    [T, const N: usize] [T; N],
    [T] BTreeSet<T>,
    [T, S] HashSet<T, S>,
    [K, V] BTreeMap<K, V>,
    [K, V, S] HashMap<K, V, S>,
}
