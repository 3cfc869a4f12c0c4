//! What callers read. Every message of the walk is made here, so that all speak with one voice.

use std::fmt::Write as _;

use crate::spec::json::{JsonError, Kind as Found};

/// The longest piece of a request that is quoted back, in characters.
const LONGEST_QUOTE: usize = 40;

/// The most names that a message lists.
const MOST_NAMES: usize = 12;

/// "expected a string, found the number 7", with a hint where a mistake is a common one.
pub(super) fn mismatch(expected: &str, kind: Found, raw: &str, may_be_left_out: bool) -> String {
    let mut text = format!("expected {expected}, found {}", found(kind, raw));
    if let Some(hint) = hint(expected, kind, raw, may_be_left_out) {
        let _ = write!(text, " ({hint})");
    }
    text
}

fn found(kind: Found, raw: &str) -> String {
    match kind {
        Found::Null => "null".to_owned(),
        Found::Bool => format!("the boolean {raw}"),
        Found::Number => format!("the number {}", shortened(raw)),
        Found::String => format!("the string {}", shortened_string(raw)),
        Found::Array => "an array".to_owned(),
        Found::Object => "an object".to_owned(),
    }
}

fn hint(expected: &str, kind: Found, raw: &str, may_be_left_out: bool) -> Option<&'static str> {
    let wants = |words: [&str; 3]| words.iter().any(|word| expected.starts_with(word));
    let inside = raw.trim_matches('"').trim_start();
    match kind {
        Found::Null if may_be_left_out => Some("leave the field out instead"),
        Found::String if wants(["an integer", "a number", "a boolean"]) => {
            let is_scalar = inside.parse::<f64>().is_ok_and(f64::is_finite)
                || matches!(inside, "true" | "false");
            is_scalar.then_some("write it without quotes")
        }
        Found::String if wants(["an object", "an array", "one of"]) => {
            let is_json = inside.starts_with(['{', '[']);
            is_json.then_some("write the JSON itself, not a string that holds it")
        }
        _ => None,
    }
}

/// A text in quotes as JSON writes it, shortened.
pub(crate) fn quoted(text: &str) -> String {
    let json = serde_json::to_string(&shortened(text));
    json.unwrap_or_default()
}

/// The beginning of a text, where it is long.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// The same of a JSON string, which keeps its quotes.
fn shortened_string(raw: &str) -> String {
    let inside = raw
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    format!("\"{}\"", shortened(inside.unwrap_or(raw)))
}

/// "`a`, `b` and 3 more".
pub(super) fn names(names: &[&str]) -> String {
    let mut text = String::new();
    for (index, name) in names.iter().take(MOST_NAMES).enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        let _ = write!(text, "{separator}`{name}`");
    }
    if names.len() > MOST_NAMES {
        let _ = write!(text, " and {} more", names.len() - MOST_NAMES);
    }
    text
}

/// "one of `a`, `b`", or "`a`" where there is no choice.
pub(crate) fn one_of(list: &[&str]) -> String {
    match list {
        [] => "nothing".to_owned(),
        [one] => format!("`{one}`"),
        several => format!("one of {}", names(several)),
    }
}

pub(super) fn unknown_field(suggestion: Option<&str>, legal: &[&str]) -> String {
    match (suggestion, legal) {
        (Some(name), _) => format!("unknown field, did you mean `{name}`?"),
        (None, []) => "unknown field, leave it out".to_owned(),
        (None, _) => format!("unknown field, expected {}", one_of(legal)),
    }
}

pub(super) fn missing_field(name: &str, misspelt: Option<&str>) -> String {
    match misspelt {
        None => "missing required field".to_owned(),
        Some(given) => format!(
            "missing required field; {} is unknown, did you mean `{name}`?",
            quoted(given)
        ),
    }
}

pub(super) fn missing_tag(expected: &str) -> String {
    format!("missing required field, expected {expected}")
}

pub(super) fn never_read() -> String {
    "the field cannot be set by a caller, leave it out".to_owned()
}

pub(super) fn repeated_key(key: &str, name: &str) -> String {
    if key == name {
        "the key is written twice".to_owned()
    } else {
        format!("`{name}` is given twice, `{key}` being another name of it")
    }
}

pub(super) fn unknown_variant(given: &str, suggestion: Option<&str>, legal: &[&str]) -> String {
    let mut text = format!(
        "unknown variant {}, expected {}",
        quoted(given),
        one_of(legal)
    );
    if let Some(name) = suggestion {
        let _ = write!(text, "; did you mean `{name}`?");
    }
    text
}

