//! The data behind traitwire: what a trait says, without the trait.
//!
//! [`ServiceSpec`] is all that a reader of a service may look at: emitters, tool lists, documentation and clients
//! are made from it alone. [`Shape`] is the constant description of a message that decoding walks along.
//! [`Json`] and [`Schema`] hold JSON and JSON Schema exactly, whatever features other crates turn on in `serde_json`.
//!
//! The crate has no features, so that build scripts and programs share one compiled copy. Users of traitwire
//! reach all of it as `traitwire::spec`.

mod code;
pub mod dialect;
pub mod diff;
pub mod example;
pub mod json;
#[doc(hidden)]
pub mod lock;
pub mod proto;
pub mod schema;
mod scope;
mod service;
pub mod shape;
mod sink;
pub mod suggest;
#[doc(hidden)]
pub mod text;

pub use code::Code;
pub use json::{Json, Number};
pub use schema::Schema;
pub use scope::ScopeRule;
pub use service::{
    Doc, ErrorSpec, ExampleOutcome, ExampleSpec, Hints, MethodKind, MethodSpec, SPEC_VERSION,
    ServiceSpec, SpecError, TypeSpec,
};
pub use shape::{Shape, ShapeRef};
