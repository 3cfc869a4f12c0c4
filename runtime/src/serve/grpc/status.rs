//! Failures as gRPC has them: a code, a message and details, as trailers.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use prost::Message;
use prost_types::Any;

use crate::grpc::details::{self, ErrorInfo, RpcStatus};
use crate::grpc::{percent, value};
use crate::spec::{Code, Json, ServiceSpec};
use crate::{Encoding, Service, Status};

const STATUS: HeaderName = HeaderName::from_static("grpc-status");
const MESSAGE: HeaderName = HeaderName::from_static("grpc-message");
const DETAILS: HeaderName = HeaderName::from_static(details::NAME);

/// Bytes of a message that are sent: of its text, and as it is written, where most that is no letter of ASCII takes three.
/// Many clients take 8 KiB of all headers and trailers together.
const MAX_MESSAGE: usize = 1024;
const MAX_WRITTEN: usize = 2 * 1024;

/// Bytes of details that are sent, before they become base64: 5 KiB as they are written.
const MAX_DETAILS: usize = 5 * 1024 / 4 * 3;

/// The end of a call that did not fail.
pub(super) fn ok() -> HeaderMap {
    let mut trailers = HeaderMap::with_capacity(1);
    trailers.insert(STATUS, HeaderValue::from_static("0"));
    trailers
}

/// How calls of a service fail, whose messages have this form.
pub(super) struct Failures {
    pub(super) service: Arc<dyn Service>,
    pub(super) encoding: Encoding,
}

impl Failures {
    /// The end of a call that failed.
    pub(super) fn trailers(&self, status: &Status) -> HeaderMap {
        let service = self.service.spec();
        let details = details(status, service, self.encoding);
        write(status, service.full_name(), details)
    }
}

/// The end of what became no call of a service.
pub(super) fn without_service(status: &Status) -> HeaderMap {
    write(status, String::new(), Vec::new())
}

/// What a failure says beside its code, its message and its reason: the error of the service as a message, or what is
/// known of it in JSON.
fn details(status: &Status, service: &ServiceSpec, encoding: Encoding) -> Vec<Any> {
    if let (Encoding::Protobuf, Some(name), Some((number, fields))) =
        (encoding, &service.proto.error, status.variant())
    {
        return vec![details::variant_to_any(name, number, fields)];
    }
    let Some(text) = status.details() else {
        return Vec::new();
    };
    let value = match encoding {
        // Whoever wants JSON gets it as it is, with all digits of its numbers.
        Encoding::Json => std::str::from_utf8(text).ok().map(value::from_text),
        Encoding::Protobuf => Json::parse(text).ok().map(|json| value::from_json(&json)),
    };
    // What says the same in other words is the first that is left out where both are too long.
    let wrong = (status.code() == Code::InvalidArgument).then(|| bad_request(text));
    let mut parts: Vec<_> = wrong.flatten().into_iter().collect();
    parts.extend(value.iter().map(details::value_to_any));
    parts
}

/// The problems of a request in the form that clients of other services know. All that there is to say of them is in the
/// value beside it.
fn bad_request(details: &[u8]) -> Option<Any> {
    #[derive(serde::Deserialize)]
    struct Problems {
        problems: Vec<Problem>,
    }
    #[derive(serde::Deserialize)]
    struct Problem {
        path: String,
        message: String,
    }
    let Problems { problems } = serde_json::from_slice(details).ok()?;
    let wrong = problems.iter().map(|one| (&*one.path, &*one.message));
    Some(details::bad_request(wrong))
}

fn write(status: &Status, domain: String, mut details: Vec<Any>) -> HeaderMap {
    let message = shortened(status.message());
    details.extend(info(status, domain).map(|info| info.to_any()));
    let mut rpc = RpcStatus {
        code: status.code().grpc().into(),
        message: message.to_owned(),
        details,
    };
    // What says most in few bytes stands last. One that is too large by itself is not sent either.
    while rpc.encoded_len() > MAX_DETAILS && !rpc.details.is_empty() {
        rpc.details.remove(0);
    }
    let mut headers = HeaderMap::with_capacity(3);
    headers.insert(STATUS, rpc.code.into());
    if let Some(message) = percent::encoded(message).filter(|message| !message.is_empty()) {
        headers.insert(MESSAGE, message);
    }
    if !rpc.details.is_empty() {
        let details = BASE64_STANDARD_NO_PAD.encode(rpc.encode_to_vec());
        // Base64 is always a header.
        let details = HeaderValue::try_from(details).ok();
        details.map(|details| headers.insert(DETAILS, details));
    }
    headers
}

/// Who failed, and why, for programs. `None` where there is nothing to say.
fn info(status: &Status, domain: String) -> Option<ErrorInfo> {
    let mut metadata = BTreeMap::new();
    // Where nothing is said, the code alone tells.
    let by_code = Status::new(status.code(), "").is_retryable();
    if status.is_retryable() || by_code {
        let retryable = status.is_retryable().to_string();
        metadata.insert(details::RETRYABLE.to_owned(), retryable);
    }
    if let Some(id) = status.id() {
        metadata.insert(details::FAILURE_ID.to_owned(), id.to_owned());
    }
    let reason = status.reason().unwrap_or_default().to_ascii_uppercase();
    (!reason.is_empty() || !metadata.is_empty()).then_some(ErrorInfo {
        reason,
        domain,
        metadata,
    })
}

/// The beginning of a message that may be sent.
fn shortened(message: &str) -> &str {
    let mut written = 0;
    let too_far = message.char_indices().find(|&(at, char)| {
        written += char.len_utf8() * if percent::is_plain(char) { 1 } else { 3 };
        written > MAX_WRITTEN || at + char.len_utf8() > MAX_MESSAGE
    });
    too_far.map_or(message, |(end, _)| &message[..end])
}
