//! A stream that is wanted as one value.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context as Task, Poll};

use tokio::time::{Sleep, sleep};

use super::Limits;
use super::overdue::poll_timer;
use crate::Status;
use crate::service::{Payload, PayloadStream};
use crate::stream::Aggregate;

/// Gathers the items of a stream, as far as the limits allow.
pub(crate) struct Gathered {
    items: PayloadStream,
    all: Aggregate,
    /// When it has taken long enough.
    until: Pin<Box<Sleep>>,
}

/// How it goes on.
pub(crate) enum Step {
    /// One more item.
    #[cfg_attr(
        not(feature = "mcp"),
        expect(dead_code, reason = "only MCP looks at each")
    )]
    Item(Payload),
    /// All that is to be had: `{"items": [..], "complete": true}`.
    Complete(String),
    /// An error, and what came before it, if anything did.
    Failed(
        Status,
        #[cfg_attr(not(feature = "mcp"), expect(dead_code, reason = "only MCP sends it"))]
        Option<String>,
    ),
}

impl Gathered {
    pub(crate) fn new(items: PayloadStream, limits: &Limits) -> Self {
        Self {
            items,
            all: Aggregate::new(limits.stream_items, limits.stream_bytes),
            until: Box::pin(sleep(limits.stream_timeout)),
        }
    }

    /// The next step; not to be asked for after the last one.
    pub(crate) fn poll(&mut self, task: &mut Task<'_>) -> Poll<Step> {
        let added = match self.items.as_mut().poll_next(task) {
            Poll::Ready(Some(item)) => item.and_then(|item| Ok((self.all.push(&item)?, item))),
            Poll::Ready(None) => return Poll::Ready(Step::Complete(self.finish(true))),
            Poll::Pending if poll_timer(&mut self.until, task).is_ready() => {
                return Poll::Ready(Step::Complete(self.finish(false)));
            }
            Poll::Pending => return Poll::Pending,
        };
        Poll::Ready(match added {
            Ok((true, item)) => Step::Item(item),
            Ok((false, _)) => Step::Complete(self.finish(false)),
            Err(status) => {
                let before = (!self.all.is_empty()).then(|| self.finish(false));
                Step::Failed(status, before)
            }
        })
    }

    fn finish(&mut self, complete: bool) -> String {
        std::mem::replace(&mut self.all, Aggregate::new(0, 0)).finish(complete)
    }

    /// The value, or the error that ended the stream.
    pub(crate) async fn whole(mut self) -> Result<String, Status> {
        loop {
            match poll_fn(|task| self.poll(task)).await {
                Step::Item(_) => {}
                Step::Complete(value) => return Ok(value),
                Step::Failed(status, _) => return Err(status),
            }
        }
    }
}
