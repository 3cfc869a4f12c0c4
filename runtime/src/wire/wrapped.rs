//! What protobuf has no place for among others: a message of its own wraps it.

use std::marker::PhantomData;

use prost::encoding::WireType;

use super::fault::Fault;
use super::form::Form;
use super::message::Pieces;
use super::reader::{Reader, Tag};
use super::writer::Writer;
use crate::spec::shape::Limits;

/// The form of a list, a map or an option in a message whose only field it is.
#[derive(Debug)]
pub struct Wrapped<F>(PhantomData<F>);

impl<T, F: Form<T>> Form<T> for Wrapped<F> {
    type One = Self;
    type Slot<'a> = Pieces<&'a [u8]>;

    fn put<'a>(value: &'a T, number: u32, out: &mut Writer<'a>) {
        out.nested(number, |out| F::put_root(value, out));
    }

    fn take<'a>(slot: &mut Self::Slot<'a>, tag: Tag, input: &mut Reader<'a>) -> Result<(), Fault> {
        tag.expect(WireType::LengthDelimited)?;
        slot.push(input.delimited()?);
        Ok(())
    }

    fn finish(slot: Self::Slot<'_>, input: &Reader<'_>) -> Result<Option<T>, Fault> {
        slot.read(input, F::take_root)
    }

    fn of_nothing(input: &Reader<'_>) -> Result<Option<T>, Fault> {
        F::take_root(&mut input.inside(&[])?).map(Some)
    }

    fn take_one(tag: Tag, input: &mut Reader<'_>) -> Result<T, Fault> {
        tag.expect(WireType::LengthDelimited)?;
        let bytes = input.delimited()?;
        F::take_root(&mut input.inside(bytes)?)
    }

    fn check(value: &T, limits: &'static Limits) -> Result<(), Fault> {
        F::check(value, limits)
    }
}
