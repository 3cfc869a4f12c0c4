//! Reads tokens. What they mean together is for `model` and `check`.

pub(crate) mod attr;
pub(crate) mod doc;
pub(crate) mod error;
pub(crate) mod json;
pub(crate) mod lock;
pub(crate) mod message;
pub(crate) mod method;
pub(crate) mod proto;
pub(crate) mod schemars;
pub(crate) mod serde;
pub(crate) mod service;
pub(crate) mod service_tests;
pub(crate) mod tags;
pub(crate) mod types;
