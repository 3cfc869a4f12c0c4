//! `api.lock`: the numbers that the fields of a crate's messages have in protobuf.
//!
//! It is text, one message after the other:
//!
//! ```text
//! # A comment.
//! message tasks.v1.Task (tasks_api::Task)
//!   1 id uint64
//!   reserved 2 kids
//! enum tasks.v1.State (tasks_api::State)
//!   1 DONE
//! ```

mod file;

pub(crate) use file::own;

use std::collections::{HashMap, HashSet};

use proc_macro2::{Span, TokenStream};
use syn::LitStr;

use crate::errors::Errors;
use crate::parse::proto::GREATEST;
use crate::text::lock as text;

/// Its name, beside the `Cargo.toml`.
pub(crate) const FILE: &str = "api.lock";

/// The argument of `lock!`, which has one place for the file: cargo tells macros nothing of other places.
pub(crate) fn argument(tokens: TokenStream, errors: &mut Errors) {
    if tokens.is_empty() {
        errors.push_at(Span::call_site(), text::no_file());
        return;
    }
    let name = syn::parse2::<LitStr>(tokens.clone());
    if name.is_ok_and(|name| name.value() == FILE) {
        return;
    }
    errors.push(tokens, text::other_file());
}

/// All that the file says.
#[derive(Debug, Default)]
pub(crate) struct Lock {
    /// By the last word of their paths.
    entries: HashMap<String, Vec<Entry>>,
}

/// What it says of a message or an enum.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its full name in protobuf.
    name: String,
    /// Module and name: `tasks_api::Task`, for the fields of a variant `tasks_api::Event::Created`.
    path: String,
    pub(crate) is_enum: bool,
    /// Each number once, each name of a field that is there once.
    pub(crate) lines: Vec<Line>,
}

/// A field, or a value of an enum.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) number: u32,
    pub(crate) name: String,
    pub(crate) role: Role,
}

/// What a line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A field with its type.
    Field(String),
    Value,
    /// A field or a value that is gone, whose number is nobody's.
    Reserved,
}

impl Lock {
    /// The text of a file. What is wrong with it is told with the number of its line.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut all: Vec<Entry> = Vec::new();
        let mut names = HashSet::new();
        // Some editors begin files with this mark.
        let lines = text.trim_start_matches('\u{feff}').lines();
        for (index, line) in lines.enumerate() {
            let is_inside = line.starts_with([' ', '\t']);
            let words: Vec<_> = line.split_whitespace().collect();
            let result = match (&*words, all.last_mut()) {
                ([], _) => Ok(()),
                ([first, ..], _) if first.starts_with('#') => Ok(()),
                (_, Some(entry)) if is_inside => entry.add(&words),
                _ => entry(&words).and_then(|entry| {
                    if !names.insert(entry.name.clone()) {
                        return Err(text::entry_twice(&entry.name));
                    }
                    all.push(entry);
                    Ok(())
                }),
            };
            result.map_err(|why| text::bad_line(index + 1, &why))?;
        }
        let mut lock = Self::default();
        for entry in all {
            let last = entry.path.rsplit("::").next().unwrap_or_default();
            let same = lock.entries.entry(last.to_owned()).or_default();
            same.push(entry);
        }
        Ok(lock)
    }

    /// The entries of types of this name, with the modules that those are in.
    pub(crate) fn of(&self, name: &str) -> Vec<(&str, &Entry)> {
        self.at(name, name)
    }

    /// The entries of the fields of a variant.
    pub(crate) fn of_variant(&self, name: &str, variant: &str) -> Vec<(&str, &Entry)> {
        self.at(variant, &format!("{name}::{variant}"))
    }

    fn at(&self, last: &str, end: &str) -> Vec<(&str, &Entry)> {
        let found = self.entries.get(last).into_iter().flatten();
        let found = found.filter_map(|entry| {
            let module = entry.path.strip_suffix(end)?.strip_suffix("::")?;
            Some((module, entry))
        });
        found.collect()
    }
}

/// The first line of an entry: `message tasks.v1.Task (tasks_api::Task)`.
fn entry(words: &[&str]) -> Result<Entry, String> {
    let is_enum = match words {
        ["message", ..] => false,
        ["enum", ..] => true,
        _ => return Err(text::no_entry(&words.join(" "))),
    };
    let named = match words {
        [_, name, path] => path
            .strip_prefix('(')
            .and_then(|path| path.strip_suffix(')'))
            .filter(|path| path.contains("::"))
            .map(|path| (*name, path)),
        _ => None,
    };
    let (name, path) = named.ok_or_else(|| text::bad_entry(words[0]))?;
    Ok(Entry {
        name: name.to_owned(),
        path: path.to_owned(),
        is_enum,
        lines: Vec::new(),
    })
}

impl Entry {
    /// Adds a line: `1 id uint64`, `1 DONE` or `reserved 2 kids`.
    fn add(&mut self, words: &[&str]) -> Result<(), String> {
        let (number, name, role) = match words {
            ["reserved", number, name] => (number, name, Role::Reserved),
            [number, name] if self.is_enum => (number, name, Role::Value),
            [number, name, ty @ ..] if !self.is_enum && !ty.is_empty() => {
                (number, name, Role::Field(ty.join(" ")))
            }
            _ => return Err(text::bad_field(&words.join(" "), self.is_enum)),
        };
        let parsed = number.parse().ok();
        let parsed = parsed.filter(|number| (1..=GREATEST).contains(number));
        let number = parsed.ok_or_else(|| text::no_number(number))?;
        if self.line(number).is_some() {
            return Err(text::number_twice(number));
        }
        if role != Role::Reserved && self.named(name).is_some() {
            return Err(text::name_twice(name));
        }
        self.lines.push(Line {
            number,
            name: (*name).to_owned(),
            role,
        });
        Ok(())
    }

    /// The package that it is in.
    pub(crate) fn package(&self) -> &str {
        self.name
            .rsplit_once('.')
            .map_or("", |(package, _)| package)
    }

    /// The line of a number.
    pub(crate) fn line(&self, number: u32) -> Option<&Line> {
        self.lines.iter().find(|line| line.number == number)
    }

    /// The line of a name that is not gone.
    pub(crate) fn named(&self, name: &str) -> Option<&Line> {
        let mut lines = self.lines.iter();
        lines.find(|line| line.name == name && line.role != Role::Reserved)
    }
}

#[cfg(test)]
mod tests;
