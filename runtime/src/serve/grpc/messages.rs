//! The messages of a request.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use crate::grpc::coding::{self, Coding};
use crate::grpc::frame;
use crate::grpc::messages::{self, Fault};
use crate::serve::http::body::{broken_off, in_time};
use crate::spec::Code;
use crate::{Encoding, Limits, Payload, Status, Unknown};

/// The messages of a body, read when they are asked for.
pub(super) struct Messages<B> {
    /// `None` after its end.
    body: Option<B>,
    cut: messages::Messages,
    encoding: Encoding,
    /// What becomes of fields of JSON that nobody knows.
    unknown: Unknown,
    /// What one message may have, as it is sent and as it is.
    limit: usize,
}

impl<B> Messages<B>
where
    B: http_body::Body<Data = Bytes> + Unpin,
{
    pub(super) fn new(
        limits: &Limits,
        body: B,
        coding: Option<Coding>,
        encoding: Encoding,
        unknown: Unknown,
    ) -> Self {
        Self {
            body: Some(body),
            cut: messages::Messages::new(Ok(coding), limits.body),
            encoding,
            unknown,
            limit: limits.body,
        }
    }

    /// The one message that there is.
    pub(super) async fn only(&mut self, limits: &Limits) -> Result<Payload, Status> {
        let only = pin!(async {
            let first = self.next().await?.ok_or_else(|| not_one("none came"))?;
            match self.next().await? {
                None => Ok(first),
                Some(_) => Err(not_one("more came")),
            }
        });
        let only = in_time(limits.body_timeout, only);
        only.await.unwrap_or_else(|_| Err(too_slow(limits)))
    }

    async fn next(&mut self) -> Result<Option<Payload>, Status> {
        poll_fn(|task| self.poll_message(task)).await
    }

    fn poll_message(&mut self, task: &mut Context<'_>) -> Poll<Result<Option<Payload>, Status>> {
        let (body, limit) = (&mut self.body, self.limit);
        let more = |task: &mut Context<'_>| poll_data(body, task);
        let failed = |fault: &Fault| refused(fault, limit);
        let message = ready!(self.cut.poll(task, more, failed))?;
        Poll::Ready(Ok(message.map(|message| self.payload(message))))
    }

    fn payload(&self, message: Bytes) -> Payload {
        match self.encoding {
            Encoding::Json => Payload {
                unknown: self.unknown,
                ..Payload::json(message)
            },
            Encoding::Protobuf => Payload::protobuf(message),
        }
    }
}

/// The next piece of a body, which is gone after its end. Trailers of a request say nothing here.
fn poll_data<B>(body: &mut Option<B>, task: &mut Context<'_>) -> Poll<Option<Result<Bytes, Status>>>
where
    B: http_body::Body<Data = Bytes> + Unpin,
{
    while let Some(there) = body {
        match ready!(Pin::new(there).poll_frame(task)) {
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Poll::Ready(Some(Ok(data)));
                }
            }
            Some(Err(_)) => {
                *body = None;
                return Poll::Ready(Some(Err(broken_off())));
            }
            None => *body = None,
        }
    }
    Poll::Ready(None)
}

impl<B> Stream for Messages<B>
where
    B: http_body::Body<Data = Bytes> + Unpin,
{
    type Item = Result<Payload, Status>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_message(task).map(Result::transpose)
    }
}

/// As <https://github.com/grpc/grpc/blob/master/doc/statuscodes.md> has it for a wrong number of requests.
fn not_one(came: &str) -> Status {
    let message = format!("the method takes one message, and {came}");
    Status::new(Code::Unimplemented, message).with_reason("not_one_message")
}

fn refused(fault: &Fault, limit: usize) -> Status {
    match fault {
        Fault::Frame(frame::Fault::Flag(flag)) => malformed(format!(
            "a message begins with the flag {flag}, which is neither 0 nor 1"
        )),
        Fault::Frame(frame::Fault::TooLarge(len)) => too_large(format!(
            "a message has {len} bytes, and {limit} are the most that one may have"
        )),
        Fault::Frame(frame::Fault::Truncated) => malformed("the request ended within a message"),
        Fault::Coding(coding, coding::Fault::Broken) => malformed(format!(
            "a message is said to be {}, and is not",
            coding.name()
        )),
        Fault::Coding(coding, coding::Fault::TooLarge) => too_large(format!(
            "a message has more than {limit} bytes behind its {}, and that is the most that one may have",
            coding.name()
        )),
        // Requests in a coding that is not known are refused by their headers.
        Fault::NoCoding | Fault::UnknownCoding(_) => {
            malformed("a message is compressed, and no `grpc-encoding` says how")
        }
    }
}

fn malformed(message: impl Into<std::borrow::Cow<'static, str>>) -> Status {
    Status::new(Code::Internal, message).with_reason("malformed_message")
}

fn too_large(message: String) -> Status {
    let status = Status::new(Code::ResourceExhausted, message);
    status.with_reason("body_too_large").with_retryable(false)
}

fn too_slow(limits: &Limits) -> Status {
    let seconds = limits.body_timeout.as_secs_f64();
    let message = format!("the message did not arrive within {seconds} seconds");
    Status::new(Code::DeadlineExceeded, message).with_reason("body_timeout")
}
