//! The protocol over HTTP: one message a request, one JSON document an answer. Only where notices of progress come before
//! it the answer is a stream of events.
//!
//! No sessions are begun: nothing here needs one, so that every request can go to another process. There is no stream
//! from the server (GET is 405).
//!
//! A client that leaves before its answer cancels a stateless call at once, as the protocol has it. To the older
//! revisions a broken connection means nothing, but without a session nobody can fetch the answer any more either:
//! the call gets [`ABANDONED`] to end by itself and is cancelled then. A `notifications/cancelled` over HTTP is
//! accepted and ignored, since without a session the id does not say whose request it means.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue, WWW_AUTHENTICATE};
use http::{Method, StatusCode};

use super::batch::Batch;
use super::envelope::{Envelope, Message, Meta, parse};
use super::fault::Fault;
use super::headers::{self, Era, Said};
use super::job::{Answer, Job, Started};
use super::server::Mcp;
use super::{events, legacy, modern};
use crate::Context;
use crate::endpoint::{Purpose, Transport};
use crate::serve::http::context::context;
use crate::serve::http::head::Head;
use crate::serve::http::refuse::refuse;
use crate::serve::http::{body, media, pages, problem};

/// How long a call of an older revision may go on after its connection broke.
const ABANDONED: Duration = Duration::from_secs(5);

/// What a frame leads to.
enum Step {
    /// A notification or a response: there is nothing to say.
    Nothing,
    /// An answer without a call.
    Now(Answer, Era),
    /// One request.
    Job(Job, Era),
    /// Several messages.
    Batch(Batch),
}

/// Answers a message, or a batch of them.
pub(crate) async fn message(mcp: &Arc<Mcp>, head: &Head, body: Body) -> Response {
    let headers = &head.headers;
    let refusal = refusal(&head.method, headers, &body);
    let (cx, frame) = match admit(mcp, head, body, refusal, Purpose::Message).await {
        Ok(admitted) => admitted,
        Err(answer) => return answer,
    };
    match step(headers, &frame) {
        Step::Nothing => nothing(),
        Step::Now(answer, era) => respond(answer, era),
        Step::Job(job, Era::Modern) => {
            match live(job.start(mcp, cx, Transport::McpHttp).await).await {
                Started::Answered(answer) => respond(answer, Era::Modern),
                Started::Streams(feed) => events::answer(feed, None),
            }
        }
        Step::Job(job, era) => {
            let mcp = mcp.clone();
            let started = Abandonable::new(async move {
                live(job.start(&mcp, cx, Transport::McpHttp).await).await
            });
            match started.await {
                Started::Answered(answer) => respond(answer, era),
                Started::Streams(feed) => events::answer(feed, Some(ABANDONED)),
            }
        }
        Step::Batch(batch) => {
            let mcp = mcp.clone();
            let text = Abandonable::new(async move {
                let run = |job: Job| job.run(&mcp, cx.clone(), Transport::McpHttp);
                batch.run(run).await
            });
            json(StatusCode::OK, text.await)
        }
    }
}

/// A stream as one answer, unless there is something to send before it.
async fn live(started: Started) -> Started {
    match started {
        Started::Streams(feed) if !feed.has_notices() => {
            // In a place of its own: other answers need not carry it around.
            Started::Answered(Box::pin(Started::Streams(feed).whole()).await)
        }
        started => started,
    }
}

/// The context and the body of a request that is let in, or the answer to one that is not.
pub(super) async fn admit(
    mcp: &Mcp,
    head: &Head,
    body: Body,
    refusal: Option<Response>,
    purpose: Purpose,
) -> Result<(Context, Bytes), Response> {
    if let Some(refusal) = refusal {
        return Err(refuse(head, body, refusal));
    }
    let admitted = context(&mcp.endpoint, head).await.and_then(|cx| {
        // Until it is clear what it asks for. A call takes a place of its own.
        let place = mcp.endpoint.place(purpose, &cx)?;
        Ok((cx, place))
    });
    let (cx, _place) = match admitted {
        Ok(admitted) => admitted,
        Err(status) => return Err(refuse(head, body, problem::problem(&status))),
    };
    match body::read(&mcp.endpoint.limits, &head.headers, body).await {
        Ok(frame) => Ok((cx, frame)),
        Err(refusal) => Err(refuse(head, Body::empty(), refusal)),
    }
}

