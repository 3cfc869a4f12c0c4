//! Bytes.

use prost::encoding::WireType;

use super::fault::Fault;
use super::form::{Form, Wire};
use super::limit;
use super::reader::{Reader, Tag};
use super::writer::Writer;
use crate::spec::shape::Limits;

/// The form of bytes: [`Bytes`](crate::Bytes), and `Vec<u8>` with `#[proto(bytes)]`.
#[derive(Debug)]
pub struct BytesForm;

/// Bytes, in whatever they are kept.
pub trait Blob: AsRef<[u8]> + for<'a> From<&'a [u8]> {
    /// Writes a field of them.
    fn put(&self, number: u32, out: &mut Writer) {
        out.delimited(number, self.as_ref());
    }
}

impl Blob for Vec<u8> {}

impl Blob for crate::Bytes {
    fn put(&self, number: u32, out: &mut Writer) {
        out.shared(number, self.shared());
    }
}

impl<T: Blob> Form<T> for BytesForm {
    type One = Self;
    type Slot<'a> = Option<&'a [u8]>;

    fn put(value: &T, number: u32, out: &mut Writer) {
        value.put(number, out);
    }

    fn is_absent(value: &T) -> bool {
        value.as_ref().is_empty()
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
        Ok(slot.map(T::from))
    }

    fn absent(_: &Reader<'_>) -> Result<Option<T>, Fault> {
        Ok(Some(T::from(&[])))
    }

    fn check(value: &T, limits: &'static Limits) -> Result<(), Fault> {
        limit::elements(value.as_ref().len(), limits)
    }
}

impl Wire for crate::Bytes {
    type Form = BytesForm;
}
