//! Types that are written as the one value that they hold.

use std::marker::PhantomData;

use super::fault::Fault;
use super::form::Form;
use super::reader::{Reader, Tag};
use super::writer::Writer;
use crate::spec::shape::Limits;

/// The way from a type to the one value that it holds, and back. `#[message]` implements it.
pub trait Newtype<T> {
    /// The type of the value.
    type Inner;
    /// The limits that the value has to keep to.
    const LIMITS: &'static Limits = &Limits::NONE;

    /// The value.
    fn inner(value: &T) -> &Self::Inner;

    /// The type around a value.
    fn of(inner: Self::Inner) -> T;
}

/// The form of such a type, to which `N` is the way: `F`, that of the value.
#[derive(Debug)]
pub struct Via<N, F>(PhantomData<(N, F)>);

fn whole<T, N: Newtype<T>, F: Form<N::Inner>>(
    inner: N::Inner,
    input: &Reader<'_>,
) -> Result<T, Fault> {
    if input.is_limited() && !N::LIMITS.is_none() {
        F::check(&inner, N::LIMITS)?;
    }
    Ok(N::of(inner))
}

fn around<T, N: Newtype<T>, F: Form<N::Inner>>(
    inner: Option<N::Inner>,
    input: &Reader<'_>,
) -> Result<Option<T>, Fault> {
    inner
        .map(|inner| whole::<T, N, F>(inner, input))
        .transpose()
}

impl<T, N: Newtype<T> + 'static, F: Form<N::Inner>> Form<T> for Via<N, F> {
    type One = Via<N, F::One>;
    type Slot<'a> = F::Slot<'a>;

    const PACKED: bool = F::PACKED;

    fn put<'a>(value: &'a T, number: u32, out: &mut Writer<'a>) {
        F::put(N::inner(value), number, out);
    }

    fn is_absent(value: &T) -> bool {
        F::is_absent(N::inner(value))
    }

    fn take<'a>(slot: &mut Self::Slot<'a>, tag: Tag, input: &mut Reader<'a>) -> Result<(), Fault> {
        F::take(slot, tag, input)
    }

    fn finish(slot: Self::Slot<'_>, input: &Reader<'_>) -> Result<Option<T>, Fault> {
        around::<T, N, F>(F::finish(slot, input)?, input)
    }

    fn absent(input: &Reader<'_>) -> Result<Option<T>, Fault> {
        around::<T, N, F>(F::absent(input)?, input)
    }

    fn of_nothing(input: &Reader<'_>) -> Result<Option<T>, Fault> {
        around::<T, N, F>(F::of_nothing(input)?, input)
    }

    fn put_bare(value: &T, out: &mut Writer<'_>) {
        F::put_bare(N::inner(value), out);
    }

    fn take_bare(input: &mut Reader<'_>) -> Result<T, Fault> {
        whole::<T, N, F>(F::take_bare(input)?, input)
    }

    fn put_root<'a>(value: &'a T, out: &mut Writer<'a>) {
        F::put_root(N::inner(value), out);
    }

    fn take_root(input: &mut Reader<'_>) -> Result<T, Fault> {
        whole::<T, N, F>(F::take_root(input)?, input)
    }

    fn take_one(tag: Tag, input: &mut Reader<'_>) -> Result<T, Fault> {
        whole::<T, N, F>(F::take_one(tag, input)?, input)
    }

    fn check(value: &T, limits: &'static Limits) -> Result<(), Fault> {
        F::check(N::inner(value), limits)
    }
}
