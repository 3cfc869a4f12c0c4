//! Answers over HTTP/2 that their client does not take.
//!
//! [`Patient`](super::patience::Patient) sees what the connection takes. A client that gives one stream no room takes
//! nothing of that stream while it reads others, and would hold the answer for ever.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::response::Response;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::rt::Executor;
use pin_project_lite::pin_project;
use tokio::time::{Sleep, sleep};

/// An answer goes in pieces of at most so many bytes, so that of a large one is seen whether some is taken. A connection takes
/// a piece as a whole when there is room for its first byte: no more than one of each stream lies there unwatched.
const PIECE: usize = 32 * 1024;

thread_local! {
    /// What the body of an answer last did in the poll of its stream that is going on: it gave a piece, or it waits itself.
    static GAVE: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Runs the tasks of streams, and ends those whose client takes nothing for some time.
#[derive(Clone)]
pub(super) struct Streams {
    pub(super) write_timeout: Duration,
}

impl<F> Executor<F> for Streams
where
    F: Future<Output = ()> + Send + 'static,
{
    fn execute(&self, stream: F) {
        tokio::spawn(Watched {
            stream,
            limit: self.write_timeout,
            waits: None,
        });
    }
}

pin_project! {
    /// The task of a stream. Dropped it resets the stream.
    struct Watched<F> {
        #[pin]
        stream: F,
        limit: Duration,
        // Runs while a piece waits for room.
        waits: Option<Pin<Box<Sleep>>>,
    }
}

impl<F: Future<Output = ()>> Future for Watched<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        // Another stream may be going on where its handler runs this one.
        let outer = GAVE.take();
        let polled = this.stream.poll(task);
        let gave = GAVE.replace(outer);
        if polled.is_ready() {
            return polled;
        }
        // A body that was not asked for more has given a piece before, which is still there, or nothing yet.
        match gave {
            Some(true) => *this.waits = Some(Box::pin(sleep(*this.limit))),
            Some(false) => *this.waits = None,
            None => {}
        }
        let Some(waits) = this.waits else {
            return Poll::Pending;
        };
        ready!(waits.as_mut().poll(task));
        tracing::debug!("a stream is reset of which its client took nothing");
        Poll::Ready(())
    }
}

pin_project! {
    /// What answers a request, with a body of which is known whether it is taken.
    pub(super) struct Answering<F> {
        #[pin]
        pub(super) answer: F,
    }
}

impl<E, F: Future<Output = Result<Response, E>>> Future for Answering<F> {
    type Output = Result<http::Response<Pieces>, E>;

    fn poll(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Self::Output> {
        let answered = ready!(self.project().answer.poll(task));
        Poll::Ready(answered.map(|response| response.map(Pieces::new)))
    }
}

/// The body of an answer.
pub(super) struct Pieces {
    body: axum::body::Body,
    /// What is left of a large piece.
    rest: Bytes,
}

impl Pieces {
    fn new(body: axum::body::Body) -> Self {
        Self {
            body,
            rest: Bytes::new(),
        }
    }

    fn poll_piece(&mut self, task: &mut Context<'_>) -> Poll<Option<Piece>> {
        if self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(task)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => self.rest = data,
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
                end => return Poll::Ready(end),
            }
        }
        let piece = self.rest.split_to(PIECE.min(self.rest.len()));
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }
}

type Piece = Result<Frame<Bytes>, axum::Error>;

impl Body for Pieces {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Piece>> {
        let polled = self.poll_piece(task);
        GAVE.set(Some(polled.is_ready()));
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    /// Asked before the first piece only.
    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::sync::Semaphore;

    use super::*;
    use crate::Streaming;

    const LIMIT: Duration = Duration::from_secs(30);
    const SHORT_OF_IT: Duration = Duration::from_secs(29);

    /// Takes pieces as a connection does: the next one when there is room for the one before.
    async fn send(mut body: Pieces, room: Arc<Semaphore>, taken: Arc<AtomicUsize>) {
        use http_body_util::BodyExt;
        while let Some(frame) = body.frame().await {
            room.acquire().await.unwrap().forget();
            let piece = frame.unwrap().into_data().unwrap();
            taken.fetch_add(piece.len(), Ordering::SeqCst);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_ends_when_nothing_of_it_is_taken_for_as_long_as_the_limit_says() {
        let (room, taken) = (Arc::new(Semaphore::new(0)), Arc::default());
        let body = Pieces::new(vec![b'x'; 10 * PIECE].into());
        let stream = tokio::spawn(Watched {
            stream: send(body, room.clone(), Arc::clone(&taken)),
            limit: LIMIT,
            waits: None,
        });
        // A slow client is a client.
        for pieces in 1..=5 {
            sleep(SHORT_OF_IT).await;
            room.add_permits(1);
            tokio::task::yield_now().await;
            assert_eq!(taken.load(Ordering::SeqCst), pieces * PIECE);
        }
        let left = tokio::time::Instant::now();
        stream.await.unwrap();
        assert!(left.elapsed() >= SHORT_OF_IT);
        assert_eq!(taken.load(Ordering::SeqCst), 5 * PIECE);
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_that_has_nothing_to_send_is_not_ended() {
        let (room, taken) = (Arc::new(Semaphore::new(2)), Arc::default());
        let items = Streaming::<Bytes, std::io::Error>::unfold(0, async |item| {
            sleep(10 * LIMIT * item).await;
            (item < 2).then(|| (Ok(Bytes::from_static(b"x")), item + 1))
        });
        let stream = Watched {
            stream: send(
                Pieces::new(axum::body::Body::from_stream(items)),
                room,
                Arc::clone(&taken),
            ),
            limit: LIMIT,
            waits: None,
        };
        stream.await;
        assert_eq!(taken.load(Ordering::SeqCst), 2);
    }
}
