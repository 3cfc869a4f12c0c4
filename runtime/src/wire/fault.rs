//! Why a message cannot be written or read.

use std::borrow::Cow;
use std::fmt;

use crate::Status;
use crate::decode::{Problem, Problems};
use crate::spec::json::path::{push_index, push_key};

/// Why a message cannot be written or read, and where.
#[derive(Clone, Debug)]
pub struct Fault(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    /// From the inside to the outside.
    steps: Vec<Step>,
    problem: Cow<'static, str>,
}

#[derive(Clone, Debug)]
enum Step {
    Field(&'static str),
    Index(usize),
}

impl Fault {
    /// A fault of the message itself.
    #[cold]
    pub fn new(problem: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            steps: Vec::new(),
            problem: problem.into(),
        }))
    }

    /// The bytes end, or go on, where they should not.
    #[cold]
    pub(super) fn truncated() -> Self {
        Self::new("the bytes end in the middle of a value")
    }

    /// The same in a field.
    #[cold]
    #[must_use]
    pub fn within(mut self, field: &'static str) -> Self {
        self.0.steps.push(Step::Field(field));
        self
    }

    /// The same in an element of a list.
    #[cold]
    #[must_use]
    pub(super) fn at(mut self, index: usize) -> Self {
        self.0.steps.push(Step::Index(index));
        self
    }

    /// The same in an element of a set, where nobody knows any more which it was.
    #[cold]
    #[must_use]
    pub(super) fn of_some_element(self) -> Self {
        Self::new(format!("an element does not fit: {self}"))
    }

    /// Where: `task.items[3].title`; empty for the message itself.
    fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.steps.iter().rev() {
            match step {
                Step::Field(name) => push_key(&mut path, name),
                Step::Index(index) => push_index(&mut path, *index),
            }
        }
        path
    }

    fn problems(&self) -> Problems {
        Problem::new(self.path(), self.0.problem.as_ref()).into()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems().summary())
    }
}

impl std::error::Error for Fault {}

/// `invalid_argument`, as for a request in JSON.
impl From<Fault> for Status {
    fn from(fault: Fault) -> Self {
        fault.problems().into()
    }
}
