//! One connection to a server, and one exchange on it at a time.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context as Task, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body::{Body as _, Frame};
use hyper::body::Incoming;
use hyper::client::conn::TrySendError;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::task::JoinHandle;

use super::outgoing::Outgoing;
use crate::CancelToken;
use crate::client::connect::Socket;

type Protocol = http1::Connection<TokioIo<Socket>, Outgoing>;

/// A connection that belongs to one call, or to nobody. Dropping it closes it, whatever is on its way.
pub(super) struct Connection {
    sender: SendRequest<Outgoing>,
    driver: Driver,
}

/// What reads and writes.
enum Driver {
    /// Whoever waits for the reply: no other task has to be woken on the way.
    Caller(Box<Protocol>),
    /// A task of its own. The items of a request go out while nobody waits for the reply, too.
    Task(Apart),
    /// Nothing any more: the connection has ended.
    Ended,
}

/// A task that drives a connection until that ends, or until it is wanted back.
struct Apart {
    task: JoinHandle<Option<Box<Protocol>>>,
    back: CancelToken,
}

impl Apart {
    fn new(mut protocol: Box<Protocol>) -> Self {
        let back = CancelToken::new();
        let mut wanted = Box::pin(back.cancelled());
        let task = tokio::spawn(async move {
            let is_wanted = poll_fn(|task| {
                // Its errors come to whoever waits for the reply.
                if Pin::new(&mut *protocol).poll(task).is_ready() {
                    return Poll::Ready(false);
                }
                wanted.as_mut().poll(task).map(|()| true)
            });
            is_wanted.await.then_some(protocol)
        });
        Self { task, back }
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Connection {
    pub(super) async fn open(socket: Socket) -> hyper::Result<Self> {
        let (sender, protocol) = http1::handshake(TokioIo::new(socket)).await?;
        Ok(Self {
            sender,
            driver: Driver::Caller(Box::new(protocol)),
        })
    }

    /// Sends a request and waits for the head of its reply.
    ///
    /// An error gives the request back if nothing of it was sent.
    pub(super) async fn send(
        &mut self,
        request: Request<Outgoing>,
    ) -> Result<Response<Incoming>, TrySendError<Request<Outgoing>>> {
        if request.body().is_stream() {
            self.drive_apart();
        }
        let mut reply = pin!(self.sender.try_send_request(request));
        let driver = &mut self.driver;
        poll_fn(|task| {
            driver.poll(task);
            reply.as_mut().poll(task)
        })
        .await
    }

    /// The next part of a reply's body.
    pub(super) fn poll_frame(
        &mut self,
        body: &mut Incoming,
        task: &mut Task<'_>,
    ) -> Poll<Option<hyper::Result<Frame<Bytes>>>> {
        if let Poll::Ready(frame) = Pin::new(&mut *body).poll_frame(task) {
            return Poll::Ready(frame);
        }
        self.driver.poll(task);
        Pin::new(body).poll_frame(task)
    }

    /// Whether another request may be sent: the last one and its reply are over, and the server has not closed.
    pub(super) fn is_free(&mut self, task: &mut Task<'_>) -> bool {
        self.driver.poll(task);
        matches!(self.driver, Driver::Caller(_)) && self.sender.is_ready()
    }

    /// Takes the connection back from its task, after a reply whose request was over as well.
    pub(super) async fn come_back(&mut self) {
        if let Driver::Task(apart) = &mut self.driver
            && self.sender.is_ready()
        {
            apart.back.cancel();
            self.driver = match (&mut apart.task).await {
                Ok(Some(protocol)) => Driver::Caller(protocol),
                _ => Driver::Ended,
            };
        }
    }

    fn drive_apart(&mut self) {
        self.driver = match std::mem::replace(&mut self.driver, Driver::Ended) {
            Driver::Caller(protocol) => Driver::Task(Apart::new(protocol)),
            other => other,
        };
    }
}

impl Driver {
    fn poll(&mut self, task: &mut Task<'_>) {
        if let Self::Caller(protocol) = self
            && Pin::new(&mut **protocol).poll(task).is_ready()
        {
            *self = Self::Ended;
        }
    }
}
