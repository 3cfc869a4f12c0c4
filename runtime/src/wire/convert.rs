//! Values that travel as values of another type.

use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::fault::Fault;
use super::form::Form;
use super::reader::{Reader, Tag};
use super::writer::Writer;
use crate::spec::shape::Limits;

/// The way from a type to the one that it travels as, and back.
pub trait Convert<T> {
    /// What it travels as.
    type Wire;

    /// The value as it travels.
    fn to_wire(value: &T) -> Result<Self::Wire, Fault>;

    /// The value of one that has travelled.
    fn of_wire(wire: Self::Wire) -> Result<T, Fault>;
}

/// The form of a value that travels as another, whose form is `F`.
#[derive(Debug)]
pub struct Through<C, F>(PhantomData<(C, F)>);

fn of<T, C: Convert<T>>(wire: Option<C::Wire>) -> Result<Option<T>, Fault> {
    wire.map(C::of_wire).transpose()
}

impl<T, C: Convert<T>, F: Form<C::Wire>> Form<T> for Through<C, F> {
    type One = Through<C, F::One>;
    type Slot<'a> = F::Slot<'a>;

    const PACKED: bool = F::PACKED;

    fn put<'a>(value: &'a T, number: u32, out: &mut Writer<'a>) {
        match C::to_wire(value) {
            Ok(wire) => out.passing(|out| F::put(&wire, number, out)),
            Err(fault) => out.fail(fault),
        }
    }

    fn take<'a>(slot: &mut Self::Slot<'a>, tag: Tag, input: &mut Reader<'a>) -> Result<(), Fault> {
        F::take(slot, tag, input)
    }

    fn finish(slot: Self::Slot<'_>, input: &Reader<'_>) -> Result<Option<T>, Fault> {
        of::<T, C>(F::finish(slot, input)?)
    }

    fn absent(input: &Reader<'_>) -> Result<Option<T>, Fault> {
        of::<T, C>(F::absent(input)?)
    }

    fn of_nothing(input: &Reader<'_>) -> Result<Option<T>, Fault> {
        of::<T, C>(F::of_nothing(input)?)
    }

    fn put_bare(value: &T, out: &mut Writer<'_>) {
        match C::to_wire(value) {
            Ok(wire) => F::put_bare(&wire, out),
            Err(fault) => out.fail(fault),
        }
    }

    fn take_bare(input: &mut Reader<'_>) -> Result<T, Fault> {
        C::of_wire(F::take_bare(input)?)
    }

    fn put_root<'a>(value: &'a T, out: &mut Writer<'a>) {
        match C::to_wire(value) {
            Ok(wire) => out.passing(|out| F::put_root(&wire, out)),
            Err(fault) => out.fail(fault),
        }
    }

    fn take_root(input: &mut Reader<'_>) -> Result<T, Fault> {
        C::of_wire(F::take_root(input)?)
    }

    fn take_one(tag: Tag, input: &mut Reader<'_>) -> Result<T, Fault> {
        C::of_wire(F::take_one(tag, input)?)
    }

    fn check(value: &T, limits: &'static Limits) -> Result<(), Fault> {
        F::check(&C::to_wire(value)?, limits)
    }
}

/// A value whose form serde code hides travels as what reads and writes the same JSON: a `google.protobuf.Value` at
/// least.
#[derive(Debug)]
pub struct Hidden<W = serde_json::Value>(PhantomData<W>);

impl<T, W> Convert<T> for Hidden<W>
where
    T: Serialize + DeserializeOwned,
    W: Serialize + DeserializeOwned,
{
    type Wire = W;

    fn to_wire(value: &T) -> Result<W, Fault> {
        to_json(|serializer| value.serialize(serializer))
    }

    fn of_wire(wire: W) -> Result<T, Fault> {
        from_json(|json| T::deserialize(json), wire)
    }
}

/// What serde code writes, as another type reads it.
pub fn to_json<W: DeserializeOwned>(
    write: impl FnOnce(serde_json::value::Serializer) -> Result<serde_json::Value, serde_json::Error>,
) -> Result<W, Fault> {
    let json = write(serde_json::value::Serializer).map_err(|error| unwritten(&error))?;
    W::deserialize(json).map_err(|error| unwritten(&error))
}

/// What a type writes, as serde code reads it.
pub fn from_json<T, W: Serialize>(
    read: impl FnOnce(serde_json::Value) -> Result<T, serde_json::Error>,
    wire: W,
) -> Result<T, Fault> {
    let json = serde_json::to_value(wire).map_err(|error| unwritten(&error))?;
    read(json).map_err(|error| Fault::new(error.to_string()))
}

#[cold]
fn unwritten(error: &serde_json::Error) -> Fault {
    Fault::new(format!("the value cannot be written: {error}"))
}
