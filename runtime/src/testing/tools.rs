//! Whether models can take the tools of a service.

use super::report::Report;
use crate::spec::Schema;
use crate::spec::dialect::mcp::{self, Features, Output, Tool};
use crate::spec::schema::Type;

/// The longest name of a tool that all providers take, with room for the prefixes of clients.
const LONGEST_NAME: usize = 40;

/// What OpenAI takes of one schema at most: its text in characters, its properties and its values of enums
/// ("Structured model outputs", supported schemas).
const LONGEST_SCHEMA: usize = 120_000;
const MOST_PROPERTIES: usize = 5_000;
const MOST_VALUES: usize = 1_000;

pub(super) fn tools(report: &mut Report) {
    let features = Features {
        annotations: true,
        output: Output::Any,
    };
    for tool in mcp::tools(report.spec, features) {
        for message in problems(&tool) {
            report.add_tool(&tool.name, &message);
        }
    }
}

fn problems(tool: &Tool) -> Vec<String> {
    let mut problems = Vec::new();
    if !is_name(&tool.name) {
        problems.push(format!(
            "the name of a tool is lower-case letters, digits and `_`, at most {LONGEST_NAME} of them; \
             choose another with `#[method(name = \"..\")]`"
        ));
    }
    let input = tool.input_schema.as_object();
    if !input.is_some_and(|input| input.is_of(Type::Object)) {
        problems.push("the arguments of a tool are an object".to_owned());
    }
    for (count, most, what) in sizes(&tool.input_schema) {
        if count > most {
            problems.push(format!(
                "its arguments have {count} {what}, and models take at most {most}; \
                 ask for less, or write `#[method(tool = false)]`"
            ));
        }
    }
    problems
}

fn is_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.len() <= LONGEST_NAME
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(is_plain)
}

/// How large a schema is, how large it may be, and in what.
fn sizes(schema: &Schema) -> [(usize, usize, &'static str); 3] {
    let (mut properties, mut values) = (0, 0);
    schema.walk(&mut |schema| {
        let Some(object) = schema.as_object() else {
            return;
        };
        properties += object.properties.as_ref().map_or(0, Vec::len);
        values += object.enumeration.as_ref().map_or(0, Vec::len);
    });
    let length = schema.to_string().chars().count();
    [
        (length, LONGEST_SCHEMA, "characters of schema"),
        (properties, MOST_PROPERTIES, "properties"),
        (values, MOST_VALUES, "values of enums"),
    ]
}
