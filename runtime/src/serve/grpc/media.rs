//! What the headers of a request say of its messages.

use axum::response::Response;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, StatusCode, Version};

use super::web;
use crate::serve::http::head::Head;
use crate::serve::http::pages::not_allowed;
use crate::serve::http::problem;
use crate::spec::Code;
use crate::{Encoding, Status};

/// What all media types of gRPC begin with.
const GRPC: &str = "application/grpc";

/// Whether a request is one of gRPC, in whatever form.
pub(crate) fn is_grpc(headers: &HeaderMap) -> bool {
    media_type(headers).is_some_and(|name| name.starts_with(GRPC))
}

/// The form of the messages.
pub(super) fn encoding(headers: &HeaderMap) -> Option<Encoding> {
    match media_type(headers)? {
        "application/grpc" | "application/grpc+proto" => Some(Encoding::Protobuf),
        "application/grpc+json" => Some(Encoding::Json),
        _ => None,
    }
}

/// The media type of an answer with messages in this form.
pub(super) fn content_type(encoding: Encoding) -> HeaderValue {
    HeaderValue::from_static(match encoding {
        Encoding::Protobuf => GRPC,
        Encoding::Json => "application/grpc+json",
    })
}

/// Checks what can be seen before anything is read; gives an answer of HTTP to what is no gRPC.
pub(super) fn check(head: &Head) -> Result<(), Response> {
    if head.method != Method::POST {
        return Err(not_allowed(&head.method, "POST"));
    }
    let is_web = web::is_web(&head.headers);
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

/// Without its parameters.
pub(super) fn media_type(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let bare = value.split_once(';').map_or(value, |(bare, _)| bare);
    Some(bare.trim_end())
}
