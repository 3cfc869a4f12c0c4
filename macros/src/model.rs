//! What tokens say, with their places kept.

pub(crate) mod error;
pub(crate) mod message;
pub(crate) mod service;
