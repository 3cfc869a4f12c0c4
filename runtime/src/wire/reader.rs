//! Messages while they are read.

use ::bytes::Buf as _;

use prost::encoding::{DecodeContext, WireType, decode_varint, skip_field};

use super::fault::Fault;

/// How deep messages may stand in each other: as deep as other implementations read them.
const DEEPEST: u8 = 100;

/// What stands before a field: its number, and how its value ends.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    number: u32,
    wire: WireType,
}

impl Tag {
    #[inline]
    fn of(key: u32) -> Result<Self, Fault> {
        match (key >> 3, WireType::try_from(u64::from(key & 7))) {
            (number @ 1.., Ok(wire)) => Ok(Self { number, wire }),
            _ => Err(no_field()),
        }
    }

    /// The number of the field.
    #[inline]
    pub fn number(self) -> u32 {
        self.number
    }

    pub(super) fn wire(self) -> WireType {
        self.wire
    }

    /// Fails where the value is not of this type.
    #[inline]
    pub(super) fn expect(self, wire: WireType) -> Result<(), Fault> {
        if self.wire == wire {
            Ok(())
        } else {
            Err(self.mismatch(wire))
        }
    }

    #[cold]
    fn mismatch(self, wire: WireType) -> Fault {
        let (wanted, found) = (name(wire), name(self.wire));
        Fault::new(format!("expected {wanted} on the wire, found {found}"))
    }
}

fn name(wire: WireType) -> &'static str {
    match wire {
        WireType::Varint => "a varint",
        WireType::SixtyFourBit => "64 bits",
        WireType::LengthDelimited => "a value with a length",
        WireType::StartGroup | WireType::EndGroup => "a group",
        WireType::ThirtyTwoBit => "32 bits",
    }
}

/// A message while it is read.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    /// How much deeper messages may stand in it.
    depth: u8,
    /// Whether values have to keep to the limits of their types.
    limits: bool,
}

impl<'a> Reader<'a> {
    /// A reader of a whole message.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            depth: DEEPEST,
            limits: false,
        }
    }

    /// The same, of values that have to keep to their limits.
    pub(crate) fn limited(self) -> Self {
        Self {
            limits: true,
            ..self
        }
    }

    /// Whether values have to keep to the limits of their types.
    pub(super) fn is_limited(&self) -> bool {
        self.limits
    }

    /// A reader of a message in this one.
    #[inline]
    pub(super) fn inside<'b>(&self, bytes: &'b [u8]) -> Result<Reader<'b>, Fault> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Reader {
                rest: bytes,
                depth,
                limits: self.limits,
            }),
            None => Err(too_deep()),
        }
    }

    /// A reader of other bytes on the same level.
    pub(super) fn beside<'b>(&self, bytes: &'b [u8]) -> Reader<'b> {
        Reader {
            rest: bytes,
            depth: self.depth,
            limits: self.limits,
        }
    }

    /// What stands before the next field; `None` at the end.
    #[inline]
    pub fn tag(&mut self) -> Result<Option<Tag>, Fault> {
        let [first, rest @ ..] = self.rest else {
            return Ok(None);
        };
        if *first < 0x80 {
            self.rest = rest;
            return Tag::of(u32::from(*first)).map(Some);
        }
        match u32::try_from(self.varint()?) {
            Ok(key) => Tag::of(key).map(Some),
            Err(_) => Err(no_field()),
        }
    }

    /// A number in groups of seven bits.
    #[inline]
    pub(super) fn varint(&mut self) -> Result<u64, Fault> {
        if let [byte, rest @ ..] = self.rest
            && *byte < 0x80
        {
            self.rest = rest;
            return Ok(u64::from(*byte));
        }
        decode_varint(&mut self.rest).map_err(|_| no_varint())
    }

    #[inline]
    pub(super) fn fixed<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        match self.rest.split_first_chunk() {
            Some((bytes, rest)) => {
                self.rest = rest;
                Ok(*bytes)
            }
            None => Err(Fault::truncated()),
        }
    }

    /// The bytes of a value with a length.
    #[inline]
    pub(super) fn delimited(&mut self) -> Result<&'a [u8], Fault> {
        let length = self.varint()?;
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        match self.rest.split_at_checked(length) {
            Some((bytes, rest)) => {
                self.rest = rest;
                Ok(bytes)
            }
            None => Err(Fault::truncated()),
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Passes over a value that nobody knows.
    pub fn skip(&mut self, tag: Tag) -> Result<(), Fault> {
        let context = DecodeContext::default();
        skip_field(tag.wire, tag.number, &mut self.rest, context).map_err(|_| not_skipped())
    }

    /// The bytes of a value, with its length where it has one.
    pub(super) fn raw(&mut self, tag: Tag) -> Result<&'a [u8], Fault> {
        let before = self.rest;
        self.skip(tag)?;
        Ok(&before[..before.len() - self.rest.remaining()])
    }
}

#[cold]
fn too_deep() -> Fault {
    Fault::new(format!(
        "messages stand in each other more than {DEEPEST} levels deep"
    ))
}

#[cold]
fn no_field() -> Fault {
    Fault::new(
        "expected the number of a field, found something else; these bytes are no such message",
    )
}

#[cold]
fn no_varint() -> Fault {
    Fault::new("a number has no end, or more than 64 bits")
}

#[cold]
fn not_skipped() -> Fault {
    Fault::new("an unknown field has no end")
}
