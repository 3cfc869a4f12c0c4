//! From what schemars generated to [`Schema`], under the names of messages.

use std::collections::{BTreeMap, HashMap};

use super::{MARK, Place, Side, normalize, variants};
use crate::spec::schema::Type;
use crate::spec::shape::Shape;
use crate::spec::{Json, Schema};

/// The types of one direction.
#[derive(Debug, Default)]
pub(super) struct Types {
    pub(super) collected: Vec<(Place, Schema)>,
    pub(super) named: BTreeMap<String, Schema>,
}

/// Converts all types of one direction.
pub(super) fn side(mut side: Side, shapes: &BTreeMap<String, &Shape>) -> Result<Types, String> {
    let mut types = Types::default();
    let mut names = HashMap::new();
    for (key, generated) in side.generator.take_definitions(false) {
        let mut schema = convert(&generated)?;
        let name = match take_mark(&mut schema) {
            Some(name) => {
                list_properties(&mut schema);
                if let Some(shape) = shapes.get(&name) {
                    variants::list_properties(&mut schema, shape);
                }
                name
            }
            None => plain_name(&key),
        };
        if types.named.contains_key(&name) {
            return Err(clash(&name));
        }
        types.named.insert(name.clone(), schema);
        names.insert(key, name);
    }
    for (place, generated) in side.collected {
        types
            .collected
            .push((place, convert(generated.as_value())?));
    }
    types.for_each(|schema| {
        schema.rename_references(&|reference| names.get(&decode_reference(reference)).cloned());
        normalize::normalize(schema);
    });
    Ok(types)
}

impl Types {
    /// Changes every schema.
    pub(super) fn for_each(&mut self, change: impl FnMut(&mut Schema)) {
        let collected = self.collected.iter_mut().map(|(_, schema)| schema);
        collected.chain(self.named.values_mut()).for_each(change);
    }
}

fn convert(generated: &serde_json::Value) -> Result<Schema, String> {
    let json =
        Json::try_from(generated).map_err(|error| format!("a schema cannot be kept: {error}"))?;
    Schema::from_json(json).ok_or_else(|| format!("`{generated}` is no schema"))
}

fn take_mark(schema: &mut Schema) -> Option<String> {
    match schema.as_object_mut()?.extra.remove(MARK)? {
        Json::String(name) => Some(name),
        _ => None,
    }
}

/// A message that is an object without fields has a list of properties all the same: it is not any object.
fn list_properties(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    let no_map = object.additional_properties.is_none() && object.pattern_properties.is_empty();
    if object.is_of(Type::Object) && no_map {
        object.properties.get_or_insert_default();
    }
}

fn clash(name: &str) -> String {
    format!(
        "two types are named `{name}`, and one of them is no message; rename one with `#[message(name = \"..\")]` \
         or `#[schemars(rename = \"..\")]`"
    )
}

/// The name of a type that is no message, fit for a reference.
fn plain_name(key: &str) -> String {
    let fit = |c: char| {
        if c.is_ascii_alphanumeric() || "._-".contains(c) {
            c
        } else {
            '_'
        }
    };
    key.chars().map(fit).collect()
}

/// The key that a reference stands for: a JSON pointer (RFC 6901) within a URI fragment.
fn decode_reference(reference: &str) -> String {
    let mut bytes = Vec::with_capacity(reference.len());
    let mut rest = reference;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        let code = after
            .get(..2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(code.unwrap_or(b'%'));
        rest = code.and(after.get(2..)).unwrap_or(after);
    }
    bytes.extend(rest.bytes());
    String::from_utf8_lossy(&bytes)
        .replace("~1", "/")
        .replace("~0", "~")
}
