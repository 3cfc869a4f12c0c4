//! How messages are cut out of a stream of bytes: one place, so that another framing changes nothing else.

use std::io::{self, BufRead, Write};

use bytes::Bytes;

/// What comes in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A message.
    Message(Bytes),
    /// A message beyond the limit, which was passed over.
    TooLarge,
}

/// Where messages come from. Waiting for one blocks the thread.
pub(super) trait Incoming: Send + 'static {
    /// Waits for the next message; `None` at the end.
    fn next(&mut self) -> io::Result<Option<Frame>>;
}

/// Where messages go. Sending one may block the thread.
pub(super) trait Outgoing: Send + 'static {
    /// Adds a message, which may wait for [`flush`](Self::flush).
    fn send(&mut self, message: &str) -> io::Result<()>;

    /// Sends what waits.
    fn flush(&mut self) -> io::Result<()>;
}

/// One message a line, as the protocol has it on stdio.
#[derive(Debug)]
pub(super) struct Lines<T> {
    stream: T,
    /// Bytes of a message, the line break not counted.
    limit: usize,
}

impl<T> Lines<T> {
    pub(super) fn new(stream: T, limit: usize) -> Self {
        Self { stream, limit }
    }
}

impl<R: BufRead + Send + 'static> Lines<R> {
    /// Reads a line without its break; `None` at the end. No more than the limit is kept of it.
    fn line(&mut self) -> io::Result<Option<Frame>> {
        let mut line = Vec::new();
        let mut length = 0;
        loop {
            let available = match self.stream.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                available => available?,
            };
            let end = available.iter().position(|byte| *byte == b'\n');
            let part = &available[..end.unwrap_or(available.len())];
            length += part.len();
            if length <= self.limit {
                line.extend_from_slice(part);
            } else {
                line = Vec::new();
            }
            let (taken, is_over) = (
                part.len() + usize::from(end.is_some()),
                available.is_empty(),
            );
            self.stream.consume(taken);
            if is_over && length == 0 {
                return Ok(None);
            }
            if is_over || end.is_some() {
                break;
            }
        }
        if length > self.limit {
            return Ok(Some(Frame::TooLarge));
        }
        Ok(Some(Frame::Message(line.into())))
    }
}

impl<R: BufRead + Send + 'static> Incoming for Lines<R> {
    fn next(&mut self) -> io::Result<Option<Frame>> {
        loop {
            match self.line()? {
                // Blank lines are no messages; a terminal sends them.
                Some(Frame::Message(line)) if line.trim_ascii().is_empty() => {}
                frame => return Ok(frame),
            }
        }
    }
}

impl<W: Write + Send + 'static> Outgoing for Lines<W> {
    fn send(&mut self, message: &str) -> io::Result<()> {
        self.stream.write_all(message.as_bytes())?;
        self.stream.write_all(b"\n")
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(text: &[u8], buffer: usize) -> Vec<Frame> {
        let mut lines = Lines::new(
            io::BufReader::with_capacity(buffer, io::Cursor::new(text.to_vec())),
            8,
        );
        std::iter::from_fn(|| lines.next().expect("memory does not fail")).collect()
    }

    fn message(text: &'static str) -> Frame {
        Frame::Message(Bytes::from_static(text.as_bytes()))
    }

    #[test]
    fn lines_are_cut_whatever_the_size_of_a_read() {
        for buffer in 1..40 {
            let text = b"one\n\n  \ntwo\r\n12345678\n123456789\n\nlast";
            let expected = [
                message("one"),
                message("two\r"),
                message("12345678"),
                Frame::TooLarge,
                message("last"),
            ];
            assert_eq!(frames(text, buffer), expected, "{buffer}");
        }
    }

    #[test]
    fn a_line_that_never_ends_is_not_kept() {
        let endless = io::BufReader::new(io::Read::take(io::repeat(b'x'), 10_000_000));
        let mut lines = Lines::new(endless, 8);
        assert_eq!(lines.next().expect("readable"), Some(Frame::TooLarge));
        assert_eq!(lines.next().expect("readable"), None);
    }
}
