//! How values stand in messages.

use super::fault::Fault;
use super::fields;
use super::reader::{Reader, Tag};
use super::writer::Writer;
use crate::spec::shape::Limits;

/// A value that has a form in protobuf. `#[message]` implements it, when gRPC is served or called at all.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a message",
    label = "has no form in protobuf",
    note = "put `#[message]` on the type if it is yours, or `#[message(opaque)]` on the field"
)]
pub trait Wire: Sized {
    /// Its form.
    type Form: Form<Self>;
}

/// A form that values of the type `T` have in messages.
pub trait Form<T>: Sized {
    /// The form of a single value among others: in a list, in a map, in an option, in a oneof. It is this one, but for
    /// lists, maps and options, which protobuf has no place for there: a message of their own wraps them.
    type One: Form<T>;

    /// What is kept of a field while its message is read.
    type Slot<'a>: Default;

    /// Whether a list of such values is one run of bytes.
    const PACKED: bool = false;

    /// Whether there may be values that cannot be written.
    const MAY_FAIL: bool = true;

    /// Writes a field, whatever its value.
    fn put<'a>(value: &'a T, number: u32, out: &mut Writer<'a>);

    /// Whether the absence of a field says the same.
    fn is_absent(_: &T) -> bool {
        false
    }

    /// Reads a field into its slot.
    fn take<'a>(slot: &mut Self::Slot<'a>, tag: Tag, input: &mut Reader<'a>) -> Result<(), Fault>;

    /// The value in a slot; `None` where the field was absent.
    fn finish(slot: Self::Slot<'_>, input: &Reader<'_>) -> Result<Option<T>, Fault>;

    /// The value that the absence of a field stands for.
    fn absent(_: &Reader<'_>) -> Result<Option<T>, Fault> {
        Ok(None)
    }

    /// The value that the absence of a map's value stands for: a message without fields, or what absence always is.
    fn of_nothing(input: &Reader<'_>) -> Result<Option<T>, Fault> {
        Self::absent(input)
    }

    /// The value in a slot, or the one that its absence stands for.
    fn whole(slot: Self::Slot<'_>, input: &Reader<'_>) -> Result<Option<T>, Fault> {
        match Self::finish(slot, input)? {
            Some(value) => Ok(Some(value)),
            None => Self::absent(input),
        }
    }

    /// Writes a value in a packed list.
    fn put_bare(_: &T, _: &mut Writer<'_>) {
        debug_assert!(false, "only numbers are packed");
    }

    /// Reads a value in a packed list.
    fn take_bare(_: &mut Reader<'_>) -> Result<T, Fault> {
        Err(Fault::new("only numbers are packed"))
    }

    /// Writes a value as a whole message: here as its only field, the first.
    fn put_root<'a>(value: &'a T, out: &mut Writer<'a>) {
        if !Self::is_absent(value) {
            Self::put(value, 1, out);
        }
    }

    /// Reads a value that is a whole message.
    fn take_root(input: &mut Reader<'_>) -> Result<T, Fault> {
        let mut slot = Self::Slot::default();
        while let Some(tag) = input.tag()? {
            match tag.number() {
                1 => Self::take(&mut slot, tag, input)?,
                _ => input.skip(tag)?,
            }
        }
        Self::whole(slot, input)?.ok_or_else(|| fields::missing("value"))
    }

    /// Reads one value where it stands among others.
    fn take_one(tag: Tag, input: &mut Reader<'_>) -> Result<T, Fault> {
        let mut slot = Self::Slot::default();
        Self::take(&mut slot, tag, input)?;
        Self::whole(slot, input)?.ok_or_else(|| Fault::new("expected a value, found none"))
    }

    /// What is wrong with a value that has to keep to limits.
    fn check(_: &T, _: &'static Limits) -> Result<(), Fault> {
        Ok(())
    }
}
