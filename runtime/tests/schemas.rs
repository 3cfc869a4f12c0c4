//! The schemas of messages of every form: as `golden.json` shows them, byte for byte, in every build.
//!
//! Validators of another make read `golden.json` too (`tests/interop/test_schemas.py`), so that it is not our opinion
//! alone. `UPDATE=1 cargo test -p traitwire --test schemas` rewrites it. `tests/determinism` runs this file in a build
//! where another crate turns on what serde_json can do differently.

#[path = "schemas/samples.rs"]
mod samples;
#[path = "schemas/service.rs"]
mod service;
#[path = "schemas/types.rs"]
mod types;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use samples::{Sample, samples};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use service::FormsService;
use traitwire::__private::{Concern, ServiceTests, check_service};
use traitwire::spec::dialect::mcp::{self, Features};
use traitwire::spec::diff::diff;
use traitwire::spec::{ExampleOutcome, ExampleSpec, Json, ServiceSpec};

const GOLDEN: &str = include_str!("schemas/golden.json");

/// What `golden.json` holds, an entry a line.
#[derive(Serialize)]
struct Golden {
    types: Vec<Box<RawValue>>,
    errors: Vec<Box<RawValue>>,
    methods: Vec<Box<RawValue>>,
    proto: Proto,
    /// By the revision of the protocol.
    tools: BTreeMap<&'static str, Vec<Box<RawValue>>>,
    values: Vec<Sample>,
}

/// The service in protobuf, a message or an enum a line.
#[derive(Serialize)]
struct Proto {
    messages: Vec<Box<RawValue>>,
    enums: Vec<Box<RawValue>>,
    error: Option<&'static str>,
}

#[test]
fn schemas_are_the_same_bytes_in_every_build() {
    let spec = FormsService::spec();
    let tools = |revision| (revision, lines(mcp::tools(spec, Features::of(revision))));
    let golden = Golden {
        types: lines(&spec.types),
        errors: lines(&spec.errors),
        methods: lines(spec.methods.iter().map(AsRef::as_ref)),
        proto: Proto {
            messages: lines(&spec.proto.messages),
            enums: lines(&spec.proto.enums),
            error: spec.proto.error.as_deref(),
        },
        tools: ["2025-11-25", "2026-07-28"].map(tools).into(),
        values: samples(),
    };
    let text = serde_json::to_string_pretty(&golden).expect("JSON") + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/golden.json");
    if std::env::var_os("UPDATE").is_some() && std::path::Path::new(path).exists() {
        std::fs::write(path, text).expect("the golden file is written");
    } else if text != GOLDEN {
        panic!("golden.json differs {}", difference(&text));
    }
}

#[test]
fn descriptions_are_read_back_to_the_same_bytes() {
    let written = serde_json::to_string(FormsService::spec()).expect("JSON");
    let json = Json::parse(&written).expect("JSON");
    let spec = ServiceSpec::from_json(&json).expect("a description");
    assert_eq!(serde_json::to_string(&spec).expect("JSON"), written);
    assert_eq!(diff(&[&spec], &[FormsService::spec()]), []);
}

/// Each as compact JSON.
fn lines(items: impl IntoIterator<Item: Serialize>) -> Vec<Box<RawValue>> {
    let line = |item| to_raw_value(&item).expect("JSON");
    items.into_iter().map(line).collect()
}

#[test]
fn every_method_has_samples() {
    let methods = FormsService::spec()
        .methods
        .iter()
        .map(|method| method.name.clone());
    let sampled: Vec<_> = samples()
        .iter()
        .map(|sample| sample.method.to_owned())
        .collect();
    assert_eq!(methods.collect::<Vec<_>>(), sampled);
}

/// The description, with the samples of each method as its examples.
fn with_samples() -> &'static ServiceSpec {
    static SPEC: LazyLock<ServiceSpec> = LazyLock::new(|| {
        let mut spec = FormsService::spec().clone();
        let json = |raw: &RawValue| Json::parse(raw.get()).expect("JSON");
        for (method, sample) in spec.methods.iter_mut().zip(samples()) {
            let examples = sample.replies.iter().enumerate().map(|(index, reply)| {
                let request = sample.requests.get(index).unwrap_or(&sample.requests[0]);
                ExampleSpec {
                    title: None,
                    input: json(request),
                    outcome: Some(ExampleOutcome::Reply(json(reply))),
                }
            });
            Arc::make_mut(method).examples = examples.collect();
        }
        spec
    });
    &SPEC
}

#[test]
fn values_of_every_form_pass_the_tests_of_a_service() {
    let tests = ServiceTests {
        spec: with_samples,
        ..FormsService::__TESTS
    };
    for concern in [
        Concern::Requests,
        Concern::RequestSchemas,
        Concern::Replies,
        Concern::ReplySchemas,
    ] {
        assert_eq!(check_service(&tests, concern), Ok(()), "{concern:?}");
    }
}

/// The first line that differs.
fn difference(text: &str) -> String {
    let lines = text.lines().zip(GOLDEN.lines()).enumerate();
    match lines.into_iter().find(|(_, (now, golden))| now != golden) {
        Some((index, (now, golden))) => format!("in line {}: `{now}`, not `{golden}`", index + 1),
        None => "in length".to_owned(),
    }
}
