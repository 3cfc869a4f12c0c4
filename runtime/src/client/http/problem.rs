//! From an answer that is no reply to the status it tells of.
//!
//! The members of a problem document are described at [`Status`], for people.

use bytes::Bytes;
use http::StatusCode;
use http::header;
use http::response::Parts;

use crate::Status;
use crate::client::failed::noticed;
use crate::client::head::media_type;
use crate::spec::Code;
use crate::spec::json::{JsonError, Scanner};

/// The status of an answer.
pub(super) fn status(server: &str, head: &Parts, body: &Bytes) -> Status {
    let is = |known| media_type(&head.headers).eq_ignore_ascii_case(known);
    let is_json = is("application/problem+json") || is("application/json");
    let read = is_json.then(|| Problem::read(body).ok()).flatten();
    match read {
        Some(problem) => {
            let of_http = by_http(server, head, problem.message.as_deref());
            problem.status().unwrap_or(of_http)
        }
        None => by_http(server, head, None),
    }
}

/// The status of a problem document by itself, as the end of a stream is.
pub(super) fn of_event(document: &[u8]) -> Option<Status> {
    Problem::read(document).ok()?.status()
}

/// The members that a status is made of.
#[derive(Default)]
struct Problem {
    message: Option<String>,
    title: Option<String>,
    code: Option<Code>,
    reason: Option<String>,
    retryable: Option<bool>,
    failure_id: Option<String>,
    /// All of the details, where they stand in one member.
    details: Option<String>,
    /// The members that are none of these, as the text of an object without its braces.
    others: String,
}

impl Problem {
    fn read(document: &[u8]) -> Result<Self, JsonError> {
        let mut problem = Self::default();
        let mut scanner = Scanner::new(document);
        scanner.begin_object()?;
        while let Some(name) = scanner.next_key()? {
            let value = scanner.raw()?;
            problem.member(&name, value);
        }
        scanner.end()?;
        problem.message = problem.message.or(problem.title.take());
        Ok(problem)
    }

    fn member(&mut self, name: &str, value: &str) {
        match name {
            "type" | "status" => {}
            "title" => self.title = text(value),
            "detail" => self.message = text(value),
            "code" => self.code = text(value).and_then(|name| Code::from_name(&name)),
            "reason" => self.reason = text(value),
            "retryable" => self.retryable = serde_json::from_str(value).ok(),
            "failure_id" => self.failure_id = text(value),
            "details" => self.details = Some(value.to_owned()),
            _ => self.other(name, value),
        }
    }

    fn other(&mut self, name: &str, value: &str) {
        if !self.others.is_empty() {
            self.others.push(',');
        }
        // A name is a string, and nothing can fail to write.
        let name = serde_json::to_string(name).unwrap_or_default();
        self.others.push_str(&name);
        self.others.push(':');
        self.others.push_str(value);
    }

    /// `None` where the document is another server's, which names no code.
    fn status(self) -> Option<Status> {
        let code = self.code?;
        let message = self.message.unwrap_or_else(|| code.name().to_owned());
        let mut status = Status::new(code, message);
        if let Some(reason) = self.reason {
            status = status.with_reason(reason);
        }
        if let Some(retryable) = self.retryable {
            status = status.with_retryable(retryable);
        }
        if let Some(id) = self.failure_id {
            status = status.with_id(id);
        }
        let others = (!self.others.is_empty()).then(|| format!("{{{}}}", self.others));
        match self.details.or(others) {
            Some(details) => Some(status.with_details(details)),
            None => Some(status),
        }
    }
}

fn text(value: &str) -> Option<String> {
    serde_json::from_str(value).ok()
}

/// What an HTTP status means where nothing else is known: somebody on the way has answered, or another server.
///
/// Mostly as gRPC has it (<https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md>).
fn by_http(server: &str, head: &Parts, said: Option<&str>) -> Status {
    let http = head.status;
    let code = code(http);
    let mut message = format!("`{server}` answered `{http}`, which no service of traitwire sent");
    if let Some(said) = said.filter(|said| !said.is_empty()) {
        let short: String = said.chars().take(200).collect();
        message.push_str(": ");
        message.push_str(&short);
    }
    if http.is_redirection()
        && let Some(to) = head.headers.get(header::LOCATION)
    {
        let to = String::from_utf8_lossy(to.as_bytes());
        message =
            format!("`{server}` answered `{http}` and points to `{to}`; give `Http` that address");
    }
    let retryable = code == Code::Unavailable || http == StatusCode::TOO_MANY_REQUESTS;
    noticed(server, code, "http", message)
        .with_reason(format!("http_{}", http.as_u16()))
        .with_retryable(retryable)
}

fn code(http: StatusCode) -> Code {
    match http.as_u16() {
        401 => Code::Unauthenticated,
        403 => Code::PermissionDenied,
        404 | 405 | 501 => Code::Unimplemented,
        413 | 429 | 431 => Code::ResourceExhausted,
        // Whoever answers for the service did not get through to it, or not in time.
        408 | 425 | 502 | 503 | 504 => Code::Unavailable,
        400..=500 => Code::Internal,
        _ => Code::Unknown,
    }
}
