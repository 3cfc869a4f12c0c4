//! The schemas of messages of every form: as `golden.json` shows them, byte for byte, in every build.
//!
//! Validators of another make read `golden.json` too (`tests/interop/test_schemas.py`), so that it is not our opinion
//! alone. `UPDATE=1 cargo test -p traitwire --test schemas` rewrites it. `tests/determinism` runs this file in a build
//! where another crate turns on what serde_json can do differently.

#[path = "schemas/samples.rs"]
mod samples;
#[path = "schemas/types.rs"]
mod types;

use std::collections::BTreeMap;

use samples::{Sample, samples};
use serde::Serialize;
use serde_json::value::RawValue;
use traitwire::__private::{DocDef, ErrorDef, MethodDef, ServiceDef, TypeDef, build};
use traitwire::spec::dialect::mcp::{self, Features};
use traitwire::spec::{Code, ServiceSpec};

const GOLDEN: &str = include_str!("schemas/golden.json");

/// What `golden.json` holds, an entry a line.
#[derive(Serialize)]
struct Golden {
    types: Vec<Box<RawValue>>,
    errors: Vec<Box<RawValue>>,
    methods: Vec<Box<RawValue>>,
    /// By the revision of the protocol.
    tools: BTreeMap<&'static str, Vec<Box<RawValue>>>,
    values: Vec<Values>,
}

/// Requests and replies of a method.
#[derive(Serialize)]
struct Values {
    tool: String,
    /// Requests that serde has written.
    requests: Vec<Box<RawValue>>,
    /// Requests that must be refused.
    refused: Vec<Box<RawValue>>,
    /// Replies that serde has written.
    replies: Vec<Box<RawValue>>,
}

#[test]
fn schemas_are_the_same_bytes_in_every_build() {
    let spec = spec();
    let tools = |revision| (revision, lines(mcp::tools(&spec, Features::of(revision))));
    let golden = Golden {
        types: lines(&spec.types),
        errors: lines(&spec.errors),
        methods: lines(spec.methods.iter().map(AsRef::as_ref)),
        tools: ["2025-11-25", "2026-07-28"].map(tools).into(),
        values: samples().into_iter().map(values).collect(),
    };
    let text = serde_json::to_string_pretty(&golden).expect("JSON") + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/golden.json");
    if std::env::var_os("UPDATE").is_some() && std::path::Path::new(path).exists() {
        std::fs::write(path, text).expect("the golden file is written");
    } else if text != GOLDEN {
        panic!("golden.json differs {}", difference(&text));
    }
}

/// Each as compact JSON.
fn lines(items: impl IntoIterator<Item: Serialize>) -> Vec<Box<RawValue>> {
    let line = |item| serde_json::value::to_raw_value(&item).expect("JSON");
    items.into_iter().map(line).collect()
}

/// The first line that differs.
fn difference(text: &str) -> String {
    let lines = text.lines().zip(GOLDEN.lines()).enumerate();
    match lines.into_iter().find(|(_, (now, golden))| now != golden) {
        Some((index, (now, golden))) => format!("in line {}: `{now}`, not `{golden}`", index + 1),
        None => "in length".to_owned(),
    }
}

/// A service with a method for each sample, as `#[service]` would describe it.
fn spec() -> ServiceSpec {
    let methods: Vec<_> = samples().iter().map(method).collect();
    let errors = vec![ErrorDef {
        reason: "no_such_leaf",
        code: Code::NotFound,
        retryable: false,
        doc: doc("No leaf has this name."),
        fields: Some(TypeDef::of::<types::Leaf>()),
    }];
    build(Box::leak(Box::new(ServiceDef {
        name: "Forms",
        package: "forms.v1",
        path: "forms",
        doc: doc("Messages of every form."),
        methods: methods.leak(),
        errors: errors.leak(),
        origin: "tests",
    })))
}

const fn doc(summary: &'static str) -> DocDef {
    DocDef {
        summary,
        description: "",
    }
}

fn method(sample: &Sample) -> MethodDef {
    MethodDef {
        name: sample.name,
        pascal: sample.name,
        tool: true,
        doc: doc("Give it back."),
        input: sample.input,
        output: sample.output,
        errors: None,
        examples: &[],
        read_only: true,
        destructive: false,
        idempotent: false,
        scopes: &[],
        public: false,
        timeout_ms: None,
        on: None,
        deprecated: None,
    }
}

fn values(sample: Sample) -> Values {
    let raw = |texts: Vec<String>| {
        let raw = |text| RawValue::from_string(text).expect("JSON");
        texts.into_iter().map(raw).collect()
    };
    Values {
        tool: format!("forms_{}", sample.name),
        requests: raw(sample.requests),
        refused: raw(sample.refused),
        replies: raw(sample.replies),
    }
}
