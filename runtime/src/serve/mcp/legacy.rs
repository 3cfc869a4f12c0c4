//! The revisions that begin with `initialize`.

use bytes::Bytes;

use super::envelope::{Params, Request, string};
use super::fault::Fault;
use super::job::{Task, shared};
use super::revision::Revision;

/// What a request asks for.
pub(super) fn task(
    request: &Request<'_>,
    revision: Revision,
    frame: &Bytes,
) -> Result<Task, Fault> {
    match &*request.method {
        "initialize" => agreed(&request.params).map(Task::Initialize),
        "ping" => Ok(Task::Ping),
        method => {
            shared(request, frame).unwrap_or_else(|| Err(Fault::unknown_method(method, revision)))
        }
    }
}

/// The revision that `initialize` leads to: the one that is asked for, else the newest of its kind.
pub(super) fn agreed(params: &Params<'_>) -> Result<Revision, Fault> {
    let asked = params.protocol_version.and_then(string);
    let asked = asked.ok_or_else(|| Fault::params("`protocolVersion` must be a string"))?;
    Ok(Revision::from_name(&asked)
        .filter(|revision| !revision.is_modern())
        .unwrap_or(Revision::NEWEST_LEGACY))
}
