//! The messages of a request.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use crate::grpc::coding::{self, Coding};
use crate::grpc::frame::{Cutter, Fault, Frame};
use crate::serve::http::body::{broken_off, in_time};
use crate::spec::Code;
use crate::{Encoding, Limits, Payload, Status, Unknown};

/// The messages of a body, read when they are asked for.
pub(super) struct Messages<B> {
    /// `None` after its end.
    body: Option<B>,
    cutter: Cutter,
    coding: Option<Coding>,
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
            cutter: Cutter::default(),
            coding,
            encoding,
            unknown,
            limit: limits.body,
        }
    }

    /// The one message that there is.
    pub(super) async fn only(mut self, limits: &Limits) -> Result<Payload, Status> {
        let only = in_time(limits.body_timeout, async {
            let first = self.next().await?.ok_or_else(|| not_one("none came"))?;
            match self.next().await? {
                None => Ok(first),
                Some(_) => Err(not_one("more came")),
            }
        });
        only.await.unwrap_or_else(|_| Err(too_slow(limits)))
    }

    async fn next(&mut self) -> Result<Option<Payload>, Status> {
        poll_fn(|task| self.poll_message(task)).await
    }

    fn poll_message(&mut self, task: &mut Context<'_>) -> Poll<Result<Option<Payload>, Status>> {
        loop {
            let frame = self.cutter.next(self.limit);
            if let Some(frame) = frame.map_err(|fault| refused(fault, self.limit))? {
                return Poll::Ready(self.payload(frame).map(Some));
            }
            if !ready!(self.poll_more(task))? {
                let end = self.cutter.end();
                return Poll::Ready(
                    end.map(|()| None)
                        .map_err(|fault| refused(fault, self.limit)),
                );
            }
        }
    }

    /// Waits for more of the body; `false` at its end.
    fn poll_more(&mut self, task: &mut Context<'_>) -> Poll<Result<bool, Status>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(Ok(false));
        };
        Poll::Ready(match ready!(Pin::new(body).poll_frame(task)) {
            Some(Ok(frame)) => {
                // Trailers of a request say nothing here.
                if let Ok(data) = frame.into_data() {
                    self.cutter.push(data);
                }
                Ok(true)
            }
            Some(Err(_)) => {
                self.body = None;
                Err(broken_off())
            }
            None => {
                self.body = None;
                Ok(false)
            }
        })
    }

    fn payload(&self, frame: Frame) -> Result<Payload, Status> {
        let bytes = match (frame.compressed, self.coding) {
            (false, _) => frame.bytes,
            (true, Some(coding)) => {
                let message = coding.decompress(&frame.bytes, self.limit);
                message.map_err(|fault| no_message(coding, fault, self.limit))?
            }
            (true, None) => {
                return Err(malformed(
                    "a message is compressed, and no `grpc-encoding` says how",
                ));
            }
        };
        Ok(match self.encoding {
            Encoding::Json => Payload {
                unknown: self.unknown,
                ..Payload::json(bytes)
            },
            Encoding::Protobuf => Payload::protobuf(bytes),
        })
    }
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

fn refused(fault: Fault, limit: usize) -> Status {
    match fault {
        Fault::Flag(flag) => malformed(format!(
            "a message begins with the flag {flag}, which is neither 0 nor 1"
        )),
        Fault::TooLarge(len) => too_large(format!(
            "a message has {len} bytes, and {limit} are the most that one may have"
        )),
        Fault::Truncated => malformed("the request ended within a message"),
    }
}

fn no_message(coding: Coding, fault: coding::Fault, limit: usize) -> Status {
    let coding = coding.name();
    match fault {
        coding::Fault::Broken => malformed(format!("a message is said to be {coding}, and is not")),
        coding::Fault::TooLarge => too_large(format!(
            "a message has more than {limit} bytes behind its {coding}, and that is the most that one may have"
        )),
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
