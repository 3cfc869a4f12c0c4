//! What changed between two descriptions of services, and what of it breaks callers.
//!
//! A change *breaks* a transport if a caller that was made from the old description can fail there against the new
//! service. What counts is what happens:
//!
//! - Over HTTP, unknown fields of requests are ignored, and replies are read by typed clients as serde does it:
//!   unknown fields are passed over unless the type is closed, limits are not looked at, a missing `Option` is `None`.
//!   Errors are told apart by their reasons.
//! - Over MCP, unknown arguments are refused, and clients check replies against the output schema that they know, limits
//!   and required fields included. Errors are text.
//! - Over gRPC messages are protobuf, where fields go by their numbers and names mean nothing. Unknown fields are passed
//!   over, and limits hold for requests. Nothing refuses a number or a text that is absent: it is zero or empty then. That
//!   breaks where nobody has written the zero that is read, or where one that was written is read as absent or as a default,
//!   since zero is not sent. A number that the old side reserves belongs to callers from before.
//!
//! Over gRPC it is the wire that is compared. Another name of a field, a value, a message or a `oneof` is told and breaks
//! nobody who is running, but code that is generated from the new `.proto` has the new name, so that programs around it do not
//! compile until they follow. (`buf breaking` refuses that in its categories `FILE` and `PACKAGE`, and allows it in `WIRE`.)
//! `application/grpc+json` has the keys of JSON, and breaks as HTTP does.
//!
//! Times, hints, defaults, order and documentation are told and break nobody.
//!
//! Requests break where less is taken than before, replies where more can come. Types are compared by what they hold,
//! not by their names.
//!
//! What a description does not hold cannot be told: a field renamed with `#[serde(alias = "..")]` is a field removed and
//! another added here. Where two types have the same schema, the one counts that is broken.

mod change;
mod collect;
mod error;
mod form;
mod graph;
mod limits;
mod method;
mod object;
mod proto;
mod same;
mod schema;
mod service;
mod union;
mod words;

pub use change::{Change, Place, Subject, Transport, What};

use crate::ServiceSpec;

/// All that changed from `old` to `new`, breaking or not: service by service, what concerns one method, error or type
/// together, and what breaks before what does not.
///
/// Services are told apart by their full names, or by their paths where no other has the same full name.
///
/// ```
/// use traitwire_spec::diff::{What, diff};
/// # use traitwire_spec::{Json, ServiceSpec};
/// # let json = Json::parse(r#"{"spec_version": 1, "name": "Tasks", "package": "tasks.v1", "path": "tasks",
/// #     "doc": {"summary": "Plan work."}, "methods": [], "errors": [], "types": []}"#)?;
/// # let old = ServiceSpec::from_json(&json)?;
///
/// let mut new = old.clone();
/// new.doc.summary = "Plan the work of a team.".into();
/// let changes = diff(&[&old], &[&new]);
/// assert_eq!(changes[0].what, What::Docs);
/// assert!(changes[0].breaks.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diff(old: &[&ServiceSpec], new: &[&ServiceSpec]) -> Vec<Change> {
    service::all(old, new)
}
