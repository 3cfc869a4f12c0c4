//! From the arguments of a program to a command and its flags.

use super::command::{self, COMMANDS, Command, Flag};
use super::environment;
use super::options::Declared;
use super::problem::Problem;
use crate::spec::suggest;

/// A command line that makes sense.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) command: &'static Command,
    /// Whether the command was written, not only meant.
    pub(super) named: bool,
    pub(super) help: bool,
    pub(super) version: bool,
    pub(super) positional: Vec<String>,
    /// The program's own options that were given.
    pub(super) options: Vec<(String, String)>,
    flags: Vec<(&'static Flag, String)>,
}

/// A value, and where it was written.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) value: String,
    /// The flag or the variable, as one writes it.
    pub(super) from: String,
}

impl Parsed {
    /// Whether a flag was given.
    pub(super) fn has(&self, flag: &Flag) -> bool {
        self.flags.iter().any(|(given, _)| given.name == flag.name)
    }

    /// The values of a flag, or of its variable where it was not given.
    pub(super) fn values(&self, flag: &Flag) -> Result<Vec<Given>, Problem> {
        let given = self
            .flags
            .iter()
            .filter(|(given, _)| given.name == flag.name);
        let given: Vec<_> = given
            .map(|(_, value)| Given {
                value: value.clone(),
                from: format!("--{}", flag.name),
            })
            .collect();
        match flag.variable {
            Some(variable) if given.is_empty() => from_variable(variable, flag.repeated),
            _ => Ok(given),
        }
    }

    /// The value of a flag that is given once at most.
    pub(super) fn value(&self, flag: &Flag) -> Result<Option<Given>, Problem> {
        Ok(self.values(flag)?.pop())
    }
}

fn from_variable(variable: &str, list: bool) -> Result<Vec<Given>, Problem> {
    let Some(text) = environment::read(variable)? else {
        return Ok(Vec::new());
    };
    let given = |value: &str| Given {
        value: value.trim().to_owned(),
        from: variable.to_owned(),
    };
    Ok(if list {
        let values = text.split(',').map(given);
        values.filter(|given| !given.value.is_empty()).collect()
    } else {
        vec![given(&text)]
    })
}

/// Reads the arguments that follow the name of the program.
pub(super) fn parse(
    program: &str,
    declared: &[Declared],
    arguments: Vec<String>,
) -> Result<Parsed, Problem> {
    let parser = Parser {
        program,
        declared,
        command: None,
        parsed: Parsed {
            command: command::default(),
            named: false,
            help: false,
            version: false,
            positional: Vec::new(),
            options: Vec::new(),
            flags: Vec::new(),
        },
    };
    parser.run(arguments)
}

struct Parser<'a> {
    program: &'a str,
    declared: &'a [Declared],
    command: Option<&'static Command>,
    parsed: Parsed,
}

