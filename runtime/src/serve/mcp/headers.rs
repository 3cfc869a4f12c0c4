//! What the headers of a request say beside its body, and whether the two agree.
//!
//! Whoever routes by a header has not read the body: a request whose body says another thing is refused.

use std::borrow::Cow;

use axum::response::Response;
use http::StatusCode;
use http::header::{self, HeaderMap, HeaderValue};

use super::envelope::{Meta, Request};
use super::fault::Fault;
use super::job::tool_name;
use super::modern;
use super::revision::{Revision, is_modern_name};
use crate::Status;
use crate::serve::http::problem;

const VERSION: &str = "mcp-protocol-version";
const METHOD: &str = "mcp-method";
const NAME: &str = "mcp-name";

/// What stands around a name that is no plain text.
const ENCODED: (&[u8], &[u8]) = (b"=?base64?", b"?=");

/// How a message over HTTP is to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    /// It describes itself.
    Modern,
    /// It follows an `initialize`, which led to this revision.
    Legacy(Revision),
}

/// The headers of the protocol. One pass over all headers finds them faster than looking each up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said<'h> {
    version: Header<'h>,
    method: Header<'h>,
    name: Header<'h>,
}

/// A header of which there may be one.
#[derive(Clone, Copy, Debug, Default)]
enum Header<'h> {
    #[default]
    Missing,
    Once(&'h HeaderValue),
    Again,
}

impl<'h> Said<'h> {
    pub(super) fn of(headers: &'h HeaderMap) -> Self {
        let mut said = Self::default();
        for (name, value) in headers {
            let header = match name.as_str() {
                VERSION => &mut said.version,
                METHOD => &mut said.method,
                NAME => &mut said.name,
                _ => continue,
            };
            *header = match header {
                Header::Missing => Header::Once(value),
                _ => Header::Again,
            };
        }
        said
    }
}

impl<'h> Header<'h> {
    /// The value of a header that has to be there once, without blanks around it.
    fn value(self, name: &str) -> Result<&'h [u8], Fault> {
        match self {
            Self::Once(value) => Ok(value.as_bytes().trim_ascii()),
            Self::Missing => Err(Fault::header(format!("the header `{name}` is missing"))),
            Self::Again => Err(Fault::header(format!(
                "the header `{name}` stands more than once"
            ))),
        }
    }

    fn agrees(self, name: &str, body: &str) -> Result<(), Fault> {
        agree(name, self.value(name)?, body)
    }
}

/// The era of a message, from its method, its `_meta` and its header.
pub(super) fn era(said: &Said<'_>, method: Option<&str>, meta: &Meta<'_>) -> Result<Era, Fault> {
    if modern::named(meta).is_some() {
        return Ok(Era::Modern);
    }
    if method == Some("initialize") {
        return Ok(Era::Legacy(Revision::NEWEST_LEGACY));
    }
    if matches!(said.version, Header::Missing) {
        return Ok(Era::Legacy(Revision::UNNAMED));
    }
    let name = said.version.value(VERSION)?;
    let name = String::from_utf8_lossy(name);
    match Revision::from_name(&name) {
        Some(revision) if !revision.is_modern() => Ok(Era::Legacy(revision)),
        None if !is_modern_name(&name) => Err(Fault::version(&name)),
        _ => Ok(Era::Modern),
    }
}

/// Checks that the headers of a stateless request say what its body says.
pub(super) fn check(said: &Said<'_>, request: &Request<'_>) -> Result<Revision, Fault> {
    let meta = &request.params.meta;
    let version = modern::named(meta).ok_or_else(Fault::no_version)?;
    said.version.agrees(VERSION, &version)?;
    let revision = modern::revision(meta)?;
    said.method.agrees(METHOD, &request.method)?;
    if request.method == "tools/call"
        && let Some(name) = tool_name(&request.params)
    {
        let sent = decoded(said.name.value(NAME)?)
            .ok_or_else(|| Fault::header(format!("the header `{NAME}` is not valid base64")))?;
        agree(NAME, &sent, &name)?;
    }
    Ok(revision)
}

