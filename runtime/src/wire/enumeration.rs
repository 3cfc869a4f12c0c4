//! Enums without data.

use prost::encoding::WireType;

use super::fault::Fault;
use super::form::Form;
use super::reader::{Reader, Tag};
use super::writer::Writer;

/// An enum without data. `#[message]` implements it.
pub trait WireEnum: Sized {
    /// Name of the type.
    const NAME: &'static str;
    /// The variants that are sent, with their numbers.
    const VARIANTS: &'static [(u32, &'static str)];

    /// The number of the variant; 0 where it is never sent.
    fn number(&self) -> u32;

    /// The variant of a number, or the one that stands for all others.
    fn of(number: u32) -> Option<Self>;

    /// The variant that absence stands for: the one marked `#[default]`.
    fn absent() -> Option<Self> {
        None
    }
}

/// The form of enums without data.
#[derive(Debug)]
pub struct EnumForm;

impl<T: WireEnum> Form<T> for EnumForm {
    type One = Self;
    type Slot<'a> = Option<T>;

    const PACKED: bool = true;

    #[inline]
    fn put<'a>(value: &'a T, number: u32, out: &mut Writer<'a>) {
        Self::put_bare(value, out);
        out.key(number, WireType::Varint);
    }

    #[inline]
    fn take(slot: &mut Option<T>, tag: Tag, input: &mut Reader<'_>) -> Result<(), Fault> {
        tag.expect(WireType::Varint)?;
        // 0 is what protobuf has for a value that is absent.
        *slot = match number(input)? {
            0 => None,
            number => Some(variant(number)?),
        };
        Ok(())
    }

    #[inline]
    fn finish(slot: Option<T>, _: &Reader<'_>) -> Result<Option<T>, Fault> {
        Ok(slot)
    }

    fn absent(_: &Reader<'_>) -> Result<Option<T>, Fault> {
        Ok(T::absent())
    }

    fn take_one(tag: Tag, input: &mut Reader<'_>) -> Result<T, Fault> {
        tag.expect(WireType::Varint)?;
        Self::take_bare(input)
    }

    #[inline]
    fn put_bare(value: &T, out: &mut Writer<'_>) {
        match value.number() {
            0 => out.fail(super::fields::unsendable(T::NAME)),
            number => out.varint(u64::from(number)),
        }
    }

    #[inline]
    fn take_bare(input: &mut Reader<'_>) -> Result<T, Fault> {
        match number(input)? {
            0 => T::absent().ok_or_else(|| unknown::<T>(0)),
            number => variant(number),
        }
    }
}

/// The number on the wire, cut off to 32 bits as the encoding demands.
#[inline]
fn number(input: &mut Reader<'_>) -> Result<i32, Fault> {
    #[expect(clippy::cast_possible_truncation, reason = "it is cut off")]
    input.varint().map(|number| number as i32)
}

#[inline]
fn variant<T: WireEnum>(number: i32) -> Result<T, Fault> {
    let variant = T::of(number.cast_unsigned());
    variant.ok_or_else(|| unknown::<T>(number))
}

#[cold]
fn unknown<T: WireEnum>(number: i32) -> Fault {
    let known = T::VARIANTS.iter();
    let known: Vec<_> = known
        .map(|(number, name)| format!("{number} (`{name}`)"))
        .collect();
    let known = known.join(", ");
    Fault::new(format!(
        "{number} is no value of the enum `{}`; it has {known}",
        T::NAME
    ))
}
