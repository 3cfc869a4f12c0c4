//! Numbers that change, become free or are used again.

use super::*;

#[test]
fn numbers_mean_everything() {
    assert_eq!(broken(&["string a = 1"], &["string a = 2"]), Broken::Both);
    assert_eq!(
        broken(
            &["string a = 1", "string b = 2"],
            &["string b = 1", "string a = 2"]
        ),
        Broken::Both
    );
    let reused = changes(
        &proto(vec![message(
            "p.M",
            vec![field("string a = 1"), field("string b = 2")],
        )]),
        &proto(vec![message("p.M", vec![field("string b = 1")])]),
    );
    let texts: Vec<_> = reused.iter().map(|change| &*change.text).collect();
    assert!(texts.contains(&"number was 2, is 1 now"), "{texts:?}");
}

#[test]
fn a_number_that_is_not_reserved_is_told() {
    let old = proto(vec![message("p.M", vec![field("optional string a = 1")])]);
    let mut new = proto(vec![message("p.M", Vec::new())]);
    let told = changes(&old, &new);
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].what, &*told[0].place.path), (What::Number, "a"));
    assert_eq!(told[0].place.subject, Subject::Message("p.M".to_owned()));
    assert_eq!(told[0].place.used_by, ["send: request", "read: reply"]);
    new.messages[0].reserved.numbers.push(1);
    assert_eq!(changes(&old, &new), []);
}

#[test]
fn the_old_number_of_a_field_is_free() {
    let told = changes_of(&["uint32 a = 1"], &["uint32 a = 5"]);
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0].text, "number was 1, is 5 now");
    assert!(told[1].text.starts_with("number 1 is free now"), "{told:?}");
    // Not where another field has it.
    let told = changes_of(&["uint32 a = 1"], &["uint32 b = 1", "uint32 a = 5"]);
    assert!(
        !texts(&told).iter().any(|text| text.contains("free")),
        "{told:?}"
    );
}

/// "Make sure that no one ever reuses": <https://protobuf.dev/programming-guides/proto3/#fieldreserved>.
#[test]
fn a_reserved_number_is_not_used_again() {
    let mut old = of(&["uint32 a = 1"]);
    old.messages[0].reserved = Reserved {
        numbers: vec![2],
        names: vec!["password".to_owned()],
    };
    let told = changes(&old, &of(&["uint32 a = 1", "optional string b = 2"]));
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].what, &*told[0].place.path), (What::Number, "b"));
    assert_eq!(told[0].breaks, [Transport::Grpc]);
    // The same field again, as far as anybody can tell.
    let told = changes(&old, &of(&["uint32 a = 1", "optional string password = 2"]));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].breaks.is_empty());
    let told = changes(&old, &of(&["uint32 a = 1"]));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].breaks.is_empty());
    assert!(told[0].text.starts_with("number 2 is no longer reserved"));
    assert_eq!(changes(&old, &old), []);
}

#[test]
fn the_number_of_a_reserved_value_is_not_used_again() {
    let mut old = of(&["p.State x = 1"]);
    old.enums[0].reserved.numbers.push(3);
    let mut new = of(&["p.State x = 1"]);
    new.enums[0].values.push(ProtoValue {
        name: "STATE_LOST".to_owned(),
        number: 3,
        doc: String::new(),
    });
    let told = changes(&old, &new);
    assert!(
        told.iter()
            .any(|change| change.what == What::Number && change.breaks == [Transport::Grpc]),
        "{told:?}"
    );
}

#[test]
fn errors_are_told_apart_by_their_numbers() {
    let old = proto(vec![message("p.M", Vec::new())]);
    let (before, mut after) = (service(old.clone()), service(old));
    after.errors[0].number = 4;
    let changes = diff(&[&before], &[&after]);
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].text, "number in protobuf was 1, is 4 now");
    assert_eq!(changes[0].breaks, [Transport::Grpc]);
}
