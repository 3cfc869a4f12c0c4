//! The files of the services that every server has, as gRPC declares them
//! (<https://github.com/grpc/grpc-proto/tree/master/grpc>).

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto,
    FileDescriptorProto, MessageOptions, MethodDescriptorProto, OneofDescriptorProto,
    ServiceDescriptorProto,
};

use crate::spec::proto::names::json_name;

const HEALTH: &str = "grpc.health.v1";

/// A field: its number, its name, and its type, of which any other than a scalar is a message of the same package.
type Field = (i32, &'static str, &'static str);

pub(super) fn files() -> [FileDescriptorProto; 3] {
    [
        health(),
        reflection("grpc.reflection.v1"),
        reflection("grpc.reflection.v1alpha"),
    ]
}

fn health() -> FileDescriptorProto {
    let mut response = message(HEALTH, "HealthCheckResponse", &[]);
    response.field = vec![FieldDescriptorProto {
        r#type: Some(Type::Enum.into()),
        ..field(HEALTH, (1, "status", "HealthCheckResponse.ServingStatus"))
    }];
    let statuses = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"];
    response.enum_type = vec![EnumDescriptorProto {
        name: Some("ServingStatus".to_owned()),
        value: (0..).zip(statuses).map(value).collect(),
        ..Default::default()
    }];
    let entry = DescriptorProto {
        options: Some(MessageOptions {
            map_entry: Some(true),
            ..Default::default()
        }),
        ..message(
            HEALTH,
            "StatusesEntry",
            &[(1, "key", "string"), (2, "value", "HealthCheckResponse")],
        )
    };
    let all = [(1, "statuses", "repeated HealthListResponse.StatusesEntry")];
    let messages = vec![
        message(HEALTH, "HealthCheckRequest", &[(1, "service", "string")]),
        response,
        message(HEALTH, "HealthListRequest", &[]),
        DescriptorProto {
            nested_type: vec![entry],
            ..message(HEALTH, "HealthListResponse", &all)
        },
    ];
    let one = ("HealthCheckRequest", "HealthCheckResponse");
    let methods = vec![
        method(HEALTH, "Check", one),
        method(HEALTH, "List", ("HealthListRequest", "HealthListResponse")),
        MethodDescriptorProto {
            server_streaming: Some(true),
            ..method(HEALTH, "Watch", one)
        },
    ];
    file(HEALTH, "health", messages, ("Health", methods))
}

fn reflection(package: &str) -> FileDescriptorProto {
    let message = |name, fields| message(package, name, fields);
    let request = one_of(
        message(
            "ServerReflectionRequest",
            &[
                (1, "host", "string"),
                (3, "file_by_filename", "string"),
                (4, "file_containing_symbol", "string"),
                (5, "file_containing_extension", "ExtensionRequest"),
                (6, "all_extension_numbers_of_type", "string"),
                (7, "list_services", "string"),
            ],
        ),
        ("message_request", 3),
    );
    let response = one_of(
        message(
            "ServerReflectionResponse",
            &[
                (1, "valid_host", "string"),
                (2, "original_request", "ServerReflectionRequest"),
                (4, "file_descriptor_response", "FileDescriptorResponse"),
                (
                    5,
                    "all_extension_numbers_response",
                    "ExtensionNumberResponse",
                ),
                (6, "list_services_response", "ListServiceResponse"),
                (7, "error_response", "ErrorResponse"),
            ],
        ),
        ("message_response", 4),
    );
    let messages = vec![
        request,
        message(
            "ExtensionRequest",
            &[
                (1, "containing_type", "string"),
                (2, "extension_number", "int32"),
            ],
        ),
        response,
        message(
            "FileDescriptorResponse",
            &[(1, "file_descriptor_proto", "repeated bytes")],
        ),
        message(
            "ExtensionNumberResponse",
            &[
                (1, "base_type_name", "string"),
                (2, "extension_number", "repeated int32"),
            ],
        ),
        message(
            "ListServiceResponse",
            &[(1, "service", "repeated ServiceResponse")],
        ),
        message("ServiceResponse", &[(1, "name", "string")]),
        message(
            "ErrorResponse",
            &[(1, "error_code", "int32"), (2, "error_message", "string")],
        ),
    ];
    let info = MethodDescriptorProto {
        client_streaming: Some(true),
        server_streaming: Some(true),
        ..method(
            package,
            "ServerReflectionInfo",
            ("ServerReflectionRequest", "ServerReflectionResponse"),
        )
    };
    file(
        package,
        "reflection",
        messages,
        ("ServerReflection", vec![info]),
    )
}

fn file(
    package: &str,
    name: &str,
    messages: Vec<DescriptorProto>,
    (service, methods): (&str, Vec<MethodDescriptorProto>),
) -> FileDescriptorProto {
    FileDescriptorProto {
        name: Some(format!("{}/{name}.proto", package.replace('.', "/"))),
        package: Some(package.to_owned()),
        message_type: messages,
        service: vec![ServiceDescriptorProto {
            name: Some(service.to_owned()),
            method: methods,
            ..Default::default()
        }],
        syntax: Some("proto3".to_owned()),
        ..Default::default()
    }
}

fn message(package: &str, name: &str, fields: &[Field]) -> DescriptorProto {
    DescriptorProto {
        name: Some(name.to_owned()),
        field: fields.iter().map(|of| field(package, *of)).collect(),
        ..Default::default()
    }
}

/// A message whose fields from this number on are in one `oneof`.
fn one_of(mut message: DescriptorProto, (name, from): (&str, i32)) -> DescriptorProto {
    message.oneof_decl = vec![OneofDescriptorProto {
        name: Some(name.to_owned()),
        ..Default::default()
    }];
    for field in &mut message.field {
        field.oneof_index = (field.number() >= from).then_some(0);
    }
    message
}

fn field(package: &str, (number, name, of): Field) -> FieldDescriptorProto {
    let (label, of) = match of.strip_prefix("repeated ") {
        Some(of) => (Label::Repeated, of),
        None => (Label::Optional, of),
    };
    let (kind, type_name) = match of {
        "string" => (Type::String, None),
        "bytes" => (Type::Bytes, None),
        "int32" => (Type::Int32, None),
        message => (Type::Message, Some(format!(".{package}.{message}"))),
    };
    FieldDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(number),
        label: Some(label.into()),
        r#type: Some(kind.into()),
        type_name,
        json_name: Some(json_name(name)),
        ..Default::default()
    }
}

fn value((number, name): (i32, &str)) -> EnumValueDescriptorProto {
    EnumValueDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(number),
        ..Default::default()
    }
}

fn method(package: &str, name: &str, (request, reply): (&str, &str)) -> MethodDescriptorProto {
    MethodDescriptorProto {
        name: Some(name.to_owned()),
        input_type: Some(format!(".{package}.{request}")),
        output_type: Some(format!(".{package}.{reply}")),
        ..Default::default()
    }
}
