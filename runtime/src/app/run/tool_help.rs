//! The help of one tool: `call TOOL --help`.

use std::fmt::Write;

use super::types::Types;
use super::{Program, examples, help, signature};
use crate::endpoint::Target;
use crate::spec::schema::SchemaObject;
use crate::spec::{ErrorSpec, ExampleOutcome, ExampleSpec, Schema};

/// How deep fields inside fields are listed; types may contain themselves.
const DEPTH: usize = 3;

/// Explains a tool: what it does, its fields, its errors, and how it is called.
pub(super) fn of(program: &Program, target: &Target, tool: &str) -> String {
    let (spec, method) = (target.service.spec(), &target.method);
    let signature = signature::of(spec, method, tool);
    let mut text = format!("{signature}\n\n{}\n", method.doc.text());
    let mut fields = Fields {
        types: Types(spec),
        rows: Vec::new(),
    };
    fields.list(&method.input, "", DEPTH);
    if !fields.rows.is_empty() {
        help::table(&mut text, "Fields", fields.rows);
    }
    let returned = |error: &&ErrorSpec| method.errors.contains(&error.reason);
    let errors = spec.errors.iter().filter(returned);
    let errors: Vec<_> = errors
        .map(|error| (error.reason.clone(), error.doc.summary.clone()))
        .collect();
    if !errors.is_empty() {
        help::table(&mut text, "Errors", errors);
    }
    if !method.examples.is_empty() {
        text.push_str("\nExamples:\n");
        for example in &method.examples {
            let call = examples::call(&program.name, tool, example);
            let _ = writeln!(text, "  {call}{}", remark(example));
        }
    }
    text
}

/// What an example shows, as a shell's comment.
fn remark(example: &ExampleSpec) -> String {
    let fails = match &example.outcome {
        Some(ExampleOutcome::Error(reason)) => Some(format!("fails with {reason}")),
        _ => None,
    };
    let parts: Vec<_> = example
        .title
        .iter()
        .chain(&fails)
        .map(String::as_str)
        .collect();
    match parts.join(": ") {
        nothing if nothing.is_empty() => nothing,
        remark => format!("  # {remark}"),
    }
}

/// The fields of an input, those inside others with dots.
struct Fields<'a> {
    types: Types<'a>,
    rows: Vec<(String, String)>,
}

impl<'a> Fields<'a> {
    fn list(&mut self, schema: &'a Schema, outer: &str, depth: usize) {
        for branch in self.types.branches(schema) {
            for (name, field) in branch.properties.iter().flatten() {
                let key = format!("{outer}{name}");
                // Alternatives may share a field.
                if !self.rows.iter().any(|(known, _)| *known == key) {
                    self.rows
                        .push((key.clone(), self.about(branch, name, field)));
                    if depth > 1 {
                        self.list(field, &format!("{key}."), depth - 1);
                    }
                }
            }
        }
    }

    fn about(&self, object: &SchemaObject, name: &str, schema: &'a Schema) -> String {
        let mut about = signature::field(self.types, object, name, schema);
        if object.is_required(name) {
            about.push_str(", required");
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
