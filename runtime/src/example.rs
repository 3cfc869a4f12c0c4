//! What generated code asks about the examples of a service, while it is compiled.

use crate::dispatch::{Request, Returns};
use crate::spec::example::{Example, Form, Problem, Side, Token, check_example};
use crate::spec::shape::Kind;

/// What is wrong with an example, if anything.
pub type Checked = Option<Problem>;

/// What the examples of a method's request, or of its reply, are checked against.
///
/// It is a constant of its own, since it costs the compiler more to find a type's description than to walk an example.
#[derive(Debug)]
pub struct Examples {
    kind: Kind,
    form: Form,
    side: Side,
    /// What the message about a mistake begins with.
    about: &'static str,
}

/// What examples of a request are checked against.
pub const fn requests<T>(request: &Request<T>, about: &'static str) -> Examples {
    Examples {
        kind: request.input.kind,
        form: form(request.streams),
        side: Side::Read,
        about,
    }
}

/// What examples of a reply are checked against.
pub const fn replies<R, E>(returns: &Returns<R, E>, about: &'static str) -> Examples {
    Examples {
        kind: returns.output.kind,
        form: form(returns.streams),
        side: Side::Written,
        about,
    }
}

const fn form(streams: bool) -> Form {
    if streams { Form::Items } else { Form::Whole }
}

impl Examples {
    /// Checks an example.
    pub const fn check(&self, tokens: &'static [Token]) -> Checked {
        let example = Example {
            about: self.about,
            form: self.form,
            side: self.side,
            tokens,
        };
        check_example(&self.kind, &example)
    }

    /// Fails to compile where an example is wrong.
    #[track_caller]
    pub const fn assert(&self, tokens: &'static [Token]) {
        if let Some(problem) = self.check(tokens) {
            panic!("{}", problem.sentence());
        }
    }
}

/// Fails to compile where one of the tokens from `first` to before `end` is wrong.
#[track_caller]
pub const fn assert_fits(checked: &Checked, first: usize, end: usize) {
    if let Some(problem) = checked {
        let is_here = first <= problem.token() && problem.token() < end;
        assert!(!is_here, "{}", problem.sentence());
    }
}
