//! Data on stdout.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use super::problem::Problem;

/// Writes a text. A reader that has gone, such as `head`, ends the command without a complaint.
pub(super) fn print(text: &str) -> Result<(), Problem> {
    let mut stdout = io::stdout().lock();
    let written = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    written.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Problem::unread(),
        _ => Problem::failure(format!("cannot write to stdout: {error}")),
    })
}

/// Writes a document as indented JSON.
pub(super) fn print_document(document: &impl Serialize) -> Result<(), Problem> {
    let text = serde_json::to_string_pretty(document);
    let text = text.map_err(|error| Problem::failure(error.to_string()))?;
    print(&(text + "\n"))
}

/// Whether a person reads stdout.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}
