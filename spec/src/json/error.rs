//! What can be wrong with a JSON text, and where.

use std::fmt;

/// An error in a JSON text: what is wrong and where.
///
/// It is one pointer wide, so that a successful result stays small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    kind: JsonErrorKind,
    offset: usize,
    line: usize,
    column: usize,
}

/// What is wrong with a JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonErrorKind {
    /// Something else stands where this was expected, e.g. "`,` or `}`".
    Expected(&'static str),
    /// The text ends too early, e.g. "inside a string".
    Ends(&'static str),
    /// Arrays and objects are nested deeper than this many levels.
    TooDeep(usize),
    /// A string holds bytes that are not UTF-8.
    InvalidUtf8,
    /// A string holds this control character unescaped.
    ControlCharacter(u8),
    /// A backslash is followed by something that is no escape of JSON.
    InvalidEscape,
    /// A `\u` escape names one half of a surrogate pair alone.
    LoneSurrogate,
    /// A number breaks the grammar; the text says how.
    InvalidNumber(&'static str),
    /// A number is beyond what a 64-bit float can hold.
    NumberOutOfRange,
    /// An object names this key twice.
    DuplicateKey(String),
}

impl JsonError {
    /// An error at the byte `offset` of `text`; works out line and column, so only for the way out.
    #[cold]
    pub(super) fn new(kind: JsonErrorKind, text: &[u8], offset: usize) -> Self {
        let before = &text[..offset.min(text.len())];
        let lines = before.split(|&byte| byte == b'\n');
        let last = lines.clone().next_back().unwrap_or_default();
        let line = lines.count();
        let column = last.iter().filter(|&&byte| starts_char(byte)).count() + 1;
        Self(Box::new(Details {
            kind,
            offset,
            line,
            column,
        }))
    }

    /// What is wrong.
    pub fn kind(&self) -> &JsonErrorKind {
        &self.0.kind
    }

    /// Where, in bytes from the start of the text.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// The column, in characters from 1.
    pub fn column(&self) -> usize {
        self.0.column
    }
}

/// Whether a byte starts a character: all do but the continuation bytes of UTF-8.
fn starts_char(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details {
            kind,
            offset,
            line,
            column,
        } = &*self.0;
        match kind {
            // Columns mean little where the bytes are no text.
            JsonErrorKind::InvalidUtf8 => write!(f, "{kind} at byte {offset}"),
            _ => write!(f, "{kind} at line {line} column {column}"),
        }
    }
}

impl fmt::Display for JsonErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expected(what) => write!(f, "expected {what}"),
            Self::Ends(place) => write!(f, "the text ends {place}"),
            Self::TooDeep(levels) => write!(f, "nesting is deeper than {levels} levels"),
            Self::InvalidUtf8 => f.write_str("invalid UTF-8"),
            Self::ControlCharacter(byte) => {
                write!(
                    f,
                    "a string holds a control character, to be written `\\u{byte:04x}`,"
                )
            }
            Self::InvalidEscape => f.write_str(
                "invalid escape, expected one of `\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX`",
            ),
            Self::LoneSurrogate => f.write_str("a `\\u` escape is half a surrogate pair"),
            Self::InvalidNumber(how) => write!(f, "invalid number, {how}"),
            Self::NumberOutOfRange => f.write_str("the number is out of range"),
            Self::DuplicateKey(key) => write!(f, "the key `{key}` is written twice"),
        }
    }
}

impl std::error::Error for JsonError {}
