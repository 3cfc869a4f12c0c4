//! Several addresses of the same services.

use std::cmp::Ordering;
use std::sync::Arc;
use std::time::Instant;

use super::attempt::{State, has_ended};
use super::connection::Connection;
use super::line::{Line, Load};
use crate::client::LONGEST;
use crate::{Status, id};

/// The addresses among which calls are spread. There is one at least.
pub(super) struct Lines(Vec<Arc<Line>>);

/// What a call goes out on.
pub(super) struct Way {
    pub(super) line: Arc<Line>,
    pub(super) connection: Arc<Connection>,
    /// The call counts from here on, so that those that come meanwhile see it.
    pub(super) load: Load,
}

impl Lines {
    pub(super) fn new(lines: Vec<Line>) -> Self {
        Self(lines.into_iter().map(Arc::new).collect())
    }

    /// The addresses as they are shown.
    pub(super) fn servers(&self) -> Vec<&str> {
        self.0.iter().map(|line| line.server()).collect()
    }

    /// A way for a call: the less busy one of two that chance has chosen among the addresses with a connection.
    ///
    /// The others are connected meanwhile, and nobody waits for them unless there is no connection at all. It fails
    /// where no attempt at one is left to wait for, which is at once while all addresses rest.
    pub(super) async fn choose(&self) -> Result<Way, Status> {
        let begun = Instant::now();
        let mut due = begun;
        loop {
            let mut up = Pair::default();
            let (mut connecting, mut failed) = (Vec::new(), None);
            let mut next = begun + LONGEST;
            for line in &self.0 {
                match line.state(due) {
                    State::Up(connection) => up.add(line, connection),
                    State::Connecting(attempt) => connecting.push(attempt),
                    State::Down(failure) => {
                        next = next.min(failure.until);
                        failed = Some(failure.status);
                    }
                }
            }
            if let Some((line, connection)) = up.less_busy() {
                return Ok(Way {
                    line: line.clone(),
                    connection,
                    load: line.load(),
                });
            }
            if let Some(status) = failed
                && connecting.is_empty()
            {
                return Err(status);
            }
            // A call tries each address once; again, after its rest, only while it has to wait for another one.
            due = if has_ended(&mut connecting, next).await {
                begun
            } else {
                next
            };
        }
    }
}

type Up<'a> = (&'a Arc<Line>, Arc<Connection>);

/// Two of all that are added, by chance.
#[derive(Default)]
struct Pair<'a> {
    added: usize,
    kept: [Option<Up<'a>>; 2],
}

impl<'a> Pair<'a> {
    fn add(&mut self, line: &'a Arc<Line>, connection: Arc<Connection>) {
        // Each of those that were added is kept with the same chance.
        let place = if self.added < 2 {
            self.added
        } else {
            below(self.added + 1)
        };
        if let Some(kept) = self.kept.get_mut(place) {
            *kept = Some((line, connection));
        }
        self.added += 1;
    }

    fn less_busy(self) -> Option<Up<'a>> {
        let [first, second] = self.kept;
        let (Some(one), Some(other)) = (&first, &second) else {
            return first;
        };
        let is_first = match one.0.calls().cmp(&other.0.calls()) {
            Ordering::Less => true,
            Ordering::Equal => below(2) == 0,
            Ordering::Greater => false,
        };
        if is_first { first } else { second }
    }
}

/// A number by chance.
fn below(count: usize) -> usize {
    // Half of the bits are chance enough, and fit everywhere.
    usize::try_from(id::quick() >> 32).unwrap_or(0) % count
}
