//! Reads tokens. What they mean together is for `model` and `check`.

pub(crate) mod attr;
pub(crate) mod doc;
