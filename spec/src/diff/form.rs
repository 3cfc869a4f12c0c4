//! Schemas as a comparison sees them: without references, `null` apart, alternatives as named variants.

use crate::schema::{SchemaObject, Type};
use crate::{Json, Number, Schema, ServiceSpec};

use super::limits;

/// The named types of one side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Types<'a>(pub(super) &'a ServiceSpec);

impl<'a> Types<'a> {
    /// The schema of a type.
    pub(super) fn named(self, name: &str) -> Option<&'a Schema> {
        Some(&self.0.type_named(name)?.schema)
    }

    /// The schema with what it refers to written out.
    pub(super) fn resolve(self, schema: &Schema) -> Schema {
        let mut resolved = schema.clone();
        // A type that is nothing but itself does not exist, but a description is data.
        for _ in 0..=self.0.types.len() {
            let Some(name) = reference(&resolved) else {
                return resolved;
            };
            // What is not described may be anything.
            let target = self.named(name).cloned();
            let mut beside = resolved.as_object().cloned().unwrap_or_default();
            beside.reference = None;
            resolved = overlay(beside, target.unwrap_or(Schema::Any));
        }
        Schema::Any
    }
}

/// The name of the type that a schema is a reference to.
pub(super) fn reference(schema: &Schema) -> Option<&str> {
    schema.as_object()?.reference_name()
}

/// A schema without `null`, and whether it allows `null` beside other values.
pub(super) fn without_null(schema: &Schema) -> (Schema, bool) {
    let Schema::Object(object) = schema else {
        return (schema.clone(), false);
    };
    let mut object = (**object).clone();
    let mut nullable = false;
    if object.types.len() > 1 && object.types.contains(&Type::Null) {
        object.types.retain(|kind| *kind != Type::Null);
        nullable = true;
        if let Some(values) = &mut object.enumeration {
            values.retain(|value| !value.is_null());
        }
    }
    let alternatives = object.any_of.len();
    object.any_of.retain(|choice| !is_null(choice));
    if object.any_of.len() < alternatives {
        nullable = true;
        if object.any_of.len() == 1
            && let Some(only) = object.any_of.pop()
        {
            return (overlay(object, only), true);
        }
    }
    (object.into(), nullable)
}

fn is_null(schema: &Schema) -> bool {
    let object = schema.as_object();
    object.is_some_and(|object| object.is_of(Type::Null))
}

/// A schema together with what stands beside a reference to it.
fn overlay(beside: SchemaObject, target: Schema) -> Schema {
    if beside == SchemaObject::default() {
        return target;
    }
    let mut merged = match target {
        Schema::Never => return Schema::Never,
        Schema::Any => return beside.into(),
        Schema::Object(object) => *object,
    };
    merged.title = beside.title.or(merged.title);
    merged.description = beside.description.or(merged.description);
    merged.deprecated |= beside.deprecated;
    merged.default = beside.default.or(merged.default);
    if !beside.examples.is_empty() {
        merged.examples = beside.examples;
    }
    if let Some(own) = beside.properties {
        let others = merged.properties.take().into_iter().flatten();
        let mut properties = own;
        for (name, schema) in others {
            if !properties.iter().any(|(key, _)| *key == name) {
                properties.push((name, schema));
            }
        }
        merged.properties = Some(properties);
    }
    for name in beside.required {
        if !merged.is_required(&name) {
            merged.required.push(name);
        }
    }
    merged.minimum = limits::greater(beside.minimum, merged.minimum);
    merged.maximum = limits::less(beside.maximum, merged.maximum);
    merged.min_length = beside.min_length.max(merged.min_length);
    merged.max_length = least(beside.max_length, merged.max_length);
    merged.min_items = beside.min_items.max(merged.min_items);
    merged.max_items = least(beside.max_items, merged.max_items);
    merged.pattern = beside.pattern.or(merged.pattern);
    merged.into()
}

/// The less of two counts, or the only one.
fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one.into_iter().chain(other).min()
}

/// One of the forms that a value may have.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    /// The value, the key or the tag's value; for others their type.
    pub(super) name: String,
    pub(super) style: Style,
    pub(super) schema: Schema,
}

/// How a variant is told from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// The value is its name.
    Value,
    /// An object whose only key is its name.
    Key,
    /// This field holds its name.
    Tag(String),
    /// By what fits.
    Untagged,
}

/// The variants of a schema; none where it has no alternatives.
pub(super) fn variants(object: &SchemaObject) -> Vec<Variant> {
    let mut variants = values(object);
    let choices = object.one_of.iter().chain(&object.any_of);
    for choice in choices {
        let inner = choice.as_object();
        let named = inner.map(values).unwrap_or_default();
        if named.is_empty() {
            variants.push(variant(choice));
        } else {
            variants.extend(named);
        }
    }
    variants
}

/// The values that a schema lists.
fn values(object: &SchemaObject) -> Vec<Variant> {
    let listed = object.enumeration.iter().flatten().chain(&object.constant);
    // The description is that of the whole list where it has several values.
    let of_one = object.constant.is_some();
    let about = SchemaObject {
        description: object.description.clone().filter(|_| of_one),
        deprecated: object.deprecated && of_one,
        ..SchemaObject::default()
    };
    let variant = |value: &Json| Variant {
        name: value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned),
        style: Style::Value,
        schema: about.clone().into(),
    };
    listed.map(variant).collect()
}

fn variant(choice: &Schema) -> Variant {
    let (name, style) = choice
        .as_object()
        .and_then(|object| tag(object).or_else(|| key(object)))
        .unwrap_or_else(|| (label(choice), Style::Untagged));
    Variant {
        name,
        style,
        schema: choice.clone(),
    }
}

fn tag(object: &SchemaObject) -> Option<(String, Style)> {
    let mut properties = object.properties.iter().flatten();
    properties.find_map(|(name, schema)| {
        let value = schema.as_object()?.constant.as_ref()?.as_str()?;
        Some((value.to_owned(), Style::Tag(name.clone())))
    })
}

fn key(object: &SchemaObject) -> Option<(String, Style)> {
    let [(name, _)] = object.properties.as_deref()? else {
        return None;
    };
    let is_only = object.additional_properties == Some(Schema::Never);
    (is_only && object.is_required(name)).then(|| (name.clone(), Style::Key))
}

/// What a variant without a name is called.
fn label(choice: &Schema) -> String {
    if let Some(name) = reference(choice) {
        return name.to_owned();
    }
    let types = choice.as_object().map(|object| &*object.types);
    let names: Vec<_> = types
        .unwrap_or_default()
        .iter()
        .map(|kind| kind.name())
        .collect();
    if names.is_empty() {
        "any".to_owned()
    } else {
        names.join(" or ")
    }
}

/// The number of an integer keyword that the schema's type does not know by itself.
pub(super) fn extra_count(object: &SchemaObject, keyword: &str) -> Option<u64> {
    object
        .extra
        .get(keyword)
        .and_then(Json::as_number)
        .and_then(Number::as_u64)
}
