//! Several addresses of the same services.

use std::sync::Arc;

use super::line::{Line, Sender};
use crate::{Status, id};

/// The addresses among which calls are spread. There is one at least.
pub(super) struct Lines(Vec<Arc<Line>>);

impl Lines {
    pub(super) fn new(lines: Vec<Line>) -> Self {
        Self(lines.into_iter().map(Arc::new).collect())
    }

    /// The addresses as they are shown.
    pub(super) fn servers(&self) -> Vec<&str> {
        self.0.iter().map(|line| line.server()).collect()
    }

    /// A connection for a call: to the less busy one of two addresses that chance has chosen, and to any that answers
    /// where those do not.
    pub(super) async fn sender(&self) -> Result<(&Arc<Line>, Sender), Status> {
        if let [line] = &self.0[..] {
            return Ok((line, line.sender().await?));
        }
        let mut left: Vec<_> = self.0.iter().collect();
        loop {
            let line = left.swap_remove(choose(&left));
            match line.sender().await {
                Ok(sender) => {
                    // No call has to wait for those that did not answer.
                    self.0.iter().for_each(Line::try_again);
                    return Ok((line, sender));
                }
                Err(status) if left.is_empty() => return Err(status),
                Err(_) => {}
            }
        }
    }
}

/// The place of the line to take.
fn choose(lines: &[&Arc<Line>]) -> usize {
    let up: Vec<_> = (0..lines.len())
        .filter(|&place| !lines[place].is_down())
        .collect();
    match up[..] {
        [] => below(lines.len()),
        [only] => only,
        _ => {
            let first = below(up.len());
            let second = (first + 1 + below(up.len() - 1)) % up.len();
            let (first, second) = (up[first], up[second]);
            if lines[second].calls() < lines[first].calls() {
                second
            } else {
                first
            }
        }
    }
}

/// A number by chance.
fn below(count: usize) -> usize {
    // Half of the bits are chance enough, and fit everywhere.
    usize::try_from(id::quick() >> 32).unwrap_or(0) % count
}
