use super::{Parsed, TokenKind, parse};

/// The compact form, or `offset: problem`.
fn read(text: &str) -> Result<String, String> {
    match parse(text) {
        Ok(Parsed { compact, .. }) => Ok(compact),
        Err(error) => Err(format!("{}: {}", error.offset, error.problem)),
    }
}

#[test]
fn values_lose_their_white_space_and_nothing_else() {
    let same = [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-12.50",
        "1e5",
        "1E+5",
        "0.1e-2",
        "18446744073709551615",
        r#""""#,
        r#""a b""#,
        r#""\" \\ \/ \b \f \n \r \t \u00e9 \ud83d\ude00 é 😀""#,
        "[]",
        "{}",
        r#"[1,[2],{"a":null}]"#,
    ];
    for text in same {
        assert_eq!(read(text).as_deref(), Ok(text));
    }
    assert_eq!(
        read("\n{ \"a b\" :\t[ 1 ,\r\n 2 ] , \"c\" : \" d \" }").as_deref(),
        Ok(r#"{"a b":[1,2],"c":" d "}"#)
    );
}

#[test]
fn what_follows_a_value_is_left_alone() {
    let end = |text: &str| parse(text).map(|parsed| parsed.end);
    assert_eq!(end("{} -> 7"), Ok(2));
    assert_eq!(end("7 !"), Ok(1));
    assert_eq!(end(" [1]x"), Ok(4));
    assert_eq!(end("\"a\"\n"), Ok(3));
}

/// The cases are those of RFC 8259: what its grammar does not produce is refused.
#[test]
fn mistakes_are_found_where_they_are() {
    let cases = [
        ("", "0: expected a JSON value, but the example ends there"),
        ("}", "0: expected a JSON value, found `}`"),
        (
            "{",
            "1: expected a key in double quotes, but the example ends there",
        ),
        ("{a: 1}", "1: expected a key in double quotes, found `a`"),
        ("{'a': 1}", "1: expected a key in double quotes, found `'`"),
        (r#"{"a" 1}"#, "5: expected `:` after the key, found `1`"),
        (r#"{"a": }"#, "6: expected a JSON value, found `}`"),
        (r#"{"a": 1 "b": 2}"#, "8: expected `,` or `}`, found `\"`"),
        (
            r#"{"a": 1,}"#,
            "8: expected a key in double quotes, found `}`",
        ),
        (
            r#"{"a": 1"#,
            "7: expected `,` or `}`, but the example ends there",
        ),
        ("[1 2]", "3: expected `,` or `]`, found `2`"),
        ("[1,]", "3: expected a JSON value, found `]`"),
        ("[1", "2: expected `,` or `]`, but the example ends there"),
        (
            "01",
            "1: expected a number without leading zeros, found `1`",
        ),
        ("-", "1: expected a digit, but the example ends there"),
        ("+1", "0: expected a JSON value, found `+`"),
        (".5", "0: expected a JSON value, found `.`"),
        ("1.", "2: expected a digit, but the example ends there"),
        ("1.e5", "2: expected a digit, found `e`"),
        ("1e", "2: expected a digit, but the example ends there"),
        ("NaN", "0: expected a JSON value, found `N`"),
        ("nul", "0: expected a JSON value such as `null`, found `n`"),
        (
            "truely",
            "0: expected a JSON value such as `true`, found `t`",
        ),
        ("False", "0: expected a JSON value, found `F`"),
        (
            "fals",
            "0: expected a JSON value such as `false`, found `f`",
        ),
        (
            r#""a"#,
            "2: expected `\"` at the end of the string, but the example ends there",
        ),
        (
            "\"a\nb\"",
            "2: expected `\"` at the end of the string, but the line ends there",
        ),
        (
            "\"a\tb\"",
            "2: the control character `\\u0009` has to be escaped",
        ),
        (r#""\x""#, "1: `\\x` is no escape of JSON"),
        (r#""\"#, "1: `\\` is no escape of JSON"),
        (
            r#""\u12g4""#,
            "5: expected four hexadecimal digits, found `g`",
        ),
        (
            r#""\ud83d""#,
            "1: a `\\u` escape is half of a surrogate pair",
        ),
        (
            r#""\ude00""#,
            "1: a `\\u` escape is half of a surrogate pair",
        ),
        (
            r#""\ud83d\u0041""#,
            "1: a `\\u` escape is half of a surrogate pair",
        ),
        (r#"{"a": 1, "a": 2}"#, "9: the key `a` is there twice"),
        (r#"{"a": 1, "\u0061": 2}"#, "9: the key `a` is there twice"),
        ("// a", "0: expected a JSON value, found `/`"),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), Err(expected.to_owned()), "{text}");
    }
}

#[test]
fn one_key_in_two_objects_is_no_duplicate() {
    assert!(read(r#"[{"a":1},{"a":{"a":2}}]"#).is_ok());
}

#[test]
fn nesting_ends_at_64_levels() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(read(&nested(64)).is_ok());
    assert_eq!(
        read(&nested(65)),
        Err("64: nested deeper than 64 levels".to_owned())
    );
}

#[test]
fn tokens_know_where_they_begin_and_where_values_end() {
    let parsed = parse(" {\"a\\n\": [-1.50, \"\\u00e9\"], \"b\": {}} rest").expect("JSON");
    let string = |text: &str| text.to_owned();
    let expected = [
        (1, TokenKind::Object { end: 9 }),
        (2, TokenKind::Key(string("a\n"))),
        (9, TokenKind::Array { end: 5 }),
        (10, TokenKind::Number(string("-1.50"))),
        (
            17,
            TokenKind::String {
                raw: string("\\u00e9"),
                meaning: string("é"),
            },
        ),
        (25, TokenKind::End),
        (28, TokenKind::Key(string("b"))),
        (33, TokenKind::Object { end: 8 }),
        (34, TokenKind::End),
        (35, TokenKind::End),
    ];
    let tokens: Vec<_> = parsed.tokens.into_iter().map(|t| (t.at, t.kind)).collect();
    assert_eq!(tokens, expected);
}

#[test]
fn words_are_tokens() {
    let parsed = parse("[true, false, null]").expect("JSON");
    let kinds: Vec<_> = parsed.tokens.into_iter().map(|token| token.kind).collect();
    assert_eq!(
        kinds,
        [
            TokenKind::Array { end: 4 },
            TokenKind::Bool(true),
            TokenKind::Bool(false),
            TokenKind::Null,
            TokenKind::End,
        ]
    );
}
