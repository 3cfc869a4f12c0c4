//! JSON Schema, draft 2020-12, as plain data with one fixed way to write it.

mod read;
mod refs;
mod validate;
mod walk;
mod write;

pub use refs::reachable;
pub use validate::{Matches, SchemaProblem, Step, Validator};

use std::collections::BTreeMap;

use crate::json::{Json, Number};

/// A JSON Schema.
///
/// It serialises its keywords in one fixed order and its properties as declared, so that equal
/// schemas are equal bytes.
///
/// ```
/// use traitwire_spec::json::Json;
/// use traitwire_spec::schema::Schema;
///
/// let json = Json::parse(r#"{"minimum": 0, "type": "integer", "x-unit": "ms"}"#)?;
/// let schema = Schema::from_json(json).expect("an object is a schema");
/// assert_eq!(schema.to_string(), r#"{"type":"integer","minimum":0,"x-unit":"ms"}"#);
/// # Ok::<(), traitwire_spec::json::JsonError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Schema {
    /// Allows any value; written as `true`.
    Any,
    /// Allows no value; written as `false`.
    Never,
    /// Allows what its keywords allow.
    Object(Box<SchemaObject>),
}

/// A schema with keywords.
///
/// The fields stand in the order in which they are written. What is empty, absent or `false` is
/// left out. See JSON Schema 2020-12, Core and Validation, for the meaning of the keywords.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SchemaObject {
    /// `$ref`, e.g. `#/$defs/Task`; see [`Schema::reference`].
    pub reference: Option<String>,
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `type`: one is written as a string, several as an array.
    pub types: Vec<Type>,
    /// `format`
    pub format: Option<String>,
    /// `enum`
    pub enumeration: Option<Vec<Json>>,
    /// `const`
    pub constant: Option<Json>,
    /// `default`
    pub default: Option<Json>,
    /// `properties`, in declared order; an empty list is written, an absent one is not.
    pub properties: Option<Vec<(String, Schema)>>,
    /// `required`
    pub required: Vec<String>,
    /// `additionalProperties`
    pub additional_properties: Option<Schema>,
    /// `propertyNames`
    pub property_names: Option<Schema>,
    /// `patternProperties`, in declared order.
    pub pattern_properties: Vec<(String, Schema)>,
    /// `items`
    pub items: Option<Schema>,
    /// `prefixItems`
    pub prefix_items: Vec<Schema>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `minLength`, in characters.
    pub min_length: Option<u64>,
    /// `maxLength`, in characters.
    pub max_length: Option<u64>,
    /// `pattern`, a regular expression of ECMA-262 that matches anywhere unless anchored.
    pub pattern: Option<String>,
    /// `minimum`
    pub minimum: Option<Number>,
    /// `maximum`
    pub maximum: Option<Number>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<Number>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<Number>,
    /// `multipleOf`
    pub multiple_of: Option<Number>,
    /// `anyOf`
    pub any_of: Vec<Schema>,
    /// `oneOf`
    pub one_of: Vec<Schema>,
    /// `allOf`
    pub all_of: Vec<Schema>,
    /// `not`
    pub not: Option<Schema>,
    /// `examples`
    pub examples: Vec<Json>,
    /// Every other keyword, and a keyword above whose value is not what it should be.
    pub extra: BTreeMap<String, Json>,
    /// `$defs`, by name; written last.
    pub defs: BTreeMap<String, Schema>,
}

/// A type of JSON values, for the keyword `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `null`
    Null,
    /// `boolean`
    Boolean,
    /// A number without a fraction; `50.0` is one.
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

impl Type {
    const ALL: [Self; 7] = [
        Self::Null,
        Self::Boolean,
        Self::Integer,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
    ];

    /// The name that JSON Schema gives it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The type that JSON Schema calls `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Schema {
    /// The schema of a type, without further keywords.
    pub fn of(kind: Type) -> Self {
        SchemaObject {
            types: vec![kind],
            ..SchemaObject::default()
        }
        .into()
    }

    /// The schema of an object without properties of its own.
    pub fn empty_object() -> Self {
        SchemaObject {
            types: vec![Type::Object],
            properties: Some(Vec::new()),
            ..SchemaObject::default()
        }
        .into()
    }

    /// The keywords, unless this is [`Any`](Self::Any) or [`Never`](Self::Never).
    pub fn as_object(&self) -> Option<&SchemaObject> {
        if let Self::Object(object) = self {
            Some(object)
        } else {
            None
        }
    }

    /// As [`as_object`](Self::as_object), to change them.
    pub fn as_object_mut(&mut self) -> Option<&mut SchemaObject> {
        if let Self::Object(object) = self {
            Some(object)
        } else {
            None
        }
    }
}

impl From<SchemaObject> for Schema {
    fn from(object: SchemaObject) -> Self {
        Self::Object(Box::new(object))
    }
}

impl SchemaObject {
    /// Whether values must be of this one type.
    pub fn is_of(&self, kind: Type) -> bool {
        self.types == [kind]
    }

    /// The schema of a property that is declared here.
    pub fn property(&self, name: &str) -> Option<&Schema> {
        let properties = self.properties.as_ref()?;
        properties
            .iter()
            .find_map(|(key, schema)| (key == name).then_some(schema))
    }

    /// Whether a property must be there.
    pub fn is_required(&self, name: &str) -> bool {
        self.required.iter().any(|key| key == name)
    }
}
