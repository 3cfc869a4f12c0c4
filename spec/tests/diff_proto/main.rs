//! What breaks callers over gRPC. What is expected follows protobuf's rules for changed messages
//! (<https://protobuf.dev/programming-guides/proto3/#updating>).

mod absent;
mod names;
mod numbers;

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

/// A message `p.M` with these fields, and what they refer to.
fn of(fields: &[&str]) -> ProtoSpec {
    let fields = fields.iter().map(|text| field(text)).collect();
    let inner = message("p.N", vec![field("uint64 n = 1")]);
    let entry = message(
        "p.Entry",
        vec![field("string key = 1"), field("uint64 value = 2")],
    );
    proto(vec![message("p.M", fields), inner, entry])
}

fn changes_of(old: &[&str], new: &[&str]) -> Vec<Change> {
    changes(&of(old), &of(new))
}

fn texts(changes: &[Change]) -> Vec<&str> {
    changes.iter().map(|change| &*change.text).collect()
}

/// The same with one of its methods.
fn only(spec: &ServiceSpec, method: usize) -> ServiceSpec {
    let mut spec = spec.clone();
    spec.methods = vec![spec.methods[method].clone()];
    spec
}

/// What a change of a message breaks in either direction, each alone.
fn broken(old: &[&str], new: &[&str]) -> Broken {
    broken_between(&of(old), &of(new))
}

fn broken_between(old: &ProtoSpec, new: &ProtoSpec) -> Broken {
    // Only one of the methods has a form, so that only its direction counts.
    let breaks = |kept: usize| {
        let [old, new] = [old, new].map(|side| only(&service(side.clone()), kept));
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
    assert_types("required p.State", "int32", Broken::Replies);
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
    assert_types("required p.N", "repeated p.N", Broken::Replies);
    assert_types("optional string", "repeated string", Broken::Replies);
    // An empty text is not sent, and not an element then.
    assert_types("string", "repeated string", Broken::Both);
}

/// "repeated fields of scalar numeric types are packed by default": <https://protobuf.dev/programming-guides/encoding/#packed>.
#[test]
fn a_packed_list_is_no_value() {
    for ty in ["uint32", "bool", "double", "p.State"] {
        let (one, many) = (
            format!("optional {ty} x = 1"),
            format!("repeated {ty} x = 1"),
        );
        let to_list = changes_of(&[&one], &[&many]);
        assert_eq!(
            texts(&to_list),
            ["was one value, is a list now, which old callers cannot read"],
            "{ty}"
        );
        let to_one = changes_of(&[&many], &[&one]);
        assert_eq!(
            texts(&to_one),
            ["was a list, is one value now; lists are refused"],
            "{ty}"
        );
    }
}

#[test]
fn a_map_is_a_list_of_entries() {
    assert_types("map<string,uint64>", "repeated p.Entry", Broken::Nowhere);
    assert_types("map<string,uint32>", "repeated p.Entry", Broken::Replies);
    assert_types("map<uint32,bool>", "map<uint64,bool>", Broken::Replies);
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
    let nothing = proto(vec![message("p.M", Vec::new())]);
    assert_eq!(broken_between(&nothing, &one), Broken::Requests);
    assert_eq!(broken_between(&one, &nothing), Broken::Replies);
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
