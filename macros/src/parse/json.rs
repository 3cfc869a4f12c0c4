//! JSON (RFC 8259) in doc comments: read at expansion, so that a mistake is found on its line.

mod token;

use std::collections::HashSet;
use std::fmt;

pub(crate) use token::{Token, TokenKind};

/// Arrays and objects may be nested this deep.
const MAX_DEPTH: usize = 64;

/// A value that stands at the start of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// The value without white space around its tokens; numbers and strings as they were written.
    pub(crate) compact: String,
    pub(crate) tokens: Vec<Token>,
    /// The byte after the value.
    pub(crate) end: usize,
}

/// Why a text is no JSON.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct JsonError {
    /// The byte at which the reader stopped.
    pub(crate) offset: usize,
    pub(crate) problem: Problem,
}

/// What is wrong.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Something else stands where this was expected.
    Expected(&'static str, Found),
    /// An object has this key twice.
    DuplicateKey(String),
    /// This is no escape of JSON.
    Escape(String),
    /// Half a surrogate pair stands alone.
    LoneSurrogate,
    /// A control character has to be escaped.
    Control(char),
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
}

/// What stands in the place of what was expected.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Char(char),
    EndOfLine,
    End,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expected(what, Found::Char(found)) => {
                write!(f, "expected {what}, found `{found}`")
            }
            Self::Expected(what, Found::EndOfLine) => {
                write!(f, "expected {what}, but the line ends there")
            }
            Self::Expected(what, Found::End) => {
                write!(f, "expected {what}, but the example ends there")
            }
            Self::DuplicateKey(key) => write!(f, "the key `{key}` is there twice"),
            Self::Escape(escape) => write!(f, "`{escape}` is no escape of JSON"),
            Self::LoneSurrogate => f.write_str("a `\\u` escape is half of a surrogate pair"),
            Self::Control(found) => write!(
                f,
                "the control character `\\u{:04x}` has to be escaped",
                u32::from(*found)
            ),
            Self::TooDeep => write!(f, "nested deeper than {MAX_DEPTH} levels"),
        }
    }
}

/// Reads the value at the start of `text`, after white space. What follows the value is left alone.
pub(crate) fn parse(text: &str) -> Result<Parsed, JsonError> {
    let mut reader = Reader {
        text,
        at: 0,
        compact: String::new(),
        tokens: Vec::new(),
    };
    reader.value(0)?;
    Ok(Parsed {
        compact: reader.compact,
        tokens: reader.tokens,
        end: reader.at,
    })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    compact: String,
    tokens: Vec<Token>,
}

