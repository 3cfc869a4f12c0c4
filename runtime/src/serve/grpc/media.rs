//! What the headers of a request say of its messages.

use axum::response::Response;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, StatusCode, Version};

use crate::grpc::media as native;
use crate::serve::http::head::Head;
use crate::serve::http::pages::not_allowed;
use crate::serve::http::problem;
use crate::spec::Code;
use crate::{Encoding, Status};

/// A media type of gRPC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Media {
    /// Over HTTP/2, with messages of this form.
    Native(Encoding),
    /// gRPC-Web, as its answers are named.
    Web(&'static str),
}

const WEB: &str = "application/grpc-web+proto";
const WEB_TEXT: &str = "application/grpc-web-text+proto";

/// Those of gRPC-Web. `application/grpc-web+json` and others are none that is read here.
const WEBS: [(&str, &str); 4] = [
    ("application/grpc-web", WEB),
    (WEB, WEB),
    ("application/grpc-web-text", WEB_TEXT),
    (WEB_TEXT, WEB_TEXT),
];

/// The media type of a request.
fn media(headers: &HeaderMap) -> Option<Media> {
    named(headers.get(header::CONTENT_TYPE)?.to_str().ok()?)
}

/// The media type of a name, whatever its case and its parameters are.
fn named(value: &str) -> Option<Media> {
    let bare = value.split_once(';').map_or(value, |(bare, _)| bare).trim();
    if let Some(encoding) = native::encoding(bare) {
        return Some(Media::Native(encoding));
    }
    let mut webs = WEBS.iter();
    let web = webs.find(|(name, _)| bare.eq_ignore_ascii_case(name));
    web.map(|(_, name)| Media::Web(name))
}

/// Whether a request is one of gRPC, in whatever form.
pub(crate) fn is_grpc(headers: &HeaderMap) -> bool {
    media(headers).is_some()
}

/// The form of the messages, where they are not those of gRPC-Web.
pub(super) fn encoding(headers: &HeaderMap) -> Option<Encoding> {
    match media(headers)? {
        Media::Native(encoding) => Some(encoding),
        Media::Web(_) => None,
    }
}

/// The name of gRPC-Web that a request has, without parameters and in lower case.
pub(super) fn web(headers: &HeaderMap) -> Option<HeaderValue> {
    match media(headers)? {
        Media::Native(_) => None,
        Media::Web(name) => Some(HeaderValue::from_static(name)),
    }
}

/// The name of gRPC-Web that the client wants an answer to have, where it says so.
pub(super) fn accepted_web(headers: &HeaderMap) -> Option<HeaderValue> {
    let accepted = headers.get(header::ACCEPT)?.to_str().ok()?;
    accepted.split(',').find_map(|name| match named(name)? {
        Media::Native(_) => None,
        Media::Web(name) => Some(HeaderValue::from_static(name)),
    })
}

/// Whether a name of gRPC-Web says that bodies are base64.
pub(super) fn is_text(web: &HeaderValue) -> bool {
    web == WEB_TEXT
}

/// The media type of an answer with messages in this form.
pub(super) fn content_type(encoding: Encoding) -> HeaderValue {
    HeaderValue::from_static(native::name(encoding))
}

/// The media type of an answer that is no message.
pub(super) fn content_type_of_refusal(headers: &HeaderMap) -> HeaderValue {
    match media(headers) {
        Some(Media::Native(encoding)) => content_type(encoding),
        Some(Media::Web(name)) => HeaderValue::from_static(name),
        None => content_type(Encoding::Protobuf),
    }
}

/// Checks what can be seen before anything is read; gives an answer of HTTP to what is no gRPC.
pub(super) fn check(head: &Head) -> Result<(), Response> {
    if head.method != Method::POST {
        return Err(not_allowed(&head.method, "POST"));
    }
    let is_web = web(&head.headers).is_some();
    if !is_web && encoding(&head.headers).is_none() {
        return Err(unsupported());
    }
    if !is_web && head.version < Version::HTTP_2 {
        return Err(too_old());
    }
    Ok(())
}

/// 505: without trailers nothing would say how a call has ended.
fn too_old() -> Response {
    let status = Status::new(
        Code::Unimplemented,
        "gRPC needs HTTP/2; where there is only HTTP/1.1, send gRPC-Web as `Content-Type: application/grpc-web`",
    );
    let status = status.with_reason("http2_needed");
    problem::with_status(StatusCode::HTTP_VERSION_NOT_SUPPORTED, &status)
}

/// 415, as the protocol has it for what is no gRPC at all.
fn unsupported() -> Response {
    let status = Status::invalid_argument(
        "this is a method of gRPC; send the request as `Content-Type: application/grpc`, or `application/grpc+json` with \
         messages in JSON",
    );
    let status = status.with_reason("unsupported_media_type");
    problem::with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE, &status)
}
