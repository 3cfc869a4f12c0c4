//! Reads the schemas of a service: references, and what a value may be.

use crate::spec::schema::{SchemaObject, Type};
use crate::spec::{Json, Schema, ServiceSpec};

/// How deep alternatives are looked into; recursive types have no end.
const DEPTH: usize = 8;

/// One of the forms that a value may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form<'a> {
    pub(super) object: &'a SchemaObject,
    /// Whether a value may have another form in its place.
    pub(super) is_alternative: bool,
}

impl<'a> Form<'a> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.object.property(name).is_some()
    }

    /// The one text that a field may be.
    pub(super) fn constant(&self, name: &str) -> Option<&'a str> {
        let field = self.object.property(name)?;
        field.as_object()?.constant.as_ref()?.as_str()
    }

    /// The field that tells this form from the others beside it.
    pub(super) fn tag(&self) -> Option<&'a str> {
        let mut names = self.object.properties.iter().flatten();
        let name = names.find_map(|(name, _)| self.constant(name).map(|_| name.as_str()));
        name.filter(|_| self.is_alternative)
    }
}

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
        let forms = self.forms(schema).into_iter();
        forms.map(|form| form.object).collect()
    }

    /// The same, and which of them others could stand for.
    pub(super) fn forms(self, schema: &'a Schema) -> Vec<Form<'a>> {
        let mut found = Vec::new();
        self.collect(schema, DEPTH, false, &mut found);
        found
    }

    fn collect(
        self,
        schema: &'a Schema,
        depth: usize,
        is_alternative: bool,
        found: &mut Vec<Form<'a>>,
    ) {
        let Some((object, _)) = self.resolve(schema) else {
            return;
        };
        found.push(Form {
            object,
            is_alternative,
        });
        if depth == 0 {
            return;
        }
        for choices in [&object.any_of, &object.one_of] {
            // `null` is no form beside another one.
            let forms = choices.iter().filter(|choice| !is_null(choice)).count();
            for choice in choices {
                self.collect(choice, depth - 1, is_alternative || forms > 1, found);
            }
        }
        for part in &object.all_of {
            self.collect(part, depth - 1, is_alternative, found);
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

fn is_null(schema: &Schema) -> bool {
    schema
        .as_object()
        .is_some_and(|object| object.types == [Type::Null])
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
