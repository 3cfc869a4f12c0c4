//! A future, or a stream, with a current context.

use std::future::Future;
use std::pin::Pin;
use std::task::Poll;

use futures_core::Stream;

use super::CURRENT;
use crate::Context;

/// A future or a stream during whose polls a context is the current one.
///
/// It may move between threads from poll to poll, so the place is filled before and emptied after each.
pub(crate) struct WithContext<F> {
    cx: Context,
    inner: F,
}

impl<F> WithContext<F> {
    pub(crate) fn new(cx: Context, inner: F) -> Self {
        Self { cx, inner }
    }
}

impl<F: Future + Unpin> Future for WithContext<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, task: &mut std::task::Context<'_>) -> Poll<F::Output> {
        let _restore = Restore(CURRENT.replace(Some(self.cx.clone())));
        Pin::new(&mut self.inner).poll(task)
    }
}

impl<S: Stream + Unpin> Stream for WithContext<S> {
    type Item = S::Item;

    fn poll_next(
        mut self: Pin<&mut Self>,
        task: &mut std::task::Context<'_>,
    ) -> Poll<Option<S::Item>> {
        let _restore = Restore(CURRENT.replace(Some(self.cx.clone())));
        Pin::new(&mut self.inner).poll_next(task)
    }
}

/// Puts the former context back, also when the poll panics.
struct Restore(Option<Context>);

impl Drop for Restore {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;

    #[test]
    fn the_context_is_current_inside_and_gone_outside() {
        let cx = Context::new().with_metadata("who", "outer");
        let inner = Context::new().with_metadata("who", "inner");
        let future = Box::pin(async move {
            let name = |cx: Context| cx.metadata("who").map(str::to_owned);
            let before = name(Context::current());
            let within =
                WithContext::new(inner, Box::pin(async move { name(Context::current()) })).await;
            (before, within, name(Context::current()))
        });
        let mut future = WithContext::new(cx, future);
        let poll = Pin::new(&mut future).poll(&mut std::task::Context::from_waker(Waker::noop()));
        let own = |name: &str| Some(name.to_owned());
        assert_eq!(
            poll,
            Poll::Ready((own("outer"), own("inner"), own("outer")))
        );
        assert_eq!(Context::current().metadata("who"), None);
    }
}
