//! From a service's description to the forms in which others describe tools.
//!
//! Pure functions over [`ServiceSpec`](crate::ServiceSpec).

pub mod mcp;
mod object;
mod standalone;
