//! The limits of strings.

use super::run::Run;
use super::text;
use crate::schema::SchemaObject;

impl Run<'_> {
    pub(super) fn string(&mut self, schema: &SchemaObject, value: &str) {
        if schema.min_length.is_some() || schema.max_length.is_some() {
            let length = value.chars().count();
            self.count(("minLength", schema.min_length), length, &text::CHARACTERS);
            self.count(("maxLength", schema.max_length), length, &text::CHARACTERS);
        }
        if let Some(pattern) = &schema.pattern
            && self.matches(pattern, value) == Some(false)
        {
            self.problem("pattern", text::no_match(pattern, value));
        }
    }

    /// Whether a text contains a match of a pattern; `None` where that cannot be said.
    pub(super) fn matches(&mut self, pattern: &str, value: &str) -> Option<bool> {
        match self.validator.matches?(pattern, value) {
            Ok(matches) => Some(matches),
            Err(error) => {
                self.fault("pattern", || text::bad_pattern(pattern, &error));
                None
            }
        }
    }

    /// Notes a size that is too small or too large; which of them the keyword says.
    pub(super) fn count(
        &mut self,
        (keyword, limit): (&'static str, Option<u64>),
        found: usize,
        unit: &text::Unit,
    ) {
        let Some(limit) = limit else { return };
        let size = found as u64;
        let is_minimum = keyword.starts_with("min");
        if (is_minimum && size < limit) || (!is_minimum && size > limit) {
            self.problem(keyword, text::wrong_count(is_minimum, limit, found, unit));
        }
    }
}
