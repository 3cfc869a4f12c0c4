//! The files of several packages: what they import, and what cannot be told in files.

use std::sync::Arc;

use traitwire_spec::proto::{
    MethodProto, ProtoField, ProtoLabel, ProtoMessage, ProtoSpec, ProtoType, Reserved,
    file_descriptor_set, proto_files,
};
use traitwire_spec::{Json, ServiceSpec};

/// A service whose method takes and gives a message.
fn service(package: &str, name: &str, message: &str, messages: Vec<ProtoMessage>) -> ServiceSpec {
    let text = format!(
        r#"{{"spec_version":1,"name":"{name}","package":"{package}","path":"s","doc":{{"summary":""}},"methods":[
        {{"name":"go","full_name":"{package}.{name}.Go","grpc_path":"/{package}.{name}/Go","http_path":"/api/s/go",
          "kind":"unary","doc":{{"summary":""}},"input":true,"output":true,"errors":[],"examples":[],
          "hints":{{"read_only":false,"destructive":false,"idempotent":false}},"scopes":[],"public":false}}],
        "errors":[],"types":[]}}"#
    );
    let mut spec = ServiceSpec::from_json(&Json::parse(&text).unwrap()).unwrap();
    Arc::make_mut(&mut spec.methods[0]).proto = Some(MethodProto {
        request: message.to_owned(),
        reply: message.to_owned(),
    });
    spec.proto = ProtoSpec {
        messages,
        ..ProtoSpec::default()
    };
    spec
}

/// A message whose fields hold other messages.
fn message(name: &str, held: &[&str]) -> ProtoMessage {
    let field = |(index, held): (usize, &&str)| ProtoField {
        name: format!("f{index}"),
        number: u32::try_from(index).unwrap() + 1,
        label: ProtoLabel::Single,
        required: false,
        ty: ProtoType::Message((*held).to_owned()),
        json_name: None,
        doc: String::new(),
    };
    ProtoMessage {
        name: name.to_owned(),
        base: name.to_owned(),
        path: None,
        doc: String::new(),
        oneof: None,
        fields: held.iter().enumerate().map(field).collect(),
        reserved: Reserved::default(),
    }
}

fn problem(services: &[&ServiceSpec]) -> String {
    let problem = proto_files(services).unwrap_err();
    assert_eq!(file_descriptor_set(services).unwrap_err(), problem);
    problem
}

#[test]
fn a_file_stands_behind_what_it_imports() {
    let messages = vec![
        message("a.v1.Top", &["z.v1.Low", "google.protobuf.Empty"]),
        message("z.v1.Low", &["google.protobuf.Timestamp"]),
    ];
    let one = service("a.v1", "Tops", "a.v1.Top", messages);
    let files = proto_files(&[&one]).unwrap();
    let files: Vec<_> = files
        .iter()
        .map(|file| (&*file.path, file.imports.clone()))
        .collect();
    let imports = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
    let expected: [(&str, Vec<String>); 2] = [
        (
            "z/v1/z.proto",
            imports(&["google/protobuf/timestamp.proto"]),
        ),
        (
            "a/v1/a.proto",
            imports(&["google/protobuf/empty.proto", "z/v1/z.proto"]),
        ),
    ];
    assert_eq!(files, expected);
}

#[test]
fn services_of_one_package_share_a_file() {
    let shared = || vec![message("a.v1.M", &[])];
    let (one, other) = (
        service("a.v1", "Ones", "a.v1.M", shared()),
        service("a.v1", "Others", "a.v1.M", shared()),
    );
    let (ways, back) = (
        proto_files(&[&one, &other]).unwrap(),
        proto_files(&[&other, &one]).unwrap(),
    );
    assert_eq!(ways.len(), 1);
    assert_eq!(ways[0].text(), back[0].text());
    let expected = r#"syntax = "proto3";

package a.v1;

service Ones {
  rpc Go(M) returns (M);
}

service Others {
  rpc Go(M) returns (M);
}

message M {}
"#;
    assert_eq!(ways[0].text(), expected);
}

#[test]
fn one_name_for_two_things_is_refused() {
    let one = service("a.v1", "Ones", "a.v1.M", vec![message("a.v1.M", &[])]);
    let held = vec![message("a.v1.M", &["google.protobuf.Empty"])];
    let other = service("a.v1", "Others", "a.v1.M", held);
    assert_eq!(
        problem(&[&one, &other]),
        "`a.v1.M` is one thing for `a.v1.Ones` and another for `a.v1.Others` in protobuf; rename one with \
         `#[message(name = \"..\")]`, or give it a package of its own with `#[message(package = \"..\")]`"
    );
    let named = vec![message("a.v1.M", &[]), message("a.v1.Ones", &[])];
    let other = service("a.v1", "Others", "a.v1.M", named);
    assert_eq!(
        problem(&[&one, &other]),
        "the service `a.v1.Ones` and `a.v1.Ones` are both `a.v1.Ones` in protobuf; rename one of them, or give it a \
         package of its own"
    );
}

#[test]
fn packages_that_need_each_other_are_refused() {
    let messages = vec![
        message("a.v1.Start", &["b.v1.One"]),
        message("b.v1.One", &["c.v1.Two"]),
        message("c.v1.Two", &["b.v1.Three"]),
        message("b.v1.Three", &[]),
    ];
    let one = service("a.v1", "Starts", "a.v1.Start", messages);
    assert_eq!(
        problem(&[&one]),
        "packages need each other, which protobuf does not allow: `b.v1.One.f0` uses `c.v1.Two`, `c.v1.Two.f0` uses \
         `b.v1.Three`; put these types into one package with `#[message(package = \"..\")]`"
    );
}

/// A description can come from elsewhere, and its names become paths and text.
#[test]
fn names_that_lead_elsewhere_are_refused() {
    let one = service("a.v1", "Ones", "a.v1.M", Vec::new());
    assert_eq!(
        problem(&[&one]),
        "`a.v1.Ones.Go` uses `a.v1.M`, which is not described"
    );
    let mut out = service("a.v1", "Ones", "a/../b.M", vec![message("a/../b.M", &[])]);
    assert!(problem(&[&out]).contains("is no package in protobuf"));
    out.proto.problems.push("why".to_owned());
    assert_eq!(
        problem(&[&out]),
        "the service `a.v1.Ones` has no protobuf form: why"
    );
}

/// Protobuf looks for the first part of a name in the packages around first.
#[test]
fn a_full_name_that_means_something_nearer_begins_with_a_dot() {
    let messages = vec![
        message(
            "x.a.v1.M",
            &["google.protobuf.Empty", "a.v1.N", "x.google.v1.G"],
        ),
        message("a.v1.N", &[]),
        message("x.google.v1.G", &[]),
    ];
    let one = service("x.a.v1", "Ms", "x.a.v1.M", messages);
    let files = proto_files(&[&one]).unwrap();
    let text = files.last().unwrap().text();
    let fields: Vec<_> = text.lines().filter(|line| line.contains(" = ")).collect();
    assert_eq!(
        fields[1..],
        [
            "  .google.protobuf.Empty f0 = 1;",
            "  .a.v1.N f1 = 2;",
            "  x.google.v1.G f2 = 3;",
        ]
    );
}
