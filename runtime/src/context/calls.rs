//! Calls that share a connection.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many calls of one connection have a place. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calls(Arc<AtomicUsize>);

/// A call among those of its connection, until it is dropped.
#[derive(Debug)]
pub(crate) struct Counted(Calls);

impl Calls {
    /// Counts one more.
    pub(crate) fn enter(&self) -> Counted {
        self.0.fetch_add(1, Ordering::Relaxed);
        Counted(self.clone())
    }
}

impl Counted {
    /// How many there are with this one.
    pub(crate) fn all(&self) -> usize {
        self.0.0.load(Ordering::Relaxed)
    }

    /// Counts one more.
    pub(crate) fn another(&self) -> Self {
        self.0.enter()
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}
