//! Bytes.

use std::collections::VecDeque;
use std::sync::Arc;

use prost::encoding::WireType;

use super::fault::Fault;
use super::form::{Form, Wire};
use super::limit;
use super::reader::{Reader, Tag};
use super::writer::Writer;
use crate::spec::shape::Limits;

/// The form of bytes: [`Bytes`](crate::Bytes), and lists of bytes with `#[proto(bytes)]`.
#[derive(Debug)]
pub struct BytesForm;

/// Bytes, in whatever they are kept.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of bytes, which `#[proto(bytes)]` is for",
    label = "is no list of bytes",
    note = "hold a `Vec<u8>`, or `traitwire::Bytes`, which is bytes without the attribute"
)]
pub trait Blob: Sized {
    /// How many there are.
    fn count(&self) -> usize;

    /// These bytes.
    fn of(bytes: &[u8]) -> Self;

    /// Writes a field of them.
    fn put<'a>(&'a self, number: u32, out: &mut Writer<'a>);
}

/// Bytes in one piece.
macro_rules! blobs {
    ($($ty:ty;)*) => { $(
        impl Blob for $ty {
            fn count(&self) -> usize {
                self.len()
            }

            fn of(bytes: &[u8]) -> Self {
                Self::from(bytes)
            }

            fn put<'a>(&'a self, number: u32, out: &mut Writer<'a>) {
                out.delimited(number, self);
            }
        }
    )* };
}

blobs! {
    crate::Bytes;
    Vec<u8>;
    Box<[u8]>;
    Arc<[u8]>;
}

impl Blob for VecDeque<u8> {
    fn count(&self) -> usize {
        self.len()
    }

    fn of(bytes: &[u8]) -> Self {
        Self::from(bytes.to_vec())
    }

    fn put<'a>(&'a self, number: u32, out: &mut Writer<'a>) {
        let (first, second) = self.as_slices();
        out.nested(number, |out| {
            out.bytes(second);
            out.bytes(first);
        });
    }
}

macro_rules! pointers {
    ($($pointer:ident)*) => { $(
        impl<T: Blob> Blob for $pointer<T> {
            fn count(&self) -> usize {
                T::count(self)
            }

            fn of(bytes: &[u8]) -> Self {
                Self::new(T::of(bytes))
            }

            fn put<'a>(&'a self, number: u32, out: &mut Writer<'a>) {
                T::put(self, number, out);
            }
        }
    )* };
}

pointers! { Box Arc }

impl<T: Blob> Form<T> for BytesForm {
    type One = Self;
    type Slot<'a> = Option<&'a [u8]>;

    const MAY_FAIL: bool = false;

    fn put<'a>(value: &'a T, number: u32, out: &mut Writer<'a>) {
        value.put(number, out);
    }

    fn is_absent(value: &T) -> bool {
        value.count() == 0
    }

    fn take<'a>(
        slot: &mut Option<&'a [u8]>,
        tag: Tag,
        input: &mut Reader<'a>,
    ) -> Result<(), Fault> {
        tag.expect(WireType::LengthDelimited)?;
        *slot = Some(input.delimited()?);
        Ok(())
    }

    fn finish(slot: Option<&[u8]>, _: &Reader<'_>) -> Result<Option<T>, Fault> {
        Ok(slot.map(T::of))
    }

    fn absent(_: &Reader<'_>) -> Result<Option<T>, Fault> {
        Ok(Some(T::of(&[])))
    }

    fn check(value: &T, limits: &'static Limits) -> Result<(), Fault> {
        limit::elements(value.count(), limits)
    }
}

impl Wire for crate::Bytes {
    type Form = BytesForm;
}
