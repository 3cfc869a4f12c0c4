//! Reads tokens. What they mean together is for `model` and `check`.

pub(crate) mod attr;
pub(crate) mod doc;
pub(crate) mod error;
pub(crate) mod message;
pub(crate) mod schemars;
pub(crate) mod serde;
pub(crate) mod types;
