//! The elements of arrays.

use super::equal::equal;
use super::run::Run;
use super::{Step, text};
use crate::json::Json;
use crate::schema::{Schema, SchemaObject};

impl<'a> Run<'a> {
    pub(super) fn array(&mut self, schema: &'a SchemaObject, elements: &[Json]) {
        let length = elements.len();
        self.count(("minItems", schema.min_items), length, &text::ELEMENTS);
        self.count(("maxItems", schema.max_items), length, &text::ELEMENTS);
        if schema.unique_items
            && let Some((first, second)) = twins(elements)
        {
            self.problem("uniqueItems", text::equal_elements(first, second));
        }
        let first = schema.prefix_items.iter().zip(elements).enumerate();
        for (index, (schema, element)) in first {
            self.inside(Step::Index(index), schema, element);
        }
        let fixed = schema.prefix_items.len();
        match &schema.items {
            Some(Schema::Never) if length > fixed => {
                self.problem("items", text::too_many_elements(fixed, length));
            }
            Some(items) => {
                for (index, element) in elements.iter().enumerate().skip(fixed) {
                    self.inside(Step::Index(index), items, element);
                }
            }
            None => {}
        }
    }
}

/// The places of two elements that are equal.
fn twins(elements: &[Json]) -> Option<(usize, usize)> {
    elements.iter().enumerate().find_map(|(second, element)| {
        let before = elements[..second].iter();
        let first = before
            .enumerate()
            .find(|(_, other)| equal(other, element))?
            .0;
        Some((first, second))
    })
}