impl Parser<'_> {
    fn run(mut self, arguments: Vec<String>) -> Result<Parsed, Problem> {
        let mut rest = arguments.into_iter().peekable();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--" => self.parsed.positional.extend(rest.by_ref()),
                "-h" | "--help" => self.parsed.help = true,
                "-V" | "--version" => self.parsed.version = true,
                flag if flag.starts_with('-') && flag != "-" => {
                    // A value may be `-`, or begin with one dash, as negative numbers do.
                    self.flag(flag, || rest.next_if(|next| !next.starts_with("--")))?;
                }
                name if self.command.is_none() => {
                    let found = find(self.program, name);
                    self.command =
                        Some(found.map_err(|problem| self.or_tool(problem, name, rest.peek()))?);
                }
                _ => self.parsed.positional.push(argument),
            }
        }
        self.finish()
    }

    /// Reads a flag; `next` takes the next argument where that can be its value.
    fn flag(&mut self, text: &str, next: impl FnOnce() -> Option<String>) -> Result<(), Problem> {
        let (written, inline) = match text.split_once('=') {
            Some((written, value)) => (written, Some(value.to_owned())),
            None => (text, None),
        };
        let name = written.strip_prefix("--").unwrap_or_default();
        if let Some(declared) = self.declared.iter().find(|declared| declared.name == name) {
            let value = needed(written, &declared.value, inline.or_else(next))?;
            if self.parsed.options.iter().any(|(given, _)| given == name) {
                return Err(twice(written));
            }
            self.parsed.options.push((name.to_owned(), value));
            return Ok(());
        }
        let Some(flag) = all_flags().find(|flag| flag.name == name) else {
            return Err(self.unknown(written));
        };
        let value = match flag.value {
            Some(called) => needed(written, called, inline.or_else(next))?,
            None if inline.is_some() => {
                return Err(Problem::usage(format!("`{written}` takes no value")));
            }
            None => String::new(),
        };
        if !flag.repeated && self.parsed.has(flag) {
            return Err(twice(written));
        }
        self.parsed.flags.push((flag, value));
        Ok(())
    }

    fn unknown(&self, written: &str) -> Problem {
        let command = self.command.unwrap_or(command::default());
        let own = self.declared.iter().map(|declared| declared.name.as_str());
        let known = command.flags.iter().map(|flag| flag.name).chain(own);
        let bare = written.trim_start_matches('-');
        let hint = match suggest::closest(bare, known.chain(["help", "version"])) {
            Some(close) => format!("did you mean `--{close}`?"),
            None => format!("`{} {} --help` lists the flags", self.program, command.name),
        };
        Problem::usage(format!("there is no flag `{written}`")).hint(hint)
    }

    /// Explains how a tool is called where `next` looks as if that was meant.
    fn or_tool(&self, problem: Problem, name: &str, next: Option<&String>) -> Problem {
        if next.is_some_and(|next| next.contains('=')) {
            let program = self.program;
            return problem.hint(format!("a tool is called by `{program} call {name} ..`"));
        }
        problem
    }

    /// Checks that flags and arguments are those of the command.
    fn finish(mut self) -> Result<Parsed, Problem> {
        let command = self.command.unwrap_or(command::default());
        let program = self.program;
        let own = |flag: &Flag| command.flags.iter().any(|own| own.name == flag.name);
        if let Some((flag, _)) = self.parsed.flags.iter().find(|(flag, _)| !own(flag)) {
            let mut of = COMMANDS.iter();
            let of = of.find(|other| other.flags.iter().any(|own| own.name == flag.name));
            let other = of.map_or("another command", |command| command.name);
            let message = format!("`{}` has no flag `--{}`", command.name, flag.name);
            let hint = format!("it belongs to `{program} {other}`");
            return Err(Problem::usage(message).hint(hint));
        }
        if let Some(argument) = self.parsed.positional.get(command.most) {
            let message = format!("`{}` takes no argument `{argument}`", command.name);
            let hint = format!("`{program} {} --help` shows what it takes", command.name);
            return Err(Problem::usage(message).hint(hint));
        }
        self.parsed.command = command;
        self.parsed.named = self.command.is_some();
        Ok(self.parsed)
    }
}

/// The command of a name.
pub(super) fn find(program: &str, name: &str) -> Result<&'static Command, Problem> {
    command::named(name).ok_or_else(|| {
        let hint = match suggest::closest(name, COMMANDS.iter().map(|command| command.name)) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("`{program} help` lists the commands"),
        };
        Problem::usage(format!("there is no command `{name}`")).hint(hint)
    })
}

fn all_flags() -> impl Iterator<Item = &'static Flag> {
    COMMANDS.iter().flat_map(|command| command.flags)
}

/// The value that a flag cannot be without.
fn needed(written: &str, called: &str, value: Option<String>) -> Result<String, Problem> {
    value.filter(|value| !value.is_empty()).ok_or_else(|| {
        let hint = format!("write `{written} {called}`");
        Problem::usage(format!("`{written}` needs a value")).hint(hint)
    })
}

fn twice(written: &str) -> Problem {
    Problem::usage(format!("`{written}` is given twice"))
}

#[cfg(test)]
mod tests;
