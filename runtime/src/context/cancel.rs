//! Cancellation that works under any executor.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};

/// A flag that is raised once and that futures can wait for. Clones share it.
///
/// ```
/// # use traitwire::CancelToken;
/// let token = CancelToken::new();
/// let child = token.child();
/// token.cancel();
/// assert!(child.is_cancelled());
/// ```
#[derive(Clone, Default, Debug)]
pub struct CancelToken(Arc<Shared>);

#[derive(Default, Debug)]
struct Shared {
    raised: AtomicBool,
    waiting: Mutex<Waiting>,
    parent: Option<CancelToken>,
}

/// Who waits, by a key that a waiting future takes back when it is dropped.
#[derive(Default, Debug)]
struct Waiting {
    next: u64,
    wakers: BTreeMap<u64, Waker>,
}

impl CancelToken {
    /// A token that is not cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// A token that is cancelled with this one, and can be cancelled alone.
    #[must_use]
    pub fn child(&self) -> Self {
        Self(Arc::new(Shared {
            parent: Some(self.clone()),
            ..Shared::default()
        }))
    }

    /// Cancels this token and its children. Doing so again changes nothing.
    pub fn cancel(&self) {
        self.0.raised.store(true, Ordering::Release);
        let wakers = std::mem::take(&mut self.lock().wakers);
        for waker in wakers.into_values() {
            waker.wake();
        }
    }

    /// Whether the token is cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.raised.load(Ordering::Acquire)
            || self.0.parent.as_ref().is_some_and(Self::is_cancelled)
    }

    /// Waits until the token is cancelled.
    pub fn cancelled(&self) -> impl Future<Output = ()> + Send + use<> {
        Cancelled {
            token: self.clone(),
            keys: Vec::new(),
            waker: None,
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.0
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// This token and its ancestors; any of them cancels.
    fn line(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |token| token.0.parent.as_ref())
    }

    /// A waker can run any code when it is cloned or dropped, this token's among it, so neither happens under the lock.
    fn wait(&self, key: Option<u64>, waker: &Waker) -> u64 {
        let waker = waker.clone();
        let mut waiting = self.lock();
        let key = key.unwrap_or_else(|| {
            waiting.next += 1;
            waiting.next
        });
        let former = waiting.wakers.insert(key, waker);
        drop(waiting);
        drop(former);
        key
    }

    fn forget(&self, key: u64) {
        let waker = self.lock().wakers.remove(&key);
        drop(waker);
    }
}

/// Waits for a token. `keys` are its places in the lists of the token and its ancestors.
struct Cancelled {
    token: CancelToken,
    keys: Vec<u64>,
    /// Whom these places wake.
    waker: Option<Waker>,
}

impl Future for Cancelled {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> Poll<()> {
        if self.token.is_cancelled() {
            return Poll::Ready(());
        }
        // Streams are asked for every item, nearly always by the same task.
        if let Some(known) = &self.waker
            && known.will_wake(cx.waker())
        {
            return Poll::Pending;
        }
        let keys = std::mem::take(&mut self.keys);
        let mut known = keys.into_iter();
        let keys = self
            .token
            .line()
            .map(|token| token.wait(known.next(), cx.waker()))
            .collect();
        self.keys = keys;
        self.waker = Some(cx.waker().clone());
        // A cancellation between the first look and the registration found no waker.
        if self.token.is_cancelled() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}

impl Drop for Cancelled {
    fn drop(&mut self) {
        for (token, key) in self.token.line().zip(&self.keys) {
            token.forget(*key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::sync::atomic::AtomicUsize;
    use std::task::{Context, Wake};

    use super::*;

    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    #[test]
    fn a_waiting_future_is_woken_by_its_token_and_by_the_parent() {
        for by_parent in [false, true] {
            let parent = CancelToken::new();
            let child = parent.child();
            let count = Arc::new(Count::default());
            let waker = Waker::from(count.clone());
            let mut future = pin!(child.cancelled());
            assert!(
                future
                    .as_mut()
                    .poll(&mut Context::from_waker(&waker))
                    .is_pending()
            );
            assert!(
                future
                    .as_mut()
                    .poll(&mut Context::from_waker(&waker))
                    .is_pending()
            );
            if by_parent {
                parent.cancel();
            } else {
                child.cancel();
            }
            assert_eq!(count.0.load(Ordering::SeqCst), 1);
            assert!(
                future
                    .as_mut()
                    .poll(&mut Context::from_waker(&waker))
                    .is_ready()
            );
            assert_eq!(parent.is_cancelled(), by_parent);
        }
    }

    #[test]
    fn who_asked_last_is_woken() {
        let token = CancelToken::new();
        let counts = [Arc::new(Count::default()), Arc::new(Count::default())];
        let mut future = pin!(token.cancelled());
        for count in [&counts[0], &counts[0], &counts[1], &counts[1]] {
            let waker = Waker::from(count.clone());
            let poll = future.as_mut().poll(&mut Context::from_waker(&waker));
            assert!(poll.is_pending());
        }
        token.cancel();
        let woken = counts.map(|count| count.0.load(Ordering::SeqCst));
        assert_eq!(woken, [0, 1]);
    }

    /// Does something with a token when the last of its wakers is gone.
    struct Last(CancelToken);

    impl Wake for Last {
        fn wake(self: Arc<Self>) {}
    }

    impl Drop for Last {
        fn drop(&mut self) {
            // It would wait for ever where the token is busy letting the waker go.
            assert!(self.0.0.waiting.try_lock().is_ok());
        }
    }

    #[test]
    fn a_waker_may_use_the_token_when_it_goes() {
        let token = CancelToken::new();
        let last = || Waker::from(Arc::new(Last(token.clone())));
        let mut future = Box::pin(token.cancelled());
        for waker in [last(), last()] {
            let poll = future.as_mut().poll(&mut Context::from_waker(&waker));
            assert!(poll.is_pending());
        }
        drop(future);
    }

    #[test]
    fn a_dropped_future_leaves_nothing_behind() {
        let parent = CancelToken::new();
        let child = parent.child();
        let waker = Waker::from(Arc::new(Count::default()));
        {
            let mut future = pin!(child.cancelled());
            assert!(
                future
                    .as_mut()
                    .poll(&mut Context::from_waker(&waker))
                    .is_pending()
            );
            assert_eq!(parent.lock().wakers.len(), 1);
        }
        assert!(parent.lock().wakers.is_empty());
        assert!(child.lock().wakers.is_empty());
    }
}
