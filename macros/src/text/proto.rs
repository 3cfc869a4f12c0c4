//! What is wrong with the protobuf form of a message.

use super::similar::suggestion;

pub(crate) fn no_entry() -> String {
    "`#[proto(..)]` holds a number such as `3`, `bytes`, `required` or `as = \"T\"`".to_owned()
}

pub(crate) fn unknown_key(key: &str) -> String {
    let hint = suggestion(key, ["bytes", "required"]);
    format!(
        "`{key}` is not known to `#[proto(..)]`{hint}\nnote: it knows a number, `bytes`, `required` and `as = \"T\"`"
    )
}

pub(crate) fn named_number(key: &str, number: &str) -> String {
    format!(
        "`{key}` is not known to `#[proto(..)]`, where the number stands alone; write `#[proto({number})]`"
    )
}

pub(crate) fn two_numbers() -> String {
    "a field has one number in protobuf; keep one of them".to_owned()
}

pub(crate) fn two_forms() -> String {
    "a field has one form in protobuf; keep one of `bytes` and `as = \"T\"`".to_owned()
}

pub(crate) fn as_no_type(text: &str) -> String {
    format!("`{text}` in `#[proto(as = \"..\")]` is no type; write one such as `String`")
}

pub(crate) fn bad_number(number: &str) -> String {
    format!(
        "`{number}` cannot be a number in protobuf; write one from 1 to 536870911, but for 19000 to 19999, which \
         protobuf keeps for itself"
    )
}

pub(crate) fn same_number(number: u32, first: &str, second: &str) -> String {
    format!(
        "`{first}` and `{second}` both have the number {number} in protobuf; give one of them another with \
         `#[proto(N)]`"
    )
}

pub(crate) fn same_name(name: &str, first: &str, second: &str) -> String {
    format!("`{first}` and `{second}` are both `{name}` in protobuf; rename one of them")
}

pub(crate) fn on_type(name: &str) -> String {
    format!(
        "`#[proto(..)]` stands on fields and variants, not on the type `{name}`; its name and its package are set by \
         `#[message(name = \"..\", package = \"..\")]`"
    )
}

pub(crate) fn on_variant(variant: &str) -> String {
    format!(
        "a variant has a number in protobuf and nothing else: write `#[proto(3)]` on `{variant}`, and the rest on its \
         fields"
    )
}

pub(crate) fn on_unnamed(place: &str) -> String {
    format!(
        "the number of an unnamed field is its place, so `#[proto(..)]` on {place} would mean nothing; name the fields"
    )
}

pub(crate) fn number_of_only_field() -> String {
    "the type is written as the value that it holds, which has no number of its own; leave the number out".to_owned()
}

/// Mostly checked when the constants of the type are evaluated.
pub(crate) fn no_bytes(field: &str) -> String {
    format!(
        "`#[proto(bytes)]` on `{field}` is for a list of `u8`, such as `Vec<u8>`, or for an `Option` of one; leave it \
         out, or hold `traitwire::Bytes`, which is bytes by itself"
    )
}

/// Checked when the constants of the type are evaluated.
pub(crate) fn cannot_be_required(field: &str) -> String {
    format!(
        "`#[proto(required)]` on `{field}` would mean nothing: to protobuf a list or a map that is not there is empty, and \
         an option that is not there is `None`; leave `required` out"
    )
}

pub(crate) fn required_of_only_field() -> String {
    "the type is written as the value that it holds, which is no field that could be missing; leave `required` out"
        .to_owned()
}

pub(crate) fn inside_of_other(name: &str, other: &str) -> String {
    format!(
        "`{name}` travels as `{other}`, so `#[proto(..)]` on its own fields and variants would mean nothing; leave it \
         out, or put it on those of `{other}`"
    )
}

pub(crate) fn inside_of_opaque(name: &str) -> String {
    format!(
        "only serde knows what is in `{name}`, so `#[proto(..)]` there would mean nothing; leave it out"
    )
}

pub(crate) fn as_of_skipped(field: &str) -> String {
    format!(
        "`{field}` is never sent, so `#[proto(..)]` on it would mean nothing; leave one of them out"
    )
}
