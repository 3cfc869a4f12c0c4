//! Integers are exact to 64 bits, however they are written.

use traitwire::message;

use crate::support::{loose, problem, strict};

#[message]
#[derive(PartialEq)]
struct Numbers {
    #[serde(default)]
    u64: u64,
    #[serde(default)]
    i64: i64,
    #[serde(default)]
    u8: u8,
    #[serde(default)]
    i8: i8,
    #[serde(default)]
    f64: f64,
    #[serde(default)]
    f32: f32,
    #[serde(default)]
    list: Vec<u64>,
}

fn u64(text: &str) -> u64 {
    let text = format!(r#"{{"u64": {text}, "list": [1, 2.0, 3e0]}}"#);
    let numbers: Numbers = strict(&text).expect("it fits");
    assert_eq!(numbers, loose(&text).expect("it fits"));
    assert_eq!(numbers.list, [1, 2, 3]);
    numbers.u64
}

#[test]
fn an_integer_may_be_written_with_a_fraction_of_zero() {
    for (text, value) in [
        ("50", 50),
        ("50.0", 50),
        ("5e1", 50),
        ("5.0E+1", 50),
        ("500e-1", 50),
        ("-0", 0),
        ("-0.0", 0),
        ("0.000", 0),
        ("9007199254740993", 9_007_199_254_740_993),
        ("9007199254740993.0", 9_007_199_254_740_993),
        ("18446744073709551615", u64::MAX),
        ("18446744073709551615.0", u64::MAX),
        ("1844674407370955161.5e1", u64::MAX),
    ] {
        assert_eq!(u64(text), value, "{text}");
    }
    let least: Numbers =
        strict(r#"{"i64": -9223372036854775808.0, "i8": -128.0}"#).expect("it fits");
    assert_eq!((least.i64, least.i8), (i64::MIN, i8::MIN));
}

#[test]
fn what_is_no_integer_of_the_type_is_refused() {
    for (text, message) in [
        (
            r#"{"u64": 50.5}"#,
            "u64: expected an integer, found the number 50.5",
        ),
        (
            r#"{"u64": 5e-1}"#,
            "u64: expected an integer, found the number 5e-1",
        ),
        (
            r#"{"u64": -1}"#,
            "u64: expected an integer of at least 0, found the number -1",
        ),
        (
            r#"{"u64": 18446744073709551616}"#,
            "u64: expected an integer of at most 18446744073709551615, found the number 18446744073709551616",
        ),
        (
            r#"{"u64": 1e400}"#,
            "u64: expected an integer of at most 18446744073709551615, found the number 1e400",
        ),
        (
            r#"{"i64": 9223372036854775808}"#,
            "i64: expected an integer of at most 9223372036854775807, found the number 9223372036854775808",
        ),
        (
            r#"{"i64": -9223372036854775809}"#,
            "i64: expected an integer of at least -9223372036854775808, found the number -9223372036854775809",
        ),
        (
            r#"{"u8": 256}"#,
            "u8: expected an integer from 0 to 255, found the number 256",
        ),
        (
            r#"{"u8": -1.0}"#,
            "u8: expected an integer from 0 to 255, found the number -1.0",
        ),
        (
            r#"{"i8": -129}"#,
            "i8: expected an integer from -128 to 127, found the number -129",
        ),
        (
            r#"{"f64": 1e400}"#,
            "f64: expected a number within the range of 64-bit floats, found the number 1e400",
        ),
        (
            r#"{"f32": -4e38}"#,
            "f32: expected a number within the range of 32-bit floats, found the number -4e38",
        ),
        (
            r#"{"f64": "x"}"#,
            "f64: expected a number, found the string \"x\"",
        ),
        (
            r#"{"list": [1, 2.5]}"#,
            "list[1]: expected an integer, found the number 2.5",
        ),
    ] {
        assert_eq!(problem::<Numbers>(text), message);
    }
    let endless = format!(r#"{{"u64": 1e{}}}"#, "9".repeat(100_000));
    assert!(problem::<Numbers>(endless).starts_with("u64: expected an integer of at most"));
}

#[test]
fn floats_take_all_numbers() {
    for (text, value) in [
        ("1", 1.0),
        ("1.5", 1.5),
        ("-0", -0.0),
        ("1e300", 1e300),
        ("18446744073709551616", 18_446_744_073_709_551_616.0),
    ] {
        let numbers: Numbers = strict(format!(r#"{{"f64": {text}}}"#)).expect("it fits");
        assert_eq!(numbers.f64.to_bits(), f64::to_bits(value), "{text}");
    }
}
