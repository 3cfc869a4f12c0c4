//! A public type may hold private ones, and may be read and written as one: turning on protobuf changes nothing of that.
#![deny(warnings)]
#![allow(dead_code)]

use traitwire::message;

#[message]
struct Inner {
    number: u32,
}

#[message]
enum Color {
    Red,
}

#[message]
struct Wrapper<T> {
    item: T,
}

#[message]
pub struct Outer(Inner);

#[message]
pub(crate) struct Paint(Color);

#[message]
pub struct Many<T>(Vec<Wrapper<T>>);

#[message]
#[serde(transparent)]
pub struct Seen {
    inner: Option<Inner>,
    #[serde(skip)]
    count: usize,
}

#[message]
#[serde(from = "Inner", into = "Inner")]
pub struct Number(u32);

impl From<Inner> for Number {
    fn from(inner: Inner) -> Self {
        Self(inner.number)
    }
}

impl From<Number> for Inner {
    fn from(number: Number) -> Self {
        Self { number: number.0 }
    }
}

/// What is skipped needs a default, and so does what may be missing.
#[message]
pub struct Cached<T> {
    item: T,
    #[serde(skip)]
    cache: T,
    #[serde(default)]
    fallback: T,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Outer>();
    message::<Paint>();
    message::<Many<u8>>();
    message::<Seen>();
    message::<Number>();
    message::<Cached<String>>();
}
