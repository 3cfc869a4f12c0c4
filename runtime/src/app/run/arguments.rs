//! From `key=value` on a command line to the input of a tool, by its schema.

use super::problem::Problem;
use super::types::Types;
use crate::spec::json::Number;
use crate::spec::schema::Type;
use crate::spec::{Json, Schema, suggest};

/// The fields of an object.
type Members = Vec<(String, Json)>;

/// The input that the arguments of a `call` make.
pub(super) fn input(
    types: Types<'_>,
    schema: &Schema,
    arguments: &[String],
) -> Result<Json, Problem> {
    let mut members = Members::new();
    for argument in arguments {
        let (key, text) = argument
            .split_once('=')
            .filter(|(key, _)| !key.is_empty())
            .ok_or_else(|| {
                Problem::usage(format!("`{argument}` is no field and its value"))
                    .hint("write `KEY=VALUE`, with quotes around a value with spaces")
            })?;
        let place = Place { types, key, text };
        place.put(&mut members, schema, key)?;
    }
    Ok(Json::Object(members))
}

/// One argument on its way to its place.
#[derive(Clone, Copy)]
struct Place<'a> {
    types: Types<'a>,
    /// The whole key, for messages.
    key: &'a str,
    text: &'a str,
}

impl<'a> Place<'a> {
    /// Puts the value into an object at what is left of the key.
    fn put(self, members: &mut Members, schema: &'a Schema, rest: &str) -> Result<(), Problem> {
        // A field whose own name has a dot in it comes first.
        let declared = self.types.fields(schema).contains(&rest);
        match rest.split_once('.').filter(|_| !declared) {
            None => self.leaf(members, schema, rest),
            Some((outer, inner)) => self.nested(members, schema, outer, inner),
        }
    }

    fn leaf(self, members: &mut Members, schema: &'a Schema, name: &str) -> Result<(), Problem> {
        let field = self.field(schema, name)?;
        let value = self.value(field)?;
        match (members.iter_mut().find(|(key, _)| key == name), value) {
            (None, value) => members.push((name.to_owned(), value)),
            (Some((_, Json::Array(before))), Json::Array(more)) => before.extend(more),
            _ => return Err(Problem::usage(format!("`{}` is given twice", self.key))),
        }
        Ok(())
    }

    fn nested(
        self,
        members: &mut Members,
        schema: &'a Schema,
        outer: &str,
        inner: &str,
    ) -> Result<(), Problem> {
        let field = self.field(schema, outer)?;
        let kinds = self.types.kinds(field);
        if !kinds.is_empty() && !kinds.contains(&Type::Object) {
            let problem = Problem::usage(format!(
                "`{}`: `{outer}` is {}, which has no fields",
                self.key,
                describe(&kinds)
            ));
            let hint = kinds
                .contains(&Type::Array)
                .then(|| format!("write the whole array in JSON: `{outer}='[..]'`"));
            return Err(problem.maybe_hint(hint));
        }
        let at = members
            .iter()
            .position(|(key, _)| key == outer)
            .unwrap_or_else(|| {
                members.push((outer.to_owned(), Json::Object(Members::new())));
                members.len() - 1
            });
        match &mut members[at].1 {
            Json::Object(members) => self.put(members, field, inner),
            _ => Err(Problem::usage(format!("`{outer}` is given twice"))),
        }
    }

    fn field(self, schema: &'a Schema, name: &str) -> Result<&'a Schema, Problem> {
        static ANY: Schema = Schema::Any;
        if self.types.branches(schema).is_empty() {
            return Ok(&ANY);
        }
        self.types.field(schema, name).ok_or_else(|| {
            let known = self.types.fields(schema);
            let message = if name == self.key {
                format!("there is no field `{name}`")
            } else {
                format!("`{}`: there is no field `{name}`", self.key)
            };
            let hint = match suggest::closest(name, known.iter().copied()) {
                Some(close) => format!("did you mean `{close}`?"),
                None if known.is_empty() => "it takes no fields".to_owned(),
                None => format!("its fields are `{}`", known.join("`, `")),
            };
            Problem::usage(message).hint(hint)
        })
    }

    /// Reads the value by the type of its field.
    fn value(self, schema: &'a Schema) -> Result<Json, Problem> {
        let kinds = self.types.kinds(schema);
        let may_be = |kind: Type| kinds.contains(&kind);
        let text = self.text;
        if kinds.is_empty() {
            return Ok(Json::parse(text).unwrap_or_else(|_| Json::String(text.to_owned())));
        }
        let is_number = may_be(Type::Integer) || may_be(Type::Number);
        if is_number && let Some(number) = number(text) {
            return Ok(Json::Number(number));
        }
        match text {
            "true" | "false" if may_be(Type::Boolean) => return Ok(Json::Bool(text == "true")),
            "null" if may_be(Type::Null) && !may_be(Type::String) => return Ok(Json::Null),
            _ => {}
        }
        let structured = (may_be(Type::Array) && text.starts_with('['))
            || (may_be(Type::Object) && text.starts_with('{'));
        if structured {
            return Json::parse(text).map_err(|error| self.refuse(&format!("is no JSON: {error}")));
        }
        if may_be(Type::String) {
            return Ok(Json::String(text.to_owned()));
        }
        let mut branches = self.types.branches(schema).into_iter();
        if let Some(items) = branches.find_map(|branch| branch.items.as_ref()) {
            return Ok(Json::Array(vec![self.value(items)?]));
        }
        let problem = self.refuse(&format!("takes {}, and `{text}` is none", describe(&kinds)));
        let hint =
            may_be(Type::Object).then(|| format!("write it in JSON: `{}='{{..}}'`", self.key));
        Err(problem.maybe_hint(hint))
    }

    fn refuse(self, why: &str) -> Problem {
        Problem::usage(format!("`{}` {why}", self.key))
    }
}

fn number(text: &str) -> Option<Number> {
    Json::parse(text).ok()?.as_number()
}

/// Types in words.
fn describe(kinds: &[Type]) -> String {
    let words = kinds
        .iter()
        .filter(|kind| **kind != Type::Null)
        .map(|kind| match kind {
            Type::Null => "null",
            Type::Boolean => "`true` or `false`",
            Type::Integer => "an integer",
            Type::Number => "a number",
            Type::String => "a text",
            Type::Array => "an array",
            Type::Object => "an object",
        });
    words.collect::<Vec<_>>().join(" or ")
}

#[cfg(test)]
mod tests;
