//! Strings: UTF-8, escapes and surrogate pairs.

use std::borrow::Cow;

use super::{JsonError, JsonErrorKind, Result, Scanner};

impl<'a> Scanner<'a> {
    /// Reads a string; it is borrowed unless it holds escapes.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'a, str>> {
        if self.peek_byte() != Some(b'"') {
            return Err(self.expected("a string"));
        }
        self.at += 1;
        let plain = self.plain_run()?;
        if self.bytes[self.at] == b'"' {
            self.at += 1;
            return Ok(Cow::Borrowed(plain));
        }
        let mut unescaped = plain.to_owned();
        self.rest_of_string(Some(&mut unescaped))?;
        Ok(Cow::Owned(unescaped))
    }

    /// Passes over a string; the scanner stands on its first quote.
    pub(super) fn skip_string(&mut self) -> Result<()> {
        self.at += 1;
        self.plain_run()?;
        self.rest_of_string(None)
    }

    /// Reads the characters of a string up to its next `"` or `\`, which stays unread.
    #[inline]
    fn plain_run(&mut self) -> Result<&'a str> {
        let start = self.at;
        self.at += plain_length(&self.bytes[start..]);
        match self.byte() {
            Some(b'"' | b'\\') => Ok(&self.text[start..self.at]),
            Some(control) => Err(self.fail(JsonErrorKind::ControlCharacter(control))),
            None => Err(self.fail(JsonErrorKind::Ends("inside a string"))),
        }
    }

    /// Reads a string from an escape or its final quote on, into `out` where one is given.
    fn rest_of_string(&mut self, mut out: Option<&mut String>) -> Result<()> {
        while self.bytes[self.at] == b'\\' {
            let character = self.escape()?;
            let plain = self.plain_run()?;
            if let Some(out) = out.as_deref_mut() {
                out.push(character);
                out.push_str(plain);
            }
        }
        self.at += 1;
        Ok(())
    }

    /// Reads an escape; the scanner stands on its backslash.
    fn escape(&mut self) -> Result<char> {
        let character = match self.bytes.get(self.at + 1) {
            Some(b'u') => return self.unicode_escape(),
            Some(&byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(_) => return Err(self.fail(JsonErrorKind::InvalidEscape)),
            None => return Err(self.ends_inside_string()),
        };
        self.at += 2;
        Ok(character)
    }

    /// Reads `\uXXXX`, or two of them that form a surrogate pair.
    fn unicode_escape(&mut self) -> Result<char> {
        let start = self.at;
        let first = self.hex_escape()?;
        let code = match first {
            0xD800..=0xDBFF if self.bytes[self.at..].starts_with(br"\u") => {
                let second = self.hex_escape()?;
                // Anything but a low surrogate wraps or exceeds, and is no character below.
                let low = second.wrapping_sub(0xDC00);
                if low > 0x3FF {
                    first
                } else {
                    0x10000 + ((first - 0xD800) << 10) + low
                }
            }
            _ => first,
        };
        char::from_u32(code).ok_or_else(|| self.fail_at(JsonErrorKind::LoneSurrogate, start))
    }

    fn hex_escape(&mut self) -> Result<u32> {
        let start = self.at;
        let mut code = 0;
        for place in start + 2..start + 6 {
            let digit = match self.bytes.get(place) {
                Some(&byte) => char::from(byte).to_digit(16),
                None => return Err(self.ends_inside_string()),
            };
            let digit = digit.ok_or_else(|| self.fail(JsonErrorKind::InvalidEscape))?;
            code = code << 4 | digit;
        }
        self.at = start + 6;
        Ok(code)
    }

    fn ends_inside_string(&self) -> JsonError {
        self.fail_at(JsonErrorKind::Ends("inside a string"), self.text.len())
    }
}

/// How many bytes at the start of `bytes` stand for themselves in a string: up to a quote, a
/// backslash or a control character.
fn plain_length(bytes: &[u8]) -> usize {
    let words = bytes.chunks_exact(8);
    let rest = words.remainder();
    for (index, word) in words.enumerate() {
        let word = u64::from_le_bytes(word.try_into().expect("chunks of eight"));
        let special = special_bytes(word);
        if special != 0 {
            return index * 8 + special.trailing_zeros() as usize / 8;
        }
    }
    let is_special = |&byte: &u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    bytes.len() - rest.len() + rest.iter().position(is_special).unwrap_or(rest.len())
}

/// Marks the high bit of the bytes of `word` that are special in a string.
///
/// The lowest mark is exact; a borrow may add marks above it. See "Determine if a word has a byte
/// less than n" in Bit Twiddling Hacks.
fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xFF;
    const HIGHS: u64 = ONES * 0x80;
    let zero_in = |word: u64| word.wrapping_sub(ONES) & !word;
    let below_space = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = zero_in(word ^ (ONES * u64::from(b'"')));
    let backslash = zero_in(word ^ (ONES * u64::from(b'\\')));
    (below_space | quote | backslash) & HIGHS
}
