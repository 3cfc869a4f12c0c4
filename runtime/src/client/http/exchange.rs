//! One call on its way: its attempts, and what answers each.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Instant;

use http::{Request, Response};
use hyper::body::Incoming;

use super::Inner;
use super::connection::Connection;
use super::failed::{Failed, lost};
use super::outgoing::Outgoing;
use super::reply;
use super::request::Template;
use crate::Status;
use crate::service::{Payload, Reply};

/// A call, as often as it is made.
pub(super) struct Asked {
    pub(super) template: Template,
    pub(super) may_repeat: bool,
    pub(super) deadline: Option<Instant>,
    /// Whether the reply is a stream.
    pub(super) streams: bool,
}

/// What a server answered that is no failure.
pub(super) enum Answer {
    Reply(Reply),
    /// A stream that has begun.
    Stream {
        metadata: Vec<(String, String)>,
        source: Source,
    },
}

/// Where the rest of a reply comes from.
pub(super) struct Source {
    pub(super) connection: Connection,
    pub(super) body: Incoming,
}

impl Inner {
    /// Makes a call, again if that is allowed and may help.
    pub(super) async fn attempts(
        &self,
        asked: &Asked,
        payload: &Payload,
    ) -> Result<Answer, Status> {
        let mut made = 0;
        loop {
            let body = Outgoing::one(payload.bytes.clone());
            let failed = match self.attempt(asked, body).await {
                Ok(answer) => {
                    self.budget.answered();
                    return Ok(answer);
                }
                Err(failed) => failed,
            };
            made += 1;
            let Some(until) = self.next(asked, made, &failed) else {
                return Err(failed.status);
            };
            tokio::time::sleep_until(until.into()).await;
        }
    }

    /// When to make a call again that has failed so often.
    fn next(&self, asked: &Asked, made: u32, failed: &Failed) -> Option<Instant> {
        if !failed.status.is_retryable() {
            self.budget.answered();
            return None;
        }
        let has_room = self.budget.failed();
        if !has_room || !asked.may_repeat {
            return None;
        }
        let wait = self.retry.wait(made, failed.retry_after)?;
        let at = Instant::now().checked_add(wait)?;
        asked
            .deadline
            .is_none_or(|deadline| at < deadline)
            .then_some(at)
    }

    /// Makes a call once.
    pub(super) async fn attempt(&self, asked: &Asked, body: Outgoing) -> Result<Answer, Failed> {
        let server = &self.connect.base.text;
        let request = asked.template.request(body);
        let (mut connection, response) = self.exchange(request).await?;
        let (head, mut body) = response.into_parts();
        if !head.status.is_success() {
            let failed = reply::failure(server, &mut connection, &head, &mut body).await;
            self.keep(connection).await;
            return Err(failed);
        }
        let metadata = reply::metadata(&head.headers);
        if asked.streams {
            reply::check(server, &head, "text/event-stream")?;
            let source = Source { connection, body };
            return Ok(Answer::Stream { metadata, source });
        }
        reply::check(server, &head, "application/json")?;
        let bytes = reply::collect(server, &mut connection, &mut body, self.limits.reply).await?;
        self.keep(connection).await;
        let mut reply = Reply::new(Payload::json(bytes));
        reply.metadata = metadata;
        Ok(Answer::Reply(reply))
    }

    /// Sends a request, on a connection that is open already if there is one.
    ///
    /// Such a one may turn out to be closed. Where nothing of the request was sent, it goes out on another.
    async fn exchange(
        &self,
        mut request: Request<Outgoing>,
    ) -> Result<(Connection, Response<Incoming>), Status> {
        let server = &self.connect.base.text;
        while let Some(mut connection) = self.pool.take().await {
            match connection.send(request).await {
                Ok(response) => return Ok((connection, response)),
                Err(mut error) => match error.take_message() {
                    Some(unsent) => request = unsent,
                    None => return Err(lost(server, error.into_error())),
                },
            }
        }
        let mut connection = self.connect.open().await?;
        match connection.send(request).await {
            Ok(response) => Ok((connection, response)),
            Err(error) => Err(lost(server, error.into_error())),
        }
    }

    /// Keeps a connection whose reply has been read, if it is good for another.
    async fn keep(&self, mut connection: Connection) {
        connection.come_back().await;
        if poll_fn(|task| Poll::Ready(connection.is_free(task))).await {
            self.pool.put(connection);
        }
    }
}
