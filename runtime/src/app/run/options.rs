//! The options that a program adds to its command line.

use std::fmt::Display;
use std::str::FromStr;

use super::command::COMMANDS;
use super::problem::Problem;
use crate::Result;

/// An option that a program declares.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    pub(super) name: String,
    /// What its value is called in the help.
    pub(super) value: String,
    pub(super) about: String,
    pub(super) default: String,
}

impl Declared {
    pub(crate) fn new(name: &str, value: &str, about: &str, default: &str) -> Self {
        Self {
            name: name.to_owned(),
            value: value.to_owned(),
            about: about.to_owned(),
            default: default.to_owned(),
        }
    }
}

/// The values of the options that a program has declared with [`App::option`](crate::App::option).
#[derive(Clone, Debug)]
pub struct Options {
    /// Names and values, of all that are declared.
    values: Vec<(String, String)>,
}

impl Options {
    pub(super) fn new(declared: &[Declared], given: &[(String, String)]) -> Self {
        let value = |declared: &Declared| {
            let given = given.iter().find(|(name, _)| *name == declared.name);
            let value = given.map_or(&declared.default, |(_, value)| value);
            (declared.name.clone(), value.clone())
        };
        Self {
            values: declared.iter().map(value).collect(),
        }
    }

    /// The value of an option: the one of the command line, else the default.
    ///
    /// # Panics
    ///
    /// If the program has not declared an option of this name.
    pub fn get(&self, name: &str) -> &str {
        let found = self.values.iter().find(|(key, _)| key == name);
        let Some((_, value)) = found else {
            panic!("no option `{name}` is declared; add `App::option(\"{name}\", ..)`");
        };
        value
    }

    /// The value of an option as a number, an address, or whatever else can be read from a text.
    ///
    /// A value that cannot be read is a mistake of the command line: returned from the function that
    /// [`App::run_with`](crate::App::run_with) was given, it ends the program with exit code 2.
    ///
    /// # Panics
    ///
    /// If the program has not declared an option of this name.
    pub fn parse<T>(&self, name: &str) -> Result<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        let value = self.get(name);
        value.parse().map_err(|error| {
            Problem::usage(format!("`--{name}` cannot be `{value}`: {error}")).into()
        })
    }
}

/// Finds what a program has declared wrongly.
pub(super) fn check(declared: &[Declared]) -> Result<(), Problem> {
    for (place, Declared { name, .. }) in declared.iter().enumerate() {
        let well_formed = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !well_formed {
            return Err(Problem::failure(format!(
                "the program declares an option `{name}`; write it in lower-case letters, digits and `-`, beginning \
                 with a letter"
            )));
        }
        if is_own(name) {
            return Err(Problem::failure(format!(
                "the program declares an option `{name}`, and every program has `--{name}`; give it another name"
            )));
        }
        if declared[..place].iter().any(|other| other.name == *name) {
            return Err(Problem::failure(format!(
                "the program declares the option `{name}` twice"
            )));
        }
    }
    Ok(())
}

fn is_own(name: &str) -> bool {
    let mut flags = COMMANDS.iter().flat_map(|command| command.flags);
    matches!(name, "help" | "version") || flags.any(|flag| flag.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(name: &str) -> Declared {
        Declared::new(name, "N", "A number", "5")
    }

    #[test]
    fn a_value_is_the_given_one_or_the_default() {
        let given = [("limit".to_owned(), "7".to_owned())];
        let options = Options::new(&[declared("limit"), declared("other")], &given);
        assert_eq!((options.get("limit"), options.get("other")), ("7", "5"));
        assert_eq!(options.parse::<u8>("limit").unwrap(), 7);
    }

    /// The words of the standard library for a number that is none.
    #[test]
    fn a_value_that_cannot_be_read_is_a_wrong_command_line() {
        let given = [("limit".to_owned(), "many".to_owned())];
        let options = Options::new(&[declared("limit")], &given);
        let problem = Problem::from(options.parse::<u8>("limit").unwrap_err());
        assert!(problem.is_usage());
        assert_eq!(
            problem.to_string(),
            "`--limit` cannot be `many`: invalid digit found in string"
        );
    }

    #[test]
    fn names_of_options_are_checked() {
        let fails = |names: &[&str]| {
            let all: Vec<_> = names.iter().map(|name| declared(name)).collect();
            check(&all).unwrap_err().to_string()
        };
        assert!(check(&[declared("db"), declared("read-only2")]).is_ok());
        for wrong in ["", "DB", "--db", "2fast", "a b", "a_b"] {
            assert!(fails(&[wrong]).starts_with(&format!(
                "the program declares an option `{wrong}`; write it in"
            )));
        }
        for own in ["help", "version", "json", "input"] {
            let expected = format!(
                "the program declares an option `{own}`, and every program has `--{own}`; give it another name"
            );
            assert_eq!(fails(&[own]), expected);
        }
        assert_eq!(
            fails(&["db", "db"]),
            "the program declares the option `db` twice"
        );
    }
}
