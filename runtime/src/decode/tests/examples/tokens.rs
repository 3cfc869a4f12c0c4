//! The tokens of a text, as the macro writes them.

use std::collections::HashSet;

use crate::spec::example::Token;
use crate::spec::json::{JsonError, Kind as Found, Scanner};

/// The tokens of a JSON text; `None` for what the macro would refuse.
pub(super) fn of(text: &str) -> Option<Vec<Token>> {
    let mut reader = Reader {
        scanner: Scanner::new(text.as_bytes()),
        tokens: Vec::new(),
        has_twins: false,
    };
    reader.value().ok()?;
    reader.scanner.end().ok()?;
    (!reader.has_twins).then_some(reader.tokens)
}

struct Reader<'t> {
    scanner: Scanner<'t>,
    tokens: Vec<Token>,
    /// Whether an object has a key twice.
    has_twins: bool,
}

impl Reader<'_> {
    fn value(&mut self) -> Result<(), JsonError> {
        let start = self.tokens.len();
        let token = match self.scanner.peek()? {
            Found::Object => {
                self.object(start)?;
                return Ok(());
            }
            Found::Array => {
                self.array(start)?;
                return Ok(());
            }
            Found::Null => {
                self.scanner.null()?;
                Token::Null
            }
            Found::Bool => Token::Bool(self.scanner.boolean()?),
            Found::Number => {
                let raw = self.scanner.number()?;
                Token::Number(leaked(raw), raw.parse().unwrap_or(f64::INFINITY))
            }
            Found::String => self.string()?,
        };
        self.tokens.push(token);
        Ok(())
    }

    fn string(&mut self) -> Result<Token, JsonError> {
        let raw = self.scanner.clone().raw()?;
        let meaning = self.scanner.string()?;
        let raw = leaked(&raw[1..raw.len() - 1]);
        Ok(if raw == meaning {
            Token::String(raw)
        } else {
            Token::Escaped(raw, leaked(&meaning))
        })
    }

    fn object(&mut self, start: usize) -> Result<(), JsonError> {
        self.tokens.push(Token::End);
        self.scanner.begin_object()?;
        let mut keys = HashSet::new();
        while let Some(key) = self.scanner.next_key()? {
            self.tokens.push(Token::Key(leaked(&key)));
            self.has_twins |= !keys.insert(key.into_owned());
            self.value()?;
        }
        let end = self.tokens.len();
        self.tokens[start] = Token::Object(end);
        self.tokens.push(Token::End);
        Ok(())
    }

    fn array(&mut self, start: usize) -> Result<(), JsonError> {
        self.tokens.push(Token::End);
        self.scanner.begin_array()?;
        while self.scanner.next_element()? {
            self.value()?;
        }
        let end = self.tokens.len();
        self.tokens[start] = Token::Array(end);
        self.tokens.push(Token::End);
        Ok(())
    }
}

/// Tokens are constants, so a test has to leak what they hold.
fn leaked(text: &str) -> &'static str {
    text.to_owned().leak()
}
