//! The data behind traitwire.

pub mod json;
