//! Notices of progress, on the way of an answer and before it.

use std::fmt::Write;

use super::envelope::{Params, is_id};
use super::fault::Fault;
use super::json::push_string;
use super::revision::Revision;

/// Bytes that a token may have. It goes back with each notice, of which there can be a thousand.
const LONGEST: usize = 1024;

/// Where a client wants to hear of progress, and how far it has heard.
#[derive(Debug)]
pub(super) struct Progress {
    /// The JSON text of the token, which goes back unchanged.
    token: String,
    sent: u64,
}

impl Progress {
    /// What a request asks for; `None` where it has no token.
    pub(super) fn asked(params: &Params<'_>) -> Result<Option<Self>, Fault> {
        match params.meta.progress_token {
            None | Some("null") => Ok(None),
            Some(token) if token.len() > LONGEST => Err(Fault::params(format!(
                "`progressToken` is longer than {LONGEST} bytes"
            ))),
            Some(token) if is_id(token) => Ok(Some(Self {
                token: token.to_owned(),
                sent: 0,
            })),
            Some(_) => Err(Fault::params(
                "`progressToken` must be a string or a number",
            )),
        }
    }

    /// The notice of one more item. Revisions before 2025-03-26 have no place for the item itself.
    pub(super) fn notice(&mut self, item: &str, revision: Revision) -> String {
        self.sent += 1;
        let mut text = String::with_capacity(item.len() + item.len() / 4 + 160);
        let _ = write!(
            text,
            "{{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{{\"progressToken\":{},\
             \"progress\":{}",
            self.token, self.sent
        );
        if revision >= Revision::V2025_03_26 {
            text.push_str(",\"message\":");
            push_string(&mut text, item);
        }
        text.push_str("}}");
        text
    }
}
