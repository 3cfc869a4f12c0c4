//! Types that are written as the one value that they hold.

use std::marker::PhantomData;

use super::fault::Fault;
use super::form::Form;
use super::reader::{Reader, Tag};
use super::writer::Writer;
use crate::spec::shape::Limits;

/// A type that is written as the one value that it holds. `#[message]` implements it.
pub trait WireNewtype: Sized {
    /// The type of the value.
    type Inner;
    /// The limits that the value has to keep to.
    const LIMITS: &'static Limits = &Limits::NONE;

    /// The value.
    fn inner(&self) -> &Self::Inner;

    /// The type around a value.
    fn of(inner: Self::Inner) -> Self;
}

/// The form of such a type: `F`, that of the value.
#[derive(Debug)]
pub struct Via<F>(PhantomData<F>);

fn whole<T: WireNewtype, F: Form<T::Inner>>(
    inner: T::Inner,
    input: &Reader<'_>,
) -> Result<T, Fault> {
    if input.is_limited() && !T::LIMITS.is_none() {
        F::check(&inner, T::LIMITS)?;
    }
    Ok(T::of(inner))
}

fn around<T: WireNewtype, F: Form<T::Inner>>(
    inner: Option<T::Inner>,
    input: &Reader<'_>,
) -> Result<Option<T>, Fault> {
    inner.map(|inner| whole::<T, F>(inner, input)).transpose()
}

impl<T: WireNewtype, F: Form<T::Inner>> Form<T> for Via<F> {
    type One = Via<F::One>;
    type Slot<'a> = F::Slot<'a>;

    const PACKED: bool = F::PACKED;

    fn put(value: &T, number: u32, out: &mut Writer) {
        F::put(value.inner(), number, out);
    }

    fn is_absent(value: &T) -> bool {
        F::is_absent(value.inner())
    }

    fn take<'a>(slot: &mut Self::Slot<'a>, tag: Tag, input: &mut Reader<'a>) -> Result<(), Fault> {
        F::take(slot, tag, input)
    }

    fn finish(slot: Self::Slot<'_>, input: &Reader<'_>) -> Result<Option<T>, Fault> {
        around::<T, F>(F::finish(slot, input)?, input)
    }

    fn absent(input: &Reader<'_>) -> Result<Option<T>, Fault> {
        around::<T, F>(F::absent(input)?, input)
    }

    fn of_nothing(input: &Reader<'_>) -> Result<Option<T>, Fault> {
        around::<T, F>(F::of_nothing(input)?, input)
    }

    fn put_bare(value: &T, out: &mut Writer) {
        F::put_bare(value.inner(), out);
    }

    fn take_bare(input: &mut Reader<'_>) -> Result<T, Fault> {
        whole::<T, F>(F::take_bare(input)?, input)
    }

    fn put_root(value: &T, out: &mut Writer) {
        F::put_root(value.inner(), out);
    }

    fn take_root(input: &mut Reader<'_>) -> Result<T, Fault> {
        whole::<T, F>(F::take_root(input)?, input)
    }

    fn take_one(tag: Tag, input: &mut Reader<'_>) -> Result<T, Fault> {
        whole::<T, F>(F::take_one(tag, input)?, input)
    }

    fn check(value: &T, limits: &'static Limits) -> Result<(), Fault> {
        F::check(value.inner(), limits)
    }
}
