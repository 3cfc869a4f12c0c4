//! Options.

use std::marker::PhantomData;

use super::fault::Fault;
use super::form::{Form, Wire};
use super::reader::{Reader, Tag};
use super::wrapped::Wrapped;
use super::writer::Writer;
use crate::spec::shape::Limits;

/// The form of options: a field that is there or is not.
#[derive(Debug)]
pub struct OptionOf<F>(PhantomData<F>);

impl<T, F: Form<T>> Form<Option<T>> for OptionOf<F> {
    type One = Wrapped<Self>;
    type Slot<'a> = <F::One as Form<T>>::Slot<'a>;

    const MAY_FAIL: bool = F::One::MAY_FAIL;

    #[inline]
    fn put<'a>(value: &'a Option<T>, number: u32, out: &mut Writer<'a>) {
        if let Some(value) = value {
            F::One::put(value, number, out);
        }
    }

    #[inline]
    fn take<'a>(slot: &mut Self::Slot<'a>, tag: Tag, input: &mut Reader<'a>) -> Result<(), Fault> {
        F::One::take(slot, tag, input)
    }

    #[inline]
    fn finish(slot: Self::Slot<'_>, input: &Reader<'_>) -> Result<Option<Option<T>>, Fault> {
        F::One::finish(slot, input).map(Some)
    }

    fn check(value: &Option<T>, limits: &'static Limits) -> Result<(), Fault> {
        match value {
            Some(value) => F::check(value, limits),
            None => Ok(()),
        }
    }
}

impl<T: Wire> Wire for Option<T> {
    type Form = OptionOf<T::Form>;
}
