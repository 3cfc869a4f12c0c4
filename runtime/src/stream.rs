//! Streams of typed items.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::CallError;

mod aggregate;
#[cfg(feature = "app")]
mod cut;
#[cfg(feature = "app")]
pub(crate) mod request;
mod typed;

pub(crate) use aggregate::text;
#[cfg(feature = "app")]
pub(crate) use aggregate::{Aggregate, MAX_BYTES, MAX_ITEMS};
#[cfg(feature = "app")]
pub(crate) use cut::Cutter;
pub(crate) use typed::{decoded, encoded};

/// Puts JSON on one line: the only line breaks that it can have stand between its tokens, where a blank does as well.
#[cfg(any(feature = "http", feature = "client"))]
pub(crate) fn join_lines(json: &mut [u8]) {
    for byte in json {
        if matches!(byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
}

type Items<T, E> = Pin<Box<dyn Stream<Item = Result<T, E>> + Send>>;

/// A stream of items: what a method replies with, or what it takes.
///
/// As a reply it names the error of its method, `Result<Streaming<Event, TaskError>, TaskError>`: an error ends the
/// stream, and its reader gets it as it would from a call. As an argument, `Streaming<Chunk>`, its items are what the
/// caller sends; one that cannot be read, or a caller who breaks off, is a [`CallError`].
///
/// Nothing is read ahead: an item is asked for when there is room for it, so that a slow reader slows its stream down
/// and nothing is heaped up. Whoever drops a stream ends it.
///
/// ```
/// use traitwire::{CallError, Streaming};
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # runtime.block_on(async {
/// let mut squares: Streaming<u64> = Streaming::unfold(1, async |n| Some((Ok(n * n), n + 1)));
/// assert_eq!(squares.next().await.unwrap()?, 1);
/// assert_eq!(squares.next().await.unwrap()?, 4);
///
/// let three: Streaming<u64> = Streaming::from_items([7, 8, 9]);
/// assert_eq!(three.collect().await?, [7, 8, 9]);
/// # Ok::<(), CallError>(())
/// # }).unwrap();
/// ```
#[cfg_attr(feature = "app", doc = include_str!("../docs/streams.md"))]
pub struct Streaming<T, E = CallError>(Items<T, E>);

impl<T: 'static, E: 'static> Streaming<T, E> {
    /// A stream from any [`Stream`] of results, such as those of the crates `futures`, `tokio-stream` and
    /// `async-stream`.
    pub fn new(stream: impl Stream<Item = Result<T, E>> + Send + 'static) -> Self {
        Self(Box::pin(stream))
    }

    /// A stream of items that are there already.
    pub fn from_items<I>(items: I) -> Self
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: Send + 'static,
    {
        Self::new(Iter(items.into_iter().map(Ok)))
    }

    /// A stream whose items are made one after the other, each from a state that the one before left behind. `None`
    /// ends it.
    ///
    /// An `async` closure can use nothing from around it, since each item's future outlives the call: put what it needs
    /// into the state, or write `move |state| async move { .. }`, with clones of what is not `Copy`.
    ///
    /// ```
    /// # use traitwire::{Streaming, Status};
    /// # fn _f(events: tokio::sync::mpsc::Receiver<u64>) -> Streaming<u64, Status> {
    /// Streaming::unfold(events, async |mut events| {
    ///     let event = events.recv().await?;
    ///     Some((Ok(event), events))
    /// })
    /// # }
    /// ```
    pub fn unfold<S, F, Fut>(state: S, next: F) -> Self
    where
        S: Send + 'static,
        F: Fn(S) -> Fut + Send + 'static,
        Fut: Future<Output = Option<(Result<T, E>, S)>> + Send + 'static,
    {
        Self::new(Unfold {
            next,
            state: Some(state),
            running: None,
        })
    }

    /// The next item; `None` at the end.
    #[expect(
        clippy::should_implement_trait,
        reason = "it is the name that every stream has for it"
    )]
    pub fn next(&mut self) -> impl Future<Output = Option<Result<T, E>>> + Send + Unpin + '_ {
        Next(&mut self.0)
    }

    /// All items to the end, or the error that ended them.
    pub async fn collect(mut self) -> Result<Vec<T>, E>
    where
        T: Send,
        E: Send,
    {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }
}

impl<T, E> Stream for Streaming<T, E> {
    type Item = Result<T, E>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(task)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T, E> fmt::Debug for Streaming<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Streaming(..)")
    }
}

struct Iter<I>(I);

impl<I: Iterator> Stream for Iter<I> {
    type Item = I::Item;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        // Moved by nobody: an iterator is asked through `&mut`, whatever it holds.
        Poll::Ready(self.get_mut().0.next())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<I> Unpin for Iter<I> {}

struct Unfold<S, F, Fut> {
    next: F,
    state: Option<S>,
    running: Option<Pin<Box<Fut>>>,
}

impl<S, F, Fut> Unpin for Unfold<S, F, Fut> {}

impl<S, F, Fut, T> Stream for Unfold<S, F, Fut>
where
    F: Fn(S) -> Fut,
    Fut: Future<Output = Option<(T, S)>>,
{
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<T>> {
        let this = self.get_mut();
        if let Some(state) = this.state.take() {
            this.running = Some(Box::pin((this.next)(state)));
        }
        let Some(running) = &mut this.running else {
            return Poll::Ready(None);
        };
        let Poll::Ready(made) = running.as_mut().poll(task) else {
            return Poll::Pending;
        };
        this.running = None;
        let Some((item, state)) = made else {
            return Poll::Ready(None);
        };
        this.state = Some(state);
        Poll::Ready(Some(item))
    }
}

struct Next<'a, T, E>(&'a mut Items<T, E>);

impl<T, E> Future for Next<'_, T, E> {
    type Output = Option<Result<T, E>>;

    fn poll(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll_next(task)
    }
}
