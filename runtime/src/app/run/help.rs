//! The help, written from the table of the commands.

use std::fmt::Write;

use super::command::{self, COMMANDS, Command, Flag};
use super::options::Declared;
use super::{Program, environment, examples};
use crate::endpoint::Endpoint;

/// Explains the program.
pub(super) fn program(program: &Program) -> String {
    let name = &program.name;
    let mut text = format!(
        "{name} {}\n\nUsage: {name} [COMMAND] [OPTIONS]\n",
        program.version
    );
    let commands = COMMANDS.iter().map(|command| {
        let default = if command.name == command::default().name {
            " (default)"
        } else {
            ""
        };
        (
            command.name.to_owned(),
            format!("{}{default}", command.about),
        )
    });
    table(&mut text, "Commands", commands);
    let default = command::default();
    let mut options = flags(default);
    options.extend(common(&program.options));
    let heading = match default.flags {
        [] => "Options".to_owned(),
        _ => format!("Options (those of `{}`)", default.name),
    };
    table(&mut text, &heading, options);
    let variables = environment::TABLE.iter();
    table(
        &mut text,
        "Environment",
        variables.map(|(name, about)| ((*name).to_owned(), (*about).to_owned())),
    );
    let _ = write!(
        text,
        "\n`{name} COMMAND --help` explains a command, with examples.\n"
    );
    text
}

/// Explains a command. Examples are made from the services, where they could be had.
pub(super) fn command(program: &Program, command: &Command, endpoint: Option<&Endpoint>) -> String {
    let name = &program.name;
    let mut usage = format!("{name} {}", command.name);
    if !command.arguments.is_empty() {
        let _ = write!(usage, " {}", command.arguments);
    }
    let mut text = format!("{}\n\nUsage: {usage} [OPTIONS]\n", command.about);
    if !command.details.is_empty() {
        let _ = write!(text, "\n{}", command.details);
    }
    let mut options = flags(command);
    options.extend(common(&program.options));
    table(&mut text, "Options", options);
    let examples = examples::of(program, command, endpoint);
    if !examples.is_empty() {
        text.push_str("\nExamples:\n");
        for example in examples {
            let _ = writeln!(text, "  {example}");
        }
    }
    text
}

fn flags(command: &Command) -> Vec<(String, String)> {
    command.flags.iter().map(flag).collect()
}

fn flag(flag: &Flag) -> (String, String) {
    let name = match flag.value {
        Some(value) => format!("--{} {value}", flag.name),
        None => format!("--{}", flag.name),
    };
    (name, flag.about.to_owned())
}

/// The options of every command: the program's own, and the two that all programs have.
fn common(declared: &[Declared]) -> Vec<(String, String)> {
    let own = declared.iter().map(|option| {
        let default = match option.default.as_str() {
            "" => String::new(),
            default => format!(" [default: {default}]"),
        };
        (
            format!("--{} {}", option.name, option.value),
            format!("{}{default}", option.about),
        )
    });
    let help = ("-h, --help", "Explain the program, or a command");
    let version = ("-V, --version", "Print the version");
    let all = [help, version].map(|(name, about)| (name.to_owned(), about.to_owned()));
    own.chain(all).collect()
}

/// Two columns under a heading.
pub(super) fn table(
    text: &mut String,
    heading: &str,
    rows: impl IntoIterator<Item = (String, String)>,
) {
    let rows: Vec<_> = rows.into_iter().collect();
    let width = rows
        .iter()
        .map(|(name, _)| name.chars().count())
        .max()
        .unwrap_or(0);
    let _ = writeln!(text, "\n{heading}:");
    for (name, about) in rows {
        let _ = writeln!(text, "  {name:width$}  {about}");
    }
}
