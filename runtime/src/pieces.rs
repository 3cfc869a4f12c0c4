//! A body that comes in pieces.

use bytes::{Bytes, BytesMut};

/// The pieces of a body, up to a limit. One that comes in a single piece, as most do, is not copied.
#[derive(Default)]
pub(crate) struct Pieces {
    first: Bytes,
    all: BytesMut,
}

/// There is more than the limit allows.
pub(crate) struct TooLarge;

impl Pieces {
    /// Adds a piece.
    pub(crate) fn push(&mut self, piece: Bytes, limit: usize) -> Result<(), TooLarge> {
        if self.first.len() + self.all.len() + piece.len() > limit {
            return Err(TooLarge);
        }
        if self.first.is_empty() && self.all.is_empty() {
            self.first = piece;
        } else {
            self.all.extend_from_slice(&std::mem::take(&mut self.first));
            self.all.extend_from_slice(&piece);
        }
        Ok(())
    }

    /// All of it.
    pub(crate) fn whole(self) -> Bytes {
        if self.all.is_empty() {
            self.first
        } else {
            self.all.freeze()
        }
    }
}
