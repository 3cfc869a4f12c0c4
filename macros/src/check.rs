//! Finds what is wrong, all of it at once, and says so.

pub(crate) mod error;
pub(crate) mod item;
pub(crate) mod lock;
pub(crate) mod message;
pub(crate) mod service;
