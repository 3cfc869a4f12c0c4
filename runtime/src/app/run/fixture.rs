//! A described service for the tests of the commands.

use std::sync::Arc;

use crate::spec::proto::ProtoSpec;
use crate::spec::{
    Doc, Hints, Json, MethodKind, MethodSpec, SPEC_VERSION, Schema, ServiceSpec, TypeSpec,
};

/// A service with one method `go`, which takes a `Request`, and with these types.
pub(super) fn service(types: &[(&str, &str)], output: &str) -> ServiceSpec {
    let describe = |(name, schema): &(&str, &str)| TypeSpec {
        name: (*name).to_owned(),
        schema: parse(schema),
    };
    ServiceSpec {
        spec_version: SPEC_VERSION,
        name: "Test".to_owned(),
        package: "test.v1".to_owned(),
        path: "test".to_owned(),
        doc: Doc::default(),
        methods: vec![Arc::new(method(parse(output)))],
        errors: Vec::new(),
        types: types.iter().map(describe).collect(),
        proto: ProtoSpec::default(),
    }
}

fn method(output: Schema) -> MethodSpec {
    MethodSpec {
        name: "go".to_owned(),
        index: 0,
        full_name: "test.v1.Test.Go".to_owned(),
        grpc_path: "/test.v1.Test/Go".to_owned(),
        http_path: "/api/test/go".to_owned(),
        tool: Some("test_go".to_owned()),
        kind: MethodKind::Unary,
        doc: Doc::default(),
        input: Schema::reference("Request"),
        output,
        proto: None,
        errors: Vec::new(),
        examples: Vec::new(),
        hints: Hints::default(),
        scopes: Vec::new(),
        public: false,
        timeout_ms: None,
        on: None,
        deprecated: None,
    }
}

fn parse(schema: &str) -> Schema {
    Schema::from_json(Json::parse(schema).unwrap()).unwrap()
}
