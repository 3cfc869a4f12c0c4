//! The messages of a reply.

use std::task::{Context as Task, Poll, ready};

use bytes::Bytes;
use h2::RecvStream;
use http::HeaderMap;

use crate::grpc::coding::{self, Coding};
use crate::grpc::frame::{Cutter, Fault, Frame};

/// Cuts the body of a reply into its messages. Nothing is read before somebody asks.
pub(super) struct Messages {
    body: RecvStream,
    cutter: Cutter,
    /// How messages are compressed; an error is the name of what is not known.
    coding: Result<Option<Coding>, String>,
    /// How many bytes a message may have.
    limit: usize,
}

/// Why there is no more.
pub(super) enum Broken {
    /// The stream of HTTP/2 has ended.
    Stream(h2::Error),
    /// This is no message of gRPC.
    Message(String),
    TooLarge,
}

impl Messages {
    /// The messages behind a head.
    pub(super) fn new(head: &HeaderMap, body: RecvStream, limit: usize) -> Self {
        Self {
            body,
            cutter: Cutter::default(),
            coding: Coding::of(head),
            limit,
        }
    }

    /// The next message; `None` after the last.
    pub(super) fn poll(&mut self, task: &mut Task<'_>) -> Poll<Result<Option<Bytes>, Broken>> {
        loop {
            if let Some(frame) = self.cutter.next(self.limit).map_err(Broken::of)? {
                return Poll::Ready(self.message(frame).map(Some));
            }
            match ready!(self.body.poll_data(task)) {
                Some(Ok(data)) => {
                    // It fails where the stream has ended, and then there is nothing to be released.
                    let _ = self.body.flow_control().release_capacity(data.len());
                    self.cutter.push(data);
                }
                Some(Err(error)) => return Poll::Ready(Err(Broken::Stream(error))),
                None => {
                    let end = self.cutter.end().map_err(Broken::of);
                    return Poll::Ready(end.map(|()| None));
                }
            }
        }
    }

    /// What stands behind the last message.
    pub(super) fn poll_trailers(
        &mut self,
        task: &mut Task<'_>,
    ) -> Poll<Result<HeaderMap, h2::Error>> {
        let trailers = ready!(self.body.poll_trailers(task));
        Poll::Ready(trailers.map(Option::unwrap_or_default))
    }

    fn message(&self, frame: Frame) -> Result<Bytes, Broken> {
        if !frame.compressed {
            return Ok(frame.bytes);
        }
        let why = match &self.coding {
            Ok(Some(coding)) => match coding.decompress(&frame.bytes, self.limit) {
                Ok(message) => return Ok(message),
                Err(coding::Fault::TooLarge) => return Err(Broken::TooLarge),
                Err(coding::Fault::Broken) => {
                    format!("a message is said to be {}, and is not", coding.name())
                }
            },
            Ok(None) => "a message is compressed, and `grpc-encoding` does not say how".to_owned(),
            Err(name) => format!("it is compressed as `{name}`, which was not asked for"),
        };
        Err(Broken::Message(why))
    }
}

impl Broken {
    fn of(fault: Fault) -> Self {
        match fault {
            Fault::Flag(flag) => Self::Message(format!(
                "a message begins with the flag {flag}, which is neither 0 nor 1"
            )),
            Fault::TooLarge(_) => Self::TooLarge,
            Fault::Truncated => Self::Message("it ends in the middle of a message".to_owned()),
        }
    }
}
