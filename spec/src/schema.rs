//! JSON Schema in a form of our own.

use serde::{Serialize, Serializer};

/// A JSON Schema.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Schema {
    /// Every value.
    Any,
}

impl Schema {
    /// An object without properties.
    pub fn empty_object() -> Self {
        Self::Any
    }
}

impl Serialize for Schema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(true)
    }
}
