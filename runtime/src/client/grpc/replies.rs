//! A stream of replies.

use std::pin::Pin;
use std::task::{Context as Task, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::exchange::{Source, ended};
use super::incoming::Broken;
use super::payload;
use super::status::of_http2;
use crate::Status;
use crate::client::failed::{broke_off, broken, too_large};
use crate::client::items::Stopped;
use crate::client::watch::Watch;
use crate::service::{Encoding, Payload};

/// The items of a reply. Dropping it breaks the call off, unless the reply is over.
pub(super) struct Replies {
    /// `None` after the end.
    pub(super) source: Option<Source>,
    pub(super) service: String,
    pub(super) encoding: Encoding,
    /// How many items have come.
    pub(super) items: u64,
    pub(super) watch: Watch,
    /// Why the items of the request ended too early, where they are a stream as well.
    pub(super) stopped: Stopped,
    pub(super) limit: usize,
}

impl Replies {
    /// The next item; `None` at the end. An error is the last thing that comes.
    fn poll(&mut self, task: &mut Task<'_>) -> Poll<Result<Option<Bytes>, Status>> {
        if let Poll::Ready(status) = self.watch.poll(task) {
            return Poll::Ready(Err(status));
        }
        let Some(source) = &mut self.source else {
            return Poll::Ready(Ok(None));
        };
        let Some(messages) = &mut source.messages else {
            return Poll::Ready(Ok(None));
        };
        let server = source.line.server();
        match ready!(messages.poll(task)) {
            Ok(Some(item)) => {
                self.items += 1;
                return Poll::Ready(Ok(Some(item)));
            }
            Ok(None) => {}
            Err(fault) => return Poll::Ready(Err(self.failed(fault))),
        }
        let trailers = match ready!(messages.poll_trailers(task)) {
            Ok(trailers) => trailers,
            Err(error) => return Poll::Ready(Err(self.failed(Broken::Stream(error)))),
        };
        if trailers.is_empty() {
            return Poll::Ready(Err(broke_off(server, self.items)));
        }
        let end = ended(server, &trailers, &self.service);
        Poll::Ready(end.map(|()| None).map_err(|failed| failed.status))
    }

    fn failed(&self, fault: Broken) -> Status {
        let server = self
            .source
            .as_ref()
            .map_or("", |source| source.line.server());
        match fault {
            // A connection that ended, or a call that was broken off.
            Broken::Stream(error) if error.is_reset() || error.is_library() => {
                of_http2(server, error)
            }
            Broken::Stream(error) => broke_off(server, self.items).with_cause(error),
            Broken::Message(why) => broken(server, &why),
            Broken::TooLarge => too_large(server, "an item", self.limit),
        }
    }
}

impl Stream for Replies {
    type Item = Result<Payload, Status>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.source.is_none() {
            return Poll::Ready(None);
        }
        Poll::Ready(match ready!(this.poll(task)) {
            Ok(Some(item)) => Some(Ok(payload(this.encoding, item))),
            Ok(None) => {
                this.source = None;
                None
            }
            Err(status) => {
                this.source = None;
                Some(Err(this.stopped.take().unwrap_or(status)))
            }
        })
    }
}
