//! What is wrong with a message.

use super::list;
use super::similar::suggestion;
use crate::names::Rule;

pub(crate) fn not_a_type() -> String {
    "`#[message]` stands on a struct or an enum; put it on the type that is sent".to_owned()
}

pub(crate) fn union(name: &str) -> String {
    format!(
        "the union `{name}` cannot be a message, since nothing tells which field it holds; make it an enum"
    )
}

pub(crate) fn no_variants(name: &str) -> String {
    format!("the enum `{name}` has no variants, so no message of it can exist; add one")
}

pub(crate) fn unknown_field_key(key: &str) -> String {
    let hint = suggestion(key, ["opaque"]);
    format!(
        "`{key}` is not known to `#[message(..)]` on a field{hint}\nnote: it knows `opaque` alone"
    )
}

pub(crate) fn opaque_has_no_value() -> String {
    "`opaque` takes no value: write `#[message(opaque)]`".to_owned()
}

pub(crate) fn opaque_variant(name: &str) -> String {
    format!(
        "`#[message(..)]` stands on types and on fields, not on the variant `{name}`; put it on the fields"
    )
}

pub(crate) fn bad_name(name: &str) -> String {
    format!(
        "`{name}` cannot be the name of a message; write ASCII letters, digits and `_`, a letter first, such as \
         `TaskPage`"
    )
}

pub(crate) fn bad_package(package: &str) -> String {
    format!(
        "`{package}` cannot be a package; write lower-case words with dots between them, such as `tasks.v1`"
    )
}

pub(crate) fn lifetime(name: &str, lifetime: &str) -> String {
    format!(
        "a message owns its data, so `{name}` cannot have the lifetime `{lifetime}`; hold a `String` or a \
         `Cow<'static, str>` instead of a `&{lifetime} str`, and a `Vec` instead of a slice"
    )
}

pub(crate) fn const_parameter(name: &str, parameter: &str) -> String {
    format!(
        "`{name}` cannot have the const parameter `{parameter}`: its values would need names in every schema; write \
         the number out, or hold a `Vec`"
    )
}

pub(crate) fn reference(field: &str) -> String {
    format!(
        "the field `{field}` borrows, and a message owns its data; write `String` for `&str`, `Vec<T>` for `&[T]` \
         and `T` for `&T`"
    )
}

pub(crate) fn borrow(field: &str) -> String {
    format!(
        "`#[serde(borrow)]` on `{field}`: a message outlives the bytes that it was read from; leave it out and hold \
         owned data"
    )
}

pub(crate) fn trait_object(field: &str) -> String {
    format!(
        "the field `{field}` holds a trait object, of which nothing is known when it is read; make it an enum of \
         the types that it can be"
    )
}

pub(crate) fn double_option(field: &str) -> String {
    format!(
        "the field `{field}` is an `Option` in an `Option`, and JSON has only one `null`; write one `Option`, or an \
         enum that names the three cases"
    )
}

pub(crate) fn contains_itself(name: &str, field: &str) -> String {
    format!(
        "the generic message `{name}` contains itself in `{field}`, and the description of such a type has no end; \
         write the type without parameters, or mark the field `#[message(opaque)]`"
    )
}

pub(crate) fn nothing_but_itself(name: &str) -> String {
    format!(
        "`{name}` holds nothing but itself, so that it has no value but `null`; give it fields with names, or make it \
         an enum"
    )
}

pub(crate) fn own_code(key: &str, field: &str) -> String {
    format!(
        "`#[serde({key} = \"..\")]` on `{field}` hides its JSON form from every schema; say what it looks like \
         beside it: `#[schemars(with = \"String\")]`, with a type of that form"
    )
}

pub(crate) fn own_code_on_variant(key: &str, variant: &str) -> String {
    format!(
        "`#[serde({key} = \"..\")]` on the variant `{variant}` hides what it holds; put \
         `#[schemars(with = \"T\")]` beside it, `T` being a type of the same JSON form"
    )
}

pub(crate) fn remote(name: &str) -> String {
    format!(
        "`#[serde(remote = \"..\")]` makes `{name}` a stand-in for another type and no message; use it on a type \
         without `#[message]`, and name that in `#[serde(with = \"..\")]` of a field"
    )
}

pub(crate) fn getter(field: &str) -> String {
    format!(
        "`#[serde(getter = \"..\")]` on `{field}` belongs to `#[serde(remote = \"..\")]`, which no message has; \
         leave it out"
    )
}

pub(crate) fn identifier(key: &str) -> String {
    format!(
        "`#[serde({key})]` makes a type that can be read and not written, and a message is both; leave it out"
    )
}

pub(crate) fn struct_tag(name: &str) -> String {
    format!(
        "`#[serde(tag = \"..\")]` on the struct `{name}` writes a key that no schema shows; tag an enum, or add the \
         key as a field"
    )
}

pub(crate) fn same_key(json: &str, first: &str, second: &str) -> String {
    format!(
        "the fields `{first}` and `{second}` are both `{json}` in JSON; rename one with `#[serde(rename = \"..\")]`"
    )
}

pub(crate) fn same_variant(json: &str, first: &str, second: &str) -> String {
    format!(
        "the variants `{first}` and `{second}` are both written `{json}`; rename one with \
         `#[serde(rename = \"..\")]`"
    )
}

