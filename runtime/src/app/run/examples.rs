//! Commands that can be copied, made from the services' own names and examples.

use std::fmt::Write;

use super::Program;
use super::command::{Action, Command};
use crate::endpoint::Endpoint;
use crate::spec::{ExampleOutcome, ExampleSpec, Json, MethodSpec};
use crate::stream::request;

/// How many calls are shown.
const CALLS: usize = 4;

/// Examples of a command.
pub(super) fn of(program: &Program, command: &Command, endpoint: Option<&Endpoint>) -> Vec<String> {
    let name = &program.name;
    match command.action {
        #[cfg(feature = "http")]
        Action::Serve => vec![
            format!("{name} serve --listen 127.0.0.1:0"),
            format!("{name} serve --listen 0.0.0.0:8080 --allow-host {name}.example.com"),
        ],
        // Claude Code starts it so; other clients take the same command in their settings.
        #[cfg(feature = "mcp")]
        Action::Mcp => vec![format!(
            "claude mcp add {name} -- {} mcp",
            executable(program)
        )],
        Action::Spec => vec![
            format!("{name} spec > spec.json"),
            format!("{name} spec diff spec.json"),
            format!("{name} spec proto --out proto"),
        ],
        Action::Tools => vec![format!("{name} tools"), format!("{name} tools --json")],
        Action::Call => endpoint
            .map(|endpoint| calls(name, endpoint))
            .unwrap_or_default(),
        Action::Help => vec![format!("{name} help call")],
    }
}

/// The path of the program, since others start it from elsewhere.
#[cfg(feature = "mcp")]
fn executable(program: &Program) -> String {
    let path = std::env::current_exe().ok();
    let path = path.and_then(|path| path.to_str().map(quoted));
    path.unwrap_or_else(|| program.name.clone())
}

/// Calls of the tools, one a tool, as their own examples have it.
fn calls(program: &str, endpoint: &Endpoint) -> Vec<String> {
    let methods = || endpoint.targets().iter().map(|target| &*target.method);
    let shown = methods().filter_map(|method| Some((method.tool.as_deref()?, example(method)?)));
    let calls: Vec<_> = shown
        .take(CALLS)
        .map(|(tool, example)| call(program, tool, example))
        .collect();
    if !calls.is_empty() {
        return calls;
    }
    let tools = methods().filter_map(|method| method.tool.as_deref());
    tools
        .take(1)
        .map(|tool| format!("{program} call {tool} --input '{{..}}'"))
        .collect()
}

/// The call of a tool that an example shows.
pub(super) fn call(program: &str, tool: &str, example: &ExampleSpec) -> String {
    let arguments = match &example.input {
        items @ Json::Array(_) => input(&request::with_items(items.clone())),
        input => arguments(input),
    };
    format!("{program} call {tool}{arguments}")
}

/// The example that shows a method best: one that does not fail, if there is any.
fn example(method: &MethodSpec) -> Option<&ExampleSpec> {
    let fails = |example: &&ExampleSpec| matches!(example.outcome, Some(ExampleOutcome::Error(_)));
    let mut good = method.examples.iter().filter(|example| !fails(example));
    good.next().or(method.examples.first())
}

/// An input as a shell takes it, with a space in front.
fn arguments(input: &Json) -> String {
    let mut text = String::new();
    let fits = input
        .as_object()
        .is_some_and(|fields| fields_into(&mut text, "", fields));
    if fits { text } else { self::input(input) }
}

fn input(input: &Json) -> String {
    format!(" --input {}", quoted(&input.to_string()))
}

/// Writes fields as `key=value`; `false` where they would not be read back as they are.
fn fields_into(text: &mut String, outer: &str, fields: &[(String, Json)]) -> bool {
    fields.iter().all(|(key, value)| {
        let value = match value {
            Json::Object(inner) if !inner.is_empty() => {
                return is_word(key) && fields_into(text, &format!("{outer}{key}."), inner);
            }
            Json::Null => return false,
            Json::String(value) => quoted(value),
            other => quoted(&other.to_string()),
        };
        let _ = write!(text, " {outer}{key}={value}");
        is_word(key)
    })
}

fn is_word(key: &str) -> bool {
    !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// A text as a POSIX shell takes it.
fn quoted(text: &str) -> String {
    if is_bare(text) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

fn is_bare(text: &str) -> bool {
    let bare = |c: char| c.is_ascii_alphanumeric() || "_-./:@%+,".contains(c);
    !text.is_empty() && text.chars().all(bare)
}