type Read<T = ()> = Result<T, JsonError>;

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Read {
        const EXPECTED: &str = "a JSON value";
        self.skip_space();
        match self.peek() {
            Some('{' | '[') if depth == MAX_DEPTH => self.fail(Problem::TooDeep),
            Some('{') => self.nested(
                |end| TokenKind::Object { end },
                |reader| reader.object(depth + 1),
            ),
            Some('[') => self.nested(
                |end| TokenKind::Array { end },
                |reader| reader.array(depth + 1),
            ),
            Some('"') => self.text(),
            Some('-' | '0'..='9') => self.number(),
            Some('t') => self.word("true", TokenKind::Bool(true)),
            Some('f') => self.word("false", TokenKind::Bool(false)),
            Some('n') => self.word("null", TokenKind::Null),
            _ => self.expected(EXPECTED),
        }
    }

    /// Reads an array or an object, which ends where its last token is.
    fn nested(
        &mut self,
        kind: impl Fn(usize) -> TokenKind,
        read: impl FnOnce(&mut Self) -> Read,
    ) -> Read {
        let start = self.tokens.len();
        self.token(self.at, kind(start));
        read(self)?;
        self.tokens[start].kind = kind(self.tokens.len());
        self.token(self.at - 1, TokenKind::End);
        Ok(())
    }

    fn token(&mut self, at: usize, kind: TokenKind) {
        self.tokens.push(Token { at, kind });
    }

    fn object(&mut self, depth: usize) -> Read {
        let mut keys = HashSet::new();
        self.take();
        self.skip_space();
        if self.take_if('}') {
            return Ok(());
        }
        loop {
            self.skip_space();
            let start = self.at;
            if self.peek() != Some('"') {
                return self.expected("a key in double quotes");
            }
            let key = self.string()?;
            if !keys.insert(key.clone()) {
                self.at = start;
                return self.fail(Problem::DuplicateKey(key));
            }
            self.token(start, TokenKind::Key(key));
            self.skip_space();
            if !self.take_if(':') {
                return self.expected("`:` after the key");
            }
            self.value(depth)?;
            self.skip_space();
            if self.take_if('}') {
                return Ok(());
            }
            if !self.take_if(',') {
                return self.expected("`,` or `}`");
            }
        }
    }

    fn array(&mut self, depth: usize) -> Read {
        self.take();
        self.skip_space();
        if self.take_if(']') {
            return Ok(());
        }
        loop {
            self.value(depth)?;
            self.skip_space();
            if self.take_if(']') {
                return Ok(());
            }
            if !self.take_if(',') {
                return self.expected("`,` or `]`");
            }
        }
    }

    /// Reads a string that is a value.
    fn text(&mut self) -> Read {
        let start = self.at;
        let meaning = self.string()?;
        let raw = self.text[start + 1..self.at - 1].to_owned();
        self.token(start, TokenKind::String { raw, meaning });
        Ok(())
    }

    /// Reads a string and gives what it means.
    fn string(&mut self) -> Read<String> {
        let mut meaning = String::new();
        self.take();
        loop {
            match self.peek() {
                Some('"') => {
                    self.take();
                    return Ok(meaning);
                }
                Some('\\') => meaning.push(self.escape()?),
                Some(control) if control < ' ' && control != '\n' => {
                    return Err(self.error(Problem::Control(control)));
                }
                None | Some('\n') => {
                    let wanted = "`\"` at the end of the string";
                    return Err(self.error(Problem::Expected(wanted, self.found())));
                }
                Some(other) => {
                    self.take();
                    meaning.push(other);
                }
            }
        }
    }

    fn escape(&mut self) -> Read<char> {
        let start = self.at;
        self.take();
        let simple = match self.peek() {
            Some(plain @ ('"' | '\\' | '/')) => plain,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                self.take();
                return self.unicode(start);
            }
            other => {
                self.at = start;
                let escape = format!("\\{}", other.map(String::from).unwrap_or_default());
                return Err(self.error(Problem::Escape(escape)));
            }
        };
        self.take();
        Ok(simple)
    }

    /// Reads what follows `\u`, and the other half where it is one of a surrogate pair.
    fn unicode(&mut self, start: usize) -> Read<char> {
        let first = self.hex()?;
        let code = if (0xD800..0xDC00).contains(&first) && self.rest().starts_with("\\u") {
            self.take();
            self.take();
            let second = self.hex()?;
            if (0xDC00..0xE000).contains(&second) {
                0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)
            } else {
                first
            }
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| {
            self.at = start;
            self.error(Problem::LoneSurrogate)
        })
    }

    fn hex(&mut self) -> Read<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let Some(digit) = self.peek().and_then(|digit| digit.to_digit(16)) else {
                return Err(self.error(Problem::Expected("four hexadecimal digits", self.found())));
            };
            code = code * 16 + digit;
            self.take();
        }
        Ok(code)
    }

    fn number(&mut self) -> Read {
        let start = self.at;
        self.take_if('-');
        if !self.take_if('0') {
            self.digits()?;
        } else if matches!(self.peek(), Some('0'..='9')) {
            return self.expected("a number without leading zeros");
        }
        if self.take_if('.') {
            self.digits()?;
        }
        if self.take_if('e') || self.take_if('E') {
            let _sign = self.take_if('+') || self.take_if('-');
            self.digits()?;
        }
        let number = self.text[start..self.at].to_owned();
        self.token(start, TokenKind::Number(number));
        Ok(())
    }

    fn digits(&mut self) -> Read {
        if !matches!(self.peek(), Some('0'..='9')) {
            return self.expected("a digit");
        }
        while matches!(self.peek(), Some('0'..='9')) {
            self.take();
        }
        Ok(())
    }

    fn word(&mut self, word: &'static str, kind: TokenKind) -> Read {
        let rest = self.rest();
        let length = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        if &rest[..length] != word {
            return self.expected(match word {
                "true" => "a JSON value such as `true`",
                "false" => "a JSON value such as `false`",
                _ => "a JSON value such as `null`",
            });
        }
        self.token(self.at, kind);
        self.compact.push_str(word);
        self.at += word.len();
        Ok(())
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn found(&self) -> Found {
        match self.peek() {
            None => Found::End,
            Some('\n') => Found::EndOfLine,
            Some(other) => Found::Char(other),
        }
    }

    /// Takes one character over into the compact text.
    fn take(&mut self) {
        if let Some(next) = self.peek() {
            self.compact.push(next);
            self.at += next.len_utf8();
        }
    }

    fn take_if(&mut self, wanted: char) -> bool {
        let there = self.peek() == Some(wanted);
        if there {
            self.take();
        }
        there
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        let space = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        self.at += space;
    }

    fn expected(&self, what: &'static str) -> Read {
        self.fail(Problem::Expected(what, self.found()))
    }

    fn fail(&self, problem: Problem) -> Read {
        Err(self.error(problem))
    }

    fn error(&self, problem: Problem) -> JsonError {
        JsonError {
            offset: self.at,
            problem,
        }
    }
}

#[cfg(test)]
mod tests;
