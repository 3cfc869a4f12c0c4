//! JSON as constant data.

/// A piece of a JSON text.
///
/// Arrays and objects know where they end, so that a value can be passed over in one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token {
    /// `{`, and the place of its end among the tokens. Keys and values follow in turn.
    Object(usize),
    /// `[`, and the place of its end among the tokens. Values follow.
    Array(usize),
    /// `}` or `]`.
    End,
    /// A key of an object; what its escapes mean is written out.
    Key(&'static str),
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written, and the closest float, which may be infinite.
    Number(&'static str, f64),
    /// A string without escapes, without its quotes.
    String(&'static str),
    /// A string with escapes: as it is written, without its quotes, and what it means.
    Escaped(&'static str, &'static str),
}

impl Token {
    /// The place after the value that begins at `at`.
    pub(super) const fn after(tokens: &[Self], at: usize) -> usize {
        match tokens[at] {
            Self::Object(end) | Self::Array(end) => end + 1,
            _ => at + 1,
        }
    }

    /// The key at a place of an object where one stands.
    pub(super) const fn key(tokens: &[Self], at: usize) -> &'static str {
        match tokens[at] {
            Self::Key(key) => key,
            _ => "",
        }
    }

    /// What a string means.
    pub(super) const fn string(&self) -> Option<&'static str> {
        match self {
            Self::String(text) | Self::Escaped(_, text) => Some(text),
            _ => None,
        }
    }

    /// Whether the value at one place is written as that at another.
    pub(super) const fn is_same(tokens: &[Self], one: usize, other: usize) -> bool {
        let length = Self::after(tokens, one) - one;
        if length != Self::after(tokens, other) - other {
            return false;
        }
        let mut at = 0;
        while at < length {
            if !tokens[one + at].is_written_as(&tokens[other + at]) {
                return false;
            }
            at += 1;
        }
        true
    }

    const fn is_written_as(&self, other: &Self) -> bool {
        use crate::text::same;
        match (self, other) {
            (Self::Object(_), Self::Object(_))
            | (Self::Array(_), Self::Array(_))
            | (Self::End, Self::End)
            | (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => *a == *b,
            (Self::Key(a), Self::Key(b))
            | (Self::Number(a, _), Self::Number(b, _))
            | (Self::String(a), Self::String(b))
            | (Self::Escaped(a, _), Self::Escaped(b, _)) => same(a, b),
            _ => false,
        }
    }
}
