//! Failures as gRPC has them: a code, a message and details, as trailers.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use prost::Message;
use prost_types::Any;

use crate::Status;
use crate::grpc::details::{self, ErrorInfo, RpcStatus};
use crate::grpc::value;
use crate::spec::{Json, ServiceSpec};

const STATUS: HeaderName = HeaderName::from_static("grpc-status");

/// Bytes of a message, and of details, that are sent. Many clients take 8 KiB of all headers and trailers together.
const MAX_MESSAGE: usize = 1024;
const MAX_DETAILS: usize = 4 * 1024;

/// The end of a call that did not fail.
pub(super) fn ok() -> HeaderMap {
    let mut trailers = HeaderMap::with_capacity(1);
    trailers.insert(STATUS, HeaderValue::from_static("0"));
    trailers
}

/// The end of a call of a service that failed.
pub(super) fn trailers(status: &Status, service: &ServiceSpec) -> HeaderMap {
    write(status, service.full_name(), details(status, service))
}

/// The end of what became no call of a service.
pub(super) fn without_service(status: &Status) -> HeaderMap {
    write(status, String::new(), Vec::new())
}

/// What a failure says beside its code, its message and its reason.
fn details(status: &Status, _service: &ServiceSpec) -> Vec<Any> {
    let json = status.details().and_then(|json| Json::parse(json).ok());
    let value = json.map(|json| details::value_to_any(&value::from_json(&json)));
    value.into_iter().collect()
}

fn write(status: &Status, domain: String, mut details: Vec<Any>) -> HeaderMap {
    let message = shortened(status.message());
    details.extend(info(status, domain).map(|info| info.to_any()));
    let mut rpc = RpcStatus {
        code: status.code().grpc().into(),
        message: message.to_owned(),
        details,
    };
    // What says most in few bytes stands last.
    while rpc.encoded_len() > MAX_DETAILS && rpc.details.len() > 1 {
        rpc.details.remove(0);
    }
    let encoded = if rpc.details.is_empty() {
        Bytes::new()
    } else {
        rpc.encode_to_vec().into()
    };
    let code = tonic::Code::from_i32(rpc.code);
    let written = tonic::Status::with_details(code, message, encoded);
    let mut headers = HeaderMap::with_capacity(3);
    // A code is always a header, and so are a message and details in their encodings.
    let _ = written.add_header(&mut headers);
    headers
}

/// Who failed, and why, for programs. `None` where there is nothing to say.
fn info(status: &Status, domain: String) -> Option<ErrorInfo> {
    let mut metadata = BTreeMap::new();
    if status.is_retryable() {
        metadata.insert(details::RETRYABLE.to_owned(), "true".to_owned());
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

fn shortened(message: &str) -> &str {
    let mut end = MAX_MESSAGE.min(message.len());
    while !message.is_char_boundary(end) {
        end -= 1;
    }
    &message[..end]
}
