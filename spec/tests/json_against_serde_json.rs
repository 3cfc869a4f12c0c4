//! The JSON layer agrees with serde_json, an independent reader, on what is JSON and what it says.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;
use traitwire_spec::json::{Json, JsonErrorKind, Number, Scanner};

/// Whether both hold the same; floats may differ in the last bits, since serde_json reads them faster
/// than exactly.
fn same(ours: &Json, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(ours), Value::Bool(theirs)) => ours == theirs,
        (Json::String(ours), Value::String(theirs)) => ours == theirs,
        (Json::Number(Number::Float(ours)), Value::Number(theirs)) => {
            let theirs = theirs.as_f64().filter(|_| theirs.is_f64());
            theirs.is_some_and(|theirs| {
                (ours - theirs).abs() <= ours.abs() * 1e-14 + f64::MIN_POSITIVE
            })
        }
        (Json::Number(ours), Value::Number(theirs)) => {
            ours.as_i64() == theirs.as_i64() && ours.as_u64() == theirs.as_u64()
        }
        (Json::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| same(a, b))
        }
        (Json::Object(ours), Value::Object(theirs)) => {
            let has =
                |(key, value): &(String, Json)| theirs.get(key).is_some_and(|v| same(value, v));
            ours.len() == theirs.len() && ours.iter().all(has)
        }
        _ => false,
    }
}

/// Reads `text` with both and compares.
fn compare(text: &[u8]) -> Result<(), TestCaseError> {
    let theirs = serde_json::from_slice::<Value>(text);
    match (Json::parse(text), theirs) {
        (Ok(ours), Ok(theirs)) => prop_assert!(same(&ours, &theirs), "{ours} and {theirs}"),
        (Err(_), Err(_)) => {}
        // The one rule that serde_json does not have.
        (Err(error), Ok(_)) if matches!(error.kind(), JsonErrorKind::DuplicateKey(_)) => {}
        (ours, theirs) => prop_assert!(false, "{ours:?} and {theirs:?}"),
    }
    Ok(())
}

/// Any JSON value, up to four levels deep.
fn any_value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..24)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Pieces of which near-JSON is made.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"a\"",
    "\"b\"",
    "\\",
    "\\n",
    "\\u00e9",
    "\\ud83d",
    "\\ude00",
    "\\u12",
    "\\x",
    "\u{0}",
    "\u{1f}",
    "\u{7f}",
    "é",
    "😀",
    " ",
    "\n",
    "\t",
    "0",
    "1",
    "-",
    "+",
    ".",
    "e",
    "E",
    "12",
    "-0",
    "1e9",
    "1e999",
    "18446744073709551616",
    "true",
    "false",
    "null",
    "nul",
    "NaN",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn values_are_read_alike(value in any_value()) {
        compare(value.to_string().as_bytes())?;
        compare(serde_json::to_string_pretty(&value).expect("a value").as_bytes())?;
    }

    #[test]
    fn damaged_texts_are_judged_alike(
        value in any_value(),
        at in any::<Index>(),
        byte in any::<u8>(),
        cut in any::<bool>(),
    ) {
        let mut text = value.to_string().into_bytes();
        let at = at.index(text.len());
        if cut {
            text.truncate(at);
        } else {
            text[at] = byte;
        }
        compare(&text)?;
    }

    #[test]
    fn near_json_is_judged_alike(pieces in prop::collection::vec(select(PIECES), 0..12)) {
        compare(pieces.concat().as_bytes())?;
    }

    #[test]
    fn the_content_of_strings_is_judged_alike(pieces in prop::collection::vec(select(PIECES), 0..12)) {
        compare(format!("\"{}\"", pieces.concat().replace('"', "")).as_bytes())?;
    }

    #[test]
    fn written_values_are_read_back_by_both(value in any_value()) {
        let ours = Json::try_from(&value).expect("64-bit numbers");
        prop_assert_eq!(&Json::parse(&ours.to_string()).expect("our own JSON"), &ours);
        prop_assert!(same(&ours, &serde_json::from_str(&ours.to_string()).expect("JSON")));
    }

    #[test]
    fn floats_keep_their_last_bit(float in any::<f64>().prop_filter("JSON", |f| f.is_finite())) {
        let text = format!("{float:?}");
        prop_assert_eq!(Json::parse(&text), Ok(Json::Number(Number::Float(float))));
    }

    #[test]
    fn skipping_checks_as_much_as_reading(pieces in prop::collection::vec(select(PIECES), 0..12)) {
        let text = pieces.concat();
        let mut scanner = Scanner::new(text.as_bytes());
        let skipped = scanner.raw().and_then(|raw| scanner.end().map(|()| raw));
        match Json::parse(&text) {
            Ok(_) => prop_assert_eq!(skipped, Ok(text.trim_matches([' ', '\n', '\t']))),
            Err(error) => match error.kind() {
                JsonErrorKind::DuplicateKey(_) | JsonErrorKind::NumberOutOfRange => {}
                _ => prop_assert_eq!(skipped, Err(error)),
            },
        }
    }
}