pub(crate) fn key_is_tag(json: &str, field: &str) -> String {
    format!(
        "the field `{field}` is `{json}` in JSON, and so is the tag of the enum; rename the field or the tag"
    )
}

pub(crate) fn tuple_under_tag(variant: &str, tag: &str) -> String {
    format!(
        "the variant `{variant}` is an array, which has no place for the key `{tag}` of \
         `#[serde(tag = \"{tag}\")]`; name its fields, or add `content = \"..\"` to the tag"
    )
}

pub(crate) fn limits_in_tuple(key: &str) -> String {
    format!(
        "`#[schemars({key}(..))]` on one of several unnamed fields would be shown and not enforced; name the fields"
    )
}

pub(crate) fn pattern_not_constant() -> String {
    "a pattern is enforced on every call, so it must be known when compiling: write it as a string literal, or as \
     the path of a `const` of type `&str`"
        .to_owned()
}

pub(crate) fn hidden_by_cfg_attr(attribute: &str) -> String {
    format!(
        "`#[message]` cannot see `#[{attribute}(..)]` behind `#[cfg_attr(..)]` and would describe the type wrongly; \
         write `#[{attribute}(..)]` itself, or two types behind `#[cfg(..)]`"
    )
}

pub(crate) fn attribute_above(attribute: &str) -> String {
    format!("`#[{attribute}(..)]` stands above `#[message]`, which brings it; move it below")
}

pub(crate) fn twice() -> String {
    "the type has `#[message]` twice; keep one, with the arguments of both".to_owned()
}

pub(crate) fn error_too(name: &str) -> String {
    format!(
        "`{name}` is a `#[message]` and a `#[service_error]`, which are sent in different forms; make one of them a \
         type of its own"
    )
}

pub(crate) fn only_field_skipped(name: &str) -> String {
    format!(
        "`{name}` holds a single value, which cannot be skipped; make it a unit struct, or name the field"
    )
}

/// Checked when the constants of the type are evaluated.
pub(crate) fn cannot_be_tagged(variant: &str) -> String {
    format!(
        "the value of the variant `{variant}` is no object, so serde cannot write the tag into it; add \
         `content = \"..\"` to `#[serde(tag = \"..\")]`, or name the field: `{variant} {{ value: .. }}`"
    )
}

/// Checked when the constants of the type are evaluated.
pub(crate) fn cannot_be_flattened(field: &str) -> String {
    format!(
        "the value of `{field}` has no keys that could be flattened; leave out `#[serde(flatten)]`, which is for \
         structs, enums and maps"
    )
}

/// Checked when the constants of the type are evaluated.
pub(crate) fn cannot_be_limited(field: &str) -> String {
    format!(
        "the limits of `{field}` do not fit its type, so that they would get lost: `range` is for numbers, `length` \
         for strings, lists and maps, `regex` and `pattern` for strings, `inner` for the elements of lists"
    )
}

pub(crate) fn only_value_skipped(variant: &str) -> String {
    format!(
        "the variant `{variant}` holds a single value, which cannot be skipped; write `{variant}` alone, or name the \
         field"
    )
}

pub(crate) fn misspelt_serde(key: &str, meant: &str) -> String {
    format!("`{key}` is not known to `#[serde(..)]` here; did you mean `{meant}`?")
}

pub(crate) fn misspelt_schemars(key: &str, meant: &str) -> String {
    format!("`{key}` is not known to `#[schemars(..)]` here; did you mean `{meant}`?")
}

pub(crate) fn only_shown(key: &str) -> String {
    let instead = if key == "required" {
        "leave out the `Option` instead"
    } else {
        "write a pattern instead: `regex(pattern = \"..\")`"
    };
    format!("`#[schemars({key})]` would be shown in the schema and not enforced; {instead}")
}

pub(crate) fn content_alone() -> String {
    "`content` in `#[serde(..)]` names the key beside that of `tag`, and there is none; add `tag = \"..\"`".to_owned()
}

pub(crate) fn tag_of_untagged() -> String {
    "an enum that is `untagged` has no `tag`; keep one of the two".to_owned()
}

pub(crate) fn tag_is_content(key: &str) -> String {
    format!("`{key}` cannot be the key of the variant's name and of its data; rename `content`")
}

pub(crate) fn other_with_data(variant: &str) -> String {
    format!(
        "`#[serde(other)]` stands for names that are not known, whose data serde drops; write `{variant}` without data"
    )
}

pub(crate) fn unknown_rule(rule: &str, meant: Option<&str>) -> String {
    let hint = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
    let known = list(Rule::NAMES);
    format!("`{rule}` is no rule for names{hint}\nnote: serde has {known}")
}

pub(crate) fn only_in_schema(key: &str) -> String {
    format!(
        "`{key}` in `#[schemars(..)]` would change the schema and not the values; write it in `#[serde(..)]`, which \
         schemars reads too"
    )
}

pub(crate) fn not_one_field(name: &str) -> String {
    format!(
        "`{name}` is written as its only field is, by `#[serde(transparent)]`, so it needs exactly one that is \
         neither skipped nor filled in by `default`"
    )
}
