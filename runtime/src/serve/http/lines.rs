//! A stream of requests in the body of one: JSON lines, or one JSON array.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;
use http_body::Body as _;
use tokio::time::{Sleep, sleep};

use super::body;
use super::media::Form;
use crate::stream::Cutter;
use crate::{Limits, Payload, PayloadStream, Status, Unknown};

/// The items of a body, read when they are asked for. Each may have as many bytes as a whole body elsewhere.
pub(super) fn items(
    limits: &Limits,
    headers: Arc<HeaderMap>,
    body: Body,
    form: Form,
    unknown: Unknown,
) -> PayloadStream {
    let cutter = match form {
        Form::Lines => Cutter::lines(limits.body),
        // No body, without a word about what it would be, is a stream without items.
        Form::Json if body.is_end_stream() => Cutter::lines(limits.body),
        Form::Json => Cutter::array(limits.body),
    };
    Box::pin(Items {
        body: Some(body),
        cutter,
        patience: limits.body_timeout,
        waits: None,
        headers,
        is_asked: false,
        unknown,
    })
}

struct Items {
    /// `None` after its end.
    body: Option<Body>,
    cutter: Cutter,
    /// How long nothing may come.
    patience: Duration,
    /// Runs while something is waited for.
    waits: Option<Pin<Box<Sleep>>>,
    headers: Arc<HeaderMap>,
    /// Whether the sender has been told to go on, should it have asked.
    is_asked: bool,
    unknown: Unknown,
}

impl Items {
    /// Waits for more of the body; `false` at its end.
    fn poll_more(&mut self, task: &mut Context<'_>) -> Poll<Result<bool, Status>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(Ok(false));
        };
        self.is_asked = true;
        let Poll::Ready(frame) = Pin::new(body).poll_frame(task) else {
            let waits = || Box::pin(sleep(self.patience));
            ready!(self.waits.get_or_insert_with(waits).as_mut().poll(task));
            return Poll::Ready(Err(body::too_quiet(self.patience)));
        };
        self.waits = None;
        Poll::Ready(match frame {
            Some(Ok(frame)) => {
                if let Some(data) = frame.data_ref() {
                    self.cutter.push(data);
                }
                Ok(true)
            }
            Some(Err(_)) => {
                self.body = None;
                Err(body::broken_off())
            }
            None => {
                self.body = None;
                Ok(false)
            }
        })
    }

    fn payload(&self, item: Bytes) -> Payload {
        Payload {
            unknown: self.unknown,
            ..Payload::json(item)
        }
    }

    fn poll_item(&mut self, task: &mut Context<'_>) -> Poll<Result<Option<Payload>, Status>> {
        loop {
            if let Some(item) = self.cutter.next()? {
                return Poll::Ready(Ok(Some(self.payload(item))));
            }
            if !ready!(self.poll_more(task))? {
                let last = self.cutter.end()?;
                return Poll::Ready(Ok(last.map(|item| self.payload(item))));
            }
        }
    }
}

impl Stream for Items {
    type Item = Result<Payload, Status>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(task).map(Result::transpose)
    }
}

impl Drop for Items {
    /// Whoever still sends is to see the answer all the same.
    fn drop(&mut self) {
        let Some(body) = self.body.take() else { return };
        if tokio::runtime::Handle::try_current().is_err() {
            return;
        }
        if self.is_asked {
            body::discard(&HeaderMap::new(), body);
        } else {
            body::discard(&self.headers, body);
        }
    }
}
