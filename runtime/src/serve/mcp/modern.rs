//! The stateless revisions: every request says by itself what it needs.

use std::borrow::Cow;

use bytes::Bytes;

use super::envelope::{Meta, Request, string};
use super::fault::Fault;
use super::job::{Task, shared};
use super::revision::Revision;

/// The revision that a request names in `_meta`, served or not, if it is a stateless one.
///
/// To the older revisions the key means nothing, so that one of their names there decides nothing.
pub(super) fn named<'a>(meta: &Meta<'a>) -> Option<Cow<'a, str>> {
    let name = string(meta.protocol_version?)?;
    let is_legacy = Revision::from_name(&name).is_some_and(|revision| !revision.is_modern());
    (!is_legacy).then_some(name)
}

/// The revision of a request, if it is served and the request says all that it has to.
pub(super) fn revision(meta: &Meta<'_>) -> Result<Revision, Fault> {
    let name = named(meta).ok_or_else(Fault::no_version)?;
    let revision = Revision::from_name(&name).ok_or_else(|| Fault::version(&name))?;
    match meta.client_capabilities {
        Some(object) if object.starts_with('{') => Ok(revision),
        _ => Err(Fault::no_capabilities()),
    }
}

/// What a request asks for.
pub(super) fn task(
    request: &Request<'_>,
    revision: Revision,
    frame: &Bytes,
) -> Result<Task, Fault> {
    match &*request.method {
        "server/discover" => Ok(Task::Discover),
        method => {
            shared(request, frame).unwrap_or_else(|| Err(Fault::unknown_method(method, revision)))
        }
    }
}
