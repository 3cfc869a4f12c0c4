//! A call whose reply is a stream: a notice of progress for each item, where its client wants that, then one answer
//! with all of them.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context as Task, Poll};

use tokio::sync::mpsc;

use super::job::Answer;
use super::progress::Progress;
use super::result::Form;
use super::revision::Revision;
use super::server::Mcp;
use crate::PayloadStream;
use crate::endpoint::{Gathered, Step};
use crate::service::Extra;
use crate::spec::dialect::mcp::Structured;

/// A stream on its way to its answer. An item is asked for when somebody asks for the next message, not before.
pub(super) struct Feed {
    /// `None` after the answer.
    items: Option<Gathered>,
    progress: Option<Progress>,
    answer: Unfinished,
}

/// An answer without its result.
pub(super) struct Unfinished {
    pub(super) mcp: Arc<Mcp>,
    pub(super) revision: Revision,
    pub(super) structured: Structured,
    pub(super) extra: Extra,
    /// The answer up to its result.
    pub(super) text: String,
}

/// What a client gets of a stream.
#[derive(Debug)]
pub(super) enum Sent {
    /// A notification.
    Notice(String),
    /// The last one.
    Answer(Answer),
}

impl Feed {
    pub(super) fn new(
        items: PayloadStream,
        progress: Option<Progress>,
        answer: Unfinished,
    ) -> Self {
        Self {
            items: Some(Gathered::new(items, &answer.mcp.endpoint.limits)),
            progress,
            answer,
        }
    }

    /// Whether anything is sent before the answer.
    #[cfg(feature = "http")]
    pub(super) fn has_notices(&self) -> bool {
        self.progress.is_some()
    }

    /// The next message; `None` after the answer.
    pub(super) fn poll(&mut self, task: &mut Task<'_>) -> Poll<Option<Sent>> {
        loop {
            let Some(items) = &mut self.items else {
                return Poll::Ready(None);
            };
            let Poll::Ready(step) = items.poll(task) else {
                return Poll::Pending;
            };
            match step {
                Step::Item(item) => {
                    let Some(progress) = &mut self.progress else {
                        continue;
                    };
                    let item = String::from_utf8_lossy(&item.bytes);
                    let notice = progress.notice(&item, self.answer.revision);
                    return Poll::Ready(Some(Sent::Notice(notice)));
                }
                last => {
                    self.items = None;
                    return Poll::Ready(Some(Sent::Answer(self.answer.finish(&last))));
                }
            }
        }
    }

    /// The answer alone.
    pub(super) async fn answer(mut self) -> Option<Answer> {
        self.progress = None;
        match poll_fn(|task| self.poll(task)).await {
            Some(Sent::Answer(answer)) => Some(answer),
            _ => None,
        }
    }

    /// Sends what comes before the answer, and gives that. It waits where its reader does.
    pub(super) async fn forward(mut self, out: &mpsc::Sender<String>) -> Option<Answer> {
        loop {
            match poll_fn(|task| self.poll(task)).await? {
                // It fails where nobody reads any more.
                Sent::Notice(text) => out.send(text).await.ok()?,
                Sent::Answer(answer) => return Some(answer),
            }
        }
    }
}

impl Unfinished {
    fn finish(&mut self, last: &Step) -> Answer {
        let form = Form {
            revision: self.revision,
            structured: self.structured,
            meta: &self.mcp.meta,
        };
        let mut text = std::mem::take(&mut self.text);
        match last {
            Step::Complete(value) => form.complete(&mut text, value, &self.extra),
            Step::Failed(status, before) => form.failed(&mut text, status, before.as_deref()),
            Step::Item(_) => {}
        }
        text.push('}');
        Answer { text, fault: None }
    }
}
