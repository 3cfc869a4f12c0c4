//! Runs `runtime/tests/schemas.rs` in a build where another crate turns on what serde_json can do differently.

#[test]
fn serde_json_keeps_the_text_of_numbers() {
    let number: serde_json::Value = serde_json::from_str("1.10").expect("JSON");
    assert_eq!(number.to_string(), "1.10", "else this build is as any other");
}
