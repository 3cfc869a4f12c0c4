//! `POST /{package}.{Service}/{Method}`: messages in, messages and a status out.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Request, Version};

use super::messages::Messages;
use super::status::Failures;
use super::{body, media, status, web};
use crate::endpoint::{Endpoint, Target, Transport};
use crate::grpc::coding::{self, Coding};
use crate::grpc::metadata::{is_base64, is_binary, is_grpcs};
use crate::serve::http::body::discard;
use crate::serve::http::call::{add_metadata, name_trace, unknown};
use crate::serve::http::context::{TRACEPARENT, context};
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
    head: &Head,
    body: B,
) -> Response
where
    B: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: std::error::Error + Send + Sync,
{
    if let Err(response) = media::check(head) {
        return refuse_as_http(head, Body::new(body), response);
    }
    if let Some(media_type) = media::web(&head.headers) {
        // Boxed, so that others take no more memory than they need.
        return Box::pin(web::call(endpoint, target, media_type, (head, body))).await;
    }
    native(endpoint, target, head, body).await
}

/// Answers a call that is no gRPC-Web, or none any more.
pub(super) async fn native<B>(
    endpoint: &Arc<Endpoint>,
    target: &Target,
    head: &Head,
    body: B,
) -> Response
where
    B: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
{
    let headers = &head.headers;
    let encoding = media::encoding(headers).unwrap_or(Encoding::Protobuf);
    let coding = match Coding::of(headers) {
        Ok(coding) => coding,
        Err(name) => return refuse(head, &unknown_coding(&name)),
    };
    let cx = match context(endpoint, head).await {
        Ok(cx) => cx,
        Err(status) => return refuse(head, &status),
    };
    let mut messages = Messages::new(&endpoint.limits, body, coding, encoding, unknown(headers));
    let admission = endpoint.admit(&target.method, &cx);
    let input = if admission.is_refused() {
        // The call below is refused, and logged, without its input.
        Payload::json(Bytes::new()).into()
    } else if target.method.kind.streams_input() {
        Data::Stream(Box::pin(messages))
    } else {
        match messages.only(&endpoint.limits).await {
            Ok(message) => message.into(),
            Err(status) => return refuse(head, &status),
        }
    };
    let trace = cx.trace().clone();
    let called = admission
        .call(target, input, cx, Transport::Grpc(encoding))
        .await;
    // It costs more than the rest of a small answer, and nobody asks for it who neither traces nor looks for a fault.
    let names_trace = called.is_err() || headers.contains_key(TRACEPARENT);
    let mut response = match called {
        Ok(outcome) => reply(outcome, target, encoding, endpoint.reply_coding(headers)),
        Err(failed) => {
            let trailers = failures(target, encoding).trailers(&failed);
            only_trailers(trailers, media::content_type(encoding))
        }
    };
    if names_trace {
        name_trace(response.headers_mut(), &trace);
    }
    response
}

impl Endpoint {
    /// How replies are compressed for a client that says this.
    fn reply_coding(&self, headers: &HeaderMap) -> Option<Coding> {
        let accepted = || Coding::accepted(headers);
        self.compresses_replies.then(accepted).flatten()
    }
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
        if may_be_sent(&name, &value) {
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

/// Whether metadata is none of the protocol's own, and no bytes that a client could not read: many fail the whole call then.
fn may_be_sent(name: &str, value: &str) -> bool {
    if is_binary(name) && !is_base64(value) {
        tracing::warn!(
            name,
            "metadata of a reply is left out: its name ends with `-bin`, and its value is no base64"
        );
        return false;
    }
    name.parse().is_ok_and(|name| !is_grpcs(&name))
}

/// Answers what calls no method that is there.
pub(crate) fn nothing(endpoint: &Endpoint, request: Request<Body>) -> Response {
    let (head, body) = Head::split(request);
    let path = head.path();
    let known = endpoint.targets().iter();
    let known = known.map(|target| target.method.grpc_path.as_str());
    let hint =
        closest(path, known).map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
    let message = format!("there is no method at `{}`{hint}", shortened(path));
    let status = Status::new(Code::Unimplemented, message).with_reason("no_such_method");
    refuse_with_body(&head, body, &status)
}

/// Ends a request that becomes no call with a status, and lets its body in as far as the answer needs that.
pub(crate) fn refuse_with_body(head: &Head, body: Body, status: &Status) -> Response {
    let_in(head, body);
    refuse(head, status)
}

/// Reads what nobody wants where the answer would be lost otherwise; a stream of HTTP/2 ends without its connection.
pub(super) fn let_in(head: &Head, body: Body) {
    if head.version < Version::HTTP_2 {
        discard(&head.headers, body);
    }
}

/// The same where the body has been taken.
pub(super) fn refuse(head: &Head, status: &Status) -> Response {
    let content_type = media::content_type_of_refusal(&head.headers);
    let mut response = only_trailers(status::without_service(status), content_type);
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
fn only_trailers(mut trailers: HeaderMap, content_type: HeaderValue) -> Response {
    trailers.insert(header::CONTENT_TYPE, content_type);
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
