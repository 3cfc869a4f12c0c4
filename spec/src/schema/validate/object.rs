//! The members of objects.

use super::run::Run;
use super::{Step, text};
use crate::json::Json;
use crate::schema::{Schema, SchemaObject};

impl<'a> Run<'a> {
    pub(super) fn object(&mut self, schema: &'a SchemaObject, members: &[(String, Json)]) {
        for keyword in ["minProperties", "maxProperties"] {
            let limit = schema.extra.get(keyword).and_then(Json::as_u64);
            self.count((keyword, limit), members.len(), &text::PROPERTIES);
        }
        let has = |name: &str| members.iter().any(|(key, _)| key == name);
        for name in schema.required.iter().filter(|name| !has(name)) {
            self.problem("required", text::missing(name));
        }
        for (key, value) in members {
            if let Some(names) = &schema.property_names {
                self.name(names, key);
            }
            self.member(schema, key, value);
        }
    }

    fn member(&mut self, schema: &'a SchemaObject, key: &str, value: &Json) {
        let declared = schema.property(key);
        let step = || Step::Key(key.to_owned());
        if let Some(property) = declared {
            self.inside(step(), property, value);
        }
        let mut is_known = declared.is_some();
        for (pattern, property) in &schema.pattern_properties {
            // What cannot be told is allowed.
            match self.matches(pattern, key) {
                Some(true) => self.inside(step(), property, value),
                Some(false) => continue,
                None => {}
            }
            is_known = true;
        }
        match &schema.additional_properties {
            Some(_) if is_known => {}
            Some(Schema::Never) => {
                self.problem("additionalProperties", text::unknown(key, schema));
            }
            Some(additional) => self.inside(step(), additional, value),
            None => {}
        }
    }
}
