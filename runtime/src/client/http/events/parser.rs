//! Server-sent events: <https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream>.

use bytes::{Buf, Bytes, BytesMut};

/// What a line may have beside its value: the name of its field and what stands around it.
const FIELD: usize = 16;

/// An event. What is not needed of it, its id and its retry time, is left out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Event {
    /// The type; empty where the event names none.
    pub(super) name: Bytes,
    /// The lines of its data, with line feeds between them.
    pub(super) data: Bytes,
}

/// An event is larger than the limit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// Cuts a body into events, wherever its pieces are cut.
#[derive(Debug)]
pub(super) struct Parser {
    /// What has come and not been looked at.
    input: Bytes,
    /// The beginning of a line whose end has not come.
    line: BytesMut,
    /// Whether the last line ended with a carriage return; a line feed right after it ends no other line.
    after_return: bool,
    /// Whether no line has ended yet. A byte order mark may stand before the first one.
    is_first: bool,
    name: Bytes,
    /// `None` while an event has no line of data.
    data: Option<BytesMut>,
    limit: usize,
}

impl Parser {
    /// Takes events whose data is at most so many bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            input: Bytes::new(),
            line: BytesMut::new(),
            after_return: false,
            is_first: true,
            name: Bytes::new(),
            data: None,
            limit,
        }
    }

    /// Takes the next piece of the body, after all events of the one before were asked for.
    pub(super) fn feed(&mut self, piece: Bytes) {
        self.input = piece;
    }

    /// The next event that is complete.
    pub(super) fn next(&mut self) -> Option<Result<Event, TooLarge>> {
        while let Some(line) = self.next_line() {
            match self.take_line(&line) {
                Ok(None) => {}
                Ok(Some(event)) => return Some(Ok(event)),
                Err(error) => return Some(Err(error)),
            }
        }
        (self.line.len() > self.limit.saturating_add(FIELD)).then_some(Err(TooLarge))
    }

    /// The next line that has an end, without it.
    fn next_line(&mut self) -> Option<Bytes> {
        if !self.input.is_empty() && std::mem::take(&mut self.after_return) {
            let rest = usize::from(self.input[0] == b'\n');
            self.input.advance(rest);
        }
        let mut bytes = self.input.iter();
        let Some(end) = bytes.position(|byte| matches!(byte, b'\n' | b'\r')) else {
            self.line
                .extend_from_slice(&std::mem::take(&mut self.input));
            return None;
        };
        let mut line = self.input.split_to(end);
        self.after_return = self.input.get_u8() == b'\r';
        if !self.line.is_empty() {
            self.line.extend_from_slice(&line);
            line = std::mem::take(&mut self.line).freeze();
        }
        if std::mem::take(&mut self.is_first) && line.starts_with(b"\xEF\xBB\xBF") {
            line.advance(3);
        }
        Some(line)
    }

    /// Adds a line to the event that it belongs to. An empty one ends the event.
    fn take_line(&mut self, line: &Bytes) -> Result<Option<Event>, TooLarge> {
        if line.is_empty() {
            let name = std::mem::take(&mut self.name);
            let data = self.data.take();
            return Ok(data.map(|data| Event {
                name,
                data: data.freeze(),
            }));
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let (field, value) = match colon {
            Some(colon) => (line.slice(..colon), line.slice(colon + 1..)),
            None => (line.clone(), Bytes::new()),
        };
        let blank = usize::from(value.first() == Some(&b' '));
        let value = value.slice(blank..);
        match &field[..] {
            b"data" => self.add_data(&value)?,
            // A part of a large piece is not to keep all of it.
            b"event" => self.name = Bytes::copy_from_slice(&value),
            // A comment, whose field is empty, or what nobody here asks for.
            _ => {}
        }
        Ok(None)
    }

    fn add_data(&mut self, value: &[u8]) -> Result<(), TooLarge> {
        let data = match &mut self.data {
            Some(data) => {
                data.extend_from_slice(b"\n");
                data
            }
            none => none.insert(BytesMut::new()),
        };
        if data.len() + value.len() > self.limit {
            return Err(TooLarge);
        }
        data.extend_from_slice(value);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
