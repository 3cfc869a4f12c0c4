//! Writing JSON into the one buffer of an answer.

use std::fmt::Write;

use crate::Status;
use crate::spec::json::{Kind, Scanner};

/// Adds a string with its quotes.
pub(super) fn push_string(to: &mut String, text: &str) {
    to.push('"');
    push_inside_string(to, text);
    to.push('"');
}

/// Adds text to a string that is open in `to`.
pub(super) fn push_inside_string(to: &mut String, text: &str) {
    if !text.is_ascii() {
        return push_runs(to, text);
    }
    // JSON inside of a string has a quote every few bytes: byte by byte is faster than from one to the next.
    for piece in text.as_bytes().chunks(PIECE) {
        let (mut buffer, mut length) = ([0; 2 * PIECE], 0);
        for byte in piece {
            match byte {
                b'"' | b'\\' => {
                    buffer[length] = b'\\';
                    buffer[length + 1] = *byte;
                    length += 2;
                }
                0..0x20 => {
                    push_ascii(to, &buffer[..length]);
                    push_control(to, *byte);
                    length = 0;
                }
                _ => {
                    buffer[length] = *byte;
                    length += 1;
                }
            }
        }
        push_ascii(to, &buffer[..length]);
    }
}

/// Bytes that are escaped at a time.
const PIECE: usize = 128;

fn push_ascii(to: &mut String, ascii: &[u8]) {
    // Only what is no ASCII is no text either, and that has been ruled out.
    to.push_str(std::str::from_utf8(ascii).unwrap_or_default());
}

/// Adds text from one byte that has to be escaped to the next.
fn push_runs(to: &mut String, text: &str) {
    let mut rest = text;
    while let Some(place) = rest.bytes().position(needs_escape) {
        let (plain, special) = rest.split_at(place);
        to.push_str(plain);
        match special.as_bytes()[0] {
            b'"' => to.push_str("\\\""),
            b'\\' => to.push_str("\\\\"),
            control => push_control(to, control),
        }
        rest = &special[1..];
    }
    to.push_str(rest);
}

fn push_control(to: &mut String, control: u8) {
    match control {
        b'\n' => to.push_str("\\n"),
        b'\r' => to.push_str("\\r"),
        b'\t' => to.push_str("\\t"),
        control => {
            let _ = write!(to, "\\u{control:04x}");
        }
    }
}

/// Adds a JSON text. Between its tokens line breaks may stand, which would end the frame on stdio.
pub(super) fn push_json(to: &mut String, text: &str) {
    // Two searches for one byte each are faster than one for either.
    if text.as_bytes().contains(&b'\n') || text.as_bytes().contains(&b'\r') {
        to.extend(
            text.chars()
                .map(|c| if c == '\n' || c == '\r' { ' ' } else { c }),
        );
    } else {
        to.push_str(text);
    }
}

/// Adds what a program can act on of a failure: code, reason, details, whether to try again.
pub(super) fn push_status(to: &mut String, status: &Status) {
    let _ = write!(to, "{{\"code\":\"{}\"", status.code().name());
    if let Some(reason) = status.reason() {
        to.push_str(",\"reason\":");
        push_string(to, reason);
    }
    if let Some(details) = status.details().and_then(object) {
        to.push_str(",\"details\":");
        push_json(to, details);
    }
    let _ = write!(to, ",\"retryable\":{}}}", status.is_retryable());
}

/// The text of a JSON object; anything else, which anybody's code may have put there, would break the message.
fn object(text: &[u8]) -> Option<&str> {
    let mut scanner = Scanner::new(text);
    if scanner.peek().ok()? != Kind::Object {
        return None;
    }
    let object = scanner.raw().ok()?;
    scanner.end().is_ok().then_some(object)
}

fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_as_serde_json_does() {
        let mut text: String = (0..0x80_u8).map(char::from).collect();
        text.push_str(&"a\"\\".repeat(200));
        for rest in ["", "é 漢字 😀 \u{2028}\u{7f}\"\"\\\\"] {
            text.push_str(rest);
            let mut own = String::new();
            push_string(&mut own, &text);
            let parsed: String = serde_json::from_str(&own).expect("valid JSON");
            assert_eq!(parsed, text);
        }
    }

    #[test]
    fn details_that_are_no_object_stay_behind() {
        for (details, written) in [
            (" {\"id\": 7}\n", Some(7)),
            ("no JSON", None),
            ("{\"id\": 7}}", None),
            ("{\"id\": 7", None),
            ("7", None),
            ("", None),
        ] {
            let status = Status::not_found("gone").with_details(details);
            let mut own = String::new();
            push_status(&mut own, &status);
            let parsed: serde_json::Value = serde_json::from_str(&own).expect("valid JSON");
            assert_eq!(parsed["details"]["id"].as_u64(), written, "{details}");
        }
    }

    #[test]
    fn a_json_text_of_several_lines_becomes_one_line() {
        let mut own = String::new();
        push_json(&mut own, "{\r\n  \"a\": \"b\\n\"\n}");
        assert_eq!(own, "{    \"a\": \"b\\n\" }");
    }
}
