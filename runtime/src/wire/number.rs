//! Numbers and booleans.

use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64,
};

use prost::encoding::WireType;

use super::fault::Fault;
use super::form::{Form, Wire};
use super::limit;
use super::reader::{Reader, Tag};
use super::writer::Writer;
use crate::spec::shape::{Limits, Range};

/// A number on the wire.
pub trait Number: Copy {
    /// How its value ends.
    const WIRE: WireType;
    /// The value that absence stands for; none where zero is no value of the type.
    const ZERO: Option<Self>;

    /// Writes the value.
    fn write(self, out: &mut Writer<'_>);

    /// Reads the value.
    fn read(input: &mut Reader<'_>) -> Result<Self, Fault>;

    /// Whether it is the value that absence stands for.
    fn is_zero(self) -> bool;

    /// What is wrong with a number that has to keep to limits.
    fn check(self, limits: &'static Limits) -> Result<(), Fault>;
}

/// The form of numbers.
#[derive(Debug)]
pub struct NumberForm;

impl<T: Number> Form<T> for NumberForm {
    type One = Self;
    type Slot<'a> = Option<T>;

    const PACKED: bool = true;
    const MAY_FAIL: bool = false;

    #[inline]
    fn put<'a>(value: &'a T, number: u32, out: &mut Writer<'a>) {
        value.write(out);
        out.key(number, T::WIRE);
    }

    #[inline]
    fn is_absent(value: &T) -> bool {
        value.is_zero()
    }

    #[inline]
    fn take(slot: &mut Option<T>, tag: Tag, input: &mut Reader<'_>) -> Result<(), Fault> {
        tag.expect(T::WIRE)?;
        *slot = Some(T::read(input)?);
        Ok(())
    }

    #[inline]
    fn finish(slot: Option<T>, _: &Reader<'_>) -> Result<Option<T>, Fault> {
        Ok(slot)
    }

    #[inline]
    fn absent(_: &Reader<'_>) -> Result<Option<T>, Fault> {
        Ok(T::ZERO)
    }

    #[inline]
    fn put_bare(value: &T, out: &mut Writer<'_>) {
        value.write(out);
    }

    #[inline]
    fn take_bare(input: &mut Reader<'_>) -> Result<T, Fault> {
        T::read(input)
    }

    fn check(value: &T, limits: &'static Limits) -> Result<(), Fault> {
        value.check(limits)
    }
}

/// Integers. Negative ones are written in ten bytes, as `int32` and `int64` are.
macro_rules! integers {
    ($($ty:ty as $wide:ty, $signed:literal, $bits:literal;)*) => { $(
        impl Number for $ty {
            const WIRE: WireType = WireType::Varint;
            const ZERO: Option<Self> = Some(0);

            #[inline]
            #[expect(clippy::allow_attributes, reason = "some of these types are the same")]
            #[allow(trivial_numeric_casts, clippy::cast_sign_loss, clippy::cast_lossless, clippy::unnecessary_cast)]
            fn write(self, out: &mut Writer<'_>) {
                out.varint(self as $wide as u64);
            }

            #[inline]
            #[expect(clippy::allow_attributes, reason = "some of these types are the same")]
            #[allow(trivial_numeric_casts, clippy::cast_possible_wrap, clippy::cast_possible_truncation, clippy::unnecessary_cast)]
            fn read(input: &mut Reader<'_>) -> Result<Self, Fault> {
                // Numbers of 32 bits are cut off, as the encoding demands; narrower ones are unknown to it.
                let value = input.varint()?;
                if $bits == 32 {
                    return Ok(value as Self);
                }
                if $bits == 64 {
                    let value = if $signed { i128::from(value as i64) } else { i128::from(value) };
                    return Self::try_from(value).map_err(|_| limit::out_of_type($signed, $bits, value));
                }
                let value = if $signed { i128::from(value as i32) } else { i128::from(value as u32) };
                Self::try_from(value).map_err(|_| limit::out_of_type($signed, $bits, value))
            }

            #[inline]
            fn is_zero(self) -> bool {
                self == 0
            }

            fn check(self, limits: &'static Limits) -> Result<(), Fault> {
                #[expect(clippy::allow_attributes, reason = "some of these types are always in the other")]
                #[allow(clippy::cast_lossless)]
                let value = self as i128;
                limit::integer(Range::of($signed, $bits), limits, value)
            }
        }

        impl Wire for $ty {
            type Form = NumberForm;
        }
    )* };
}

integers! {
    i8 as i64, true, 8;
    i16 as i64, true, 16;
    i32 as i64, true, 32;
    i64 as i64, true, 64;
    isize as i64, true, 64;
    u8 as u64, false, 8;
    u16 as u64, false, 16;
    u32 as u64, false, 32;
    u64 as u64, false, 64;
    usize as u64, false, 64;
}

macro_rules! non_zero {
    ($($ty:ty as $plain:ty;)*) => { $(
        impl Number for $ty {
            const WIRE: WireType = WireType::Varint;
            const ZERO: Option<Self> = None;

            fn write(self, out: &mut Writer<'_>) {
                self.get().write(out);
            }

            fn read(input: &mut Reader<'_>) -> Result<Self, Fault> {
                let value = <$plain as Number>::read(input)?;
                Self::new(value).ok_or_else(|| Fault::new("expected a number other than 0"))
            }

            fn is_zero(self) -> bool {
                false
            }

            fn check(self, limits: &'static Limits) -> Result<(), Fault> {
                self.get().check(limits)
            }
        }

        impl Wire for $ty {
            type Form = NumberForm;
        }
    )* };
}

non_zero! {
    NonZeroI8 as i8;
    NonZeroI16 as i16;
    NonZeroI32 as i32;
    NonZeroI64 as i64;
    NonZeroU8 as u8;
    NonZeroU16 as u16;
    NonZeroU32 as u32;
    NonZeroU64 as u64;
}

macro_rules! floats {
    ($($ty:ty, $wire:ident;)*) => { $(
        impl Number for $ty {
            const WIRE: WireType = WireType::$wire;
            const ZERO: Option<Self> = Some(0.0);

            #[inline]
            fn write(self, out: &mut Writer<'_>) {
                out.bytes(&self.to_le_bytes());
            }

            #[inline]
            fn read(input: &mut Reader<'_>) -> Result<Self, Fault> {
                input.fixed().map(Self::from_le_bytes)
            }

            #[inline]
            fn is_zero(self) -> bool {
                // The negative zero is another value.
                self.to_bits() == 0
            }

            fn check(self, limits: &'static Limits) -> Result<(), Fault> {
                limit::float(f64::from(self), limits)
            }
        }

        impl Wire for $ty {
            type Form = NumberForm;
        }
    )* };
}

floats! {
    f32, ThirtyTwoBit;
    f64, SixtyFourBit;
}

impl Number for bool {
    const WIRE: WireType = WireType::Varint;
    const ZERO: Option<Self> = Some(false);

    #[inline]
    fn write(self, out: &mut Writer<'_>) {
        out.varint(u64::from(self));
    }

    #[inline]
    fn read(input: &mut Reader<'_>) -> Result<Self, Fault> {
        input.varint().map(|value| value != 0)
    }

    #[inline]
    fn is_zero(self) -> bool {
        !self
    }

    fn check(self, _: &'static Limits) -> Result<(), Fault> {
        Ok(())
    }
}

impl Wire for bool {
    type Form = NumberForm;
}
