//! What a command could not do, and how a person is told.

use std::error::Error;
use std::fmt;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::Failure;

/// Why a command ends without success.
#[derive(Debug)]
pub(super) struct Problem {
    kind: Kind,
    message: String,
    hint: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The command line is wrong, and nothing was done: exit code 2.
    Usage,
    /// Something failed: exit code 1.
    Failure,
    /// What failed stands in the output: no message, exit code 1.
    Told,
    /// Whoever read the output has stopped to read: no message, exit code 0.
    Unread,
}

impl Problem {
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message.into())
    }

    pub(super) fn failure(message: impl Into<String>) -> Self {
        Self::new(Kind::Failure, message.into())
    }

    /// What failed stands in the output.
    pub(super) fn told() -> Self {
        Self::new(Kind::Told, String::new())
    }

    pub(super) fn unread() -> Self {
        Self::new(Kind::Unread, String::new())
    }

    fn new(kind: Kind, message: String) -> Self {
        Self {
            kind,
            message,
            hint: None,
        }
    }

    /// Adds what to do about it.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds what to do about it, if that is known.
    pub(super) fn maybe_hint(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }

    /// What to do about it.
    #[cfg(test)]
    pub(super) fn hinted(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// Whether the command line is wrong.
    #[cfg(test)]
    pub(super) fn is_usage(&self) -> bool {
        self.kind == Kind::Usage
    }

    /// Tells the person, and gives the exit code.
    pub(super) fn report(&self) -> ExitCode {
        if !matches!(self.kind, Kind::Told | Kind::Unread) {
            let mut text = format!("error: {}\n", printable(&self.message));
            if let Some(hint) = &self.hint {
                let _ = writeln!(text, "hint: {}", printable(hint));
            }
            // There is nowhere else to say it.
            let _ = io::stderr().write_all(text.as_bytes());
        }
        match self.kind {
            Kind::Usage => ExitCode::from(2),
            Kind::Failure | Kind::Told => ExitCode::FAILURE,
            Kind::Unread => ExitCode::SUCCESS,
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure.downcast::<Self>() {
            Ok(problem) => problem,
            Err(failure) => Self::failure(failure.to_string()),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Problem {}

/// A text without what a terminal obeys; it may hold data of strangers.
fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && !matches!(c, '\n' | '\t') {
            printable.extend(c.escape_default());
        } else {
            printable.push(c);
        }
    }
    printable
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_terminal_obeys_nothing_of_a_message() {
        assert_eq!(
            super::printable("a\u{1b}[2Jb\u{9b}\r"),
            "a\\u{1b}[2Jb\\u{9b}\\r"
        );
        assert_eq!(super::printable("two\nlines\tand é"), "two\nlines\tand é");
    }
}
