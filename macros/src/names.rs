//! Names in JSON: the rules of `#[serde(rename_all = "..")]`, as serde applies them. And those of variants in protobuf.
//!
//! Serde's are simpler than they look: nothing is known of words, so `HTTPServer` in snake case is `h_t_t_p_server`,
//! and a field's name is taken to be in snake case already.

/// A rule of `#[serde(rename_all = "..")]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Names stay as they are.
    #[default]
    None,
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Rule {
    pub(crate) const NAMES: [&'static str; 8] = [
        "lowercase",
        "UPPERCASE",
        "PascalCase",
        "camelCase",
        "snake_case",
        "SCREAMING_SNAKE_CASE",
        "kebab-case",
        "SCREAMING-KEBAB-CASE",
    ];

    /// The rule of a name such as `camelCase`; none for a name that serde refuses.
    pub(crate) fn parse(name: &str) -> Self {
        match name {
            "lowercase" => Self::Lower,
            "UPPERCASE" => Self::Upper,
            "PascalCase" => Self::Pascal,
            "camelCase" => Self::Camel,
            "snake_case" => Self::Snake,
            "SCREAMING_SNAKE_CASE" => Self::ScreamingSnake,
            "kebab-case" => Self::Kebab,
            "SCREAMING-KEBAB-CASE" => Self::ScreamingKebab,
            _ => Self::None,
        }
    }

    /// This rule, or the other where this is none.
    pub(crate) fn or(self, other: Self) -> Self {
        if self == Self::None { other } else { self }
    }

    /// The name of a field.
    pub(crate) fn field(self, name: &str) -> String {
        match self {
            Self::None | Self::Lower | Self::Snake => name.to_owned(),
            Self::Upper | Self::ScreamingSnake => name.to_ascii_uppercase(),
            Self::Pascal => pascal(name),
            Self::Camel => lower_first(&pascal(name)),
            Self::Kebab => name.replace('_', "-"),
            Self::ScreamingKebab => name.to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// The name of a variant.
    pub(crate) fn variant(self, name: &str) -> String {
        match self {
            Self::None | Self::Pascal => name.to_owned(),
            Self::Lower => name.to_ascii_lowercase(),
            Self::Upper => name.to_ascii_uppercase(),
            Self::Camel => lower_first(name),
            Self::Snake => snake(name),
            Self::ScreamingSnake => snake(name).to_ascii_uppercase(),
            Self::Kebab => snake(name).replace('_', "-"),
            Self::ScreamingKebab => snake(name).to_ascii_uppercase().replace('_', "-"),
        }
    }
}

pub(crate) fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for (index, letter) in name.char_indices() {
        if index > 0 && letter.is_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// A variant in protobuf, by the words that linters of protobuf see in its name: `HTTPServer` is `http_server`.
///
/// A capital letter begins a word behind a small letter and in front of one. The descriptions have the same rule.
pub(crate) fn proto(name: &str) -> String {
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

pub(crate) fn pascal(name: &str) -> String {
    name.split('_').map(upper_first).collect()
}

fn upper_first(word: &str) -> String {
    map_first(word, char::to_ascii_uppercase)
}

fn lower_first(word: &str) -> String {
    map_first(word, char::to_ascii_lowercase)
}

fn map_first(word: &str, change: fn(&char) -> char) -> String {
    let mut letters = word.chars();
    let first = letters.next();
    first
        .as_ref()
        .map(change)
        .into_iter()
        .chain(letters)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // Serde itself is compared with in the tests of the runtime, where its derives can be compiled.
    #[test]
    fn words_are_not_understood() {
        assert_eq!(Rule::Snake.variant("HTTPServer"), "h_t_t_p_server");
        assert_eq!(Rule::Kebab.variant("A1B2"), "a1-b2");
        assert_eq!(Rule::Camel.field("__a__b"), "aB");
        assert_eq!(Rule::Snake.field("userID"), "userID");
    }

    // The same as in the descriptions, `spec/src/proto/names.rs`.
    #[test]
    fn words_of_protobuf_are_those_of_linters() {
        for (name, expected) in [
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
            assert_eq!(proto(name), expected);
        }
    }

    #[test]
    fn an_inner_rule_wins() {
        assert_eq!(Rule::Camel.or(Rule::Kebab), Rule::Camel);
        assert_eq!(Rule::parse("nonsense").or(Rule::Kebab), Rule::Kebab);
    }
}
