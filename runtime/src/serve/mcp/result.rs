//! From the outcome of a call to the result of `tools/call`: the one place that knows its form.
//!
//! The metadata of a reply stays behind: it belongs to HTTP, and results have no place for it.

use super::fault::Fault;
use super::json::{push_inside_string, push_json, push_status, push_string};
use super::revision::Revision;
use crate::service::{Body, Extra, Outcome};
use crate::spec::Json;
use crate::spec::dialect::mcp::Structured;
use crate::{Payload, Status};

/// How the result of one tool is written for one revision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form<'a> {
    pub(super) revision: Revision,
    pub(super) structured: Structured,
    /// The members of every result's `_meta`, without the braces.
    pub(super) meta: &'a str,
}

impl Form<'_> {
    /// Adds the result of a call to `to`. A status is a result too: one that a model can read and act on.
    pub(super) fn write(
        &self,
        to: &mut String,
        outcome: Result<Outcome, Status>,
    ) -> Result<(), Fault> {
        match outcome {
            Ok(Outcome::Complete(reply)) => {
                self.complete(to, output(&reply.output)?, &reply.extra);
            }
            Err(status) => self.failed(to, &status, None),
        }
        Ok(())
    }

    /// Adds the result of a call that gave this JSON.
    pub(super) fn complete(&self, to: &mut String, output: &str, extra: &Extra) {
        to.reserve(2 * output.len() + output.len() / 4 + 256);
        self.begin(to);
        for block in &extra.content {
            if self.knows(block) {
                push_json(to, &block.to_string());
                to.push(',');
            }
        }
        to.push_str("{\"type\":\"text\",\"text\":\"");
        // Both forms hold the same JSON: some clients read the one, some the other.
        if self.structured == Structured::Wrapped {
            to.push_str("{\\\"result\\\":");
            push_inside_string(to, output);
            to.push('}');
        } else {
            push_inside_string(to, output);
        }
        to.push_str("\"}]");
        match self.structured {
            Structured::Absent => {}
            Structured::Bare => {
                to.push_str(",\"structuredContent\":");
                push_json(to, output);
            }
            Structured::Wrapped => {
                to.push_str(",\"structuredContent\":{\"result\":");
                push_json(to, output);
                to.push('}');
            }
        }
        to.push_str(",\"isError\":false");
        self.end(to, extra);
    }

    /// Adds the result of a call that failed, with the items that a stream gave before.
    ///
    /// No structured content: it would have to follow the tool's output schema.
    pub(super) fn failed(&self, to: &mut String, status: &Status, before: Option<&str>) {
        self.begin(to);
        let mut text = status.message().to_owned();
        text.push('\n');
        push_status(&mut text, status);
        if let Some(items) = before {
            text.push_str("\nThe items before the error:\n");
            text.push_str(items);
        }
        to.push_str("{\"type\":\"text\",\"text\":");
        push_string(to, &text);
        to.push_str("}],\"isError\":true");
        self.end(to, &Extra::default());
    }

    fn begin(&self, to: &mut String) {
        to.push('{');
        if self.revision.is_modern() {
            to.push_str("\"resultType\":\"complete\",");
        }
        to.push_str("\"content\":[");
    }

    fn end(&self, to: &mut String, extra: &Extra) {
        let own = if self.revision.is_modern() {
            self.meta
        } else {
            ""
        };
        if !own.is_empty() || !extra.meta.is_empty() {
            to.push_str(",\"_meta\":{");
            to.push_str(own);
            for (index, (key, value)) in extra.meta.iter().enumerate() {
                if index > 0 || !own.is_empty() {
                    to.push(',');
                }
                push_string(to, key);
                to.push(':');
                push_json(to, &value.to_string());
            }
            to.push('}');
        }
        to.push('}');
    }

    /// Whether the revision has content blocks of this kind.
    fn knows(&self, block: &Json) -> bool {
        let kind = block.get("type").and_then(Json::as_str);
        match kind {
            Some("audio") => self.revision >= Revision::V2025_03_26,
            Some("resource_link") => self.revision >= Revision::V2025_06_18,
            _ => true,
        }
    }
}

fn output(body: &Body) -> Result<&str, Fault> {
    let Body::One(Payload { bytes, .. }) = body else {
        return Err(Fault::internal("a stream cannot be the result of a tool"));
    };
    std::str::from_utf8(bytes).map_err(|_| Fault::internal("the reply of the service is not UTF-8"))
}
