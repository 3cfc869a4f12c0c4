//! What a reader makes of what is not there.

use super::*;

/// The same with a field of `M` in JSON, which has to be there or has an empty list as its default.
fn with_field(spec: &ServiceSpec, field: Option<(&str, bool)>) -> ServiceSpec {
    let (properties, required) = match field {
        Some((name, true)) => (
            format!(r#"{{"{name}": {{"type": "array"}}}}"#),
            format!(r#"["{name}"]"#),
        ),
        Some((name, false)) => {
            let list = format!(r#"{{"{name}": {{"type": "array", "default": []}}}}"#);
            (list, "[]".to_owned())
        }
        None => ("{}".to_owned(), "[]".to_owned()),
    };
    with_schema(spec, &properties, &required)
}

/// The same with `n` of `M` in JSON, which has to be there or has a default.
fn with_default(spec: &ServiceSpec, default: Option<i64>) -> ServiceSpec {
    match default {
        Some(default) => {
            let properties = format!(r#"{{"n": {{"type": "integer", "default": {default}}}}}"#);
            with_schema(spec, &properties, "[]")
        }
        None => with_schema(spec, r#"{"n": {"type": "integer"}}"#, r#"["n"]"#),
    }
}

fn with_schema(spec: &ServiceSpec, properties: &str, required: &str) -> ServiceSpec {
    let types = format!(
        r#""types":[{{"name":"M","schema":{{"type":"object","properties":{properties},"required":{required}}}}}]"#
    );
    let described = BASE.replace(r#""types":[]"#, &types);
    let described = ServiceSpec::from_json(&Json::parse(&described).unwrap()).unwrap();
    ServiceSpec {
        types: described.types,
        ..spec.clone()
    }
}

#[test]
fn what_is_absent_is_not_taken_for_zero() {
    // Zero is not sent and read as absent; what is absent is read as zero.
    assert_types("uint32", "optional uint32", Broken::Both);
    assert_types("required p.N", "optional p.N", Broken::Replies);
    assert_types("uint32", "required optional uint32", Broken::Requests);
    assert_types(
        "optional uint32",
        "required optional uint32",
        Broken::Requests,
    );
}

#[test]
fn a_default_says_what_absence_means() {
    let plain = || (with_default(&service(of(&["uint32 n = 1"])), None), "plain");
    let default = |default: i64| {
        let proto = of(&["optional uint32 n = 1"]);
        (with_default(&service(proto), Some(default)), "default")
    };
    // What is absent in a request means 10, and would be zero; and zero, which is not sent, would be 10.
    for (old, new, expected) in [
        (default(10), plain(), true),
        (plain(), default(10), true),
        (default(0), plain(), false),
        (plain(), default(0), false),
    ] {
        let changes = diff(&[&only(&old.0, 0)], &[&only(&new.0, 0)]);
        let breaks = changes
            .iter()
            .any(|change| change.breaks.contains(&Transport::Grpc));
        assert_eq!(breaks, expected, "{} to {}: {changes:?}", old.1, new.1);
    }
    let changes = diff(&[&only(&default(10).0, 0)], &[&only(&plain().0, 0)]);
    assert!(
        texts(&changes).contains(&"calls without it are read as zero or empty, before as 10"),
        "{changes:?}"
    );
}

/// `MInput` is the form of `M` in requests, unless it is another message.
#[test]
fn another_type_is_not_taken_for_the_form_of_requests() {
    for is_another in [true, false] {
        let mut proto = of(&["optional uint32 n = 1"]);
        if is_another {
            proto.messages.push(message("p.MInput", Vec::new()));
        }
        let mut old = with_default(&service(proto), Some(10));
        let form = with_default(&old, None).types;
        old.types.extend(form.into_iter().map(|mut form| {
            form.name = "MInput".to_owned();
            form
        }));
        let new = with_default(&service(of(&["uint32 n = 1"])), None);
        let changes = diff(&[&only(&old, 0)], &[&only(&new, 0)]);
        let was_ten = texts(&changes)
            .iter()
            .any(|text| text.ends_with("before as 10"));
        assert_eq!(was_ten, is_another, "{changes:?}");
    }
}

#[test]
fn fields_that_go() {
    // A request may hold what is no longer known. A reply without it is read as if it were zero.
    assert_eq!(broken(&["uint32 a = 1"], &[]), Broken::Replies);
    assert_eq!(broken(&["required p.N a = 1"], &[]), Broken::Replies);
    assert_eq!(broken(&["optional uint32 a = 1"], &[]), Broken::Nowhere);
}

#[test]
fn fields_that_come() {
    // Nobody has sent the zero that is read.
    assert_eq!(broken(&[], &["uint32 a = 1"]), Broken::Requests);
    assert_eq!(broken(&[], &["optional p.N a = 1"]), Broken::Nowhere);
    assert_eq!(broken(&[], &["required p.N a = 1"]), Broken::Requests);
}

/// In protobuf a list that has to be there is as one that may be left out. JSON knows.
#[test]
fn lists_that_come_and_go() {
    let none = || with_field(&service(of(&[])), None);
    let list = |is_wanted| {
        let proto = of(&["repeated string tags = 1"]);
        with_field(&service(proto), Some(("tags", is_wanted)))
    };
    for (old, new, method, expected) in [
        (list(true), none(), 1, true),
        (list(false), none(), 1, false),
        (list(true), none(), 0, false),
        (none(), list(true), 0, true),
        (none(), list(false), 0, false),
        (none(), list(true), 1, false),
    ] {
        let changes = diff(&[&only(&old, method)], &[&only(&new, method)]);
        let breaks = changes
            .iter()
            .any(|change| change.breaks.contains(&Transport::Grpc));
        assert_eq!(breaks, expected, "method {method}: {changes:?}");
    }
}
