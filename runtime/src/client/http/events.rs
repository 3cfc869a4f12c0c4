//! A stream of replies: server-sent events, as the services of traitwire send them.

mod parser;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as Task, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use parser::{Event, Parser, TooLarge};
use tokio::time::{Instant, Sleep, sleep_until};

use super::exchange::{Source, lost};
use super::pool::Pool;
use super::{Inner, problem};
use crate::Status;
use crate::client::failed::{broke_off, broken, noticed, too_large};
use crate::client::items::Stopped;
use crate::client::watch::Watch;
use crate::service::Payload;
use crate::spec::Code;

/// The items of a reply. Dropping it closes the connection, unless the reply is over.
pub(super) struct Events {
    /// `None` after the end.
    source: Option<Source>,
    parser: Parser,
    /// How many items have come.
    items: u64,
    watch: Watch,
    silence: Silence,
    /// Why the items of the request ended too early, where they are a stream as well.
    stopped: Stopped,
    limit: usize,
    server: String,
    pool: Arc<Pool>,
}

impl Events {
    pub(super) fn new(inner: &Inner, source: Source, watch: Watch, stopped: Stopped) -> Self {
        Self {
            source: Some(source),
            parser: Parser::new(inner.limits.item),
            items: 0,
            watch,
            silence: Silence::new(inner.silence),
            stopped,
            limit: inner.limits.item,
            server: inner.connect.base.text.clone(),
            pool: inner.pool.clone(),
        }
    }

    /// The next event that means something; an error is the last thing that comes.
    fn poll(&mut self, task: &mut Task<'_>) -> Poll<Result<Option<Payload>, Status>> {
        if let Poll::Ready(status) = self.watch.poll(task) {
            return Poll::Ready(Err(status));
        }
        loop {
            while let Some(event) = self.parser.next() {
                let event = event.map_err(|TooLarge| self.too_large())?;
                if let Some(result) = self.take(event, task) {
                    return Poll::Ready(result);
                }
            }
            match std::task::ready!(self.poll_data(task))? {
                Some(data) => self.parser.feed(data),
                None => return Poll::Ready(Err(broke_off(&self.server, self.items))),
            }
        }
    }

    /// More of the body; `None` at its end.
    fn poll_data(&mut self, task: &mut Task<'_>) -> Poll<Result<Option<Bytes>, Status>> {
        let Some(source) = &mut self.source else {
            return Poll::Ready(Ok(None));
        };
        let Poll::Ready(frame) = source.connection.poll_frame(&mut source.body, task) else {
            return self.silence.poll(task).map(|()| Err(self.silent()));
        };
        self.silence.ends();
        Poll::Ready(match frame {
            None => Ok(None),
            Some(Ok(frame)) => Ok(Some(frame.into_data().unwrap_or_default())),
            Some(Err(error)) => Err(self.failed(error)),
        })
    }

    /// What an event means; nothing where it is none that is known, which a newer service may send.
    fn take(
        &mut self,
        event: Event,
        task: &mut Task<'_>,
    ) -> Option<Result<Option<Payload>, Status>> {
        match &event.name[..] {
            b"" | b"message" => {
                self.items += 1;
                Some(Ok(Some(Payload::json(event.data))))
            }
            b"end" => {
                let complete = self.check_end(&event.data);
                self.keep(task);
                Some(complete.map(|()| None))
            }
            b"error" => {
                self.keep(task);
                let status = problem::of_event(&event.data);
                Some(Err(status.unwrap_or_else(|| {
                    let why = "its stream ended with an error that is no problem document";
                    broken(&self.server, why)
                })))
            }
            _ => None,
        }
    }

    /// An end names the number of its items, so that none can be lost on the way.
    fn check_end(&self, data: &[u8]) -> Result<(), Status> {
        #[derive(serde::Deserialize)]
        struct End {
            items: u64,
        }
        match serde_json::from_slice(data) {
            Ok(End { items }) if items != self.items => {
                let message = format!(
                    "of the {items} items that `{}` sent, {} arrived",
                    self.server, self.items
                );
                Err(noticed(
                    &self.server,
                    Code::DataLoss,
                    "broken_stream",
                    message,
                ))
            }
            _ => Ok(()),
        }
    }

    /// Keeps the connection if nothing more comes.
    fn keep(&mut self, task: &mut Task<'_>) {
        if let Some(mut source) = self.source.take()
            && let Poll::Ready(None) = source.connection.poll_frame(&mut source.body, task)
            && source.connection.is_free(task)
        {
            self.pool.put(source.connection);
        }
    }

    fn failed(&self, error: hyper::Error) -> Status {
        if error.is_parse() {
            return lost(&self.server, error);
        }
        broke_off(&self.server, self.items).with_cause(error)
    }

    /// A peer that is gone without a word says nothing of it, so that nothing else would end the stream.
    fn silent(&self) -> Status {
        let message = format!(
            "nothing came of the stream of `{}` for {} seconds, not even a sign that it goes on",
            self.server,
            self.silence.limit.as_secs_f64()
        );
        noticed(&self.server, Code::Unavailable, "broken_stream", message)
    }

    fn too_large(&self) -> Status {
        too_large(&self.server, "an item", self.limit)
    }
}

/// The time in which nothing comes.
struct Silence {
    limit: Duration,
    /// When somebody began to wait. A reader that is busy does not.
    since: Option<Instant>,
    /// Runs out at the end of this silence or of an earlier one: not every item moves it.
    timer: Option<Pin<Box<Sleep>>>,
}

impl Silence {
    fn new(limit: Duration) -> Self {
        Self {
            limit,
            since: None,
            timer: None,
        }
    }

    /// Waits until it has lasted too long.
    fn poll(&mut self, task: &mut Task<'_>) -> Poll<()> {
        let end = *self.since.get_or_insert_with(Instant::now) + self.limit;
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(end)));
        loop {
            std::task::ready!(timer.as_mut().poll(task));
            if end <= Instant::now() {
                return Poll::Ready(());
            }
            timer.as_mut().reset(end);
        }
    }

    fn ends(&mut self) {
        self.since = None;
    }
}

impl Stream for Events {
    type Item = Result<Payload, Status>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Task<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.source.is_none() {
            return Poll::Ready(None);
        }
        let polled = std::task::ready!(this.poll(task));
        Poll::Ready(match polled {
            Ok(Some(item)) => Some(Ok(item)),
            Ok(None) => None,
            Err(status) => {
                this.source = None;
                Some(Err(this.stopped.take().unwrap_or(status)))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use tokio::time::{advance, timeout};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_silence_begins_anew_after_each_sign_of_life() {
        let second = Duration::from_secs(1);
        let mut silence = Silence::new(60 * second);
        for _ in 0..3 {
            let waited = timeout(40 * second, poll_fn(|task| silence.poll(task))).await;
            assert!(waited.is_err());
            silence.ends();
            // A reader that is busy does not wait.
            advance(100 * second).await;
        }
        let began = Instant::now();
        poll_fn(|task| silence.poll(task)).await;
        assert_eq!(began.elapsed().as_secs(), 60);
    }
}
