//! Schemas to JSON, in one fixed order.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Schema, SchemaObject, Type};

impl Serialize for Schema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Any => serializer.serialize_bool(true),
            Self::Never => serializer.serialize_bool(false),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

/// As compact JSON.
impl fmt::Display for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for SchemaObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keywords = Keywords(serializer.serialize_map(None)?);
        self.write_annotations(&mut keywords)?;
        self.write_object_keywords(&mut keywords)?;
        self.write_array_keywords(&mut keywords)?;
        self.write_scalar_keywords(&mut keywords)?;
        self.write_combinations(&mut keywords)?;
        for (keyword, value) in &self.extra {
            keywords.0.serialize_entry(keyword, value)?;
        }
        if !self.defs.is_empty() {
            keywords.0.serialize_entry("$defs", &self.defs)?;
        }
        keywords.0.end()
    }
}

impl SchemaObject {
    fn write_annotations<M: SerializeMap>(&self, to: &mut Keywords<M>) -> Result<(), M::Error> {
        to.option("$ref", self.reference.as_ref())?;
        to.option("title", self.title.as_ref())?;
        to.option("description", self.description.as_ref())?;
        to.flag("deprecated", self.deprecated)?;
        match &*self.types {
            [one] => to.0.serialize_entry("type", one)?,
            several => to.list("type", several)?,
        }
        to.option("format", self.format.as_ref())?;
        to.option("enum", self.enumeration.as_ref())?;
        to.option("const", self.constant.as_ref())?;
        to.option("default", self.default.as_ref())
    }

    fn write_object_keywords<M: SerializeMap>(&self, to: &mut Keywords<M>) -> Result<(), M::Error> {
        to.option(
            "properties",
            self.properties.as_deref().map(Members).as_ref(),
        )?;
        to.list("required", &self.required)?;
        to.option("additionalProperties", self.additional_properties.as_ref())?;
        to.option("propertyNames", self.property_names.as_ref())?;
        let patterns = Some(&*self.pattern_properties).filter(|list| !list.is_empty());
        to.option("patternProperties", patterns.map(Members).as_ref())
    }

    fn write_array_keywords<M: SerializeMap>(&self, to: &mut Keywords<M>) -> Result<(), M::Error> {
        to.option("items", self.items.as_ref())?;
        to.list("prefixItems", &self.prefix_items)?;
        to.option("minItems", self.min_items.as_ref())?;
        to.option("maxItems", self.max_items.as_ref())?;
        to.flag("uniqueItems", self.unique_items)
    }

    fn write_scalar_keywords<M: SerializeMap>(&self, to: &mut Keywords<M>) -> Result<(), M::Error> {
        to.option("minLength", self.min_length.as_ref())?;
        to.option("maxLength", self.max_length.as_ref())?;
        to.option("pattern", self.pattern.as_ref())?;
        to.option("minimum", self.minimum.as_ref())?;
        to.option("maximum", self.maximum.as_ref())?;
        to.option("exclusiveMinimum", self.exclusive_minimum.as_ref())?;
        to.option("exclusiveMaximum", self.exclusive_maximum.as_ref())?;
        to.option("multipleOf", self.multiple_of.as_ref())
    }

    fn write_combinations<M: SerializeMap>(&self, to: &mut Keywords<M>) -> Result<(), M::Error> {
        to.list("anyOf", &self.any_of)?;
        to.list("oneOf", &self.one_of)?;
        to.list("allOf", &self.all_of)?;
        to.option("not", self.not.as_ref())?;
        to.list("examples", &self.examples)
    }
}

/// Writes keywords, leaving out those that say nothing.
struct Keywords<M>(M);

impl<M: SerializeMap> Keywords<M> {
    fn option<T: Serialize>(&mut self, key: &str, value: Option<&T>) -> Result<(), M::Error> {
        value.map_or(Ok(()), |value| self.0.serialize_entry(key, value))
    }

    fn list<T: Serialize>(&mut self, key: &str, list: &[T]) -> Result<(), M::Error> {
        if list.is_empty() {
            Ok(())
        } else {
            self.0.serialize_entry(key, list)
        }
    }

    fn flag(&mut self, key: &str, flag: bool) -> Result<(), M::Error> {
        if flag {
            self.0.serialize_entry(key, &true)
        } else {
            Ok(())
        }
    }
}

/// Named schemas, written as an object in their order.
struct Members<'a>(&'a [(String, Schema)]);

impl Serialize for Members<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, schema)| (name, schema)))
    }
}

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
