//! What is wrong with a value, in words.

use super::SchemaProblem;
use crate::json::{Json, Number};
use crate::schema::{SchemaObject, Type};
use crate::suggest;

/// Values are shown up to this many characters.
const MOST_SHOWN: usize = 60;

/// How many of several values are shown.
const MOST_LISTED: usize = 12;

/// What a size counts.
pub(super) struct Unit {
    one: &'static str,
    many: &'static str,
}

pub(super) const CHARACTERS: Unit = Unit {
    one: "character",
    many: "characters",
};
pub(super) const ELEMENTS: Unit = Unit {
    one: "element",
    many: "elements",
};
pub(super) const PROPERTIES: Unit = Unit {
    one: "property",
    many: "properties",
};

pub(super) fn never() -> String {
    "no value is allowed here".to_owned()
}

pub(super) fn wrong_type(types: &[Type], value: &Json) -> String {
    let names: Vec<_> = types.iter().copied().map(with_article).collect();
    format!("expected {}, found {}", names.join(" or "), shown(value))
}

fn with_article(kind: Type) -> &'static str {
    match kind {
        Type::Null => "null",
        Type::Boolean => "a boolean",
        Type::Integer => "an integer",
        Type::Number => "a number",
        Type::String => "a string",
        Type::Array => "an array",
        Type::Object => "an object",
    }
}

pub(super) fn not_one_of(choices: &[Json], value: &Json) -> String {
    let mut listed: Vec<_> = choices.iter().take(MOST_LISTED).map(shown).collect();
    if choices.len() > MOST_LISTED {
        listed.push("..".to_owned());
    }
    format!(
        "expected one of {}, found {}",
        listed.join(", "),
        shown(value)
    )
}

pub(super) fn not_equal(constant: &Json, value: &Json) -> String {
    format!("expected {}, found {}", shown(constant), shown(value))
}

pub(super) fn out_of_bounds(words: &str, bound: Number, value: Number) -> String {
    let number = |number| Json::Number(number).to_string();
    format!(
        "expected {words} {}, found {}",
        number(bound),
        number(value)
    )
}

pub(super) fn no_multiple(divisor: Number, value: Number) -> String {
    out_of_bounds("a multiple of", divisor, value)
}

pub(super) fn wrong_count(is_minimum: bool, limit: u64, found: usize, unit: &Unit) -> String {
    let words = if is_minimum { "at least" } else { "at most" };
    let unit = if limit == 1 { unit.one } else { unit.many };
    format!("expected {words} {limit} {unit}, found {found}")
}

pub(super) fn no_match(pattern: &str, value: &str) -> String {
    let value = shown(&Json::String(value.to_owned()));
    format!("expected a match of the pattern `{pattern}`, found {value}")
}

pub(super) fn equal_elements(first: usize, second: usize) -> String {
    format!("the elements {first} and {second} are equal")
}

pub(super) fn too_many_elements(expected: usize, found: usize) -> String {
    wrong_count(false, expected as u64, found, &ELEMENTS)
}

pub(super) fn missing(name: &str) -> String {
    format!("missing required property `{name}`")
}

pub(super) fn unknown(name: &str, schema: &SchemaObject) -> String {
    let known = schema.properties.iter().flatten();
    let meant = suggest::closest(name, known.map(|(known, _)| known.as_str()));
    let question = meant.map_or_else(String::new, |meant| format!(", did you mean `{meant}`?"));
    format!("unknown property `{name}`{question}")
}

pub(super) fn of_name(name: &str, message: &str) -> String {
    format!("the key `{name}`: {message}")
}

pub(super) fn no_alternative(nearest: Option<&SchemaProblem>) -> String {
    let nearest = nearest.map_or_else(String::new, |problem| format!("; the nearest: {problem}"));
    format!("fits no alternative{nearest}")
}

pub(super) fn several_alternatives(tried: &[Vec<SchemaProblem>]) -> String {
    let fitting = tried.iter().enumerate();
    let fitting = fitting.filter(|(_, problems)| problems.is_empty());
    let places: Vec<_> = fitting.map(|(index, _)| index.to_string()).collect();
    format!(
        "fits several alternatives, of which one is wanted: {}",
        places.join(", ")
    )
}

pub(super) fn excluded() -> String {
    "fits what `not` excludes".to_owned()
}

pub(super) fn unknown_reference(reference: &str) -> String {
    format!("the schema refers to `{reference}`, which is not defined")
}

pub(super) fn endless_reference(reference: &str) -> String {
    format!("the schema `{reference}` refers to itself without an end")
}

pub(super) fn bad_pattern(pattern: &str, error: &str) -> String {
    format!("the pattern `{pattern}` cannot be checked: {error}")
}

pub(super) fn too_deep() -> String {
    "the value, or its schema, is nested too deep to be checked".to_owned()
}

pub(super) fn too_long() -> String {
    "the schema has too many alternatives in alternatives to be checked".to_owned()
}

/// A value as compact JSON, cut where it is long.
fn shown(value: &Json) -> String {
    let text = value.to_string();
    match text.char_indices().nth(MOST_SHOWN) {
        None => text,
        Some((end, _)) => format!("{}..", &text[..end]),
    }
}
