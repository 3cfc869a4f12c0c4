//! References from schema to schema, `#/$defs/Name`.

use std::collections::BTreeSet;

use crate::json::Json;

use super::{Schema, SchemaObject};

const PREFIX: &str = "#/$defs/";

impl Schema {
    /// A reference to the definition `name`, e.g. `{"$ref":"#/$defs/Task"}`.
    pub fn reference(name: &str) -> Self {
        let reference = Some(format!("{PREFIX}{name}"));
        SchemaObject {
            reference,
            ..SchemaObject::default()
        }
        .into()
    }

    /// The names of all definitions that are referred to from this schema or from inside it.
    ///
    /// References in [`extra`](SchemaObject::extra) keywords count too.
    pub fn references(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        self.walk(&mut |schema| {
            let Some(object) = schema.as_object() else {
                return;
            };
            names.extend(object.reference_name());
            for value in object.extra.values() {
                collect_from_json(value, &mut names);
            }
        });
        names
    }

    /// Renames the definitions that are referred to; `rename` answers the new name, if it differs.
    pub fn rename_references(&mut self, rename: &impl Fn(&str) -> Option<String>) {
        self.walk_mut(&mut |schema| {
            let Some(object) = schema.as_object_mut() else {
                return;
            };
            if let Some(reference) = &mut object.reference {
                rename_reference(reference, rename);
            }
            for value in object.extra.values_mut() {
                rename_in_json(value, rename);
            }
        });
    }
}

/// The names of all definitions that `roots` refer to, directly or through other definitions.
///
/// `definition` finds a definition by its name.
pub fn reachable<'a>(
    roots: impl IntoIterator<Item = &'a Schema>,
    definition: impl Fn(&str) -> Option<&'a Schema>,
) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Schema> = roots.into_iter().collect();
    while let Some(schema) = open.pop() {
        for name in schema.references() {
            if found.insert(name) {
                open.extend(definition(name));
            }
        }
    }
    found
}

impl SchemaObject {
    /// The name of the definition that this schema refers to.
    pub fn reference_name(&self) -> Option<&str> {
        self.reference.as_deref()?.strip_prefix(PREFIX)
    }
}

fn rename_reference(reference: &mut String, rename: &impl Fn(&str) -> Option<String>) {
    if let Some(name) = reference.strip_prefix(PREFIX).and_then(rename) {
        *reference = format!("{PREFIX}{name}");
    }
}

fn collect_from_json<'a>(json: &'a Json, names: &mut BTreeSet<&'a str>) {
    match json {
        Json::Array(elements) => elements
            .iter()
            .for_each(|value| collect_from_json(value, names)),
        Json::Object(members) => {
            for (key, value) in members {
                match value.as_str() {
                    Some(reference) if key == "$ref" => {
                        names.extend(reference.strip_prefix(PREFIX));
                    }
                    _ => collect_from_json(value, names),
                }
            }
        }
        _ => {}
    }
}

fn rename_in_json(json: &mut Json, rename: &impl Fn(&str) -> Option<String>) {
    match json {
        Json::Array(elements) => elements
            .iter_mut()
            .for_each(|value| rename_in_json(value, rename)),
        Json::Object(members) => {
            for (key, value) in members {
                match value {
                    Json::String(reference) if key == "$ref" => rename_reference(reference, rename),
                    _ => rename_in_json(value, rename),
                }
            }
        }
        _ => {}
    }
}
