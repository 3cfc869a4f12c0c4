//! What is no JSON is refused, in words that name the place.

use traitwire_spec::json::{Json, JsonErrorKind, Scanner};

fn refusal(text: &[u8]) -> String {
    match Json::parse(text) {
        Ok(value) => format!("accepted as {value}"),
        Err(error) => error.to_string(),
    }
}

/// Texts that are no JSON, and what is said of them.
const REFUSALS: &[(&str, &str)] = &[
    ("", "the text ends before a value at line 1 column 1"),
    ("\u{feff}1", "expected a value at line 1 column 1"),
    ("nul", "expected `null` at line 1 column 1"),
    ("truth", "expected `true` or `false` at line 1 column 1"),
    ("True", "expected a value at line 1 column 1"),
    ("'a'", "expected a value at line 1 column 1"),
    ("NaN", "expected a value at line 1 column 1"),
    ("1 2", "expected the end of the text at line 1 column 3"),
    ("[1", "the text ends inside an array at line 1 column 3"),
    ("[1 2]", "expected `,` or `]` at line 1 column 4"),
    ("[1,]", "expected a value at line 1 column 4"),
    ("[,1]", "expected a value at line 1 column 2"),
    ("[1}", "expected `,` or `]` at line 1 column 3"),
    ("[1,\n\n  /*x*/2]", "expected a value at line 3 column 3"),
    ("[1,", "the text ends before a value at line 1 column 4"),
    ("{", "the text ends inside an object at line 1 column 2"),
    (
        "{a: 1}",
        "expected a key in quotes or `}` at line 1 column 2",
    ),
    (
        r#"{"a": 1, }"#,
        "expected a key in quotes at line 1 column 10",
    ),
    (r#"{"a" 1}"#, "expected `:` at line 1 column 6"),
    (
        r#"{"a""#,
        "the text ends inside an object at line 1 column 5",
    ),
    (
        r#"{"a": "b" "c": 1}"#,
        "expected `,` or `}` at line 1 column 11",
    ),
    (r#"{"a": 1]"#, "expected `,` or `}` at line 1 column 8"),
    (
        r#"{"a": 1, "b": 2, "a": 3}"#,
        "the key `a` is written twice at line 1 column 18",
    ),
    (
        r#"{"a": 1, "\u0061": 3}"#,
        "the key `a` is written twice at line 1 column 10",
    ),
    (
        "-",
        "invalid number, a digit must follow `-` at line 1 column 2",
    ),
    ("+1", "expected a value at line 1 column 1"),
    (".5", "expected a value at line 1 column 1"),
    (
        "01",
        "invalid number, leading zeros are not allowed at line 1 column 1",
    ),
    (
        "-012",
        "invalid number, leading zeros are not allowed at line 1 column 2",
    ),
    (
        "1.",
        "invalid number, a digit must follow `.` at line 1 column 3",
    ),
    (
        "1.e5",
        "invalid number, a digit must follow `.` at line 1 column 3",
    ),
    (
        "1e+",
        "invalid number, the exponent needs a digit at line 1 column 4",
    ),
    ("0x1F", "expected the end of the text at line 1 column 2"),
    ("[1e999]", "the number is out of range at line 1 column 2"),
    (
        r#""abc"#,
        "the text ends inside a string at line 1 column 5",
    ),
    (
        r#""abc\"#,
        "the text ends inside a string at line 1 column 6",
    ),
    (
        r#""abc\u12"#,
        "the text ends inside a string at line 1 column 9",
    ),
    (
        r#""é\u12g4""#,
        r#"invalid escape, expected one of `\" \\ \/ \b \f \n \r \t \uXXXX` at line 1 column 3"#,
    ),
    (
        r#""\x41""#,
        r#"invalid escape, expected one of `\" \\ \/ \b \f \n \r \t \uXXXX` at line 1 column 2"#,
    ),
    (
        r#""\ud800""#,
        r"a `\u` escape is half a surrogate pair at line 1 column 2",
    ),
    (
        r#""\udc00""#,
        r"a `\u` escape is half a surrogate pair at line 1 column 2",
    ),
    (
        r#""\ud800\ud800""#,
        r"a `\u` escape is half a surrogate pair at line 1 column 2",
    ),
    (
        r#""\ud800\u0041""#,
        r"a `\u` escape is half a surrogate pair at line 1 column 2",
    ),
    (
        "\"a\nb\"",
        r"a string holds a control character, to be written `\u000a`, at line 1 column 3",
    ),
    (
        "\"12345678\u{0}\"",
        r"a string holds a control character, to be written `\u0000`, at line 1 column 10",
    ),
];

#[test]
fn refusals_name_the_rule_and_the_place() {
    for (text, expected) in REFUSALS {
        assert_eq!(refusal(text.as_bytes()), *expected, "for {text:?}");
    }
}

#[test]
fn bytes_that_are_no_utf8_are_refused_in_keys_and_values() {
    assert_eq!(refusal(b"[\"0123456789\xff\"]"), "invalid UTF-8 at byte 12");
    assert_eq!(refusal(b"{\"\xc3\": 1}"), "invalid UTF-8 at byte 2");
    // Overlong, a surrogate half, beyond Unicode, cut short.
    for bytes in [
        &b"\xc0\x80"[..],
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xe2\x82",
    ] {
        let text = [b"\"", bytes, b"\""].concat();
        assert_eq!(refusal(&text), "invalid UTF-8 at byte 1");
    }
    assert_eq!(
        refusal(b"\xef\xbb\xbf1"),
        "expected a value at line 1 column 1"
    );
}

#[test]
fn an_error_tells_its_place_in_parts() {
    let error = Json::parse("{\n  \"é\": x}").expect_err("no JSON");
    assert_eq!(error.kind(), &JsonErrorKind::Expected("a value"));
    assert_eq!((error.offset(), error.line(), error.column()), (10, 2, 8));
}

#[test]
fn nesting_is_bounded() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(Json::parse(&nested(128)).is_ok());
    assert_eq!(
        refusal(nested(129).as_bytes()),
        "nesting is deeper than 128 levels at line 1 column 129"
    );
    let mixed = r#"{"a":["#.repeat(65);
    assert_eq!(
        refusal(mixed.as_bytes()),
        "nesting is deeper than 128 levels at line 1 column 385"
    );
}

#[test]
fn hostile_nesting_cannot_overflow_the_stack() {
    let levels = 100_000;
    let text = r#"{"a":["#.repeat(levels) + &"]}".repeat(levels);
    let mut scanner = Scanner::new(text.as_bytes()).with_max_depth(2 * levels);
    assert_eq!(scanner.raw(), Ok(text.as_str()));
    assert_eq!(scanner.end(), Ok(()));

    let open = "[".repeat(levels);
    let error = Scanner::new(open.as_bytes()).skip().expect_err("too deep");
    assert_eq!(error.kind(), &JsonErrorKind::TooDeep(128));
}

#[test]
fn duplicates_are_found_in_large_objects() {
    let members: Vec<_> = (0..1_000).map(|n| format!(r#""k{n}":{n}"#)).collect();
    assert!(Json::parse(&format!("{{{}}}", members.join(","))).is_ok());
    for duplicate in ["k0", "k15", "k16", "k999"] {
        let error = Json::parse(&format!(r#"{{{},"{duplicate}":1}}"#, members.join(",")));
        let kind = error.expect_err("a duplicate").kind().clone();
        assert_eq!(kind, JsonErrorKind::DuplicateKey(duplicate.into()));
    }
}