fn agree(header: &str, sent: &[u8], body: &str) -> Result<(), Fault> {
    if *sent == *body.as_bytes() {
        return Ok(());
    }
    let sent = String::from_utf8_lossy(sent);
    Err(Fault::header(format!(
        "the header `{header}` says `{sent}`, and the body `{body}`"
    )))
}

/// A value without the marks of base64, if it has both; else as it is.
fn decoded(value: &[u8]) -> Option<Cow<'_, [u8]>> {
    let inner = value
        .strip_prefix(ENCODED.0)
        .and_then(|rest| rest.strip_suffix(ENCODED.1));
    match inner {
        None => Some(Cow::Borrowed(value)),
        Some(inner) => base64(inner).map(Cow::Owned),
    }
}

/// Decodes base64 (RFC 4648, section 4) strictly: whole groups, padding where it belongs, no bits left over.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    let digits = &text[..text.len() - padding];
    let mut bytes = Vec::with_capacity(digits.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0);
    for digit in digits {
        bits = bits << 6 | digit_of(*digit)?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    let left = bits & ((1 << count) - 1);
    (padding <= 2 && left == 0).then_some(bytes)
}

fn digit_of(byte: u8) -> Option<u32> {
    Some(match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

/// What a client has to accept, since any answer may be either.
const ANSWERS: [&str; 2] = ["application/json", "text/event-stream"];

/// Both, as most clients write them.
const USUAL: &str = "application/json, text/event-stream";

/// Why a client cannot be answered: it does not say that it reads both kinds of answers.
pub(super) fn not_acceptable(headers: &HeaderMap) -> Option<Response> {
    let covered = |wanted: &&str| {
        let lists = headers.get_all(header::ACCEPT).iter();
        lists
            .filter_map(|value| value.to_str().ok())
            .flat_map(|list| list.split(','))
            .any(|range| covers(range, wanted))
    };
    match headers.get(header::ACCEPT) {
        None => return None,
        // Nearly all clients write it in these bytes, and taking it apart costs as much as reading a small message.
        Some(first) if first == USUAL => return None,
        Some(_) if ANSWERS.iter().all(covered) => return None,
        Some(_) => {}
    }
    let message = "accept both kinds of answers: `Accept: application/json, text/event-stream`";
    let status = Status::invalid_argument(message).with_reason("not_acceptable");
    Some(problem::with_status(StatusCode::NOT_ACCEPTABLE, &status))
}

/// Whether a media range (RFC 9110, section 12.5.1) covers a media type.
fn covers(range: &str, wanted: &str) -> bool {
    let range = range.split(';').next().unwrap_or_default().trim();
    let (kind, _) = wanted.split_once('/').unwrap_or((wanted, ""));
    range == "*/*"
        || range.eq_ignore_ascii_case(wanted)
        || range
            .strip_suffix("/*")
            .is_some_and(|range| range.eq_ignore_ascii_case(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        // RFC 4648, section 10.
        let vectors = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, encoded) in vectors {
            assert_eq!(
                base64(encoded.as_bytes()).as_deref(),
                Some(plain.as_bytes())
            );
        }
        for wrong in [
            "Zg", "Zg=", "Z===", "====", "Zh==", "Zm9=", "Zg==Zg==", "Zm 9", "Zm9v\n", "Zm-_",
        ] {
            assert_eq!(base64(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn a_value_with_one_mark_is_plain() {
        for plain in [
            "SGVsbG8=",
            "=?base64?SGVsbG8=",
            "SGVsbG8=?=",
            "=?BASE64?SGVsbG8=?=",
            "=?base64?=",
        ] {
            assert_eq!(decoded(plain.as_bytes()).as_deref(), Some(plain.as_bytes()));
        }
        let hello = decoded(b"=?base64?SGVsbG8=?=");
        assert_eq!(hello.as_deref(), Some(&b"Hello"[..]));
    }
}
