//! Keys of an object that are not for the value that is read from it.

use super::fields;
use crate::spec::shape::Fields;

/// Keys that belong to something around the value: the tag of its enum, the fields of the struct that it is
/// flattened into.
#[derive(Debug)]
pub(super) struct Hidden<'c> {
    pub(super) keys: Keys,
    pub(super) outer: Option<&'c Self>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Keys {
    Tag(&'static str),
    Fields(&'static Fields),
}

impl Hidden<'_> {
    /// Whether the value stands among the fields of a struct, rather than in an object of its own.
    pub(super) fn is_flattened(&self) -> bool {
        let mut layers = std::iter::successors(Some(self), |hidden| hidden.outer);
        layers.any(|hidden| matches!(hidden.keys, Keys::Fields(_)))
    }
}

/// Tells the keys of one object apart.
#[derive(Debug)]
pub(super) struct Filter<'c> {
    hidden: Option<&'c Hidden<'c>>,
    /// One bit for each tag that has come, counted from the inside.
    tags: u64,
}

/// Whose a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// It is for the value.
    Value,
    /// It is not.
    Other,
    /// It is not, and it is there twice.
    Repeated,
}

impl<'c> Filter<'c> {
    pub(super) fn new(hidden: Option<&'c Hidden<'c>>) -> Self {
        Self { hidden, tags: 0 }
    }

    pub(super) fn owner(&mut self, key: &str) -> Owner {
        let layers = std::iter::successors(self.hidden, |hidden| hidden.outer);
        for (layer, hidden) in layers.enumerate() {
            match hidden.keys {
                Keys::Tag(tag) if tag == key => {
                    let bit = 1 << (layer % 64);
                    let is_new = self.tags & bit == 0;
                    self.tags |= bit;
                    return if is_new {
                        Owner::Other
                    } else {
                        Owner::Repeated
                    };
                }
                // Repeated fields are seen where the struct is read.
                Keys::Fields(fields) if fields::find(fields, key, 0).is_some() => {
                    return Owner::Other;
                }
                _ => {}
            }
        }
        Owner::Value
    }
}
