//! One call on its way: its attempts, and what answers each.

use std::future::poll_fn;
use std::task::Poll;

use http::{HeaderValue, Request, Response, Uri};
use hyper::body::Incoming;

use super::Inner;
use super::connection::Connection;
use super::outgoing::Outgoing;
use super::reply;
use crate::Status;
use crate::client::failed::{self, Failed, broken};
use crate::client::head::{Asked, metadata_of};
use crate::service::{Payload, Reply};

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const LINES: HeaderValue = HeaderValue::from_static("application/x-ndjson");

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
        uri: &Uri,
        payload: &Payload,
    ) -> Result<Answer, Status> {
        let mut made = 0;
        loop {
            let body = Outgoing::one(payload.bytes.clone());
            let failed = match self.attempt(asked, uri, body).await {
                Ok(answer) => {
                    self.retrying.answered();
                    return Ok(answer);
                }
                Err(failed) => failed,
            };
            made += 1;
            let Some(until) = self.retrying.next(asked, made, &failed) else {
                return Err(failed.status);
            };
            tokio::time::sleep_until(until.into()).await;
        }
    }

    /// Makes a call once.
    pub(super) async fn attempt(
        &self,
        asked: &Asked,
        uri: &Uri,
        body: Outgoing,
    ) -> Result<Answer, Failed> {
        let server = &self.connect.base.text;
        let media = if body.is_stream() { LINES } else { JSON };
        let request = asked.request(uri.clone(), media, body);
        let (mut connection, response) = self.exchange(request).await?;
        let (head, mut body) = response.into_parts();
        if !head.status.is_success() {
            let failed = reply::failure(server, &mut connection, &head, &mut body).await;
            self.keep(connection).await;
            return Err(failed);
        }
        let metadata = metadata_of(&head.headers);
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
        let mut connection = self.connect.open(Connection::open).await?;
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

/// The connection ended before the reply did.
pub(super) fn lost(server: &str, error: hyper::Error) -> Status {
    if error.is_parse() {
        let why = format!("it is not framed as HTTP has it ({error})");
        return broken(server, &why).with_cause(error);
    }
    failed::lost(server).with_cause(error)
}
