//! One check under way: from schema to schema, and from value to value.

use super::text;
use super::{SchemaProblem, Step, Validator};
use crate::json::Json;
use crate::schema::{Schema, SchemaObject};

/// How deep values, and schemas on one value, may nest together. It bounds the stack.
const MAX_DEPTH: usize = 512;

/// How many schemas may be applied. Alternatives in alternatives could take longer than anybody waits.
const MAX_STEPS: usize = 300_000;

pub(super) struct Run<'a> {
    pub(super) validator: Validator<'a>,
    root: &'a Schema,
    path: Vec<Step>,
    problems: Vec<SchemaProblem>,
    /// Mistakes of the schema. They count also where an alternative or a `not` would swallow them.
    faults: Vec<SchemaProblem>,
    /// The references that led to the schema of the value at hand.
    followed: Vec<&'a str>,
    depth: usize,
    steps: usize,
}

impl<'a> Run<'a> {
    pub(super) fn new(validator: Validator<'a>, root: &'a Schema) -> Self {
        Self {
            validator,
            root,
            path: Vec::new(),
            problems: Vec::new(),
            faults: Vec::new(),
            followed: Vec::new(),
            depth: 0,
            steps: 0,
        }
    }

    /// Checks a value against the root.
    pub(super) fn finish(mut self, value: &Json) -> Vec<SchemaProblem> {
        self.apply(self.root, value);
        self.faults.append(&mut self.problems);
        self.faults
    }

    /// Checks a value against a schema.
    pub(super) fn apply(&mut self, schema: &'a Schema, value: &Json) {
        if !self.may_go_on() {
            return;
        }
        self.depth += 1;
        match schema {
            Schema::Any => {}
            Schema::Never => self.problem("false", text::never()),
            Schema::Object(object) => self.keywords(object, value),
        }
        self.depth -= 1;
    }

    fn keywords(&mut self, schema: &'a SchemaObject, value: &Json) {
        self.reference(schema, value);
        self.types(schema, value);
        self.choices(schema, value);
        match value {
            Json::Null | Json::Bool(_) => {}
            Json::Number(number) => self.number(schema, *number),
            Json::String(string) => self.string(schema, string),
            Json::Array(elements) => self.array(schema, elements),
            Json::Object(members) => self.object(schema, members),
        }
        self.combinations(schema, value);
    }

    /// Whether there is an end in sight.
    fn may_go_on(&mut self) -> bool {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            self.fault("", text::too_long);
            return false;
        }
        if self.depth >= MAX_DEPTH {
            self.fault("", text::too_deep);
            return false;
        }
        true
    }

    fn reference(&mut self, schema: &'a SchemaObject, value: &Json) {
        let Some(reference) = schema.reference.as_deref() else {
            return;
        };
        let Some(target) = self.target(schema, reference) else {
            return self.fault("$ref", || text::unknown_reference(reference));
        };
        if self.followed.contains(&reference) {
            return self.fault("$ref", || text::endless_reference(reference));
        }
        self.followed.push(reference);
        self.apply(target, value);
        self.followed.pop();
    }

    fn target(&self, schema: &'a SchemaObject, reference: &str) -> Option<&'a Schema> {
        if reference == "#" {
            return Some(self.root);
        }
        let name = schema.reference_name()?;
        let types = self.validator.types;
        if let Some(ty) = types.iter().find(|ty| ty.name == name) {
            return Some(&ty.schema);
        }
        self.root.as_object()?.defs.get(name)
    }

    /// Checks a value inside the one at hand.
    pub(super) fn inside(&mut self, step: Step, schema: &'a Schema, value: &Json) {
        let followed = std::mem::take(&mut self.followed);
        self.path.push(step);
        self.apply(schema, value);
        self.path.pop();
        self.followed = followed;
    }

    /// Checks the name of a member of the value at hand.
    pub(super) fn name(&mut self, schema: &'a Schema, name: &str) {
        let followed = std::mem::take(&mut self.followed);
        for mut problem in self.tried(schema, &Json::String(name.to_owned())) {
            problem.message = text::of_name(name, &problem.message);
            self.problems.push(problem);
        }
        self.followed = followed;
    }

    /// What would be wrong with a value.
    pub(super) fn tried(&mut self, schema: &'a Schema, value: &Json) -> Vec<SchemaProblem> {
        let before = std::mem::take(&mut self.problems);
        self.apply(schema, value);
        std::mem::replace(&mut self.problems, before)
    }

    /// Notes something wrong with the value at hand.
    pub(super) fn problem(&mut self, keyword: &'static str, message: String) {
        self.problems.push(SchemaProblem {
            path: self.path.clone(),
            keyword,
            message,
        });
    }

    /// Notes a mistake of the schema, once.
    pub(super) fn fault(&mut self, keyword: &'static str, message: impl FnOnce() -> String) {
        let message = message();
        if self.faults.iter().all(|fault| fault.message != message) {
            self.faults.push(SchemaProblem {
                path: self.path.clone(),
                keyword,
                message,
            });
        }
    }

    /// Where the value at hand is, for what is told of it.
    pub(super) fn depth_of_path(&self) -> usize {
        self.path.len()
    }
}
