//! Visits a schema and all schemas inside it.

use super::{Schema, SchemaObject};

/// Collects the schemas directly inside `$object`, borrowed by the methods that are named.
macro_rules! children {
    ($object:expr, $iter:ident, $values:ident) => {{
        let object = $object;
        let properties = object.properties.$iter().flatten();
        let patterns = object.pattern_properties.$iter();
        properties
            .chain(patterns)
            .map(|(_, schema)| schema)
            .chain(object.additional_properties.$iter())
            .chain(object.property_names.$iter())
            .chain(object.items.$iter())
            .chain(object.prefix_items.$iter())
            .chain(object.any_of.$iter())
            .chain(object.one_of.$iter())
            .chain(object.all_of.$iter())
            .chain(object.not.$iter())
            .chain(object.defs.$values())
    }};
}

impl SchemaObject {
    /// The schemas directly inside this one.
    ///
    /// Keywords in [`extra`](Self::extra) are not looked into.
    pub fn children(&self) -> impl Iterator<Item = &Schema> {
        children!(self, iter, values)
    }

    /// As [`children`](Self::children), to change them.
    pub fn children_mut(&mut self) -> impl Iterator<Item = &mut Schema> {
        children!(self, iter_mut, values_mut)
    }
}

impl Schema {
    /// Calls `visit` for this schema, then for all inside it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        for child in self
            .as_object()
            .into_iter()
            .flat_map(SchemaObject::children)
        {
            child.walk(visit);
        }
    }

    /// Calls `change` for all schemas inside this one, then for itself.
    pub fn walk_mut(&mut self, change: &mut impl FnMut(&mut Self)) {
        for child in self
            .as_object_mut()
            .into_iter()
            .flat_map(SchemaObject::children_mut)
        {
            child.walk_mut(change);
        }
        change(self);
    }
}