/// Why a request is none of the protocol, whatever it holds.
fn refusal(method: &Method, headers: &HeaderMap, body: &Body) -> Option<Response> {
    if method != Method::POST {
        return Some(pages::not_allowed(method, "POST"));
    }
    let media = media::check(headers, body).err();
    media.or_else(|| headers::not_acceptable(headers))
}

fn step(headers: &HeaderMap, frame: &Bytes) -> Step {
    let unknown = |fault| Step::Now(Answer::error(None, fault), Era::Modern);
    match parse(frame) {
        Err(error) => unknown(Fault::parse(&error)),
        Ok(Envelope::One(message)) => one(headers, &message, frame),
        Ok(Envelope::Batch(messages)) => {
            let batch = match headers::era(&Said::of(headers), None, &Meta::default()) {
                Ok(Era::Legacy(revision)) => Batch::new(&messages, revision, frame),
                Ok(Era::Modern) => Err(Fault::invalid_request("send one message at a time")),
                Err(fault) => Err(fault),
            };
            match batch {
                Ok(batch) if batch.is_silent() => Step::Nothing,
                Ok(batch) => Step::Batch(batch),
                Err(fault) => unknown(fault),
            }
        }
    }
}

fn one(headers: &HeaderMap, message: &Message<'_>, frame: &Bytes) -> Step {
    let (id, method, meta) = match message {
        Message::Request(request) => {
            let meta = request.params.meta;
            (Some(request.id), Some(&*request.method), meta)
        }
        Message::Notification(notification) => {
            let meta = notification.params.meta;
            (None, Some(&*notification.method), meta)
        }
        Message::Response => (None, None, Meta::default()),
        Message::Invalid { id, problem } => {
            let fault = Fault::invalid_request(*problem);
            return Step::Now(Answer::error(*id, fault), Era::Modern);
        }
    };
    let said = Said::of(headers);
    let era = match headers::era(&said, method, &meta) {
        Ok(era) => era,
        Err(fault) => return Step::Now(Answer::error(id, fault), Era::Modern),
    };
    match (message, era) {
        (Message::Request(request), Era::Legacy(revision)) => {
            let task = legacy::task(request, revision, frame);
            Step::Job(Job::new(request.id, revision, task), era)
        }
        (Message::Request(request), Era::Modern) => match headers::check(&said, request) {
            Ok(revision) => {
                let task = modern::task(request, revision, frame);
                Step::Job(Job::new(request.id, revision, task), era)
            }
            Err(fault) => Step::Now(Answer::error(id, fault), era),
        },
        (Message::Response, Era::Modern) => {
            let fault = Fault::invalid_request(
                "the server asks nothing, so that there is nothing to respond to",
            );
            Step::Now(Answer::error(None, fault), era)
        }
        _ => Step::Nothing,
    }
}

/// 202, as the protocol has it for messages without an answer.
fn nothing() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::ACCEPTED;
    response
}

fn respond(answer: Answer, era: Era) -> Response {
    let Some(fault) = answer.fault else {
        return json(StatusCode::OK, answer.text);
    };
    let status = match era {
        Era::Modern => fault.http,
        Era::Legacy(_) => fault.legacy_http(),
    };
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = json(status, answer.text);
    if let Some(challenge) = fault.refused.as_ref().and_then(problem::challenge_of) {
        response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
    }
    response
}

pub(super) fn json(status: StatusCode, text: impl Into<Body>) -> Response {
    let mut response = Response::new(text.into());
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}

/// A future that goes on for a while, on its own, when it is dropped before its end.
struct Abandonable<F: Future + Send + 'static>(Option<Pin<Box<F>>>)
where
    F::Output: Send;

impl<F: Future<Output: Send> + Send + 'static> Abandonable<F> {
    fn new(future: F) -> Self {
        Self(Some(Box::pin(future)))
    }
}

impl<F: Future<Output: Send> + Send + 'static> Future for Abandonable<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, task: &mut std::task::Context<'_>) -> Poll<F::Output> {
        let Some(future) = &mut self.0 else {
            return Poll::Pending;
        };
        let poll = future.as_mut().poll(task);
        if poll.is_ready() {
            self.0 = None;
        }
        poll
    }
}

impl<F: Future<Output: Send> + Send + 'static> Drop for Abandonable<F> {
    fn drop(&mut self) {
        if let Some(future) = self.0.take()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            runtime.spawn(tokio::time::timeout(ABANDONED, future));
        }
    }
}
