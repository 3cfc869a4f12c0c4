//! Whether a value is what a schema says.

mod array;
mod combine;
mod equal;
mod number;
mod object;
mod run;
mod string;
mod text;

use std::fmt;

use super::Schema;
use crate::TypeSpec;
use crate::json::Json;
use crate::json::path::{push_index, push_key};

/// Whether a text contains a match of a pattern, or why that cannot be said.
pub type Matches = dyn Fn(&str, &str) -> Result<bool, String>;

/// Checks values against schemas, by JSON Schema 2020-12 (Validation, sections 6.1 to 6.5; Core, sections 10.2 and 10.3).
///
/// It knows the keywords that have a field in [`SchemaObject`](super::SchemaObject), and `minProperties` and
/// `maxProperties`. `50.0` is an integer, `1` equals `1.0`, and integers are compared exactly. As the specification has
/// it by default, `format` is a remark that refuses nothing. Other keywords in
/// [`extra`](super::SchemaObject::extra), such as `if`, are not looked at.
///
/// `#/$defs/NAME` is looked for among the types of the service, then in the root schema's own `$defs`; `#` is the root
/// schema.
///
/// ```
/// use traitwire_spec::json::Json;
/// use traitwire_spec::schema::{Schema, Validator};
///
/// let schema = r#"{"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}"#;
/// let schema = Schema::from_json(Json::parse(schema)?).expect("an object is a schema");
/// let validator = Validator::new(&[]);
/// assert_eq!(validator.check(&schema, &Json::parse(r#"{"id": 50.0}"#)?), Ok(()));
/// let problems = validator.check(&schema, &Json::parse(r#"{"id": "x"}"#)?).unwrap_err();
/// assert_eq!(problems[0].to_string(), r#"`id`: expected an integer, found "x""#);
/// # Ok::<(), traitwire_spec::json::JsonError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Validator<'a> {
    types: &'a [TypeSpec],
    matches: Option<&'a Matches>,
}

impl fmt::Debug for Validator<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Validator")
            .field("types", &self.types)
            .finish_non_exhaustive()
    }
}

impl<'a> Validator<'a> {
    /// A validator for the schemas of a service, which refer to its types.
    pub fn new(types: &'a [TypeSpec]) -> Self {
        Self {
            types,
            matches: None,
        }
    }

    /// Checks `pattern` and `patternProperties` too, by the regular expressions of the caller.
    ///
    /// This crate has none of its own. Without them a `pattern` refuses nothing, and a `patternProperties` is taken to
    /// hold for each property that `properties` does not name.
    #[must_use]
    pub fn with_patterns(self, matches: &'a Matches) -> Self {
        Self {
            matches: Some(matches),
            ..self
        }
    }

    /// Checks a value, and answers all that is wrong with it.
    ///
    /// What is wrong with the schema itself is a problem as well, whatever the value: a reference to nothing, a
    /// reference that leads back to itself, a pattern that is no regular expression. So is what
    /// takes too long to check: values and schemas that nest more than 512 levels together, or 300,000 schemas to apply.
    pub fn check(&self, schema: &Schema, value: &Json) -> Result<(), Vec<SchemaProblem>> {
        let problems = run::Run::new(*self, schema).finish(value);
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        }
    }
}

/// One way in which a value is not what a schema says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemaProblem {
    /// Where in the value: the steps from its root.
    pub path: Vec<Step>,
    /// The keyword that refuses it, such as `maximum`; `false` for a schema that allows nothing, and empty where the
    /// check was given up.
    pub keyword: &'static str,
    /// What is wrong, in words.
    pub message: String,
}

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To an element, counted from 0.
    Index(usize),
}

impl SchemaProblem {
    /// The path as it is shown to people, such as `tasks[3].title`; empty for the value itself.
    pub fn place(&self) -> String {
        let mut place = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) => push_key(&mut place, key),
                Step::Index(index) => push_index(&mut place, *index),
            }
        }
        place
    }
}

/// The place, where it is not the value itself, and the message.
impl fmt::Display for SchemaProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "`{}`: ", self.place())?;
        }
        f.write_str(&self.message)
    }
}
