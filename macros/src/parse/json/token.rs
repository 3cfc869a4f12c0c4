//! The tokens of a JSON text, as generated code hands them on.

/// A token, and the byte at which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) at: usize,
    pub(crate) kind: TokenKind,
}

/// What a token is. Arrays and objects know the number of the token that ends them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Object {
        end: usize,
    },
    Array {
        end: usize,
    },
    End,
    /// What the key means.
    Key(String),
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    /// As it is written, without its quotes, and what it means.
    String {
        raw: String,
        meaning: String,
    },
}
