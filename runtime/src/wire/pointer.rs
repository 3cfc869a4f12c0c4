//! What owns a value somewhere else.

use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use super::fault::Fault;
use super::form::{Form, Wire};
use super::reader::{Reader, Tag};
use super::writer::Writer;
use crate::spec::shape::Limits;

/// The form of a pointer: that of what it points to.
#[derive(Debug)]
pub struct PointerTo<F>(PhantomData<F>);

impl<P, F> Form<P> for PointerTo<F>
where
    P: Deref<Target: Sized> + From<P::Target>,
    F: Form<P::Target>,
{
    type One = PointerTo<F::One>;
    type Slot<'a> = F::Slot<'a>;

    const PACKED: bool = F::PACKED;

    fn put<'a>(value: &'a P, number: u32, out: &mut Writer<'a>) {
        F::put(value, number, out);
    }

    fn is_absent(value: &P) -> bool {
        F::is_absent(value)
    }

    fn take<'a>(slot: &mut Self::Slot<'a>, tag: Tag, input: &mut Reader<'a>) -> Result<(), Fault> {
        F::take(slot, tag, input)
    }

    fn finish(slot: Self::Slot<'_>, input: &Reader<'_>) -> Result<Option<P>, Fault> {
        Ok(F::finish(slot, input)?.map(P::from))
    }

    fn absent(input: &Reader<'_>) -> Result<Option<P>, Fault> {
        Ok(F::absent(input)?.map(P::from))
    }

    fn of_nothing(input: &Reader<'_>) -> Result<Option<P>, Fault> {
        Ok(F::of_nothing(input)?.map(P::from))
    }

    fn put_bare(value: &P, out: &mut Writer<'_>) {
        F::put_bare(value, out);
    }

    fn take_bare(input: &mut Reader<'_>) -> Result<P, Fault> {
        F::take_bare(input).map(P::from)
    }

    fn put_root<'a>(value: &'a P, out: &mut Writer<'a>) {
        F::put_root(value, out);
    }

    fn take_root(input: &mut Reader<'_>) -> Result<P, Fault> {
        F::take_root(input).map(P::from)
    }

    fn take_one(tag: Tag, input: &mut Reader<'_>) -> Result<P, Fault> {
        F::take_one(tag, input).map(P::from)
    }

    fn check(value: &P, limits: &'static Limits) -> Result<(), Fault> {
        F::check(value, limits)
    }
}

impl<T: Wire> Wire for Box<T> {
    type Form = PointerTo<T::Form>;
}

impl<T: Wire> Wire for Arc<T> {
    type Form = PointerTo<T::Form>;
}
