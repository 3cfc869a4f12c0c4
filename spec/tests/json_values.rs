//! Values come out as they were written.

use std::borrow::Cow;

use traitwire_spec::json::{Json, Kind, Number, Scanner};

fn round_trip(text: &str) -> String {
    Json::parse(text).expect("JSON").to_string()
}

#[test]
fn integers_are_exact_to_64_bits() {
    for text in [
        "-9223372036854775808",
        "9223372036854775808",
        "18446744073709551615",
        "0",
    ] {
        assert_eq!(round_trip(text), text);
    }
    let too_large = Json::parse("18446744073709551616").expect("JSON");
    assert_eq!(
        too_large,
        Json::Number(Number::Float(18_446_744_073_709_551_616.0))
    );
    assert_eq!(
        Json::parse("9007199254740993").expect("JSON").as_i64(),
        Some(9_007_199_254_740_993)
    );
    assert_eq!(
        Json::parse("-0")
            .expect("JSON")
            .as_number()
            .map(Number::as_f64),
        Some(-0.0)
    );
    assert_eq!(round_trip("-0"), "-0.0");
}

#[test]
fn floats_stay_floats() {
    assert_eq!(
        round_trip("[1.0,1e2,0.1,-2.5E-3]"),
        "[1.0,100.0,0.1,-0.0025]"
    );
    assert_eq!(Json::parse("50.0").expect("JSON").as_u64(), None);
}

#[test]
fn objects_keep_the_written_order() {
    let text = r#"{"z":1,"a":{"y":null,"b":[]},"m":{}}"#;
    assert_eq!(round_trip(text), text);
    assert_eq!(
        serde_json::to_string(&Json::parse(text).expect("JSON")).expect("JSON"),
        text
    );
}

#[test]
fn strings_are_escaped_as_little_as_json_allows() {
    let text = r#""\" \\ \/ \b \f \n \r \t \u0001 \u00e9 \ud83d\ude00""#;
    let expected = "\" \\ / \u{8} \u{c} \n \r \t \u{1} é 😀";
    assert_eq!(Json::parse(text).expect("JSON").as_str(), Some(expected));
    assert_eq!(round_trip(text), r#""\" \\ / \b \f \n \r \t \u0001 é 😀""#);
}

#[test]
fn a_value_of_serde_json_is_taken_over() {
    let value = serde_json::json!({"n": [u64::MAX, i64::MIN, 0.1, 1.0, null, true, "x"]});
    let json = Json::try_from(&value).expect("64-bit numbers");
    let expected = r#"{"n":[18446744073709551615,-9223372036854775808,0.1,1.0,null,true,"x"]}"#;
    assert_eq!(json.to_string(), expected);
}

#[test]
fn values_are_looked_into() {
    let json = Json::parse(r#"{"a": [true, null, "x", 7, 2.5]}"#).expect("JSON");
    let elements = json.get("a").and_then(Json::as_array).expect("an array");
    assert_eq!(elements[0].as_bool(), Some(true));
    assert!(elements[1].is_null());
    assert_eq!(elements[2].as_str(), Some("x"));
    assert_eq!(elements[3].as_i64(), Some(7));
    assert_eq!(elements[4].as_number(), Some(Number::Float(2.5)));
    assert_eq!(json.as_object().map(<[_]>::len), Some(1));
    assert_eq!(json.get("b"), None);
}

#[test]
fn the_scanner_borrows_what_has_no_escapes() {
    let mut scanner = Scanner::new(br#" {"plain" : "text", "esc\n" : "\u0041"} "#);
    assert_eq!(scanner.peek(), Ok(Kind::Object));
    scanner.begin_object().expect("an object");
    assert!(matches!(
        scanner.next_key(),
        Ok(Some(Cow::Borrowed("plain")))
    ));
    assert_eq!(scanner.peek(), Ok(Kind::String));
    assert!(matches!(scanner.string(), Ok(Cow::Borrowed("text"))));
    assert_eq!(scanner.next_key().expect("a key").as_deref(), Some("esc\n"));
    assert_eq!(scanner.string().as_deref(), Ok("A"));
    assert_eq!(scanner.next_key(), Ok(None));
    assert_eq!(scanner.end(), Ok(()));
    assert_eq!(scanner.offset(), 40);
}

#[test]
fn the_scanner_reads_every_kind() {
    let mut scanner = Scanner::new(br#"[null, true, -12.5e+3, "s", [], {}]"#);
    let mut kinds = Vec::new();
    scanner.begin_array().expect("an array");
    while scanner.next_element().expect("an element") {
        kinds.push(scanner.peek().expect("a value"));
        match kinds[kinds.len() - 1] {
            Kind::Null => scanner.null().expect("null"),
            Kind::Bool => assert_eq!(scanner.boolean(), Ok(true)),
            Kind::Number => assert_eq!(scanner.number(), Ok("-12.5e+3")),
            _ => scanner.skip().expect("a value"),
        }
    }
    assert_eq!(scanner.end(), Ok(()));
    assert_eq!(
        kinds,
        [
            Kind::Null,
            Kind::Bool,
            Kind::Number,
            Kind::String,
            Kind::Array,
            Kind::Object
        ]
    );
}

#[test]
fn the_scanner_says_what_it_expected_instead() {
    let message = |read: fn(&mut Scanner<'_>) -> Option<String>| read(&mut Scanner::new(b"?"));
    assert_eq!(
        [
            message(|s| s.null().err().map(|e| e.to_string())),
            message(|s| s.boolean().err().map(|e| e.to_string())),
            message(|s| s.number().err().map(|e| e.to_string())),
            message(|s| s.string().err().map(|e| e.to_string())),
            message(|s| s.begin_array().err().map(|e| e.to_string())),
            message(|s| s.begin_object().err().map(|e| e.to_string())),
        ]
        .map(|text| text.expect("a refusal").replace(" at line 1 column 1", "")),
        [
            "expected `null`",
            "expected `true` or `false`",
            "expected a number",
            "expected a string",
            "expected an array",
            "expected an object",
        ]
    );
}

#[test]
fn raw_text_is_answered_as_written() {
    let mut scanner = Scanner::new(br#"[ { "a" : [1,  2] } , 3 ]"#);
    scanner.begin_array().expect("an array");
    assert_eq!(scanner.next_element(), Ok(true));
    assert_eq!(scanner.raw(), Ok(r#"{ "a" : [1,  2] }"#));
    assert_eq!(scanner.next_element(), Ok(true));
    assert_eq!(scanner.raw(), Ok("3"));
    assert_eq!(scanner.next_element(), Ok(false));
    assert_eq!(scanner.end(), Ok(()));
}
