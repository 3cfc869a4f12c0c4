//! One event as one line.

use std::error::Error;
use std::fmt::{Debug, Write};
use std::time::SystemTime;

use tracing::Event;
use tracing::field::{Field, Visit};

use super::time;

/// A line that is being written: time, level and message, then the fields as `key=value`.
pub(super) struct Line {
    head: String,
    message: String,
    fields: String,
}

impl Line {
    /// The line of an event. Events of other crates are told apart by their target.
    pub(super) fn of(event: &Event<'_>, at: SystemTime) -> Self {
        let metadata = event.metadata();
        let mut line = Self {
            head: format!("{} {:<5}", time::rfc3339(at), metadata.level().as_str()),
            message: String::new(),
            fields: String::new(),
        };
        event.record(&mut line);
        let target = metadata.target();
        if target.split("::").next() != Some("traitwire") {
            line.field("target", target);
        }
        line
    }

    /// The text, with the line feed at its end.
    pub(super) fn finish(self) -> String {
        let mut text = self.head;
        if !self.message.is_empty() {
            text.push(' ');
            // Words need no quotes; what could be taken for a field, or break the line, does.
            push(&mut text, &self.message, |c| is_plain(c) || c == ' ');
        }
        text.push_str(&self.fields);
        text.push('\n');
        text
    }

    fn field(&mut self, name: &str, value: &str) {
        self.fields.push(' ');
        self.fields.push_str(name);
        self.fields.push('=');
        push(&mut self.fields, value, is_plain);
    }

    fn text(&mut self, field: &Field, value: &str) {
        if field.name() == "message" {
            self.message.push_str(value);
        } else {
            self.field(field.name(), value);
        }
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.text(field, &format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.text(field, value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.text(field, &format!("{value:.3}"));
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        let mut text = value.to_string();
        let mut cause = value.source();
        while let Some(error) = cause {
            let _ = write!(text, ": {error}");
            cause = error.source();
        }
        self.text(field, &text);
    }
}

/// Writes a value as it is where it is plain, and quoted and escaped elsewhere.
fn push(line: &mut String, value: &str, plain: impl Fn(char) -> bool) {
    if !value.is_empty() && value.chars().all(plain) {
        line.push_str(value);
    } else {
        // The Debug form escapes quotes, backslashes and everything that is not printable: line ends of all
        // alphabets, terminal controls, marks that turn the direction of writing.
        let _ = write!(line, "{value:?}");
    }
}

fn is_plain(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '"' | '=' | '\\')
}
