//! What is wrong with a request, and the status that says so.

use serde::Serialize;

use crate::Status;

/// How many problems are reported in full; the rest is counted.
const MOST: usize = 20;

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Problem {
    /// Where: `task.items[3].title`; empty for the request itself.
    pub(crate) path: String,
    /// What, and what to write instead.
    pub(crate) message: String,
    /// The name that was probably meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) suggestion: Option<String>,
}

impl Problem {
    pub(crate) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
            suggestion: None,
        }
    }

    pub(super) fn with_suggestion(mut self, name: Option<&str>) -> Self {
        self.suggestion = name.map(str::to_owned);
        self
    }

    fn sentence(&self) -> String {
        if self.path.is_empty() {
            return self.message.clone();
        }
        format!("`{}`: {}", self.path, self.message)
    }
}

/// All that is wrong with a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Problems {
    /// The first of them.
    #[serde(rename = "problems")]
    pub(crate) list: Vec<Problem>,
    /// How many more there are.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) more: usize,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Problems {
    /// Adds a problem, which is put into words only if it is among the first.
    pub(super) fn add(&mut self, problem: impl FnOnce() -> Problem) {
        if self.is_full() {
            self.more += 1;
        } else {
            self.list.push(problem());
        }
    }

    /// Adds all of `others`.
    pub(super) fn extend(&mut self, others: Self) {
        for problem in others.list {
            self.add(|| problem);
        }
        self.more += others.more;
    }

    /// Whether further problems are only counted.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= MOST
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.list.len() + self.more
    }

    /// All problems in one sentence: the problem itself, or "3 problems: ..; ..; ..".
    pub(crate) fn summary(&self) -> String {
        let mut sentences: Vec<_> = self.list.iter().map(Problem::sentence).collect();
        if self.more > 0 {
            sentences.push(format!("and {} more", self.more));
        }
        match self.len() {
            1 => sentences.remove(0),
            count => format!("{count} problems: {}", sentences.join("; ")),
        }
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self {
            list: vec![problem],
            more: 0,
        }
    }
}

/// `invalid_argument` with the reason `invalid_request`; the problems are its details.
impl From<Problems> for Status {
    fn from(problems: Problems) -> Self {
        let details = serde_json::to_vec(&problems).unwrap_or_else(|_| b"{}".to_vec());
        Self::invalid_argument(problems.summary())
            .with_reason("invalid_request")
            .with_details(details)
    }
}
