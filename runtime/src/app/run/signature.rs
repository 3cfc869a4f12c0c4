//! A tool as a line of text: `tasks_create(title: string, assignee?: string) -> Task`.

use super::types::Types;
use crate::spec::schema::{SchemaObject, Type};
use crate::spec::{Json, MethodSpec, Schema, ServiceSpec};

/// Up to so many values of an enumeration are written out in place of its name.
const VALUES: usize = 6;

const OR_NULL: &str = " | null";

/// The signature of a tool.
pub(super) fn of(spec: &ServiceSpec, method: &MethodSpec, tool: &str) -> String {
    let types = Types(spec);
    let arguments: Vec<_> = match types.resolve(&method.input) {
        _ if method.kind.streams_input() => {
            vec![format!("items: {}", list(text(types, &method.input)))]
        }
        Some((object, _)) if object.properties.is_some() && object.one_of.is_empty() => {
            let fields = object.properties.iter().flatten();
            fields
                .map(|(name, schema)| argument(types, object, name, schema))
                .collect()
        }
        // Alternatives have no one list of fields.
        _ => vec![format!("input: {}", text(types, &method.input))],
    };
    let output = match text(types, &method.output) {
        item if method.kind.streams_output() => format!(" -> stream of {}", grouped(item)),
        nothing if nothing == "null" => String::new(),
        output => format!(" -> {output}"),
    };
    format!("{tool}({}){output}", arguments.join(", "))
}

fn argument(types: Types<'_>, object: &SchemaObject, name: &str, schema: &Schema) -> String {
    let mark = if object.is_required(name) { "" } else { "?" };
    format!("{name}{mark}: {}", field(types, object, name, schema))
}

/// The type of a field. That it may be absent says that it may be `null`.
pub(super) fn field(
    types: Types<'_>,
    object: &SchemaObject,
    name: &str,
    schema: &Schema,
) -> String {
    let mut text = text(types, schema);
    if !object.is_required(name) && text.ends_with(OR_NULL) {
        text.truncate(text.len() - OR_NULL.len());
    }
    text
}

/// A type in few words.
fn text(types: Types<'_>, schema: &Schema) -> String {
    let Some((object, name)) = types.resolve(schema) else {
        return "any".to_owned();
    };
    if let Some(values) = values(object) {
        return values;
    }
    if let Some(name) = name {
        return name.to_owned();
    }
    let alternatives: Vec<_> = object.any_of.iter().chain(&object.one_of).collect();
    if !alternatives.is_empty() {
        return union(alternatives.into_iter().map(|schema| text(types, schema)));
    }
    if object.types.is_empty() {
        return "any".to_owned();
    }
    union(object.types.iter().map(|kind| match kind {
        Type::Array => match &object.items {
            Some(items) => list(text(types, items)),
            None => "array".to_owned(),
        },
        Type::Object => match &object.additional_properties {
            Some(values) if object.properties.is_none() => format!("map<{}>", text(types, values)),
            _ => "object".to_owned(),
        },
        other => other.name().to_owned(),
    }))
}

/// The values of a short enumeration of strings.
fn values(object: &SchemaObject) -> Option<String> {
    let constants = |schemas: &[Schema]| {
        let constant = |schema: &Schema| schema.as_object()?.constant.clone();
        schemas.iter().map(constant).collect::<Option<Vec<_>>>()
    };
    // schemars writes variants with doc comments as alternatives of one constant each.
    let values = match &object.enumeration {
        Some(values) => values.clone(),
        None => constants(&object.one_of)?,
    };
    if values.is_empty() || values.len() > VALUES {
        return None;
    }
    let quoted = |value: &Json| value.as_str().map(|text| format!("\"{text}\""));
    let mut texts = values
        .iter()
        .filter(|value| !value.is_null())
        .map(quoted)
        .collect::<Option<Vec<_>>>()?;
    if values.iter().any(Json::is_null) {
        texts.push("null".to_owned());
    }
    Some(texts.join(" | "))
}

/// Alternatives, with `null` last.
fn union(texts: impl Iterator<Item = String>) -> String {
    let (nulls, mut texts): (Vec<_>, Vec<_>) = texts.partition(|text| text == "null");
    if !nulls.is_empty() {
        texts.push("null".to_owned());
    }
    texts.join(" | ")
}

fn list(item: String) -> String {
    format!("{}[]", grouped(item))
}

fn grouped(text: String) -> String {
    if text.contains(' ') {
        format!("({text})")
    } else {
        text
    }
}

#[cfg(test)]
mod tests;
