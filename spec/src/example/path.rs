//! Where in an example a token stands, as `task.items[3].title`.

use super::buffer::Buffer;
use super::token::Token;
use crate::text::{character, count};

/// The longest key that stands in a path as it is.
const LONGEST_WORD: usize = 64;

/// Writes the place of a token; nothing for the example itself.
pub(super) const fn push(out: &mut Buffer, tokens: &[Token], token: usize) {
    let mut is_first = true;
    let mut at = 0;
    // Each step goes into the value that holds the token.
    while at != token {
        match tokens[at] {
            Token::Object(_) => {
                let mut key = at + 1;
                while Token::after(tokens, key + 1) <= token {
                    key = Token::after(tokens, key + 1);
                }
                push_key(out, Token::key(tokens, key), is_first);
                at = if key == token { key } else { key + 1 };
            }
            Token::Array(_) => {
                let mut index = 0;
                at += 1;
                while Token::after(tokens, at) <= token {
                    at = Token::after(tokens, at);
                    index += 1;
                }
                out.push("[");
                out.push_count(index);
                out.push("]");
            }
            _ => return,
        }
        is_first = false;
    }
}

/// Writes the step to the value of a key: `.key`, or `["a key"]` where the key is no plain word.
pub(super) const fn push_key(out: &mut Buffer, key: &str, is_first: bool) {
    if !is_word(key) {
        out.push("[");
        push_quoted(out, key);
        out.push("]");
        return;
    }
    if !is_first {
        out.push(".");
    }
    out.push(key);
}

const fn is_word(key: &str) -> bool {
    if key.is_empty() || key.len() > LONGEST_WORD {
        return false;
    }
    let mut at = 0;
    while at < key.len() {
        let (letter, length) = character(key, at);
        let starts = matches!(letter, 0x61..=0x7A | 0x41..=0x5A | 0x5F | 0x24 | 0x40);
        let follows = matches!(letter, 0x30..=0x39 | 0x2D);
        if !starts && (at == 0 || !follows) {
            return false;
        }
        at += length;
    }
    true
}

/// The longest piece of an example that is quoted, in characters.
const LONGEST_QUOTE: usize = 40;

/// Writes a text in quotes, as JSON does it, shortened.
pub(super) const fn push_quoted(out: &mut Buffer, text: &str) {
    out.push("\"");
    let mut at = 0;
    let mut number = 0;
    while at < text.len() && number < LONGEST_QUOTE {
        let (letter, length) = character(text, at);
        push_escaped(out, text, at, letter);
        at += length;
        number += 1;
    }
    if at < text.len() {
        out.push("…");
    }
    out.push("\"");
}

const fn push_escaped(out: &mut Buffer, text: &str, at: usize, letter: u32) {
    match letter {
        0x22 => out.push("\\\""),
        0x5C => out.push("\\\\"),
        0x08 => out.push("\\b"),
        0x09 => out.push("\\t"),
        0x0A => out.push("\\n"),
        0x0C => out.push("\\f"),
        0x0D => out.push("\\r"),
        0..0x20 => {
            const DIGITS: &str = "0123456789abcdef";
            out.push(if letter < 0x10 { "\\u000" } else { "\\u001" });
            let digit = (letter % 16) as usize;
            out.push(DIGITS.split_at(digit).1.split_at(1).0);
        }
        _ => out.push(text.split_at(at).1.split_at(character(text, at).1).0),
    }
}

/// Writes the beginning of a text, where it is long.
pub(super) const fn push_shortened(out: &mut Buffer, text: &str) {
    if count(text) <= LONGEST_QUOTE {
        out.push(text);
        return;
    }
    out.push(text.split_at(crate::text::place_of(text, LONGEST_QUOTE)).0);
    out.push("…");
}
