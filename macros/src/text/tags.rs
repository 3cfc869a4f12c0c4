//! What is wrong with the doc comments of a service.

use super::list;
use super::similar::similar;
use crate::names;
use crate::parse::json::Problem;

pub(crate) fn service_undocumented(service: &str) -> String {
    format!(
        "the service `{service}` has no documentation: write `/// What it is for.` above its attribute; \
         every caller gets to read it"
    )
}

pub(crate) fn method_undocumented(method: &str) -> String {
    format!(
        "the method `{method}` has no documentation: write `/// What it does.` above it; \
         people and models choose by it what to call"
    )
}

/// Text may begin with an `@`, so the message says how to write that, too.
pub(crate) fn unknown_tag(method: &str, tag: &str, known: [&str; 2]) -> String {
    let hint = match similar(tag, known) {
        Some(known) => format!("; did you mean `@{known}`?"),
        None => elsewhere(tag),
    };
    let known = known.map(|tag| format!("@{tag}"));
    let known = list(known.iter().map(String::as_str));
    format!(
        "the documentation of `{method}` has an unknown tag `@{tag}`{hint}\n\
         note: the tags are {known}; to begin a line with an `@` that is text, write `\\@`"
    )
}

/// Where tags of other documentation tools have their place here.
fn elsewhere(tag: &str) -> String {
    let place = match tag {
        "param" | "arg" | "argument" | "params" => {
            "an argument is documented by a `///` comment of its own"
        }
        "return" | "returns" => "what a method returns is documented on the type, or in the text",
        "throws" | "throw" | "raises" => "the errors of a method are named by `@error reason`",
        "deprecated" => "write the attribute `#[deprecated(note = \"..\")]`",
        _ => return String::new(),
    };
    format!("; {place}")
}

pub(crate) fn tag_on_service(service: &str, tag: &str) -> String {
    format!(
        "`@{tag}` stands in the documentation of the service `{service}`; tags belong to methods: \
         move it to the method that it is about"
    )
}

pub(crate) fn tag_on_argument(method: &str, argument: &str, tag: &str) -> String {
    format!(
        "`@{tag}` stands in the documentation of the argument `{argument}`; \
         move it to the documentation of the method `{method}`"
    )
}

pub(crate) fn no_title(method: &str) -> String {
    format!(
        "an `@example` of `{method}` has text before its JSON that is no title; \
         a title ends with a colon: `@example of an account: {{..}}`"
    )
}

pub(crate) fn no_object(method: &str) -> String {
    format!(
        "an `@example` of `{method}` has no request; write it as a JSON object: \
         `@example {{\"key\": \"value\"}}`, or `@example {{}}` where the method takes nothing"
    )
}

pub(crate) fn example_too_long(method: &str, bytes: usize) -> String {
    format!(
        "an `@example` of `{method}` is {bytes} bytes long and may have 8192; \
         every caller reads it, so show less"
    )
}

/// `what` is the part of the example that holds the JSON: `@example` itself, or `->`.
pub(crate) fn json(method: &str, what: &str, character: usize, problem: &Problem) -> String {
    let part = match what {
        "->" => "the reply of an `@example`",
        _ => "an `@example`",
    };
    format!("{part} of `{method}` is no JSON: {problem}, at character {character} of this line")
}

pub(crate) fn after_example(method: &str, found: &str) -> String {
    format!(
        "`{found}` follows an `@example` of `{method}`; only its reply `-> {{..}}` or its error \
         `! reason` can: leave an empty line before further text"
    )
}

/// `mark` is what the reason stands behind: `@error` or `!`.
pub(crate) fn no_reason(method: &str, mark: &str, found: &str) -> String {
    let place = match mark {
        "!" => "`!` in an `@example`",
        _ => "`@error`",
    };
    if found.is_empty() {
        return format!("{place} of `{method}` names no error; write `{mark} reason`");
    }
    let first = found.split([' ', ',']).next().unwrap_or(found);
    let reason = snake(first);
    format!(
        "{place} of `{method}` takes one reason in snake case, and `{found}` is none; write `{mark} {reason}`"
    )
}

/// The reason that a variant such as `NoSuchTask` has.
fn snake(name: &str) -> String {
    let letters = name.chars();
    let name: String = letters
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    let snake = names::proto(&name);
    if snake.starts_with(|c: char| c.is_ascii_lowercase()) {
        snake
    } else {
        "reason".to_owned()
    }
}

/// What the compiler says before it tells what is wrong with an example. `what` is its part that is wrong.
pub(crate) fn misfit(method: &str, what: &str) -> String {
    format!("an `@example` of `{method}` does not fit its {what}: ")
}

pub(crate) fn reason_not_declared(method: &str, reason: &str, declared: &[&str]) -> String {
    let hint = match similar(reason, declared.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`? Else"),
        None => format!(
            "it is documented to fail with {};",
            list(declared.iter().copied())
        ),
    };
    format!(
        "an `@example` of `{method}` fails with `{reason}`, which no `@error` of the method names: {hint} \
         add `@error {reason}`"
    )
}

pub(crate) fn no_such_reason(method: &str, mark: &str, reason: &str) -> String {
    let place = match mark {
        "!" => "`!` in an `@example`",
        _ => "`@error`",
    };
    format!(
        "{place} of `{method}` names the error `{reason}`, and the error type of the service has no such variant"
    )
}
