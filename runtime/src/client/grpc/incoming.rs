//! The messages of a reply.

use std::task::{Context as Task, Poll, ready};

use bytes::Bytes;
use h2::RecvStream;
use http::HeaderMap;

use crate::grpc::coding::{self, Coding};
use crate::grpc::frame;
use crate::grpc::messages::{self, Fault};

/// The body of a reply. Nothing is read before somebody asks.
pub(super) struct Messages {
    body: RecvStream,
    cut: messages::Messages,
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
    /// The messages behind a head, of at most so many bytes each.
    pub(super) fn new(head: &HeaderMap, body: RecvStream, limit: usize) -> Self {
        Self {
            body,
            cut: messages::Messages::new(Coding::of(head), limit),
        }
    }

    /// The next message; `None` after the last.
    pub(super) fn poll(&mut self, task: &mut Task<'_>) -> Poll<Result<Option<Bytes>, Broken>> {
        let body = &mut self.body;
        let more = |task: &mut Task<'_>| {
            let data = ready!(body.poll_data(task));
            if let Some(Ok(data)) = &data {
                // It fails where the stream has ended, and then there is nothing to be released.
                let _ = body.flow_control().release_capacity(data.len());
            }
            Poll::Ready(data.map(|data| data.map_err(Broken::Stream)))
        };
        self.cut.poll(task, more, Broken::of)
    }

    /// What stands behind the last message.
    pub(super) fn poll_trailers(
        &mut self,
        task: &mut Task<'_>,
    ) -> Poll<Result<HeaderMap, h2::Error>> {
        let trailers = ready!(self.body.poll_trailers(task));
        Poll::Ready(trailers.map(Option::unwrap_or_default))
    }
}

impl Broken {
    fn of(fault: &Fault) -> Self {
        Self::Message(match fault {
            Fault::Frame(frame::Fault::TooLarge(_)) | Fault::Coding(_, coding::Fault::TooLarge) => {
                return Self::TooLarge;
            }
            Fault::Frame(frame::Fault::Flag(flag)) => {
                format!("a message begins with the flag {flag}, which is neither 0 nor 1")
            }
            Fault::Frame(frame::Fault::Truncated) => {
                "it ends in the middle of a message".to_owned()
            }
            Fault::Coding(coding, coding::Fault::Broken) => {
                format!("a message is said to be {}, and is not", coding.name())
            }
            Fault::NoCoding => {
                "a message is compressed, and `grpc-encoding` does not say how".to_owned()
            }
            Fault::UnknownCoding(name) => {
                format!("it is compressed as `{name}`, which was not asked for")
            }
        })
    }
}
