//! `POST /{package}.{Service}/{Method}`: messages in, messages and a status out.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{self, HeaderMap};

use super::messages::Messages;
use super::status::Failures;
use super::{body, media, status, web};
use crate::endpoint::{Endpoint, Target, Transport};
use crate::grpc::coding::{self, Coding};
use crate::serve::http::call::{add_metadata, name_trace};
use crate::serve::http::context::context;
use crate::serve::http::head::Head;
use crate::serve::http::pages::shortened;
use crate::serve::http::refuse::refuse as refuse_as_http;
use crate::service::Body as Data;
use crate::spec::Code;
use crate::spec::suggest::closest;
use crate::{Encoding, Outcome, Payload, Reply, Status};

/// Answers a call of a method that is there.
pub(crate) async fn call<B>(
    endpoint: &Arc<Endpoint>,
    target: &Target,
    head: Head,
    body: B,
) -> Response
where
    B: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: std::error::Error + Send + Sync,
{
    if let Err(response) = media::check(&head) {
        return refuse_as_http(&head, Body::new(body), response);
    }
    if web::is_web(&head.headers) {
        // Boxed, so that others take no more memory than they need.
        return Box::pin(web::call(endpoint, target, head, body)).await;
    }
    native(endpoint, target, head, body).await
}

/// Answers a call that is no gRPC-Web, or none any more.
pub(super) async fn native<B>(
    endpoint: &Arc<Endpoint>,
    target: &Target,
    head: Head,
    body: B,
) -> Response
where
    B: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
{
    let headers = &head.headers;
    let encoding = media::encoding(headers).unwrap_or(Encoding::Protobuf);
    let coding = match Coding::of(headers) {
        Ok(coding) => coding,
        Err(name) => return refuse(&head, &unknown_coding(&name)),
    };
    let cx = match context(endpoint, headers).await {
        Ok(cx) => cx,
        Err(status) => return refuse(&head, &status),
    };
    let messages = Messages::new(&endpoint.limits, body, coding, encoding);
    let input = if endpoint.may_call(&target.method, cx.caller()).is_err() {
        // The call below is refused, and logged, without its input.
        Payload::json(Bytes::new()).into()
    } else if target.method.kind.streams_input() {
        Data::Stream(Box::pin(messages))
    } else {
        match messages.only(&endpoint.limits).await {
            Ok(message) => message.into(),
            Err(status) => return refuse(&head, &status),
        }
    };
    let trace = cx.trace().clone();
    let called = endpoint.call(target, input, cx, Transport::Grpc(encoding));
    let mut response = match called.await {
        Ok(outcome) => reply(outcome, target, encoding, Coding::accepted(headers)),
        Err(failed) => only_trailers(failures(target, encoding).trailers(&failed), encoding),
    };
    name_trace(response.headers_mut(), &trace);
    response
}

/// How calls of a method fail.
fn failures(target: &Target, encoding: Encoding) -> Failures {
    Failures {
        service: target.service.clone(),
        encoding,
    }
}

/// The answer to a call that did not fail.
fn reply(
    outcome: Outcome,
    target: &Target,
    encoding: Encoding,
    coding: Option<Coding>,
) -> Response {
    let Outcome::Complete(Reply {
        output, metadata, ..
    }) = outcome;
    let mut headers = HeaderMap::with_capacity(4);
    for (name, value) in metadata {
        // These are the protocol's own.
        if !name.starts_with("grpc-") {
            add_metadata(&mut headers, &name, &value);
        }
    }
    headers.insert(header::CONTENT_TYPE, media::content_type(encoding));
    if let Some(coding) = coding {
        headers.insert(coding::ENCODING, coding.header());
    }
    let mut response = Response::new(body::body(output, coding, failures(target, encoding)));
    *response.headers_mut() = headers;
    response
}

/// Answers what calls no method that is there.
pub(crate) fn nothing(endpoint: &Endpoint, head: &Head) -> Response {
    let path = head.path();
    let known = endpoint.targets().iter();
    let known = known.map(|target| target.method.grpc_path.as_str());
    let hint =
        closest(path, known).map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
    let message = format!("there is no method at `{}`{hint}", shortened(path));
    let status = Status::new(Code::Unimplemented, message).with_reason("no_such_method");
    refuse(head, &status)
}

/// Ends a request that becomes no call with a status.
pub(crate) fn refuse(head: &Head, status: &Status) -> Response {
    let encoding = media::encoding(&head.headers).unwrap_or(Encoding::Protobuf);
    let mut response = only_trailers(status::without_service(status), encoding);
    if status.reason() == Some(UNKNOWN_CODING) {
        let accepted = Coding::ACCEPTED;
        response.headers_mut().insert(coding::ACCEPT, accepted);
    }
    tracing::info!(
        method = %head.method,
        path = &*shortened(head.path()),
        code = status.code().name(),
        "refused"
    );
    response
}

/// An answer that is a status and nothing else (`Trailers-Only`): its trailers are its headers.
fn only_trailers(mut trailers: HeaderMap, encoding: Encoding) -> Response {
    trailers.insert(header::CONTENT_TYPE, media::content_type(encoding));
    let mut response = Response::new(Body::empty());
    *response.headers_mut() = trailers;
    response
}

const UNKNOWN_CODING: &str = "unknown_encoding";

fn unknown_coding(name: &str) -> Status {
    let message = format!(
        "messages in `{}` are not read here; send them in one of `{}`",
        shortened(name),
        Coding::NAMES
    );
    Status::new(Code::Unimplemented, message).with_reason(UNKNOWN_CODING)
}
