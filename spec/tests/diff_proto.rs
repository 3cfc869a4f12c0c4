//! What breaks callers over gRPC. What is expected follows protobuf's rules for changed messages
//! (<https://protobuf.dev/programming-guides/proto3/#updating>).

use std::sync::Arc;

use traitwire_spec::diff::{Change, Subject, Transport, What, diff};
use traitwire_spec::proto::{
    MethodProto, ProtoEnum, ProtoField, ProtoLabel, ProtoMessage, ProtoScalar, ProtoSpec,
    ProtoType, ProtoValue, Reserved,
};
use traitwire_spec::{Json, ServiceSpec};

const BASE: &str = r#"{"spec_version":1,"name":"S","package":"p","path":"s","doc":{"summary":""},"methods":[
    {"name":"send","full_name":"p.S.Send","grpc_path":"/p.S/Send","http_path":"/api/s/send","tool":null,"kind":"unary",
     "doc":{"summary":""},"input":true,"output":true,"errors":[],"examples":[],
     "hints":{"read_only":false,"destructive":false,"idempotent":false},"scopes":[],"public":false},
    {"name":"read","full_name":"p.S.Read","grpc_path":"/p.S/Read","http_path":"/api/s/read","tool":null,"kind":"unary",
     "doc":{"summary":""},"input":true,"output":true,"errors":[],"examples":[],
     "hints":{"read_only":false,"destructive":false,"idempotent":false},"scopes":[],"public":false}],
    "errors":[{"reason":"full","number":1,"code":"resource_exhausted","retryable":false,"doc":{"summary":""},"fields":true}],
    "types":[]}"#;

/// A service whose method `send` takes `p.M`, and whose method `read` gives it.
fn service(proto: ProtoSpec) -> ServiceSpec {
    let mut spec = ServiceSpec::from_json(&Json::parse(BASE).unwrap()).unwrap();
    let messages = [
        ("p.M", "google.protobuf.Empty"),
        ("google.protobuf.Empty", "p.M"),
    ];
    for (method, (request, reply)) in spec.methods.iter_mut().zip(messages) {
        Arc::make_mut(method).proto = Some(MethodProto {
            request: request.to_owned(),
            reply: reply.to_owned(),
        });
    }
    spec.proto = proto;
    spec
}

fn proto(messages: Vec<ProtoMessage>) -> ProtoSpec {
    let value = |name: &str, number| ProtoValue {
        name: name.to_owned(),
        number,
        doc: String::new(),
    };
    let state = ProtoEnum {
        name: "p.State".to_owned(),
        base: "State".to_owned(),
        path: None,
        doc: String::new(),
        values: vec![
            value("STATE_UNSPECIFIED", 0),
            value("STATE_OPEN", 1),
            value("STATE_DONE", 2),
        ],
        reserved: Reserved::default(),
    };
    ProtoSpec {
        problems: Vec::new(),
        messages,
        enums: vec![state],
        error: None,
    }
}

fn message(name: &str, fields: Vec<ProtoField>) -> ProtoMessage {
    ProtoMessage {
        name: name.to_owned(),
        base: name.to_owned(),
        path: None,
        doc: String::new(),
        oneof: None,
        fields,
        reserved: Reserved::default(),
    }
}

fn choice(mut message: ProtoMessage) -> ProtoMessage {
    message.oneof = Some("kind".to_owned());
    message
}

/// A field as a `.proto` file has it, such as `optional string x = 3`, and `required` where its absence is refused.
fn field(text: &str) -> ProtoField {
    let (head, number) = text.split_once(" = ").unwrap();
    let mut words: Vec<_> = head.split(' ').collect();
    let name = words.pop().unwrap().to_owned();
    let ty = field_type(words.pop().unwrap());
    let label = match &*words {
        words if words.contains(&"repeated") => ProtoLabel::Repeated,
        words if words.contains(&"optional") => ProtoLabel::Optional,
        _ => ProtoLabel::Single,
    };
    ProtoField {
        name,
        number: number.parse().unwrap(),
        label,
        required: words.contains(&"required"),
        ty,
        json_name: None,
        doc: String::new(),
    }
}

fn field_type(text: &str) -> ProtoType {
    if let Some(inner) = text.strip_prefix("map<") {
        let (key, value) = inner.trim_end_matches('>').split_once(',').unwrap();
        let ProtoType::Scalar(key) = field_type(key) else {
            panic!("a scalar")
        };
        let value = Box::new(field_type(value));
        return ProtoType::Map { key, value };
    }
    match text {
        "bool" => ProtoType::Scalar(ProtoScalar::Bool),
        "int32" => ProtoType::Scalar(ProtoScalar::Int32),
        "int64" => ProtoType::Scalar(ProtoScalar::Int64),
        "uint32" => ProtoType::Scalar(ProtoScalar::Uint32),
        "uint64" => ProtoType::Scalar(ProtoScalar::Uint64),
        "float" => ProtoType::Scalar(ProtoScalar::Float),
        "double" => ProtoType::Scalar(ProtoScalar::Double),
        "string" => ProtoType::Scalar(ProtoScalar::String),
        "bytes" => ProtoType::Scalar(ProtoScalar::Bytes),
        "p.State" => ProtoType::Enum(text.to_owned()),
        name => ProtoType::Message(name.to_owned()),
    }
}

