//! Which keys and fields an object has had so far.

use std::borrow::Cow;
use std::collections::HashSet;

/// How many texts are compared one by one before hashing pays.
const FEW: usize = 16;

/// A set of texts, to find the one that comes twice.
#[derive(Debug, Default)]
pub(super) struct Texts<'t> {
    few: Vec<Cow<'t, str>>,
    many: HashSet<Cow<'t, str>>,
}

impl<'t> Texts<'t> {
    /// Adds a text; gives it back if it is there already.
    pub(super) fn insert(&mut self, text: Cow<'t, str>) -> Result<(), Cow<'t, str>> {
        if self.few.contains(&text) || self.many.contains(&text) {
            return Err(text);
        }
        if self.few.len() == FEW {
            self.many.extend(self.few.drain(..));
        }
        if self.many.is_empty() {
            self.few.push(text);
        } else {
            self.many.insert(text);
        }
        Ok(())
    }
}

/// Which slots of an object are taken; it allocates only for objects of more than 64 fields.
#[derive(Debug, Default)]
pub(super) struct Given {
    low: u64,
    high: Vec<u64>,
}

impl Given {
    /// Takes a slot; answers whether it was free.
    pub(super) fn insert(&mut self, slot: usize) -> bool {
        let word = match slot / 64 {
            0 => &mut self.low,
            above => {
                if self.high.len() < above {
                    self.high.resize(above, 0);
                }
                &mut self.high[above - 1]
            }
        };
        let bit = 1 << (slot % 64);
        let free = *word & bit == 0;
        *word |= bit;
        free
    }

    /// Whether a slot is taken.
    pub(super) fn has(&self, slot: usize) -> bool {
        let word = match slot / 64 {
            0 => self.low,
            above => self.high.get(above - 1).copied().unwrap_or(0),
        };
        word & (1 << (slot % 64)) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_text_is_found_among_few_and_many() {
        for count in [1, FEW, FEW + 1, 1000] {
            let mut texts = Texts::default();
            for number in 0..count {
                assert!(texts.insert(number.to_string().into()).is_ok());
            }
            for number in 0..count {
                assert!(
                    texts.insert(number.to_string().into()).is_err(),
                    "{number} of {count}"
                );
            }
        }
    }

    #[test]
    fn slots_are_taken_once() {
        let mut given = Given::default();
        for slot in [0, 5, 63, 64, 200, 127] {
            assert!(!given.has(slot));
            assert!(given.insert(slot));
            assert!(given.has(slot));
            assert!(!given.insert(slot));
        }
        assert!(!given.has(1) && !given.has(128) && !given.has(100_000));
    }
}
