//! Messages while they are read.

use prost::encoding::{WireType, decode_varint};

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
    /// What comes after it: the other pieces of a message that comes in several. No field goes on in another piece.
    more: &'a [&'a [u8]],
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
            more: &[],
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
        self.inside_all(bytes, &[])
    }

    /// A reader of a message in this one that comes in several pieces.
    #[inline]
    pub(super) fn inside_all<'b>(
        &self,
        first: &'b [u8],
        more: &'b [&'b [u8]],
    ) -> Result<Reader<'b>, Fault> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Reader {
                rest: first,
                more,
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
            more: &[],
            depth: self.depth,
            limits: self.limits,
        }
    }

    /// What stands before the next field; `None` at the end.
    #[inline]
    pub fn tag(&mut self) -> Result<Option<Tag>, Fault> {
        while self.rest.is_empty() {
            let [next, more @ ..] = self.more else {
                return Ok(None);
            };
            (self.rest, self.more) = (next, more);
        }
        self.key().map(Some)
    }

    #[inline]
    fn key(&mut self) -> Result<Tag, Fault> {
        if let [first, rest @ ..] = self.rest
            && *first < 0x80
        {
            self.rest = rest;
            return Tag::of(u32::from(*first));
        }
        match u32::try_from(self.varint()?) {
            Ok(key) => Tag::of(key),
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

    /// Passes over all fields to the end.
    pub fn skip_all(&mut self) -> Result<(), Fault> {
        while let Some(tag) = self.tag()? {
            self.skip(tag)?;
        }
        Ok(())
    }

    /// Passes over a value that nobody knows.
    pub fn skip(&mut self, tag: Tag) -> Result<(), Fault> {
        self.skip_in(tag, self.depth)
    }

    /// The same of a value in which groups may stand so deep.
    fn skip_in(&mut self, tag: Tag, depth: u8) -> Result<(), Fault> {
        match tag.wire {
            WireType::Varint => self.varint().map(drop),
            WireType::SixtyFourBit => self.fixed::<8>().map(drop),
            WireType::ThirtyTwoBit => self.fixed::<4>().map(drop),
            WireType::LengthDelimited => self.delimited().map(drop),
            WireType::StartGroup => {
                let depth = depth.checked_sub(1).ok_or_else(too_deep)?;
                self.skip_group(tag.number, depth)
            }
            WireType::EndGroup => Err(no_group()),
        }
    }

    /// Passes over a group to its end. It ends in the piece in which it began.
    fn skip_group(&mut self, number: u32, depth: u8) -> Result<(), Fault> {
        while !self.rest.is_empty() {
            match self.key()? {
                tag if tag.wire != WireType::EndGroup => self.skip_in(tag, depth)?,
                tag if tag.number == number => return Ok(()),
                _ => return Err(no_group()),
            }
        }
        Err(Fault::truncated())
    }

    /// The bytes of a value, with its length where it has one.
    pub(super) fn raw(&mut self, tag: Tag) -> Result<&'a [u8], Fault> {
        let before = self.rest;
        self.skip(tag)?;
        Ok(&before[..before.len() - self.rest.len()])
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
fn no_group() -> Fault {
    Fault::new("a group ends that has not begun")
}
