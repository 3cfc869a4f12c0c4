//! What the tests share.

use serde_json::Value as Json;
use traitwire::spec::Code;
use traitwire::{Body, Message, Payload, Status};

/// Reads a request as MCP and AI tools do.
pub(crate) fn strict<T: Message>(json: impl AsRef<[u8]>) -> Result<T, Status> {
    read(Payload::strict_json(json.as_ref().to_vec()))
}

/// Reads a request as HTTP does.
pub(crate) fn loose<T: Message>(json: impl AsRef<[u8]>) -> Result<T, Status> {
    read(Payload::json(json.as_ref().to_vec()))
}

/// Reads a request as generated code does.
fn read<T: Message>(payload: Payload) -> Result<T, Status> {
    let decode = const { traitwire::__private::request::<T>().decode };
    decode(Body::One(payload))
}

/// The problems of a request that is refused, as `path: message`.
#[track_caller]
pub(crate) fn problems<T>(result: Result<T, Status>) -> Vec<String> {
    let status = result.err().expect("the request is refused");
    assert_eq!(status.code(), Code::InvalidArgument);
    assert_eq!(status.reason(), Some("invalid_request"));
    assert!(!status.is_retryable());
    let problems = details(&status)["problems"]
        .as_array()
        .expect("a list")
        .clone();
    let line = |problem: &Json| {
        let text = |key: &str| problem[key].as_str().expect("a text").to_owned();
        format!("{}: {}", text("path"), text("message"))
    };
    problems.iter().map(line).collect()
}

/// The one problem of a request that is refused by both kinds of callers in the same words.
#[track_caller]
pub(crate) fn problem<T: Message>(json: impl AsRef<[u8]>) -> String {
    let found = problems(strict::<T>(json.as_ref()));
    assert_eq!(found, problems(loose::<T>(json.as_ref())));
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().expect("one problem")
}

pub(crate) fn details(status: &Status) -> Json {
    serde_json::from_slice(status.details().expect("details")).expect("JSON")
}

/// The text of a value as serde writes it.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("it has a JSON form")
}
