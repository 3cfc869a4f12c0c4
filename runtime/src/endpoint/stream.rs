//! Streams of a call on their way.

use std::pin::Pin;
use std::task::{Context as Task, Poll, ready};

use futures_core::Stream;
use tokio::task::coop;

use super::caught::caught;
use super::overdue::Overdue;
use super::record::Record;
use crate::service::{Payload, PayloadStream};
use crate::{CancelToken, Status};

type Item = Result<Payload, Status>;

/// What a caller sends, as its handler gets it: ended with a status when it is overdue.
pub(super) fn incoming(items: PayloadStream, overdue: Overdue) -> PayloadStream {
    Box::pin(Incoming {
        items: Some(items),
        overdue,
    })
}

/// An item that is there, unless the stream has to end before it.
fn in_time(item: Option<Item>, overdue: &mut Overdue) -> Option<Item> {
    match item {
        Some(Ok(item)) => Some(overdue.passed().map_or(Ok(item), Err)),
        end => end,
    }
}

struct Incoming {
    items: Option<PayloadStream>,
    overdue: Overdue,
}

impl Stream for Incoming {
    type Item = Item;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<Option<Item>> {
        let this = &mut *self;
        let Some(items) = &mut this.items else {
            return Poll::Ready(None);
        };
        // Items that are there already are no reason to keep others from their turn.
        ready!(coop::poll_proceed(task)).made_progress();
        let item = match items.as_mut().poll_next(task) {
            Poll::Ready(item) => in_time(item, &mut this.overdue),
            Poll::Pending => match this.overdue.poll(task) {
                Poll::Ready(status) => Some(Err(status)),
                Poll::Pending => return Poll::Pending,
            },
        };
        this.overdue.reset();
        if !matches!(item, Some(Ok(_))) {
            this.items = None;
        }
        Poll::Ready(item)
    }
}

/// What a handler replies with, as its caller gets it. The call ends with it.
///
/// A panic ends it with `internal`, and nothing else with it. Dropped before its end it cancels the call.
pub(super) struct Outgoing {
    /// `None` after the end.
    running: Option<(PayloadStream, Record)>,
    overdue: Overdue,
    cancel: CancelToken,
}

impl Outgoing {
    pub(super) fn new(
        items: PayloadStream,
        overdue: Overdue,
        cancel: CancelToken,
        mut record: Record,
    ) -> Self {
        record.items = Some(0);
        Self {
            running: Some((items, record)),
            overdue,
            cancel,
        }
    }

    /// Ends the stream, and with it the call.
    fn end(&mut self, failed: Option<&Status>) {
        if let Some((items, record)) = self.running.take() {
            if failed.is_some() {
                self.cancel.cancel();
            }
            let _ = caught(|| drop(items));
            record.end(failed);
        }
    }
}

impl Stream for Outgoing {
    type Item = Item;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<Option<Item>> {
        let this = &mut *self;
        let Some((items, record)) = &mut this.running else {
            return Poll::Ready(None);
        };
        ready!(coop::poll_proceed(task)).made_progress();
        let item = match caught(|| items.as_mut().poll_next(task)) {
            Ok(Poll::Ready(item)) => in_time(item, &mut this.overdue),
            Ok(Poll::Pending) => match this.overdue.poll(task) {
                Poll::Ready(status) => Some(Err(status)),
                Poll::Pending => return Poll::Pending,
            },
            Err(text) => Some(Err(super::caught::panicked("the stream", &text))),
        };
        this.overdue.reset();
        match &item {
            Some(Ok(_)) => record.items = record.items.map(|items| items + 1),
            Some(Err(status)) => this.end(Some(status)),
            None => this.end(None),
        }
        Poll::Ready(item)
    }
}

impl Drop for Outgoing {
    fn drop(&mut self) {
        if let Some((items, record)) = self.running.take() {
            self.cancel.cancel();
            let _ = caught(|| drop(items));
            record.abandoned();
        }
    }
}

#[cfg(test)]
mod tests;