pub(super) fn variant_has_no_data(name: &str) -> String {
    format!("`{name}` has no data, write it as the string \"{name}\"")
}

pub(super) fn variant_has_data(name: &str, data: &str) -> String {
    format!("`{name}` needs its data, {data}: write {{\"{name}\": ..}}")
}

/// How many there are beside how many there should be: "expected at most 3 elements, found 4".
pub(super) fn count(expected: &str, found: usize) -> String {
    format!("expected {expected}, found {found}")
}

/// "1 to 20 characters", "at least 1 element", "exactly 3 entries".
pub(super) fn counted(min: Option<usize>, max: Option<usize>, one: &str, many: &str) -> String {
    let unit = |count| if count == 1 { one } else { many };
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("exactly {max} {}", unit(max)),
        (Some(min), Some(max)) => format!("{min} to {max} {many}"),
        (Some(min), None) => format!("at least {min} {}", unit(min)),
        (None, Some(max)) => format!("at most {max} {}", unit(max)),
        (None, None) => format!("any number of {many}"),
    }
}

pub(super) fn no_match(pattern: &str, text: &str) -> String {
    format!(
        "expected a match of the pattern `{pattern}`, found the string {}",
        quoted(text)
    )
}

pub(super) fn wrong_key(expected: &str, key: &str) -> String {
    format!("expected a key that is {expected}, found {}", quoted(key))
}

pub(crate) fn repeated_element() -> String {
    "the element is in the set already".to_owned()
}

pub(super) fn one_key(expected: &str, keys: usize) -> String {
    format!("expected an object whose one key is {expected}, found {keys} keys")
}

pub(super) fn no_alternative(alternatives: &[String], closest: Option<&str>) -> String {
    let mut text = format!(
        "expected {}, found none of them",
        alternatives.join(", or ")
    );
    if let Some(closest) = closest {
        let _ = write!(text, "; {closest} comes closest");
    }
    text
}

pub(super) fn too_ambiguous() -> String {
    "it takes too long to tell which of its alternatives the value is, simplify it".to_owned()
}

pub(super) fn endless() -> String {
    "no value fits here, the type refers to itself without end".to_owned()
}

pub(super) fn empty(expected: &str) -> String {
    format!("the request is empty, expected {expected}")
}

pub(super) fn invalid_json(error: &JsonError) -> String {
    format!("the request is not valid JSON: {error}")
}

pub(super) fn too_deep(error: &JsonError) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_shortened_and_common_mistakes_named() {
        let long = format!("\"{}\"", "é".repeat(100));
        let text = mismatch("an integer", Found::String, &long, false);
        assert_eq!(
            text,
            format!(
                "expected an integer, found the string \"{}…\"",
                "é".repeat(40)
            )
        );
        for (expected, kind, raw, left_out, text) in [
            (
                "a string",
                Found::Number,
                "7",
                false,
                "expected a string, found the number 7",
            ),
            (
                "an integer",
                Found::String,
                "\"7\"",
                false,
                "expected an integer, found the string \"7\" (write it without quotes)",
            ),
            (
                "a boolean",
                Found::String,
                "\"no\"",
                false,
                "expected a boolean, found the string \"no\"",
            ),
            (
                "an array",
                Found::Null,
                "null",
                true,
                "expected an array, found null (leave the field out instead)",
            ),
            (
                "an object",
                Found::String,
                r#""{\"a\":1}""#,
                true,
                r#"expected an object, found the string "{\"a\":1}" (write the JSON itself, not a string that holds it)"#,
            ),
        ] {
            assert_eq!(mismatch(expected, kind, raw, left_out), text);
        }
    }

    #[test]
    fn lists_of_names_end() {
        let many: Vec<String> = (0..30).map(|n| format!("v{n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(names(&many).ends_with("`v11` and 18 more"));
        assert_eq!(one_of(&["a"]), "`a`");
        assert_eq!(one_of(&["a", "b"]), "one of `a`, `b`");
    }

    #[test]
    fn counts_read_well() {
        let text = |min, max| counted(min, max, "element", "elements");
        assert_eq!(text(Some(1), None), "at least 1 element");
        assert_eq!(text(None, Some(2)), "at most 2 elements");
        assert_eq!(text(Some(1), Some(2)), "1 to 2 elements");
        assert_eq!(text(Some(1), Some(1)), "exactly 1 element");
    }
}
