//! Messages on the wire: a flag, four bytes of length, the message.
//!
//! <https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>, `Length-Prefixed-Message`.

use bytes::{BufMut, Bytes, BytesMut};

/// Bytes before each message.
pub(crate) const PREFIX: usize = 5;

/// A message as it was sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Whether it is compressed.
    pub(crate) compressed: bool,
    pub(crate) bytes: Bytes,
}

/// What is wrong with a sequence of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The flag before a message has this value.
    Flag(u8),
    /// A message has this many bytes.
    TooLarge(usize),
    /// The sequence ended within a message.
    Truncated,
}

/// Cuts messages out of what arrives. One that lies within a piece is not copied.
#[derive(Debug, Default)]
pub(crate) struct Cutter {
    /// What is there of a message that goes on in the next piece.
    begun: BytesMut,
    /// What has not been looked at.
    piece: Bytes,
}

impl Cutter {
    /// Adds a piece; all messages of the one before have been taken.
    pub(crate) fn push(&mut self, piece: Bytes) {
        if self.piece.is_empty() {
            self.piece = piece;
        } else {
            self.begun.extend_from_slice(&self.piece);
            self.begun.extend_from_slice(&piece);
            self.piece = Bytes::new();
        }
    }

    /// The next message of at most so many bytes. `None` where more has to arrive.
    pub(crate) fn next(&mut self, limit: usize) -> Result<Option<Frame>, Fault> {
        if !self.begun.is_empty() {
            return self.go_on(limit);
        }
        let Some((compressed, len)) = prefix(&self.piece, limit)? else {
            return Ok(self.wait());
        };
        if self.piece.len() < PREFIX + len {
            return Ok(self.wait());
        }
        let mut bytes = self.piece.split_to(PREFIX + len);
        bytes = bytes.slice(PREFIX..);
        Ok(Some(Frame { compressed, bytes }))
    }

    /// Ends the sequence.
    pub(crate) fn end(&self) -> Result<(), Fault> {
        if self.begun.is_empty() && self.piece.is_empty() {
            Ok(())
        } else {
            Err(Fault::Truncated)
        }
    }

    /// Completes the message that was begun.
    fn go_on(&mut self, limit: usize) -> Result<Option<Frame>, Fault> {
        self.take(PREFIX);
        let Some((compressed, len)) = prefix(&self.begun, limit)? else {
            return Ok(None);
        };
        self.take(PREFIX + len);
        if self.begun.len() < PREFIX + len {
            return Ok(None);
        }
        let bytes = std::mem::take(&mut self.begun).freeze().slice(PREFIX..);
        Ok(Some(Frame { compressed, bytes }))
    }

    /// Moves bytes of the piece to what was begun, until that has so many. Memory grows with what has arrived, and not with
    /// what a prefix promises.
    fn take(&mut self, whole: usize) {
        let missing = whole.saturating_sub(self.begun.len());
        let now = self.piece.split_to(missing.min(self.piece.len()));
        self.begun.extend_from_slice(&now);
    }

    fn wait(&mut self) -> Option<Frame> {
        self.begun.extend_from_slice(&self.piece);
        self.piece = Bytes::new();
        None
    }
}

/// The flag and the length that a message begins with.
fn prefix(bytes: &[u8], limit: usize) -> Result<Option<(bool, usize)>, Fault> {
    let Some((&[flag, ref len @ ..], _)) = bytes.split_first_chunk::<PREFIX>() else {
        return Ok(None);
    };
    let compressed = match flag {
        0 => false,
        1 => true,
        other => return Err(Fault::Flag(other)),
    };
    let len = usize::try_from(u32::from_be_bytes(*len)).unwrap_or(usize::MAX);
    if len > limit {
        return Err(Fault::TooLarge(len));
    }
    Ok(Some((compressed, len)))
}

/// Writes what stands before a message. Fails where it has more bytes than four bytes can say.
pub(crate) fn put_prefix(to: &mut BytesMut, compressed: bool, len: usize) -> Result<(), Fault> {
    let len = u32::try_from(len).map_err(|_| Fault::TooLarge(len))?;
    to.put_u8(compressed.into());
    to.put_u32(len);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: usize = 1000;

    /// As the protocol has it: an empty message, a compressed one, one of 300 bytes.
    fn wire() -> (Vec<u8>, Vec<Frame>) {
        let long = vec![7; 300];
        let bytes = [
            b"\0\0\0\0\0\x01\0\0\0\x02ab\0\0\0\x01\x2c".as_slice(),
            &long,
        ]
        .concat();
        let frame = |compressed, bytes| Frame { compressed, bytes };
        let frames = vec![
            frame(false, Bytes::new()),
            frame(true, Bytes::from_static(b"ab")),
            frame(false, Bytes::from(long)),
        ];
        (bytes, frames)
    }

    #[test]
    fn messages_are_cut_out_however_they_arrive() {
        let (bytes, expected) = wire();
        for each in 1..=bytes.len() {
            let mut cutter = Cutter::default();
            let mut frames = Vec::new();
            for piece in bytes.chunks(each) {
                cutter.push(Bytes::copy_from_slice(piece));
                while let Some(frame) = cutter.next(LIMIT).unwrap() {
                    frames.push(frame);
                }
            }
            assert_eq!(frames, expected, "in pieces of {each}");
            assert_eq!(cutter.end(), Ok(()));
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let (bytes, frames) = wire();
        let mut written = BytesMut::new();
        for frame in &frames {
            put_prefix(&mut written, frame.compressed, frame.bytes.len()).unwrap();
            written.extend_from_slice(&frame.bytes);
        }
        assert_eq!(written, bytes);
    }

    #[test]
    fn what_is_no_message_is_refused_before_it_is_there() {
        let fault = |bytes: &'static [u8]| {
            let mut cutter = Cutter::default();
            cutter.push(Bytes::from_static(bytes));
            cutter.next(LIMIT).and_then(|_| cutter.end())
        };
        assert_eq!(fault(b"\x02\0\0\0\0"), Err(Fault::Flag(2)));
        assert_eq!(fault(b"\0\0\0\x03\xe9"), Err(Fault::TooLarge(1001)));
        assert_eq!(fault(b"\0\0\0\0\x02a"), Err(Fault::Truncated));
        assert_eq!(fault(b"\0\0"), Err(Fault::Truncated));
        assert_eq!(fault(b""), Ok(()));
    }

    /// The messages of pieces, and how they end.
    fn cut(pieces: &[Vec<u8>]) -> (Vec<Frame>, Result<(), Fault>) {
        let (mut cutter, mut frames) = (Cutter::default(), Vec::new());
        for piece in pieces {
            cutter.push(Bytes::from(piece.clone()));
            loop {
                match cutter.next(LIMIT) {
                    Ok(Some(frame)) => frames.push(frame),
                    Ok(None) => break,
                    Err(fault) => return (frames, Err(fault)),
                }
            }
        }
        let end = cutter.end();
        (frames, end)
    }

    proptest::proptest! {
        /// Bytes mean the same however they arrive, also those that no side sends. Most of them are zeros, so that most are
        /// short messages.
        #[test]
        fn any_bytes_are_cut_alike(
            pieces in proptest::collection::vec(
                proptest::collection::vec(proptest::prop_oneof![9 => 0..1_u8, 1 => 0..4_u8, 1 => 0..=255_u8], 0..9),
                0..20,
            ),
        ) {
            proptest::prop_assert_eq!(cut(&pieces), cut(&[pieces.concat()]));
        }
    }
}
