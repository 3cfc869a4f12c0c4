//! Schemas that stand alone: what they refer to is in their own `$defs`.

use std::collections::BTreeMap;

use crate::schema::{SchemaObject, Type, reachable};
use crate::{Schema, ServiceSpec};

/// The types of a service, as one form of tools needs them.
#[derive(Clone, Debug)]
pub(super) struct Types {
    named: BTreeMap<String, Schema>,
    /// The types as the service describes them.
    described: BTreeMap<String, Schema>,
}

impl Types {
    /// The types as they are: objects may have other properties than those that are described.
    pub(super) fn open(spec: &ServiceSpec) -> Self {
        let types = spec.types.iter();
        let mut described: BTreeMap<_, _> = types
            .map(|ty| (ty.name.clone(), ty.schema.clone()))
            .collect();
        for schema in described.values_mut() {
            without_booleans(schema);
        }
        let named = described.clone();
        Self { named, described }
    }

    /// The types with all objects closed, unless a map is flattened into them.
    pub(super) fn closed(spec: &ServiceSpec) -> Self {
        let mut types = Self::open(spec);
        let mut named = std::mem::take(&mut types.named);
        for schema in named.values_mut() {
            types.close(schema);
        }
        types.named = named;
        types
    }

    /// A type by its name.
    pub(super) fn get(&self, name: &str) -> Option<&Schema> {
        self.named.get(name)
    }

    /// A schema whose root is no reference, with all that it refers to in its `$defs`.
    pub(super) fn standalone(&self, schema: &Schema) -> Schema {
        let mut root = self.resolve(schema);
        without_booleans(&mut root);
        self.with_definitions(root)
    }

    /// Puts all that a schema refers to into its `$defs`.
    pub(super) fn with_definitions(&self, mut root: Schema) -> Schema {
        let names = reachable([&root], |name| self.get(name));
        let definition = |name: &str| Some((name.to_owned(), self.get(name)?.clone()));
        let defs = names.into_iter().filter_map(definition).collect();
        if let Some(object) = root.as_object_mut() {
            object.defs = defs;
        }
        root
    }

    /// The schema itself where this is a reference; what stands beside the reference wins.
    pub(super) fn resolve(&self, schema: &Schema) -> Schema {
        let mut resolved = schema.clone();
        // A type that is nothing but itself does not exist, but a description is data.
        for _ in 0..self.named.len() {
            let Some(object) = resolved.as_object() else {
                break;
            };
            let Some(merged) = object.reference_name().and_then(|name| {
                let target = self.get(name)?;
                merge(object, target)
            }) else {
                break;
            };
            resolved = merged;
        }
        resolved
    }

    /// Closes the objects of a schema, as `#[serde(deny_unknown_fields)]` would.
    pub(super) fn close(&self, schema: &mut Schema) {
        self.close_within(schema, false, &mut Vec::new());
    }

    /// With `shared`, the schema describes only some of the properties of its object, and others beside
    /// it allow the rest: it has to stay open. `trail` holds the types that are being written out.
    fn close_within(&self, schema: &mut Schema, shared: bool, trail: &mut Vec<String>) {
        let depth = trail.len();
        self.write_out(schema, shared, trail);
        if let Some(object) = schema.as_object_mut() {
            let combines = combines(object);
            let closable = !shared && !combines && object.reference.is_none();
            let shared =
                shared || combines && object.properties.is_some() || !object.all_of.is_empty();
            self.close_children(object, shared, trail);
            if closable && object.properties.is_some() && !says_what_else(object) {
                object.additional_properties = Some(Schema::Never);
            }
        }
        trail.truncate(depth);
    }

    /// Closes what is inside a schema; `shared` counts for the parts of its combinations.
    fn close_children(&self, object: &mut SchemaObject, shared: bool, trail: &mut Vec<String>) {
        // What is not allowed must not become less.
        let not = object.not.take();
        let mut parts =
            [&mut object.any_of, &mut object.one_of, &mut object.all_of].map(std::mem::take);
        for part in parts.iter_mut().flatten() {
            self.close_within(part, shared, trail);
        }
        for child in object.children_mut() {
            self.close_within(child, false, trail);
        }
        [object.any_of, object.one_of, object.all_of] = parts;
        object.not = not;
    }

