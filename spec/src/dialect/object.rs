//! Arguments of tools: one object, whatever the request is.
//!
//! Providers of models refuse a tool whose input has `anyOf`, `oneOf` or `allOf` at its root, and with it
//! the whole list of tools.

use crate::schema::{SchemaObject, Type};
use crate::{Json, Schema};

use super::standalone::{Types, add_required, combines, says_what_else};

/// The schema of a tool's arguments: closed, of type `object`, with `properties`.
///
/// The alternatives of an enum become one object with the properties of them all, of which those are
/// required that every alternative requires. It says less than the enum, and allows all of its values;
/// what the alternatives are for is told in the description.
pub(super) fn arguments(types: &Types, input: &Schema) -> Schema {
    let mut schema = types.resolve(input);
    types.close(&mut schema);
    let mut object = match by_key(schema) {
        Schema::Object(object) => flatten(types, *object),
        Schema::Any | Schema::Never => SchemaObject::default(),
    };
    object.types = vec![Type::Object];
    object.properties.get_or_insert_default();
    if !says_what_else(&object) {
        object.additional_properties = Some(Schema::Never);
    }
    types.with_definitions(object.into())
}

/// One object out of a combination of objects.
fn flatten(types: &Types, mut object: SchemaObject) -> SchemaObject {
    if !combines(&object) {
        return object;
    }
    let tagged = std::mem::take(&mut object.one_of).into_iter().map(by_key);
    let alternatives = std::mem::take(&mut object.any_of).into_iter().chain(tagged);
    let mut union: Option<SchemaObject> = None;
    let mut about = Vec::new();
    for alternative in objects(types, alternatives) {
        about.extend(item(&alternative));
        match &mut union {
            None => union = Some(alternative),
            Some(union) => join(union, alternative),
        }
    }
    if !about.is_empty() {
        let paragraphs = object.description.into_iter().chain([about.join("\n")]);
        object.description = Some(paragraphs.collect::<Vec<_>>().join("\n\n"));
    }
    let parts = std::mem::take(&mut object.all_of);
    for part in union.into_iter().chain(objects(types, parts)) {
        include(&mut object, part);
    }
    object
}

/// A variant without data, which is a string otherwise, as serde reads it too: `{"Variant": null}`.
fn by_key(variant: Schema) -> Schema {
    let Some(names) = names_of(&variant) else {
        return variant;
    };
    let names = names.iter().filter_map(Json::as_str);
    let properties: Vec<_> = names
        .map(|name| (name.to_owned(), Schema::of(Type::Null)))
        .collect();
    let required = match &*properties {
        [(name, _)] => vec![name.clone()],
        _ => Vec::new(),
    };
    SchemaObject {
        description: variant
            .as_object()
            .and_then(|object| object.description.clone()),
        types: vec![Type::Object],
        properties: Some(properties),
        required,
        additional_properties: Some(Schema::Never),
        ..SchemaObject::default()
    }
    .into()
}

/// The schemas of objects among `schemas`, each flattened.
fn objects(types: &Types, schemas: impl IntoIterator<Item = Schema>) -> Vec<SchemaObject> {
    let object = |schema: Schema| match types.resolve(&schema) {
        Schema::Object(object) => Some(flatten(types, *object)),
        // A flattened `Option` may add nothing.
        Schema::Any => Some(SchemaObject::default()),
        Schema::Never => None,
    };
    let is_object = |object: &SchemaObject| object.types.is_empty() || object.is_of(Type::Object);
    schemas
        .into_iter()
        .filter_map(object)
        .filter(is_object)
        .collect()
}

/// What an alternative is for, as an item of a list.
fn item(alternative: &SchemaObject) -> Option<String> {
    let name = variant(alternative)?;
    let first_paragraph = alternative.description.as_deref()?.split("\n\n").next()?;
    Some(format!(
        "- `{name}`: {}",
        first_paragraph.replace('\n', " ")
    ))
}

/// The name of the variant that an alternative describes: the value of its tag, or its only key.
fn variant(alternative: &SchemaObject) -> Option<&str> {
    let properties = alternative.properties.as_deref()?;
    let only_key = || match properties {
        [(key, _)] => Some(&**key),
        _ => None,
    };
    properties
        .iter()
        .find_map(|(_, schema)| constant(schema)?.as_str())
        .or_else(only_key)
}

fn constant(schema: &Schema) -> Option<&Json> {
    schema.as_object()?.constant.as_ref()
}

/// Makes `union` allow the values of `other` too.
fn join(union: &mut SchemaObject, other: SchemaObject) {
    union.required.retain(|name| other.is_required(name));
    if !matches!(other.additional_properties, None | Some(Schema::Never)) {
        union.additional_properties = other.additional_properties;
    }
    let properties = union.properties.get_or_insert_default();
    for (name, schema) in other.properties.into_iter().flatten() {
        match properties.iter_mut().find(|(own, _)| *own == name) {
            Some((_, own)) => *own = either(own, &schema),
            None => properties.push((name, schema)),
        }
    }
}

/// Adds what `part` says to `object`, which has the say where both name a property.
fn include(object: &mut SchemaObject, part: SchemaObject) {
    let properties = object.properties.get_or_insert_default();
    for (name, schema) in part.properties.into_iter().flatten() {
        if !properties.iter().any(|(own, _)| *own == name) {
            properties.push((name, schema));
        }
    }
    add_required(object, part.required);
    object.additional_properties = object
        .additional_properties
        .take()
        .or(part.additional_properties);
}

/// A schema that allows the values of both; names of variants become one `enum`.
fn either(one: &Schema, other: &Schema) -> Schema {
    if one == other {
        return one.clone();
    }
    if let (Some(mut names), Some(others)) = (names_of(one), names_of(other)) {
        names.extend(others);
        return SchemaObject {
            types: vec![Type::String],
            enumeration: Some(names),
            ..SchemaObject::default()
        }
        .into();
    }
    let mut alternatives = match one.as_object() {
        Some(object) if only_any_of(object) => object.any_of.clone(),
        _ => vec![one.clone()],
    };
    if !alternatives.contains(other) {
        alternatives.push(other.clone());
    }
    SchemaObject {
        any_of: alternatives,
        ..SchemaObject::default()
    }
    .into()
}

/// The values of a schema that allows only the names of variants.
fn names_of(schema: &Schema) -> Option<Vec<Json>> {
    let object = schema
        .as_object()
        .filter(|object| object.is_of(Type::String))?;
    let constant = constant(schema).map(|name| vec![name.clone()]);
    constant.or_else(|| object.enumeration.clone())
}

fn only_any_of(object: &SchemaObject) -> bool {
    let plain = SchemaObject {
        any_of: object.any_of.clone(),
        ..SchemaObject::default()
    };
    !object.any_of.is_empty() && *object == plain
}
