//! The Model Context Protocol: methods as tools.
//!
//! See the specification's "Tools" at <https://modelcontextprotocol.io/specification>.

use std::fmt::Write;

use serde::Serialize;

use crate::schema::{SchemaObject, Type};
use crate::{ErrorSpec, Json, MethodSpec, Schema, ServiceSpec};

use super::object::arguments;
use super::standalone::{Types, is_plain_object};

/// What a revision of the protocol knows of tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// Whether tools have annotations.
    pub annotations: bool,
    /// What a tool can say of its results.
    pub output: Output,
}

/// What a tool can say of its results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Nothing: results are content blocks.
    Nothing,
    /// A schema of objects.
    Object,
    /// Any schema.
    Any,
}

/// How the reply of a method stands in `structuredContent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Structured {
    /// It does not: the reply says nothing, or the revision has no structured content.
    Absent,
    /// As it is.
    Bare,
    /// As `{"result": ..}`.
    Wrapped,
}

/// A tool, as an entry of the answer to `tools/list`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tool {
    /// Name of the tool, such as `tasks_create`.
    pub name: String,
    /// What the tool does, and how it can fail: written for the model.
    pub description: String,
    /// The arguments: always a closed object.
    pub input_schema: Schema,
    /// The structured content of a result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_schema: Option<Schema>,
    /// What a client may assume, all of it written out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annotations: Option<Annotations>,
    /// How a reply becomes a result that [`output_schema`](Self::output_schema) describes.
    #[serde(skip)]
    pub structured: Structured,
}

/// What a client may assume of a tool.
///
/// The protocol's own defaults call a tool without annotations destructive, hence nothing is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "these are the four hints of the protocol"
)]
pub struct Annotations {
    /// It changes nothing.
    pub read_only_hint: bool,
    /// It may delete or overwrite.
    pub destructive_hint: bool,
    /// Calling it again with the same arguments has no further effect.
    pub idempotent_hint: bool,
    /// It deals with an open set of others, such as the web. Services do not say so.
    pub open_world_hint: bool,
}

impl Features {
    /// What a revision knows, such as `2025-11-25`.
    pub fn of(revision: &str) -> Self {
        // Revisions are named by their dates, which sort as text.
        let output = match revision {
            _ if revision < "2025-06-18" => Output::Nothing,
            _ if revision < "2026-07-28" => Output::Object,
            _ => Output::Any,
        };
        Self {
            annotations: revision >= "2025-03-26",
            output,
        }
    }
}

/// The tools of a service, in the order of its methods.
pub fn tools(spec: &ServiceSpec, features: Features) -> Vec<Tool> {
    let (inputs, outputs) = (Types::closed(spec), Types::open(spec));
    let tool = |name: &String, method: &MethodSpec| {
        let (structured, output_schema) = output(&outputs, &replies(method), features.output);
        Tool {
            name: name.clone(),
            description: description(spec, method),
            input_schema: input(&inputs, method),
            output_schema,
            annotations: features.annotations.then(|| annotations(method)),
            structured,
        }
    };
    let methods = spec.methods.iter();
    methods
        .filter_map(|method| Some(tool(method.tool.as_ref()?, method)))
        .collect()
}

fn input(types: &Types, method: &MethodSpec) -> Schema {
    let streams = method.kind.streams_input();
    let mut schema = if streams {
        arguments(types, &object(vec![("items", list_of(&method.input))]))
    } else {
        arguments(types, &method.input)
    };
    if let Some(object) = schema
        .as_object_mut()
        .filter(|object| object.examples.is_empty())
    {
        object.examples = method
            .examples
            .iter()
            .map(|example| match example.input.clone() {
                items if streams => Json::Object(vec![("items".to_owned(), items)]),
                input => input,
            })
            .collect();
    }
    schema
}

/// What a result holds: the reply, or the items of a stream, as far as one result has room for them.
fn replies(method: &MethodSpec) -> Schema {
    if !method.kind.streams_output() {
        return method.output.clone();
    }
    let complete = SchemaObject {
        description: Some(
            "Whether these are all items. It is false where there were more than one result holds, and where a live \
             stream went on for longer than a call may take."
                .to_owned(),
        ),
        types: vec![Type::Boolean],
        ..SchemaObject::default()
    };
    object(vec![
        ("items", list_of(&method.output)),
        ("complete", complete.into()),
    ])
}

fn list_of(item: &Schema) -> Schema {
    SchemaObject {
        types: vec![Type::Array],
        items: Some(item.clone()),
        ..SchemaObject::default()
    }
    .into()
}

/// An object with these properties, all of them required.
fn object(properties: Vec<(&str, Schema)>) -> Schema {
    let properties = properties.into_iter();
    let properties: Vec<_> = properties
        .map(|(name, schema)| (name.to_owned(), schema))
        .collect();
    SchemaObject {
        types: vec![Type::Object],
        required: properties.iter().map(|(name, _)| name.clone()).collect(),
        properties: Some(properties),
        ..SchemaObject::default()
    }
    .into()
}

fn output(types: &Types, output: &Schema, allowed: Output) -> (Structured, Option<Schema>) {
    let schema = types.standalone(output);
    let object = schema.as_object();
    let says_nothing = object.is_some_and(|object| object.is_of(Type::Null));
    let is_object = object.is_some_and(is_plain_object);
    match allowed {
        _ if says_nothing => (Structured::Absent, None),
        Output::Nothing => (Structured::Absent, None),
        Output::Object if !is_object => (Structured::Wrapped, Some(wrapped(types, output))),
        Output::Object | Output::Any => (Structured::Bare, Some(schema)),
    }
}

/// The schema of `{"result": ..}`.
fn wrapped(types: &Types, output: &Schema) -> Schema {
    types.standalone(&object(vec![("result", output.clone())]))
}

fn annotations(method: &MethodSpec) -> Annotations {
    Annotations {
        read_only_hint: method.hints.read_only,
        destructive_hint: method.hints.destructive,
        idempotent_hint: method.hints.idempotent,
        open_world_hint: false,
    }
}

/// The documentation of a method, then the errors that it returns.
fn description(spec: &ServiceSpec, method: &MethodSpec) -> String {
    let mut text = match method.deprecated.as_deref() {
        None => String::new(),
        Some("") => "Deprecated.\n\n".to_owned(),
        Some(note) => format!("Deprecated: {note}\n\n"),
    };
    text += &method.doc.text();
    let is_returned = |error: &&ErrorSpec| method.errors.contains(&error.reason);
    let mut errors = spec.errors.iter().filter(is_returned).peekable();
    if errors.peek().is_some() {
        text += "\n\nErrors:";
    }
    for error in errors {
        let again = if error.retryable {
            " (may succeed later)"
        } else {
            ""
        };
        // Writing to a string cannot fail.
        let _ = write!(text, "\n- `{}`{again}: {}", error.reason, error.doc.summary);
    }
    text
}
