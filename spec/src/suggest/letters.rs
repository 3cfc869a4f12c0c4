//! The letters of a name, without what people confuse.

use crate::text;

/// A name without what people confuse: case, and the ways of joining words.
#[derive(Debug)]
pub(super) struct Letters {
    list: [u32; Self::MOST],
    count: usize,
}

impl Letters {
    /// Longer names are no names; comparing takes the square of the length.
    pub(super) const MOST: usize = 100;

    pub(super) const fn of(name: &str) -> Self {
        let mut list = [0; Self::MOST];
        let mut count = 0;
        let mut at = 0;
        while at < name.len() && count < Self::MOST {
            let (letter, length) = text::character(name, at);
            list[count] = folded(letter);
            count += 1;
            at += length;
        }
        Self { list, count }
    }

    pub(super) const fn count(&self) -> usize {
        self.count
    }

    pub(super) const fn at(&self, place: usize) -> u32 {
        self.list[place]
    }
}

const fn folded(letter: u32) -> u32 {
    match letter {
        0x41..=0x5A => letter + 0x20,
        // `-` for `_`.
        0x2D => 0x5F,
        other => other,
    }
}