/// The changes from one service to another that break somebody, or say something of numbers.
fn changes(old: &ProtoSpec, new: &ProtoSpec) -> Vec<Change> {
    let (old, new) = (service(old.clone()), service(new.clone()));
    let changes = diff(&[&old], &[&new]);
    for change in &changes {
        assert!(
            change.breaks.iter().all(|one| *one == Transport::Grpc),
            "{change:?}"
        );
    }
    changes
}

/// Where something breaks: in what callers send, and in what they get.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Broken {
    Nowhere,
    Requests,
    Replies,
    Both,
}

/// What a change of a message breaks in either direction, each alone.
fn broken(old: &[&str], new: &[&str]) -> Broken {
    let of = |fields: &[&str]| {
        let fields = fields.iter().map(|text| field(text)).collect();
        let inner = message("p.N", vec![field("uint64 n = 1")]);
        let entry = message(
            "p.Entry",
            vec![field("string key = 1"), field("uint64 value = 2")],
        );
        proto(vec![message("p.M", fields), inner, entry])
    };
    let (old, new) = (of(old), of(new));
    broken_between(&old, &new)
}

fn broken_between(old: &ProtoSpec, new: &ProtoSpec) -> Broken {
    // Only one of the methods has a form, so that only its direction counts.
    let breaks = |kept: usize| {
        let mut sides = [service(old.clone()), service(new.clone())];
        for side in &mut sides {
            side.methods = vec![side.methods[kept].clone()];
        }
        let [old, new] = sides;
        let changes = diff(&[&old], &[&new]);
        changes
            .iter()
            .any(|change| change.breaks.contains(&Transport::Grpc))
    };
    match (breaks(0), breaks(1)) {
        (false, false) => Broken::Nowhere,
        (true, false) => Broken::Requests,
        (false, true) => Broken::Replies,
        (true, true) => Broken::Both,
    }
}

#[track_caller]
fn assert_types(old: &str, new: &str, expected: Broken) {
    let line = |ty: &str| format!("{ty} x = 1");
    assert_eq!(
        broken(&[&line(old)], &[&line(new)]),
        expected,
        "{old} to {new}"
    );
    let opposite = match expected {
        Broken::Requests => Broken::Replies,
        Broken::Replies => Broken::Requests,
        same => same,
    };
    assert_eq!(
        broken(&[&line(new)], &[&line(old)]),
        opposite,
        "{new} to {old}"
    );
}

#[test]
fn integers_are_compatible_as_far_as_values_fit() {
    assert_types("uint32", "uint64", Broken::Replies);
    assert_types("int32", "int64", Broken::Replies);
    assert_types("uint32", "int64", Broken::Replies);
    assert_types("int32", "uint32", Broken::Both);
    assert_types("int64", "uint64", Broken::Both);
    assert_types("bool", "int32", Broken::Replies);
    assert_types("p.State", "int32", Broken::Replies);
}

#[test]
fn texts_are_bytes_and_bytes_not_always_texts() {
    assert_types("string", "bytes", Broken::Replies);
    assert_types("p.N", "bytes", Broken::Both);
}

#[test]
fn other_types_cannot_read_each_other() {
    for (old, new) in [
        ("uint32", "string"),
        ("float", "double"),
        ("double", "uint64"),
        ("string", "p.N"),
        ("google.protobuf.Timestamp", "google.protobuf.Duration"),
        ("google.protobuf.Timestamp", "p.N"),
        ("map<string,uint64>", "map<string,string>"),
        ("map<string,uint64>", "repeated string"),
    ] {
        assert_types(old, new, Broken::Both);
    }
}

#[test]
fn a_list_reads_one_value_and_of_several_one_is_read() {
    assert_types("string", "repeated string", Broken::Replies);
    assert_types("optional p.N", "repeated p.N", Broken::Replies);
    assert_types("uint32", "repeated uint32", Broken::Replies);
}

#[test]
fn a_map_is_a_list_of_entries() {
    assert_types("map<string,uint64>", "repeated p.Entry", Broken::Nowhere);
    assert_types("map<string,uint32>", "repeated p.Entry", Broken::Replies);
    assert_types("map<uint32,bool>", "map<uint64,bool>", Broken::Replies);
}

#[test]
fn presence_alone_changes_nothing_on_the_wire() {
    assert_types("uint32", "optional uint32", Broken::Nowhere);
    assert_types("required p.N", "optional p.N", Broken::Replies);
    assert_types("uint32", "required optional uint32", Broken::Requests);
}

