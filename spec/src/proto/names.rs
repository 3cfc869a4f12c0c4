//! Names in protobuf: what protoc makes of them, and which it takes.

/// The package and the last part of a full name: `tasks.v1` and `Task` of `tasks.v1.Task`.
pub(crate) fn split(full: &str) -> (&str, &str) {
    full.rsplit_once('.').unwrap_or(("", full))
}

/// A name in a package, which may be none.
pub fn full(package: &str, name: &str) -> String {
    if package.is_empty() {
        name.to_owned()
    } else {
        format!("{package}.{name}")
    }
}

/// The key in JSON that protobuf gives to a field: each letter behind an underscore is raised.
pub fn json_name(field: &str) -> String {
    let mut name = String::with_capacity(field.len());
    let mut raise = false;
    for letter in field.chars() {
        if letter == '_' {
            raise = true;
        } else {
            name.push(if raise {
                letter.to_ascii_uppercase()
            } else {
                letter
            });
            raise = false;
        }
    }
    name
}

/// The name of the message that protobuf makes of each entry of a map field.
pub(crate) fn map_entry(field: &str) -> String {
    json_name(&format!("_{field}")) + "Entry"
}

/// The names of the `oneof`s that protobuf makes of optional fields, in their order. Other names are those of the
/// message's other fields and `oneof`s.
pub(crate) fn synthetic_oneofs<'a>(
    optional: impl Iterator<Item = &'a str>,
    others: impl Iterator<Item = &'a str>,
) -> Vec<String> {
    let mut taken: std::collections::HashSet<String> = others.map(str::to_owned).collect();
    let mut names = Vec::new();
    for field in optional {
        let mut name = if field.starts_with('_') {
            field.to_owned()
        } else {
            format!("_{field}")
        };
        while !taken.insert(name.clone()) {
            name.insert(0, 'X');
        }
        names.push(name);
    }
    names
}

/// A name in snake case, by the words that linters of protobuf see in it: `HTTPServer` is `http_server`.
///
/// A capital letter begins a word behind a small letter and in front of one. The macros have the same rule.
pub(crate) fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut before = None;
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_small = |letter: &char| letter.is_lowercase();
        let next_is_small = letters.peek().is_some_and(is_small);
        let begins = |before: char| before != '_' && (is_small(&before) || next_is_small);
        if letter.is_uppercase() && before.is_some_and(begins) {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
        before = Some(letter);
    }
    snake
}

/// The same in capital letters.
pub(crate) fn screaming_snake(name: &str) -> String {
    snake(name).to_ascii_uppercase()
}

/// Whether protobuf takes a name.
pub(super) fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// What protobuf compares the values of an enum by: the name without that of the enum, in Pascal case.
pub(super) fn pascal_value(value: &str, prefix: &str) -> String {
    let label = value.strip_prefix(prefix).unwrap_or(value);
    let words = label.split('_').filter(|word| !word.is_empty());
    let pascal = words.map(|word| {
        let mut word = word.to_ascii_lowercase();
        // What is not ASCII is no name in protobuf, and told elsewhere.
        if let Some(first) = word.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        word
    });
    pascal.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expected values are what protoc 33 writes into descriptors.
    #[test]
    fn names_are_those_of_protoc() {
        for (field, json, entry) in [
            ("title", "title", "TitleEntry"),
            ("due_at", "dueAt", "DueAtEntry"),
            ("a__b", "aB", "ABEntry"),
            ("_x", "X", "XEntry"),
            ("f0", "f0", "F0Entry"),
            ("v_1", "v1", "V1Entry"),
            ("trailing_", "trailing", "TrailingEntry"),
            ("userID", "userID", "UserIDEntry"),
        ] {
            assert_eq!(
                (json_name(field), map_entry(field)),
                (json.into(), entry.into())
            );
        }
    }

    #[test]
    fn oneofs_of_optional_fields_dodge_other_names() {
        let names = synthetic_oneofs(["a", "_b"].into_iter(), ["a", "_a", "_b"].into_iter());
        assert_eq!(names, ["X_a", "X_b"]);
    }

    // What `buf lint` makes of these names, which wants the values of `enum HTTPServer` to begin with `HTTP_SERVER_`.
    #[test]
    fn words_are_those_of_linters() {
        for (name, snake_case) in [
            ("HTTPServer", "http_server"),
            ("NoSuchTask", "no_such_task"),
            ("UserID", "user_id"),
            ("ABTest", "ab_test"),
            ("STAT", "stat"),
            ("V2Beta", "v2_beta"),
            ("Utf8Text", "utf8_text"),
            ("A1B2", "a1b2"),
            ("IPv4", "i_pv4"),
            ("Snake_Case", "snake_case"),
            ("_Of", "_of"),
        ] {
            assert_eq!(snake(name), snake_case);
        }
        assert_eq!(screaming_snake("HTTPServer"), "HTTP_SERVER");
    }

    #[test]
    fn values_are_compared_in_pascal_case() {
        assert_eq!(pascal_value("STATE_NOT_YET", "STATE_"), "NotYet");
        assert_eq!(
            pascal_value("V_1", "STATE_"),
            pascal_value("STATE_V1", "STATE_")
        );
    }
}
