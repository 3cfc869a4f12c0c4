//! Values that are one of several.

use prost::encoding::WireType;

use super::fault::Fault;
use super::fields;
use super::form::{Form, Wire};
use super::message::Pieces;
use super::reader::{Reader, Tag};

/// The variant of an enum while its message is read: of several the last one counts, in all its pieces. What stands in the
/// others is not looked at.
#[derive(Debug, Default)]
pub struct Oneof<'a> {
    tag: Option<Tag>,
    pieces: Pieces<&'a [u8]>,
}

impl<'a> Oneof<'a> {
    /// Takes a field that is a variant.
    pub fn take(&mut self, tag: Tag, input: &mut Reader<'a>) -> Result<(), Fault> {
        match self.tag {
            Some(first) if first.number() == tag.number() => tag.expect(first.wire())?,
            _ => *self = Self::default(),
        }
        self.tag = Some(tag);
        self.pieces.push(input.raw(tag)?);
        Ok(())
    }

    /// The number of the variant; 0 where there is none.
    pub fn number(&self) -> u32 {
        self.tag.map_or(0, Tag::number)
    }

    /// The value of a variant that holds one.
    pub fn one<T: Wire>(self, input: &Reader<'_>, name: &'static str) -> Result<T, Fault> {
        self.one_as::<T::Form, T>(input, name)
    }

    /// The value of a variant that holds one in a form of its own.
    pub fn one_as<F: Form<T>, T>(self, input: &Reader<'_>, name: &'static str) -> Result<T, Fault> {
        let mut slot = <F::One as Form<T>>::Slot::default();
        let Some(tag) = self.tag else {
            return Err(fields::missing(name));
        };
        for piece in self.pieces.all() {
            let taken = F::One::take(&mut slot, tag, &mut input.beside(piece));
            taken.map_err(|fault| fault.within(name))?;
        }
        let value = F::One::whole(slot, input).map_err(|fault| fault.within(name))?;
        value.ok_or_else(|| fields::missing(name))
    }

    /// A variant whose fields are a message.
    pub fn message<T>(
        self,
        input: &Reader<'_>,
        name: &'static str,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if let Some(tag) = self.tag {
            let expected = tag.expect(WireType::LengthDelimited);
            expected.map_err(|fault| fault.within(name))?;
        }
        let mut pieces = Pieces::default();
        for piece in self.pieces.all() {
            let bytes = input.beside(piece).delimited();
            pieces.push(bytes.map_err(|fault| fault.within(name))?);
        }
        let message = pieces
            .read(input, read)
            .map_err(|fault| fault.within(name))?;
        message.ok_or_else(|| fields::missing(name))
    }

    /// No variant is set, or one that is not known here. `fields` are those that are.
    #[cold]
    pub fn none<T>(&self, name: &'static str, fields: &[&str]) -> Result<T, Fault> {
        let fields = crate::decode::one_of(fields);
        Err(Fault::new(format!(
            "expected a variant of `{name}`, found none that is known here; send {fields}"
        )))
    }
}
