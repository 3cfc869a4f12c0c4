//! What protobuf declares itself, as its release has it, for whoever reads descriptors and has nothing else.

use super::super::{
    ProtoEnum, ProtoField, ProtoLabel, ProtoMessage, ProtoScalar, ProtoType, ProtoValue, Reserved,
};
use super::writer::Writer;

const PACKAGE: &str = "google.protobuf";

/// A file of protobuf.
pub(super) struct Known {
    pub(super) path: &'static str,
    /// The last part of its package in Go, and its class in Java.
    names: (&'static str, &'static str),
    messages: Vec<ProtoMessage>,
    enums: Vec<ProtoEnum>,
}

/// Those that services use, sorted by path.
pub(super) fn files() -> [Known; 4] {
    let moment = |path, name: &str, names| Known {
        path,
        names,
        messages: vec![message(
            name,
            vec![
                field("seconds", 1, ProtoType::Scalar(ProtoScalar::Int64)),
                field("nanos", 2, ProtoType::Scalar(ProtoScalar::Int32)),
            ],
        )],
        enums: Vec::new(),
    };
    [
        moment(
            "google/protobuf/duration.proto",
            "Duration",
            ("durationpb", "DurationProto"),
        ),
        Known {
            path: "google/protobuf/empty.proto",
            names: ("emptypb", "EmptyProto"),
            messages: vec![message("Empty", Vec::new())],
            enums: Vec::new(),
        },
        json(),
        moment(
            "google/protobuf/timestamp.proto",
            "Timestamp",
            ("timestamppb", "TimestampProto"),
        ),
    ]
}

/// Any JSON.
fn json() -> Known {
    let value = || ProtoType::Message(full("Value"));
    let fields = ProtoType::Map {
        key: ProtoScalar::String,
        value: Box::new(value()),
    };
    let kinds = vec![
        field("null_value", 1, ProtoType::Enum(full("NullValue"))),
        field("number_value", 2, ProtoType::Scalar(ProtoScalar::Double)),
        field("string_value", 3, ProtoType::Scalar(ProtoScalar::String)),
        field("bool_value", 4, ProtoType::Scalar(ProtoScalar::Bool)),
        field("struct_value", 5, ProtoType::Message(full("Struct"))),
        field("list_value", 6, ProtoType::Message(full("ListValue"))),
    ];
    let values = ProtoField {
        label: ProtoLabel::Repeated,
        ..field("values", 1, value())
    };
    Known {
        path: "google/protobuf/struct.proto",
        names: ("structpb", "StructProto"),
        messages: vec![
            message("Struct", vec![field("fields", 1, fields)]),
            ProtoMessage {
                oneof: Some("kind".to_owned()),
                ..message("Value", kinds)
            },
            message("ListValue", vec![values]),
        ],
        enums: vec![ProtoEnum {
            name: full("NullValue"),
            base: "NullValue".to_owned(),
            path: None,
            doc: String::new(),
            values: vec![ProtoValue {
                name: "NULL_VALUE".to_owned(),
                number: 0,
                doc: String::new(),
            }],
            reserved: Reserved::default(),
        }],
    }
}

fn full(name: &str) -> String {
    format!("{PACKAGE}.{name}")
}

fn message(name: &str, fields: Vec<ProtoField>) -> ProtoMessage {
    ProtoMessage {
        name: full(name),
        base: name.to_owned(),
        path: None,
        doc: String::new(),
        oneof: None,
        fields,
        reserved: Reserved::default(),
    }
}

fn field(name: &str, number: u32, ty: ProtoType) -> ProtoField {
    ProtoField {
        name: name.to_owned(),
        number,
        label: ProtoLabel::Single,
        required: false,
        ty,
        json_name: None,
        doc: String::new(),
    }
}

/// The descriptor of a file, with what it says to the generators of other languages.
pub(super) fn file(known: &Known, to: &mut Writer) {
    super::head(known.path, PACKAGE, to);
    super::types(known.messages.iter(), known.enums.iter(), to);
    let (go, java) = known.names;
    to.message(8, |to| {
        to.text(1, "com.google.protobuf");
        to.text(8, java);
        to.flag(10);
        to.text(11, &format!("google.golang.org/protobuf/types/known/{go}"));
        to.flag(31);
        to.text(36, "GPB");
        to.text(37, "Google.Protobuf.WellKnownTypes");
    });
    to.text(12, "proto3");
}
