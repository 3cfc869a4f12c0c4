//! A pull scanner over JSON bytes: the caller asks for what it expects, value by value.

use std::borrow::Cow;
use std::str::Utf8Error;

use super::{JsonError, JsonErrorKind};

mod open;
mod string;

use open::{Container, Open};

type Result<T> = std::result::Result<T, JsonError>;

/// How deep arrays and objects may nest unless [`Scanner::with_max_depth`] says otherwise.
pub const MAX_DEPTH: usize = 128;

/// What kind of value comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// Reads a JSON text (RFC 8259) from start to end without building values.
///
/// Everything it passes over is checked: grammar, UTF-8, escapes, nesting. Strings without escapes
/// are borrowed from the text. It never recurses, so no text can overflow the stack. Duplicate keys
/// are left to the caller.
///
/// The caller reads exactly one value after each [`next_element`](Self::next_element) that answers
/// `true` and each [`next_key`](Self::next_key) that answers a key.
///
/// ```
/// use traitwire_spec::json::Scanner;
///
/// let mut scanner = Scanner::new(br#"{"tags": ["a", "b"], "n": 7}"#);
/// let mut tags = Vec::new();
/// scanner.begin_object()?;
/// while let Some(key) = scanner.next_key()? {
///     if key != "tags" {
///         scanner.skip()?;
///         continue;
///     }
///     scanner.begin_array()?;
///     while scanner.next_element()? {
///         tags.push(scanner.string()?);
///     }
/// }
/// scanner.end()?;
/// assert_eq!(tags, ["a", "b"]);
/// # Ok::<(), traitwire_spec::json::JsonError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scanner<'a> {
    /// The text up to the first byte that is no UTF-8.
    text: &'a str,
    /// The bytes of `text`.
    bytes: &'a [u8],
    /// Whether bytes that are no UTF-8 follow.
    broken: bool,
    at: usize,
    open: Open,
    /// Whether the innermost container has just been opened.
    fresh: bool,
    max_depth: usize,
}

impl<'a> Scanner<'a> {
    /// A scanner at the start of `text`.
    pub fn new(text: &'a [u8]) -> Self {
        // Checked once: piece by piece it would take as long as all the rest.
        let (text, broken) = match std::str::from_utf8(text) {
            Ok(text) => (text, false),
            Err(error) => (valid_start(text, &error), true),
        };
        Self {
            text,
            bytes: text.as_bytes(),
            broken,
            at: 0,
            open: Open::default(),
            fresh: false,
            max_depth: MAX_DEPTH,
        }
    }

    /// Lets arrays and objects nest `levels` deep, instead of [`MAX_DEPTH`].
    #[must_use]
    pub fn with_max_depth(mut self, levels: usize) -> Self {
        self.max_depth = levels;
        self
    }

