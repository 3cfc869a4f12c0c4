//! Forms that may not be named: those of public types that hold private ones.
//!
//! What a public type says in a public trait has to be public itself, so that neither the form of a private type nor its
//! slot may stand there. Functions may, whatever they are made of.

use std::marker::PhantomData;

use super::fault::Fault;
use super::form::Form;
use super::message::Pieces;
use super::reader::{Reader, Tag};
use super::writer::Writer;
use crate::spec::shape::Limits;

/// Knows the form of `T`, which may not be named. `#[message]` implements it.
pub trait Conceal<T> {
    /// The form.
    const FORM: Functions<T>;
    /// The form of a single value among others.
    const ONE: Functions<T>;
}

/// What is found of a field: what stands before it, and its bytes.
type Found<'a> = (Tag, &'a [u8]);

/// The functions of a form.
#[derive(Debug)]
pub struct Functions<T> {
    packed: bool,
    put: for<'a> fn(&'a T, u32, &mut Writer<'a>),
    is_absent: fn(&T) -> bool,
    finish: fn(&[Found<'_>], &Reader<'_>) -> Result<Option<T>, Fault>,
    absent: fn(&Reader<'_>) -> Result<Option<T>, Fault>,
    of_nothing: fn(&Reader<'_>) -> Result<Option<T>, Fault>,
    put_bare: fn(&T, &mut Writer<'_>),
    take_bare: fn(&mut Reader<'_>) -> Result<T, Fault>,
    put_root: for<'a> fn(&'a T, &mut Writer<'a>),
    take_root: fn(&mut Reader<'_>) -> Result<T, Fault>,
    take_one: fn(Tag, &mut Reader<'_>) -> Result<T, Fault>,
    check: fn(&T, &'static Limits) -> Result<(), Fault>,
}

impl<T> Functions<T> {
    /// Those of this form.
    #[must_use]
    pub const fn of<F: Form<T>>() -> Self {
        Self {
            packed: F::PACKED,
            put: F::put,
            is_absent: F::is_absent,
            finish: finish::<T, F>,
            absent: F::absent,
            of_nothing: F::of_nothing,
            put_bare: F::put_bare,
            take_bare: F::take_bare,
            put_root: F::put_root,
            take_root: F::take_root,
            take_one: F::take_one,
            check: F::check,
        }
    }
}

/// Reads a field from all that was found of it.
fn finish<T, F: Form<T>>(found: &[Found<'_>], input: &Reader<'_>) -> Result<Option<T>, Fault> {
    let mut slot = F::Slot::default();
    for (tag, bytes) in found {
        F::take(&mut slot, *tag, &mut input.beside(bytes))?;
    }
    F::finish(slot, input)
}

/// The form that `K` knows. What is found of a field is kept as it came, and read when all of it is there.
#[derive(Debug)]
pub struct Concealed<K>(PhantomData<K>);

/// Knows the form of a single value, where `K` knows that of any.
#[derive(Debug)]
pub struct AmongOthers<K>(PhantomData<K>);

impl<T, K: Conceal<T>> Conceal<T> for AmongOthers<K> {
    const FORM: Functions<T> = K::ONE;
    const ONE: Functions<T> = K::ONE;
}

impl<T, K: Conceal<T>> Form<T> for Concealed<K> {
    type One = Concealed<AmongOthers<K>>;
    type Slot<'a> = Pieces<Found<'a>>;

    const PACKED: bool = K::FORM.packed;

    fn put<'a>(value: &'a T, number: u32, out: &mut Writer<'a>) {
        (K::FORM.put)(value, number, out);
    }

    fn is_absent(value: &T) -> bool {
        (K::FORM.is_absent)(value)
    }

    fn take<'a>(slot: &mut Self::Slot<'a>, tag: Tag, input: &mut Reader<'a>) -> Result<(), Fault> {
        slot.push((tag, input.raw(tag)?));
        Ok(())
    }

    fn finish(slot: Self::Slot<'_>, input: &Reader<'_>) -> Result<Option<T>, Fault> {
        (K::FORM.finish)(slot.all(), input)
    }

    fn absent(input: &Reader<'_>) -> Result<Option<T>, Fault> {
        (K::FORM.absent)(input)
    }

    fn of_nothing(input: &Reader<'_>) -> Result<Option<T>, Fault> {
        (K::FORM.of_nothing)(input)
    }

    fn put_bare(value: &T, out: &mut Writer<'_>) {
        (K::FORM.put_bare)(value, out);
    }

    fn take_bare(input: &mut Reader<'_>) -> Result<T, Fault> {
        (K::FORM.take_bare)(input)
    }

    fn put_root<'a>(value: &'a T, out: &mut Writer<'a>) {
        (K::FORM.put_root)(value, out);
    }

    fn take_root(input: &mut Reader<'_>) -> Result<T, Fault> {
        (K::FORM.take_root)(input)
    }

    fn take_one(tag: Tag, input: &mut Reader<'_>) -> Result<T, Fault> {
        (K::FORM.take_one)(tag, input)
    }

    fn check(value: &T, limits: &'static Limits) -> Result<(), Fault> {
        (K::FORM.check)(value, limits)
    }
}
