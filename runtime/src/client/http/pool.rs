//! Connections that wait for their next call.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::Poll;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::connection::Connection;
use crate::client::LONGEST;

/// Connections on which no call runs, the one used last at the end.
pub(super) struct Pool {
    idle: Mutex<Idle>,
    size: usize,
    time: Duration,
}

#[derive(Default)]
struct Idle {
    connections: Vec<(Connection, Instant)>,
    /// Closes those that have waited too long, as long as there are any.
    sweeper: Option<JoinHandle<()>>,
}

impl Pool {
    /// Keeps so many connections, each for so long.
    pub(super) fn new(size: usize, time: Duration) -> Arc<Self> {
        Arc::new(Self {
            idle: Mutex::default(),
            size,
            time: time.min(LONGEST),
        })
    }

    /// A connection that is open as far as can be known.
    pub(super) async fn take(&self) -> Option<Connection> {
        if self.lock().connections.is_empty() {
            return None;
        }
        // What the system knows of closed connections is seen when the runtime looks, which it does here.
        tokio::task::yield_now().await;
        // Of those that have waited too long the others have waited longer still.
        while let Some(mut connection) = self.pop() {
            if poll_fn(|task| Poll::Ready(connection.is_free(task))).await {
                return Some(connection);
            }
        }
        None
    }

    /// Keeps a connection for another call.
    pub(super) fn put(self: &Arc<Self>, connection: Connection) {
        if self.size == 0 || self.time.is_zero() {
            return;
        }
        let mut idle = self.lock();
        let oldest = (idle.connections.len() >= self.size).then(|| idle.connections.remove(0));
        idle.connections.push((connection, Instant::now()));
        // It has ended, too, where its runtime is gone.
        if idle.sweeper.as_ref().is_none_or(JoinHandle::is_finished) {
            let sweeper = tokio::spawn(sweep_all(Arc::downgrade(self), self.time));
            idle.sweeper = Some(sweeper);
        }
        drop(idle);
        drop(oldest);
    }

    fn pop(&self) -> Option<Connection> {
        let mut idle = self.lock();
        let (connection, since) = idle.connections.pop()?;
        drop(idle);
        (since.elapsed() < self.time).then_some(connection)
    }

    /// Closes what has waited too long. Gives when the next one will have; `None` where none waits.
    fn sweep(&self) -> Option<Instant> {
        let mut idle = self.lock();
        let fresh = idle
            .connections
            .partition_point(|(_, since)| since.elapsed() >= self.time);
        let late: Vec<_> = idle.connections.drain(..fresh).collect();
        let next = idle
            .connections
            .first()
            .map(|(_, since)| *since + self.time);
        if next.is_none() {
            idle.sweeper = None;
        }
        drop(idle);
        drop(late);
        next
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes connections when their time is over, as long as there are any.
async fn sweep_all(pool: Weak<Pool>, time: Duration) {
    let mut next = Instant::now() + time;
    loop {
        tokio::time::sleep_until(next).await;
        match pool.upgrade().and_then(|pool| pool.sweep()) {
            Some(at) => next = at,
            None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn connections_may_wait_as_long_as_can_be_said() {
        let pool = Pool::new(1, Duration::MAX);
        let sweeper = sweep_all(Arc::downgrade(&pool), pool.time);
        let ended = tokio::time::timeout(Duration::ZERO, sweeper).await;
        assert!(ended.is_err(), "it waits");
    }
}
