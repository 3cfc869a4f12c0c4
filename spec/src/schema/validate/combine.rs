//! `type`, `enum`, `const`, and schemas made of schemas.

use super::equal::equal;
use super::run::Run;
use super::{SchemaProblem, text};
use crate::json::Json;
use crate::schema::{Schema, SchemaObject, Type};

impl<'a> Run<'a> {
    pub(super) fn types(&mut self, schema: &SchemaObject, value: &Json) {
        let fits = |kind: &Type| is_a(*kind, value);
        if !schema.types.is_empty() && !schema.types.iter().any(fits) {
            self.problem("type", text::wrong_type(&schema.types, value));
        }
    }

    pub(super) fn choices(&mut self, schema: &SchemaObject, value: &Json) {
        if let Some(choices) = &schema.enumeration
            && !choices.iter().any(|choice| equal(choice, value))
        {
            self.problem("enum", text::not_one_of(choices, value));
        }
        if let Some(constant) = &schema.constant
            && !equal(constant, value)
        {
            self.problem("const", text::not_equal(constant, value));
        }
    }

    pub(super) fn combinations(&mut self, schema: &'a SchemaObject, value: &Json) {
        for part in &schema.all_of {
            self.apply(part, value);
        }
        if !schema.any_of.is_empty() {
            let tried = self.alternatives(&schema.any_of, value);
            if !tried.iter().any(Vec::is_empty) {
                self.problem("anyOf", text::no_alternative(nearest(&tried)));
            }
        }
        if !schema.one_of.is_empty() {
            let tried = self.alternatives(&schema.one_of, value);
            match tried.iter().filter(|problems| problems.is_empty()).count() {
                0 => self.problem("oneOf", text::no_alternative(nearest(&tried))),
                1 => {}
                _ => self.problem("oneOf", text::several_alternatives(&tried)),
            }
        }
        if let Some(excluded) = &schema.not
            && self.tried(excluded, value).is_empty()
        {
            self.problem("not", text::excluded());
        }
    }

    /// What is wrong with a value by each of several schemas.
    fn alternatives(&mut self, schemas: &'a [Schema], value: &Json) -> Vec<Vec<SchemaProblem>> {
        schemas
            .iter()
            .map(|schema| {
                let mut problems = self.tried(schema, value);
                // The paths that are told in a message begin where the message stands.
                for problem in &mut problems {
                    problem.path.drain(..self.depth_of_path());
                }
                problems
            })
            .collect()
    }
}

/// Whether a value is of a type.
pub(super) fn is_a(kind: Type, value: &Json) -> bool {
    match (kind, value) {
        (Type::Null, Json::Null)
        | (Type::Boolean, Json::Bool(_))
        | (Type::Number, Json::Number(_))
        | (Type::String, Json::String(_))
        | (Type::Array, Json::Array(_))
        | (Type::Object, Json::Object(_)) => true,
        (Type::Integer, Json::Number(number)) => number.is_integer(),
        _ => false,
    }
}

/// The problem of the alternative that was probably meant: the one with the fewest.
fn nearest(tried: &[Vec<SchemaProblem>]) -> Option<&SchemaProblem> {
    tried.iter().min_by_key(|problems| problems.len())?.first()
}