    /// Writes a type out in place of a reference to it, where other properties stand beside those of
    /// the type, which is closed elsewhere.
    fn write_out(&self, schema: &mut Schema, shared: bool, trail: &mut Vec<String>) {
        let Some(object) = schema.as_object() else {
            return;
        };
        let Some(name) = object.reference_name() else {
            return;
        };
        if !shared && object.properties.is_none() || trail.iter().any(|outer| outer == name) {
            return;
        }
        if let Some(merged) = self
            .described
            .get(name)
            .and_then(|target| merge(object, target))
        {
            trail.push(name.to_owned());
            *schema = merged;
        }
    }
}

/// Whether the schema is a combination of others.
pub(super) fn combines(object: &SchemaObject) -> bool {
    !(object.any_of.is_empty() && object.one_of.is_empty() && object.all_of.is_empty())
}

/// Whether a schema says itself which other properties there may be.
pub(super) fn says_what_else(object: &SchemaObject) -> bool {
    object.additional_properties.is_some()
        || !object.pattern_properties.is_empty()
        || object.extra.contains_key("unevaluatedProperties")
}

/// The target of a reference together with what stands beside the reference: annotations, which win, or
/// further properties. `None` if other keywords stand there.
fn merge(beside: &SchemaObject, target: &Schema) -> Option<Schema> {
    let only_properties = SchemaObject {
        reference: beside.reference.clone(),
        title: beside.title.clone(),
        description: beside.description.clone(),
        deprecated: beside.deprecated,
        types: beside.types.clone(),
        default: beside.default.clone(),
        properties: beside.properties.clone(),
        required: beside.required.clone(),
        examples: beside.examples.clone(),
        ..SchemaObject::default()
    };
    if *beside != only_properties {
        return None;
    }
    let target = match target {
        Schema::Object(target) => target,
        _ if beside.properties.is_none() && beside.types.is_empty() => return Some(target.clone()),
        _ => return None,
    };
    if !(beside.types.is_empty() || beside.types == target.types) {
        return None;
    }
    let mut merged = (**target).clone();
    merged.title = beside.title.clone().or(merged.title);
    merged.description = beside.description.clone().or(merged.description);
    merged.deprecated |= beside.deprecated;
    merged.default = beside.default.clone().or(merged.default);
    if !beside.examples.is_empty() {
        merged.examples.clone_from(&beside.examples);
    }
    if let Some(properties) = beside.properties.clone() {
        let own = merged.properties.replace(properties);
        add_properties(&mut merged, own.into_iter().flatten());
    }
    let required = std::mem::replace(&mut merged.required, beside.required.clone());
    add_required(&mut merged, required);
    Some(merged.into())
}

/// Adds properties that are not there yet.
fn add_properties(
    object: &mut SchemaObject,
    properties: impl IntoIterator<Item = (String, Schema)>,
) {
    let all = object.properties.get_or_insert_default();
    for (name, schema) in properties {
        if !all.iter().any(|(other, _)| *other == name) {
            all.push((name, schema));
        }
    }
}

/// Adds names of required properties that are not there yet.
pub(super) fn add_required(object: &mut SchemaObject, names: impl IntoIterator<Item = String>) {
    for name in names {
        if !object.is_required(&name) {
            object.required.push(name);
        }
    }
}

/// Writes properties that may be anything as `{}`: some readers of tools take no `true` for a schema.
fn without_booleans(schema: &mut Schema) {
    schema.walk_mut(&mut |schema| {
        let properties = schema
            .as_object_mut()
            .and_then(|object| object.properties.as_mut());
        for (_, property) in properties.into_iter().flatten() {
            if *property == Schema::Any {
                *property = SchemaObject::default().into();
            }
        }
    });
}

/// Whether values are objects whose properties the schema itself lists.
pub(super) fn is_plain_object(object: &SchemaObject) -> bool {
    object.is_of(Type::Object) && !combines(object) && object.reference.is_none()
}
