//! What is wrong with an example, in words.

use super::buffer::Buffer;
use super::fault::Fault;
use super::{Example, wording};

/// What is wrong with an example, and where.
#[derive(Clone, Copy)]
pub struct Problem {
    token: usize,
    sentence: Buffer,
}

impl Problem {
    pub(super) const fn new(fault: &Fault, example: &Example<'_>) -> Self {
        let mut sentence = Buffer::new();
        sentence.push(example.about);
        wording::sentence(&mut sentence, fault, example.side, example.tokens);
        Self {
            token: fault.token,
            sentence,
        }
    }

    /// The token that is wrong, or that begins what is wrong.
    pub const fn token(&self) -> usize {
        self.token
    }

    /// What is wrong, behind what the message begins with: "`title`: expected a string, found the number 7".
    pub const fn sentence(&self) -> &str {
        self.sentence.text()
    }
}

impl std::fmt::Debug for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut debug = f.debug_struct("Problem");
        let debug = debug.field("token", &self.token);
        debug.field("sentence", &self.sentence()).finish()
    }
}
