//! The help of one tool: `call TOOL --help`.

use std::fmt::Write;

use super::types::Types;
use super::{Program, examples, fields, help, signature};
use crate::endpoint::Target;
use crate::spec::{ErrorSpec, ExampleOutcome, ExampleSpec};

/// Explains a tool: what it does, its fields, its errors, and how it is called.
pub(super) fn of(program: &Program, target: &Target, tool: &str) -> String {
    let (spec, method) = (target.service.spec(), &target.method);
    let signature = signature::of(spec, method, tool);
    let mut text = format!("{signature}\n\n{}\n", method.doc.text());
    let fields = fields::rows(Types(spec), &method.input);
    if !fields.is_empty() {
        let heading = if method.kind.streams_input() {
            "Fields of each item"
        } else {
            "Fields"
        };
        help::table(&mut text, heading, fields);
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
