//! Messages.

use prost::encoding::WireType;

use super::fault::Fault;
use super::form::Form;
use super::reader::{Reader, Tag};
use super::writer::Writer;

/// A type that is a message: a struct, or an enum with data. `#[message]` implements it.
pub trait WireMessage: Sized {
    /// Writes all fields, the last one first.
    fn write<'a>(&'a self, out: &mut Writer<'a>);

    /// Reads all fields to the end.
    fn read(input: &mut Reader<'_>) -> Result<Self, Fault>;
}

/// The form of messages.
#[derive(Debug)]
pub struct MessageForm;

/// What is found of a field, mostly in one piece.
///
/// A message that comes in several pieces is read where they are, one after the other: to put them together would copy the
/// same bytes once a level of a deep message.
#[derive(Debug, Default)]
pub enum Pieces<P> {
    /// None.
    #[default]
    None,
    /// All of it.
    One(P),
    /// Several.
    Several(Vec<P>),
}

impl<P: Copy> Pieces<P> {
    #[inline]
    pub(super) fn push(&mut self, piece: P) {
        match self {
            Self::None => *self = Self::One(piece),
            Self::One(first) => *self = Self::Several(vec![*first, piece]),
            Self::Several(all) => all.push(piece),
        }
    }

    /// All of them.
    pub(super) fn all(&self) -> &[P] {
        match self {
            Self::None => &[],
            Self::One(piece) => std::slice::from_ref(piece),
            Self::Several(all) => all,
        }
    }
}

impl Pieces<&[u8]> {
    /// Reads a message from all of them.
    pub(super) fn read<T>(
        self,
        input: &Reader<'_>,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        match self {
            Self::None => Ok(None),
            Self::One(bytes) => read(&mut input.inside(bytes)?).map(Some),
            Self::Several(all) => match &all[..] {
                [first, more @ ..] => read(&mut input.inside_all(first, more)?).map(Some),
                [] => Ok(None),
            },
        }
    }
}

impl<T: WireMessage> Form<T> for MessageForm {
    type One = Self;
    type Slot<'a> = Pieces<&'a [u8]>;

    #[inline]
    fn put<'a>(value: &'a T, number: u32, out: &mut Writer<'a>) {
        out.nested(number, |out| value.write(out));
    }

    #[inline]
    fn take<'a>(slot: &mut Self::Slot<'a>, tag: Tag, input: &mut Reader<'a>) -> Result<(), Fault> {
        tag.expect(WireType::LengthDelimited)?;
        slot.push(input.delimited()?);
        Ok(())
    }

    // Without a slot: what stands in each other takes less of the stack.
    fn take_one(tag: Tag, input: &mut Reader<'_>) -> Result<T, Fault> {
        tag.expect(WireType::LengthDelimited)?;
        let bytes = input.delimited()?;
        T::read(&mut input.inside(bytes)?)
    }

    fn finish(slot: Self::Slot<'_>, input: &Reader<'_>) -> Result<Option<T>, Fault> {
        slot.read(input, T::read)
    }

    fn of_nothing(input: &Reader<'_>) -> Result<Option<T>, Fault> {
        T::read(&mut input.inside(&[])?).map(Some)
    }

    fn put_root<'a>(value: &'a T, out: &mut Writer<'a>) {
        value.write(out);
    }

    fn take_root(input: &mut Reader<'_>) -> Result<T, Fault> {
        T::read(input)
    }
}
