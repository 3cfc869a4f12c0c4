//! Whether the examples of a service fit its types, found while the service is compiled.
//!
//! The macro reads the JSON of an example and hands it on as constant [`Token`]s. [`check_example`] walks them along the
//! constant description of the type, by the rules by which requests are decoded, and in the same words. All of it is
//! `const fn`, so that a mistake is an error of the compiler at the line of the example that has it.
//!
//! What a constant cannot tell counts as fitting: patterns, forms that serde code hides, and whatever is nested deeper,
//! or is harder to tell, than a compiler has patience for.

mod array;
mod buffer;
mod describe;
mod fault;
mod fields;
mod map;
mod object;
mod path;
mod problem;
mod scalar;
mod side;
mod token;
mod untagged;
mod variant;
mod walk;
mod wording;

#[cfg(test)]
mod tests;

pub(crate) use buffer::Buffer;
pub use problem::Problem;
pub use side::Side;
pub use token::Token;

use crate::shape::{Body, Kind};
use walk::Walk;

/// What the JSON of an example stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One value.
    Whole,
    /// What a stream carries, as an array.
    Items,
}

/// An example of a request or of a reply.
#[derive(Clone, Copy, Debug)]
pub struct Example<'e> {
    /// What the message about a mistake begins with.
    pub about: &'e str,
    /// Whether it is one value.
    pub form: Form,
    /// Whether its type reads it or writes it.
    pub side: Side,
    /// The tokens of one JSON value.
    pub tokens: &'static [Token],
}

/// What is wrong with an example of a type: the first mistake, if there is any. Fields that are unknown count.
pub const fn check_example(kind: &Kind, example: &Example<'_>) -> Option<Problem> {
    if is_empty_request(kind, example) {
        return None;
    }
    let mut walk = Walk::new(example.side, example.tokens);
    let walked = match example.form {
        Form::Whole => walk.root(kind),
        Form::Items => walk.items(kind),
    };
    match walked {
        Ok(()) => None,
        Err(fault) => Some(Problem::new(&fault, example)),
    }
}

/// An empty object is a request of a unit struct, since some transports can only send objects.
const fn is_empty_request(kind: &Kind, example: &Example<'_>) -> bool {
    let is_empty = matches!(example.tokens, [Token::Object(_), Token::End]);
    let is_request = matches!((example.form, example.side), (Form::Whole, Side::Read));
    match kind {
        Kind::Message(shape) if is_empty && is_request => matches!(shape.get().body, Body::Unit),
        _ => false,
    }
}
