//! Messages while they are written: from the end to the beginning.

use std::cell::Cell;

use ::bytes::{Buf as _, Bytes};

use prost::encoding::WireType;

use super::fault::Fault;

/// Room that the first message of a thread has. Most need no more.
const ROOM: usize = 1024;

/// Room that is kept for the next message. What is larger than this would be held for long by every thread.
const KEPT: usize = 256 * 1024;

/// Bytes of at least this length are copied once, when the message is put together, and not to the buffer first.
const ASIDE: usize = 4 * 1024;

thread_local! {
    /// Where this thread writes its messages, one after the other. A message is copied out once it is whole, which costs
    /// less than clean memory and room to spare for each.
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// A message while it is written, from its end to its beginning.
///
/// What holds something else is written after it, when its length is known.
#[derive(Debug)]
pub struct Writer<'a> {
    /// The message stands at the end of it.
    buffer: Vec<u8>,
    /// Where the message begins.
    start: usize,
    /// Bytes that stand between those in the buffer, each before so many of them; the last of the message first.
    aside: Vec<(usize, &'a [u8])>,
    /// How many bytes these are.
    aside_len: usize,
    /// Bytes of at least this length stand aside; none do where they do not last.
    long: usize,
    fault: Option<Fault>,
}

impl<'a> Writer<'a> {
    /// An empty message.
    pub(crate) fn new() -> Self {
        // The buffer is taken, and not borrowed: what a value is converted by may write a message of its own.
        let mut buffer = BUFFER.take();
        if buffer.is_empty() {
            buffer = vec![0; ROOM];
        }
        let start = buffer.len();
        Self::at(buffer, start, ASIDE)
    }

    /// Goes on before what stands in the buffer from `start` on.
    fn at(buffer: Vec<u8>, start: usize, long: usize) -> Self {
        Self {
            buffer,
            start,
            aside: Vec::new(),
            aside_len: 0,
            long,
            fault: None,
        }
    }

    /// Writes what does not live until the message is whole, so that nothing of it may stand aside.
    #[inline]
    pub(super) fn passing<'b>(&mut self, write: impl FnOnce(&mut Writer<'b>)) {
        let mut out = Writer::at(std::mem::take(&mut self.buffer), self.start, usize::MAX);
        write(&mut out);
        (self.buffer, self.start) = (out.buffer, out.start);
        if let Some(fault) = out.fault {
            self.fail(fault);
        }
    }

    /// The message, if all of it could be written.
    pub(crate) fn finish(self) -> Result<Bytes, Fault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        if !self.aside.is_empty() {
            return Ok(self.together());
        }
        if self.buffer.len() > KEPT {
            let mut message = Bytes::from(self.buffer);
            message.advance(self.start);
            return Ok(message);
        }
        let message = Bytes::copy_from_slice(&self.buffer[self.start..]);
        self.keep();
        Ok(message)
    }

    /// The message with what stands aside.
    #[cold]
    fn together(self) -> Bytes {
        let mut message = Vec::with_capacity(self.len());
        let mut next = self.start;
        for (behind, bytes) in self.aside.iter().rev() {
            let end = self.buffer.len() - behind;
            message.extend_from_slice(&self.buffer[next..end]);
            message.extend_from_slice(bytes);
            next = end;
        }
        message.extend_from_slice(&self.buffer[next..]);
        self.keep();
        message.into()
    }

    /// Leaves the buffer to the next message.
    fn keep(self) {
        if self.buffer.len() <= KEPT {
            BUFFER.set(self.buffer);
        }
    }

    /// Notes that something cannot be written. The first time counts.
    #[cold]
    pub fn fail(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }

    /// Writes what has a name, which belongs to what is wrong in it.
    #[inline]
    pub(super) fn named(&mut self, name: &'static str, write: impl FnOnce(&mut Self)) {
        let had_fault = self.fault.is_some();
        write(self);
        if !had_fault && self.fault.is_some() {
            self.fault = self.fault.take().map(|fault| fault.within(name));
        }
    }

    /// How long the message is by now.
    fn len(&self) -> usize {
        self.written() + self.aside_len
    }

    /// How much of it is in the buffer.
    fn written(&self) -> usize {
        self.buffer.len() - self.start
    }

    /// Makes room before the message.
    #[cold]
    fn grow(&mut self, least: usize) {
        let (old, written) = (self.buffer.len(), self.written());
        let new = (old * 2).max(written + least);
        let mut buffer = vec![0; new];
        buffer[new - written..].copy_from_slice(&self.buffer[self.start..]);
        self.start = new - written;
        self.buffer = buffer;
    }

    /// Writes bytes before what is there.
    #[inline]
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.before(bytes.len()).copy_from_slice(bytes);
    }

    /// So many bytes before what is there, to be written.
    #[inline]
    fn before(&mut self, count: usize) -> &mut [u8] {
        if self.start < count {
            self.grow(count);
        }
        let end = self.start;
        self.start -= count;
        &mut self.buffer[self.start..end]
    }

    #[inline]
    fn byte(&mut self, byte: u8) {
        if self.start == 0 {
            self.grow(1);
        }
        self.start -= 1;
        self.buffer[self.start] = byte;
    }

    /// Writes a number in groups of seven bits, the lowest first.
    #[inline]
    pub(super) fn varint(&mut self, value: u64) {
        if value < 0x80 {
            #[expect(clippy::cast_possible_truncation, reason = "it has seven bits")]
            self.byte(value as u8);
        } else {
            self.long_varint(value);
        }
    }

    fn long_varint(&mut self, mut value: u64) {
        let bits = u64::BITS - value.leading_zeros();
        for group in self.before(bits.div_ceil(7) as usize) {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "the lowest bits are wanted"
            )]
            let lowest = value as u8;
            value >>= 7;
            // All but the last say that another one follows.
            *group = if value == 0 { lowest } else { lowest | 0x80 };
        }
    }

    /// Writes what stands before a field.
    #[inline]
    pub(super) fn key(&mut self, number: u32, wire: WireType) {
        self.varint(u64::from(number) << 3 | wire as u64);
    }

    /// Writes a field of bytes.
    #[inline]
    pub(super) fn delimited(&mut self, number: u32, bytes: &'a [u8]) {
        if let (Ok(number @ ..0x10), Ok(length @ ..0x80)) =
            (u8::try_from(number), u8::try_from(bytes.len()))
        {
            return self.short(number, length, bytes);
        }
        if bytes.len() < self.long {
            self.bytes(bytes);
        } else {
            self.aside(bytes);
        }
        self.varint(bytes.len() as u64);
        self.key(number, WireType::LengthDelimited);
    }

    /// The same where its key and its length take a byte each, as most do.
    #[inline]
    fn short(&mut self, number: u8, length: u8, bytes: &[u8]) {
        if let [key, before, content @ ..] = self.before(2 + bytes.len()) {
            *key = number << 3 | WireType::LengthDelimited as u8;
            *before = length;
            content.copy_from_slice(bytes);
        }
    }

    /// Has bytes stand before what is there.
    #[cold]
    fn aside(&mut self, bytes: &'a [u8]) {
        self.aside.push((self.written(), bytes));
        self.aside_len += bytes.len();
    }

    /// Writes a variant that is a message.
    #[inline]
    pub fn variant(&mut self, number: u32, name: &'static str, content: impl FnOnce(&mut Self)) {
        self.named(name, |out| out.nested(number, content));
    }

    /// Writes a field that holds what `content` writes: a message, a list of numbers, a text.
    #[inline]
    pub(super) fn nested(&mut self, number: u32, content: impl FnOnce(&mut Self)) {
        let before = self.len();
        content(self);
        let length = self.len() - before;
        self.varint(length as u64);
        self.key(number, WireType::LengthDelimited);
    }
}
