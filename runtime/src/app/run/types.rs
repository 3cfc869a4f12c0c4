//! Reads the schemas of a service: references, and what a value may be.

use crate::spec::schema::{SchemaObject, Type};
use crate::spec::{Json, Schema, ServiceSpec};

/// How deep alternatives are looked into; recursive types have no end.
const DEPTH: usize = 8;

/// The types of a service, by which a schema is understood.
#[derive(Clone, Copy)]
pub(super) struct Types<'a>(pub(super) &'a ServiceSpec);

impl<'a> Types<'a> {
    /// The keywords of a schema, and the name of its type where it has one. `None` where the schema is `true` or `false`.
    pub(super) fn resolve(self, schema: &'a Schema) -> Option<(&'a SchemaObject, Option<&'a str>)> {
        let mut object = schema.as_object()?;
        let mut name = None;
        for _ in 0..DEPTH {
            let Some(next) = object.reference_name() else {
                break;
            };
            name = Some(next);
            object = self.0.type_named(next)?.schema.as_object()?;
        }
        Some((object, name))
    }

    /// The alternatives that a value may be one of: the schema itself, or the branches inside it.
    pub(super) fn branches(self, schema: &'a Schema) -> Vec<&'a SchemaObject> {
        let mut found = Vec::new();
        self.collect(schema, DEPTH, &mut found);
        found
    }

    fn collect(self, schema: &'a Schema, depth: usize, found: &mut Vec<&'a SchemaObject>) {
        let Some((object, _)) = self.resolve(schema) else {
            return;
        };
        found.push(object);
        if depth > 0 {
            let inner = object
                .any_of
                .iter()
                .chain(&object.one_of)
                .chain(&object.all_of);
            inner.for_each(|schema| self.collect(schema, depth - 1, found));
        }
    }

    /// The types that a value may have; none where the schema does not say.
    pub(super) fn kinds(self, schema: &'a Schema) -> Vec<Type> {
        let mut kinds = Vec::new();
        for branch in self.branches(schema) {
            kinds.extend(&branch.types);
            let values = branch.enumeration.iter().flatten().chain(&branch.constant);
            kinds.extend(values.map(kind_of));
        }
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// The schema of a field of an object.
    pub(super) fn field(self, schema: &'a Schema, name: &str) -> Option<&'a Schema> {
        let branches = self.branches(schema);
        let declared = branches.iter().find_map(|branch| branch.property(name));
        declared.or_else(|| {
            let open = branches
                .iter()
                .find_map(|branch| branch.additional_properties.as_ref());
            open.filter(|schema| **schema != Schema::Never)
        })
    }

    /// The names of the fields of an object, each once.
    pub(super) fn fields(self, schema: &'a Schema) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in self
            .branches(schema)
            .into_iter()
            .flat_map(|branch| branch.properties.iter().flatten())
        {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }
}

fn kind_of(value: &Json) -> Type {
    match value {
        Json::Null => Type::Null,
        Json::Bool(_) => Type::Boolean,
        Json::Number(_) => Type::Number,
        Json::String(_) => Type::String,
        Json::Array(_) => Type::Array,
        Json::Object(_) => Type::Object,
    }
}
