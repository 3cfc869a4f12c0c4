//! What the code of `#[message]` calls for each field.

use super::fault::Fault;
use super::form::{Form, Wire};
use super::reader::{Reader, Tag};
use super::writer::Writer;
use crate::spec::shape::Limits;

/// What is kept of a field while its message is read.
pub type Slot<'a, T> = <<T as Wire>::Form as Form<T>>::Slot<'a>;

/// An empty slot.
#[inline]
#[must_use]
pub fn slot<'a, T: Wire>() -> Slot<'a, T> {
    Slot::<'a, T>::default()
}

/// An empty slot of a field that has a form of its own.
#[inline]
#[must_use]
pub fn slot_as<'a, F: Form<T>, T>() -> F::Slot<'a> {
    F::Slot::default()
}

/// Writes a field, unless its absence says the same.
#[inline]
pub fn put<'a, T: Wire>(value: &'a T, number: u32, out: &mut Writer<'a>, name: &'static str) {
    put_as::<T::Form, T>(value, number, out, name);
}

/// Writes a field that has a form of its own, unless its absence says the same.
#[inline]
pub fn put_as<'a, F: Form<T>, T>(
    value: &'a T,
    number: u32,
    out: &mut Writer<'a>,
    name: &'static str,
) {
    if !F::is_absent(value) {
        put_always::<F, T>(value, number, out, name);
    }
}

/// Writes a field whatever its value.
#[inline]
pub fn put_always<'a, F: Form<T>, T>(
    value: &'a T,
    number: u32,
    out: &mut Writer<'a>,
    name: &'static str,
) {
    if F::MAY_FAIL {
        out.named(name, |out| F::put(value, number, out));
    } else {
        F::put(value, number, out);
    }
}

/// Writes the value of a variant.
#[inline]
pub fn put_one<'a, F: Form<T>, T>(
    value: &'a T,
    number: u32,
    out: &mut Writer<'a>,
    name: &'static str,
) {
    put_always::<F::One, T>(value, number, out, name);
}

/// Reads a field into its slot.
#[inline]
pub fn take<'a, T: Wire>(
    slot: &mut Slot<'a, T>,
    tag: Tag,
    input: &mut Reader<'a>,
    name: &'static str,
) -> Result<(), Fault> {
    take_as::<T::Form, T>(slot, tag, input, name)
}

/// Reads a field that has a form of its own into its slot.
#[inline]
pub fn take_as<'a, F: Form<T>, T>(
    slot: &mut F::Slot<'a>,
    tag: Tag,
    input: &mut Reader<'a>,
    name: &'static str,
) -> Result<(), Fault> {
    match F::take(slot, tag, input) {
        Ok(()) => Ok(()),
        Err(fault) => Err(fault.within(name)),
    }
}

/// The value of a field.
#[inline]
pub fn finish<T: Wire>(
    slot: Slot<'_, T>,
    input: &Reader<'_>,
    name: &'static str,
) -> Result<T, Fault> {
    finish_as::<T::Form, T>(slot, input, name)
}

/// The value of a field that has a form of its own.
#[inline]
pub fn finish_as<F: Form<T>, T>(
    slot: F::Slot<'_>,
    input: &Reader<'_>,
    name: &'static str,
) -> Result<T, Fault> {
    match F::whole(slot, input) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err(missing(name)),
        Err(fault) => Err(fault.within(name)),
    }
}

/// The value of a field whose absence stands for nothing.
#[inline]
pub fn finish_explicit<F: Form<T>, T>(
    slot: F::Slot<'_>,
    input: &Reader<'_>,
    name: &'static str,
) -> Result<Option<T>, Fault> {
    match F::finish(slot, input) {
        Ok(value) => Ok(value),
        Err(fault) => Err(fault.within(name)),
    }
}

/// The value, or the fault that it is missing.
#[inline]
pub fn absent_as<T>(value: Option<T>, name: &'static str) -> Result<T, Fault> {
    match value {
        Some(value) => Ok(value),
        None => Err(missing(name)),
    }
}

/// The value, if it keeps to its limits or need not.
pub fn limited<F: Form<T>, T>(
    value: T,
    limits: &'static Limits,
    input: &Reader<'_>,
    name: &'static str,
) -> Result<T, Fault> {
    if input.is_limited() {
        F::check(&value, limits).map_err(|fault| fault.within(name))?;
    }
    Ok(value)
}

#[cold]
pub(super) fn missing(name: &'static str) -> Fault {
    Fault::new(format!("missing field `{name}`"))
}

/// A variant that is never sent was to be.
#[cold]
#[must_use]
pub fn unsendable(name: &'static str) -> Fault {
    Fault::new(format!(
        "the value of `{name}` is a variant that is never sent"
    ))
}
