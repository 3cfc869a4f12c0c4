//! What generated code asks about the examples of a service, while it is compiled.

use crate::dispatch::{Request, Returns};
use crate::spec::example::{Example, Form, Problem, Side, Token, check_example};

/// What is wrong with an example, if anything.
pub type Checked = Option<Problem>;

/// Checks an example of a request. `about` is what the message begins with.
pub const fn check_request<T>(
    request: &Request<T>,
    about: &str,
    tokens: &'static [Token],
) -> Checked {
    let example = Example {
        about,
        form: form(request.streams),
        side: Side::Read,
        tokens,
    };
    check_example(&request.input.kind, &example)
}

/// Checks an example of a reply.
pub const fn check_reply<R, E>(
    returns: &Returns<R, E>,
    about: &str,
    tokens: &'static [Token],
) -> Checked {
    let example = Example {
        about,
        form: form(returns.streams),
        side: Side::Written,
        tokens,
    };
    check_example(&returns.output.kind, &example)
}

const fn form(streams: bool) -> Form {
    if streams { Form::Items } else { Form::Whole }
}

/// Fails to compile where one of the tokens from `first` to before `end` is wrong.
#[track_caller]
pub const fn assert_fits(checked: &Checked, first: usize, end: usize) {
    if let Some(problem) = checked {
        let is_here = first <= problem.token() && problem.token() < end;
        assert!(!is_here, "{}", problem.sentence());
    }
}