#[test]
fn names_mean_nothing() {
    assert_eq!(
        broken(&["string a = 1"], &["string b = 1"]),
        Broken::Nowhere
    );
    let of = |inner: &str| {
        let m = message("p.M", vec![field(&format!("{inner} x = 1"))]);
        proto(vec![m, message(inner, vec![field("uint64 n = 1")])])
    };
    assert_eq!(
        broken_between(&of("p.One"), &of("p.Other")),
        Broken::Nowhere
    );
}

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
fn fields_that_go() {
    // A request may hold what is no longer known. A reply without it is read as if it were zero.
    assert_eq!(broken(&["uint32 a = 1"], &[]), Broken::Replies);
    assert_eq!(broken(&["required p.N a = 1"], &[]), Broken::Replies);
    assert_eq!(broken(&["optional uint32 a = 1"], &[]), Broken::Nowhere);
    assert_eq!(broken(&["repeated uint32 a = 1"], &[]), Broken::Nowhere);
}

#[test]
fn fields_that_come() {
    assert_eq!(broken(&[], &["uint32 a = 1"]), Broken::Nowhere);
    assert_eq!(broken(&[], &["optional p.N a = 1"]), Broken::Nowhere);
    assert_eq!(broken(&[], &["required p.N a = 1"]), Broken::Requests);
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
fn variants_come_and_go() {
    let of = |fields: &[&str]| {
        let fields = fields.iter().map(|text| field(text)).collect();
        proto(vec![choice(message("p.M", fields))])
    };
    let (one, two) = (of(&["string a = 1"]), of(&["string a = 1", "string b = 2"]));
    assert_eq!(broken_between(&one, &two), Broken::Replies);
    assert_eq!(broken_between(&two, &one), Broken::Requests);
    let all = proto(vec![message("p.M", vec![field("string a = 1")])]);
    assert_eq!(broken_between(&all, &one), Broken::Both);
}

#[test]
fn values_of_enums() {
    let of = |values: &[(&str, u32)]| {
        let mut spec = proto(vec![message("p.M", vec![field("p.State x = 1")])]);
        spec.enums[0].values = values
            .iter()
            .map(|(name, number)| ProtoValue {
                name: (*name).to_owned(),
                number: *number,
                doc: String::new(),
            })
            .collect();
        spec
    };
    let zero = ("STATE_UNSPECIFIED", 0);
    let (one, two) = (
        of(&[zero, ("STATE_A", 1)]),
        of(&[zero, ("STATE_A", 1), ("STATE_B", 2)]),
    );
    assert_eq!(broken_between(&one, &two), Broken::Replies);
    assert_eq!(broken_between(&two, &one), Broken::Requests);
    assert_eq!(
        broken_between(&one, &of(&[zero, ("STATE_Z", 1)])),
        Broken::Nowhere
    );
    let swapped = of(&[zero, ("STATE_A", 2), ("STATE_B", 1)]);
    assert_eq!(broken_between(&two, &swapped), Broken::Both);
}

#[test]
fn recursive_messages_are_compared_once() {
    let of = |ty: &str| {
        let fields = vec![
            field("repeated p.M kids = 1"),
            field(&format!("{ty} n = 2")),
        ];
        proto(vec![message("p.M", fields)])
    };
    let told = changes(&of("uint32"), &of("string"));
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0].text,
        "was `uint32`, is `string` now; neither side can read the other's"
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

#[test]
fn an_older_description_says_nothing_of_protobuf() {
    let old = ServiceSpec::from_json(&Json::parse(BASE).unwrap()).unwrap();
    let new = service(proto(vec![message("p.M", vec![field("string a = 1")])]));
    assert_eq!(diff(&[&old], &[&new]), []);
    let mut gone = new.clone();
    gone.proto = ProtoSpec {
        problems: vec!["two types are named `p.M`".to_owned()],
        ..ProtoSpec::default()
    };
    for method in &mut gone.methods {
        Arc::make_mut(method).proto = None;
    }
    let changes = diff(&[&new], &[&gone]);
    assert_eq!(changes.len(), 1);
    assert_eq!(
        changes[0].text,
        "no longer has a form in protobuf: two types are named `p.M`"
    );
}

#[test]
fn paths_and_kinds_of_methods_are_those_of_grpc_too() {
    let same = proto(vec![message("p.M", Vec::new())]);
    let (before, mut after) = (service(same.clone()), service(same));
    Arc::make_mut(&mut after.methods[0]).grpc_path = "/p.S/Deliver".to_owned();
    after.methods.pop();
    let changes = diff(&[&before], &[&after]);
    let breaks: Vec<_> = changes
        .iter()
        .map(|change| (change.what, change.breaks.clone()))
        .collect();
    assert_eq!(
        breaks,
        [
            (What::GrpcPath, vec![Transport::Grpc]),
            (What::Removed, vec![Transport::Http, Transport::Grpc]),
        ]
    );
}