    /// The text: all of it, unless it holds bytes that are not UTF-8, which end it.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Where the scanner stands, in bytes from the start of the text.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// The kind of the next value, which stays unread.
    #[inline]
    pub fn peek(&mut self) -> Result<Kind> {
        match self.peek_byte() {
            Some(b'n') => Ok(Kind::Null),
            Some(b't' | b'f') => Ok(Kind::Bool),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b'"') => Ok(Kind::String),
            Some(b'[') => Ok(Kind::Array),
            Some(b'{') => Ok(Kind::Object),
            _ => Err(self.expected("a value")),
        }
    }

    /// Reads `null`.
    pub fn null(&mut self) -> Result<()> {
        if self.word(b"null") {
            Ok(())
        } else {
            Err(self.expected("`null`"))
        }
    }

    /// Reads `true` or `false`.
    pub fn boolean(&mut self) -> Result<bool> {
        if self.word(b"true") {
            Ok(true)
        } else if self.word(b"false") {
            Ok(false)
        } else {
            Err(self.expected("`true` or `false`"))
        }
    }

    /// Reads a number and answers its text, which follows the grammar of JSON.
    pub fn number(&mut self) -> Result<&'a str> {
        if !matches!(self.peek_byte(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.expected("a number"));
        }
        let start = self.at;
        if self.bytes[self.at] == b'-' {
            self.at += 1;
        }
        let whole = self.digits("a digit must follow `-`")?;
        if whole > 1 && self.bytes[self.at - whole] == b'0' {
            self.at -= whole;
            return Err(self.fail(JsonErrorKind::InvalidNumber(
                "leading zeros are not allowed",
            )));
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits("a digit must follow `.`")?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits("the exponent needs a digit")?;
        }
        Ok(&self.text[start..self.at])
    }

    /// Steps into an array; [`next_element`](Self::next_element) walks it.
    pub fn begin_array(&mut self) -> Result<()> {
        self.begin(b'[', Container::Array, "an array")
    }

    /// Whether another element follows in the array, which the caller then reads; leaves the array
    /// otherwise.
    pub fn next_element(&mut self) -> Result<bool> {
        debug_assert_eq!(self.open.last(), Some(Container::Array), "an array is open");
        self.next_item(b']', "`,` or `]`", "inside an array")
    }

    /// Steps into an object; [`next_key`](Self::next_key) walks it.
    pub fn begin_object(&mut self) -> Result<()> {
        self.begin(b'{', Container::Object, "an object")
    }

    /// The next key of the object, whose value the caller then reads; leaves the object at its end.
    #[inline]
    pub fn next_key(&mut self) -> Result<Option<Cow<'a, str>>> {
        Ok(self.next_key_at()?.map(|(_, key)| key))
    }

    /// The next key, with the place where it starts.
    #[inline]
    pub(super) fn next_key_at(&mut self) -> Result<Option<(usize, Cow<'a, str>)>> {
        if !self.next_member()? {
            return Ok(None);
        }
        let start = self.at;
        let key = self.string()?;
        self.colon()?;
        Ok(Some((start, key)))
    }

    /// Passes over one value, checking it in full.
    pub fn skip(&mut self) -> Result<()> {
        let outer = self.open.levels();
        loop {
            self.skip_head()?;
            while self.open.levels() > outer && !self.next_value()? {}
            if self.open.levels() == outer {
                return Ok(());
            }
        }
    }

    /// Passes over one value, checking it in full, and answers its text.
    pub fn raw(&mut self) -> Result<&'a str> {
        self.peek_byte();
        let start = self.at;
        self.skip()?;
        Ok(&self.text[start..self.at])
    }

    /// Checks that nothing but whitespace is left.
    pub fn end(&mut self) -> Result<()> {
        match self.peek_byte() {
            None if self.broken => Err(self.fail(JsonErrorKind::InvalidUtf8)),
            None => Ok(()),
            Some(_) => Err(self.expected("the end of the text")),
        }
    }

    /// An error at the place of the scanner.
    fn fail(&self, kind: JsonErrorKind) -> JsonError {
        self.fail_at(kind, self.at)
    }

    /// An error at a place of the text.
    pub(super) fn fail_at(&self, kind: JsonErrorKind, offset: usize) -> JsonError {
        match kind {
            JsonErrorKind::Ends(_) if self.broken => {
                JsonError::new(JsonErrorKind::InvalidUtf8, self.bytes, self.bytes.len())
            }
            _ => JsonError::new(kind, self.bytes, offset),
        }
    }

    fn expected(&self, what: &'static str) -> JsonError {
        match self.byte() {
            None => self.fail(JsonErrorKind::Ends("before a value")),
            Some(_) => self.fail(JsonErrorKind::Expected(what)),
        }
    }

    /// The byte at the current place.
    #[inline]
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over whitespace and answers the byte behind it.
    #[inline]
    fn peek_byte(&mut self) -> Option<u8> {
        while let Some(byte) = self.byte() {
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
        None
    }

    /// Reads `word` if it stands here.
    fn word(&mut self, word: &[u8]) -> bool {
        self.peek_byte();
        let found = self.bytes[self.at..].starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Reads digits, at least one, and answers how many.
    fn digits(&mut self, otherwise: &'static str) -> Result<usize> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        match self.at - start {
            0 => Err(self.fail(JsonErrorKind::InvalidNumber(otherwise))),
            count => Ok(count),
        }
    }

    fn begin(&mut self, bracket: u8, container: Container, name: &'static str) -> Result<()> {
        if self.peek_byte() != Some(bracket) {
            return Err(self.expected(name));
        }
        if self.open.levels() == self.max_depth {
            return Err(self.fail(JsonErrorKind::TooDeep(self.max_depth)));
        }
        self.at += 1;
        self.open.push(container);
        self.fresh = true;
        Ok(())
    }

    /// Whether another item follows in the container, which is left otherwise.
    fn next_item(&mut self, close: u8, either: &'static str, place: &'static str) -> Result<bool> {
        let fresh = std::mem::replace(&mut self.fresh, false);
        match self.peek_byte() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.open.pop();
                Ok(false)
            }
            Some(_) if fresh => Ok(true),
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(_) => Err(self.fail(JsonErrorKind::Expected(either))),
            None => Err(self.fail(JsonErrorKind::Ends(place))),
        }
    }

    /// Whether another member follows in the object; the scanner then stands on its key.
    fn next_member(&mut self) -> Result<bool> {
        debug_assert_eq!(
            self.open.last(),
            Some(Container::Object),
            "an object is open"
        );
        let fresh = self.fresh;
        if !self.next_item(b'}', "`,` or `}`", "inside an object")? {
            return Ok(false);
        }
        match self.peek_byte() {
            Some(b'"') => Ok(true),
            None => Err(self.fail(JsonErrorKind::Ends("inside an object"))),
            Some(_) if fresh => Err(self.fail(JsonErrorKind::Expected("a key in quotes or `}`"))),
            Some(_) => Err(self.fail(JsonErrorKind::Expected("a key in quotes"))),
        }
    }

    fn colon(&mut self) -> Result<()> {
        match self.peek_byte() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(self.fail(JsonErrorKind::Expected("`:`"))),
            None => Err(self.fail(JsonErrorKind::Ends("inside an object"))),
        }
    }

    /// Passes over a scalar, or into a container.
    fn skip_head(&mut self) -> Result<()> {
        match self.peek()? {
            Kind::Null => self.null(),
            Kind::Bool => self.boolean().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::String => self.skip_string(),
            Kind::Array => self.begin_array(),
            Kind::Object => self.begin_object(),
        }
    }

    /// Whether another value follows in the innermost container, which is left otherwise.
    fn next_value(&mut self) -> Result<bool> {
        if self.open.last() == Some(Container::Array) {
            return self.next_element();
        }
        let follows = self.next_member()?;
        if follows {
            self.skip_string()?;
            self.colon()?;
        }
        Ok(follows)
    }
}

/// What comes before the first byte that is no UTF-8.
fn valid_start<'a>(text: &'a [u8], error: &Utf8Error) -> &'a str {
    std::str::from_utf8(&text[..error.valid_up_to()]).unwrap_or_default()
}
