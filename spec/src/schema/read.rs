//! JSON to schemas. Nothing is lost: what does not fit its keyword is kept as it is.

use std::collections::BTreeMap;

use crate::json::{Json, Number};

use super::{Schema, SchemaObject, Type};

impl Schema {
    /// Reads a schema, if `json` is an object or a boolean.
    ///
    /// `{}` reads as [`Schema::Any`]. A keyword whose value is not what JSON Schema asks for goes to
    /// [`SchemaObject::extra`] unread.
    pub fn from_json(json: Json) -> Option<Self> {
        convert(json).ok()
    }
}

/// The value as what a keyword wants, or the value itself.
type Fit<T> = Result<T, Json>;

fn convert(json: Json) -> Fit<Schema> {
    match json {
        Json::Bool(true) => Ok(Schema::Any),
        Json::Bool(false) => Ok(Schema::Never),
        Json::Object(keywords) if keywords.is_empty() => Ok(Schema::Any),
        Json::Object(keywords) => {
            let mut schema = SchemaObject::default();
            for (keyword, value) in keywords {
                if let Err(value) = schema.set(&keyword, value) {
                    schema.extra.insert(keyword, value);
                }
            }
            Ok(schema.into())
        }
        other => Err(other),
    }
}

impl SchemaObject {
    /// Sets the field of a keyword, or gives the value back.
    fn set(&mut self, keyword: &str, value: Json) -> Fit<()> {
        match keyword {
            "$ref" => self.reference = Some(string(value)?),
            "title" => self.title = Some(string(value)?),
            "description" => self.description = Some(string(value)?),
            "deprecated" => self.deprecated = boolean(value)?,
            "type" => self.types = types(value)?,
            "format" => self.format = Some(string(value)?),
            "enum" => self.enumeration = Some(array(value)?),
            "const" => self.constant = Some(value),
            "default" => self.default = Some(value),
            "properties" => self.properties = Some(members(value)?),
            "required" => self.required = strings(value)?,
            "additionalProperties" => self.additional_properties = Some(convert(value)?),
            "propertyNames" => self.property_names = Some(convert(value)?),
            "patternProperties" => self.pattern_properties = members(value)?,
            "items" => self.items = Some(convert(value)?),
            "prefixItems" => self.prefix_items = schemas(value)?,
            "uniqueItems" => self.unique_items = boolean(value)?,
            "pattern" => self.pattern = Some(string(value)?),
            "anyOf" => self.any_of = schemas(value)?,
            "oneOf" => self.one_of = schemas(value)?,
            "allOf" => self.all_of = schemas(value)?,
            "not" => self.not = Some(convert(value)?),
            "examples" => self.examples = array(value)?,
            "$defs" => self.defs = definitions(value)?,
            _ => return self.set_limit(keyword, value),
        }
        Ok(())
    }

    fn set_limit(&mut self, keyword: &str, value: Json) -> Fit<()> {
        match keyword {
            "minItems" => self.min_items = Some(count(value)?),
            "maxItems" => self.max_items = Some(count(value)?),
            "minLength" => self.min_length = Some(count(value)?),
            "maxLength" => self.max_length = Some(count(value)?),
            "minimum" => self.minimum = Some(number(value)?),
            "maximum" => self.maximum = Some(number(value)?),
            "exclusiveMinimum" => self.exclusive_minimum = Some(number(value)?),
            "exclusiveMaximum" => self.exclusive_maximum = Some(number(value)?),
            "multipleOf" => self.multiple_of = Some(number(value)?),
            _ => return Err(value),
        }
        Ok(())
    }
}

fn string(value: Json) -> Fit<String> {
    if let Json::String(text) = value {
        Ok(text)
    } else {
        Err(value)
    }
}

fn boolean(value: Json) -> Fit<bool> {
    value.as_bool().ok_or(value)
}

fn number(value: Json) -> Fit<Number> {
    value.as_number().ok_or(value)
}

fn count(value: Json) -> Fit<u64> {
    value.as_u64().ok_or(value)
}

fn array(value: Json) -> Fit<Vec<Json>> {
    if let Json::Array(elements) = value {
        Ok(elements)
    } else {
        Err(value)
    }
}

/// Converts all of a list or nothing of it.
fn each<T>(value: Json, one: fn(Json) -> Fit<T>) -> Fit<Vec<T>> {
    let converted = value.as_array().and_then(|elements| {
        elements
            .iter()
            .map(|element| one(element.clone()).ok())
            .collect()
    });
    converted.ok_or(value)
}

fn strings(value: Json) -> Fit<Vec<String>> {
    each(value, string)
}

fn schemas(value: Json) -> Fit<Vec<Schema>> {
    each(value, convert)
}

fn types(value: Json) -> Fit<Vec<Type>> {
    let one = |value: Json| value.as_str().and_then(Type::from_name).ok_or(value);
    match value {
        Json::String(_) => Ok(vec![one(value)?]),
        several => each(several, one),
    }
}

/// Converts all members of an object or none of them.
fn members(value: Json) -> Fit<Vec<(String, Schema)>> {
    let converted = value.as_object().and_then(|members| {
        let member =
            |(key, value): &(String, Json)| Some((key.clone(), Schema::from_json(value.clone())?));
        members.iter().map(member).collect()
    });
    converted.ok_or(value)
}

fn definitions(value: Json) -> Fit<BTreeMap<String, Schema>> {
    Ok(members(value)?.into_iter().collect())
}
