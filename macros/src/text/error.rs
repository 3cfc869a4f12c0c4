//! What is wrong with an error enum.

use super::list;
use super::similar::suggestion;
use crate::parse::error::{CALL, CODES};

const CALL_VARIANT: &str = "`#[code(call)] Call(CallError)`";

pub(crate) fn not_a_type() -> String {
    "`#[service_error]` stands on an enum; put it on the type that methods return as their error"
        .to_owned()
}

pub(crate) fn not_an_enum(name: &str) -> String {
    format!(
        "`#[service_error]` stands on an enum with a variant for each failure, and `{name}` is none; write \
         `enum {name} {{ .. }}`"
    )
}

pub(crate) fn generic(name: &str) -> String {
    format!(
        "the error enum `{name}` cannot be generic: a caller must know its variants from the trait alone; write the \
         types out"
    )
}

pub(crate) fn no_code(variant: &str) -> String {
    format!(
        "the variant `{variant}` has no code; put `#[code(..)]` on it, such as `#[code(not_found)]`\nnote: the codes \
         are {}",
        list(CODES)
    )
}

pub(crate) fn no_call_code(variant: &str) -> String {
    format!(
        "the variant `{variant}` holds a `CallError` and has no code; put `#[code(call)]` on it"
    )
}

pub(crate) fn empty_code(variant: &str) -> String {
    format!(
        "the `#[code(..)]` of `{variant}` names no code; write one first, such as `#[code(not_found)]`"
    )
}

pub(crate) fn unknown_code(word: &str) -> String {
    let hint = suggestion(word, CODES.into_iter().chain([CALL, "retryable"]));
    format!(
        "`{word}` is no code{hint}\nnote: the codes are {}, and `call` for the variant that holds a `CallError`",
        list(CODES)
    )
}

pub(crate) fn two_codes(variant: &str, first: &str, second: &str) -> String {
    format!(
        "the variant `{variant}` has the codes `{first}` and `{second}`; keep the one that callers act on"
    )
}

pub(crate) fn two_attributes(variant: &str) -> String {
    format!("the variant `{variant}` has `#[code(..)]` twice; write all in one")
}

pub(crate) fn no_doc(variant: &str) -> String {
    format!(
        "the variant `{variant}` has no doc comment, which is the message that callers get; write `/// ..` above it, \
         such as `/// No task has this id.`"
    )
}

pub(crate) fn bad_reason(reason: &str) -> String {
    format!(
        "`{reason}` cannot be a reason; write lower-case letters, digits and `_`, a letter first, such as \
         `no_such_task`"
    )
}

pub(crate) fn same_reason(reason: &str, first: &str, second: &str) -> String {
    format!(
        "the variants `{first}` and `{second}` both have the reason `{reason}`; rename one with \
         `#[code(.., reason = \"..\")]`"
    )
}

pub(crate) fn unnamed_fields(variant: &str) -> String {
    format!(
        "the fields of `{variant}` have no names, and callers get them by name; write \
         `{variant} {{ id: u64 }}`"
    )
}

pub(crate) fn no_call(name: &str) -> String {
    format!(
        "`{name}` has no variant for a call that fails in a way that no other variant describes; add \
         {CALL_VARIANT} to it, with `CallError` from `traitwire`"
    )
}

pub(crate) fn two_calls(first: &str, second: &str) -> String {
    format!(
        "`{first}` and `{second}` are both `#[code(call)]`, and one variant holds what no other describes; keep one"
    )
}

pub(crate) fn call_form(variant: &str) -> String {
    format!(
        "the variant `{variant}` is `#[code(call)]`, so it holds a `CallError` and nothing else; write `{variant}(CallError)`"
    )
}

pub(crate) fn call_alone(key: &str) -> String {
    format!(
        "`{key}` beside `call` has no effect, since the failure that the variant holds knows it; write `#[code(call)]` alone"
    )
}
