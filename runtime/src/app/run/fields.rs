//! The fields of a tool's input, as the rows of its help.

use std::fmt::Write;

use super::signature;
use super::types::{Form, Types};
use crate::spec::Schema;

/// How deep fields inside fields are listed; types may contain themselves.
const DEPTH: usize = 3;

/// A row for each field of an input, with dots for those inside others: its key, and what is said of it.
pub(super) fn rows(types: Types<'_>, input: &Schema) -> Vec<(String, String)> {
    let mut rows = Rows {
        types,
        rows: Vec::new(),
    };
    rows.list(input, "", DEPTH);
    rows.rows
}

struct Rows<'a> {
    types: Types<'a>,
    rows: Vec<(String, String)>,
}

impl<'a> Rows<'a> {
    fn list(&mut self, schema: &'a Schema, outer: &str, depth: usize) {
        let forms = self.types.forms(schema);
        for form in &forms {
            for (name, field) in form.object.properties.iter().flatten() {
                let key = format!("{outer}{name}");
                // Alternatives may share a field.
                if !self.rows.iter().any(|(known, _)| *known == key) {
                    let about = self.about(&forms, form, name, field, outer);
                    self.rows.push((key.clone(), about));
                    if depth > 1 {
                        self.list(field, &format!("{key}."), depth - 1);
                    }
                }
            }
        }
    }

    fn about(
        &self,
        forms: &[Form<'a>],
        form: &Form<'a>,
        name: &str,
        schema: &'a Schema,
        outer: &str,
    ) -> String {
        let mut about = constants(forms, name)
            .unwrap_or_else(|| signature::field(self.types, form.object, name, schema));
        let everywhere = !form.is_alternative || alternatives(forms).all(|form| form.has(name));
        let only_in = (!everywhere).then(|| tags(forms, name)).flatten();
        if form.object.is_required(name) && (everywhere || only_in.is_some()) {
            about.push_str(", required");
        }
        if let Some((tag, values)) = only_in {
            let _ = write!(about, " where {outer}{tag}={}", values.join(" or "));
        }
        let own = schema
            .as_object()
            .and_then(|object| object.description.as_deref());
        if let Some(first) = own.and_then(|text| text.lines().next()) {
            let _ = write!(about, ": {first}");
        }
        about
    }
}

fn alternatives<'f, 'a>(forms: &'f [Form<'a>]) -> impl Iterator<Item = &'f Form<'a>> {
    forms
        .iter()
        .filter(|form| form.is_alternative && form.object.properties.is_some())
}

/// The values of a field that is one text in each form, as is one that tells variants apart.
fn constants(forms: &[Form<'_>], name: &str) -> Option<String> {
    let having = forms.iter().filter(|form| form.has(name));
    let quoted = having.map(|form| Some(format!("\"{}\"", form.constant(name)?)));
    Some(quoted.collect::<Option<Vec<_>>>()?.join(" | "))
}

/// The field that tells the alternatives apart, and its values in those which have the field `name`.
fn tags<'a>(forms: &[Form<'a>], name: &str) -> Option<(&'a str, Vec<&'a str>)> {
    let tag = alternatives(forms).find_map(Form::tag)?;
    let having = alternatives(forms).filter(|form| form.has(name));
    let values = having.map(|form| form.constant(tag));
    Some((tag, values.collect::<Option<_>>()?))
}

#[cfg(test)]
mod tests;
