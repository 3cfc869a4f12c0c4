//! Several messages in one frame, which one revision has.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use bytes::Bytes;

use super::envelope::{BATCH_LIMIT, Message};
use super::fault::Fault;
use super::job::{Answer, Job};
use super::legacy;
use super::revision::Revision;

/// The messages of a frame that get an answer, in their order.
#[derive(Debug)]
pub(super) struct Batch(Vec<Entry>);

#[derive(Debug)]
enum Entry {
    Answer(Answer),
    Job(Job),
}

impl Batch {
    /// Fails where the revision has no batches, or not this one.
    pub(super) fn new(
        messages: &[Message<'_>],
        revision: Revision,
        frame: &Bytes,
    ) -> Result<Self, Fault> {
        if !revision.has_batches() {
            let name = revision.name();
            return Err(Fault::invalid_request(format!(
                "version {name} has no batches: send one message at a time"
            )));
        }
        if messages.is_empty() || messages.len() > BATCH_LIMIT {
            return Err(Fault::invalid_request(format!(
                "a batch holds 1 to {BATCH_LIMIT} messages"
            )));
        }
        let entries = messages.iter().filter_map(|message| match message {
            Message::Request(request) => {
                let task = if request.method == "initialize" {
                    Err(Fault::invalid_request(
                        "`initialize` cannot be part of a batch",
                    ))
                } else {
                    legacy::task(request, revision, frame)
                };
                Some(Entry::Job(Job::new(request.id, revision, task)))
            }
            Message::Invalid { id, problem } => {
                let fault = Fault::invalid_request(*problem);
                Some(Entry::Answer(Answer::error(*id, fault)))
            }
            Message::Notification(_) | Message::Response => None,
        });
        Ok(Self(entries.collect()))
    }

    /// Whether nothing in it gets an answer.
    pub(super) fn is_silent(&self) -> bool {
        self.0.is_empty()
    }

    /// The requests in it.
    pub(super) fn jobs(&self) -> impl Iterator<Item = &Job> {
        self.0.iter().filter_map(|entry| match entry {
            Entry::Job(job) => Some(job),
            Entry::Answer(_) => None,
        })
    }

    /// Runs the requests beside each other, and answers with one array.
    pub(super) async fn run<F: Future<Output = Answer>>(self, run: impl Fn(Job) -> F) -> String {
        let answers = self.0.into_iter().map(|entry| {
            let answer = match entry {
                Entry::Answer(answer) => Ok(answer),
                Entry::Job(job) => Err(run(job)),
            };
            async {
                match answer {
                    Ok(answer) => answer.text,
                    Err(running) => running.await.text,
                }
            }
        });
        format!("[{}]", all(answers).await.join(","))
    }
}

/// Runs futures beside each other, and gives their outputs in their order.
async fn all<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<_> = futures.map(|future| Some(Box::pin(future))).collect();
    let mut outputs: Vec<_> = running.iter().map(|_| None).collect();
    poll_fn(|task| {
        for (place, output) in running.iter_mut().zip(&mut outputs) {
            if let Some(future) = place
                && let Poll::Ready(ready) = Pin::new(future).poll(task)
            {
                *output = Some(ready);
                *place = None;
            }
        }
        if running.iter().all(Option::is_none) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    outputs.into_iter().flatten().collect()
}
