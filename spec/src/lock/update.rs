//! What of a program is not as its file says, and the file as it should be.

use std::collections::BTreeMap;

use super::{Entry, Line, Lock, Role};
use crate::ServiceSpec;
use crate::proto::{ProtoEnum, ProtoField, ProtoLabel, ProtoMessage, ProtoSpec, ProtoType, names};

/// Something that the file does not say yet, or that no file may say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Full name of the message or the enum.
    pub name: String,
    /// What is new, or wrong.
    pub text: String,
}

impl Lock {
    /// The numbers of some services as they are now. Only what a type of the user stands for is in it.
    pub fn of(specs: &[&ServiceSpec]) -> Self {
        Self::of_protos(specs.iter().map(|spec| &spec.proto))
    }

    fn of_protos<'a>(protos: impl IntoIterator<Item = &'a ProtoSpec>) -> Self {
        let mut lock = Self::default();
        for proto in protos {
            let messages = proto.messages.iter().filter_map(message);
            let enums = proto.enums.iter().filter_map(enumeration);
            lock.entries.extend(messages.chain(enums));
        }
        lock
    }

    /// Adds what is new and reserves what is gone. No number changes: where one would have to, that is a conflict.
    ///
    /// What no service reaches any more stays as it is: another program may reach it.
    pub fn update(&mut self, now: &Self) -> Result<Vec<Change>, Vec<Change>> {
        let (mut changes, mut conflicts) = (Vec::new(), Vec::new());
        for (name, entry) in &now.entries {
            let tell = |to: &mut Vec<Change>, text: String| {
                to.push(Change {
                    name: name.clone(),
                    text,
                });
            };
            match self.entries.get_mut(name) {
                None => {
                    tell(&mut changes, "new".to_owned());
                    self.entries.insert(name.clone(), entry.clone());
                }
                Some(before) => {
                    let (new, wrong) = before.update(entry);
                    for text in new {
                        tell(&mut changes, text);
                    }
                    for text in wrong {
                        tell(&mut conflicts, text);
                    }
                }
            }
        }
        if conflicts.is_empty() {
            Ok(changes)
        } else {
            Err(conflicts)
        }
    }
}

impl Entry {
    /// Gives what is new, and what cannot be.
    fn update(&mut self, now: &Self) -> (Vec<String>, Vec<String>) {
        let (mut changes, mut conflicts) = (Vec::new(), Vec::new());
        if self.is_enum != now.is_enum {
            let (before, after) = (kind(self.is_enum), kind(now.is_enum));
            conflicts.push(format!(
                "it was {before} and is {after} now; make it a type of another name"
            ));
            return (changes, conflicts);
        }
        if self.path != now.path {
            changes.push(format!("it is `{}` in Rust now", now.path));
            self.path.clone_from(&now.path);
        }
        for (number, line) in &now.lines {
            match self.conflict(*number, line) {
                Some(conflict) => conflicts.push(conflict),
                None if self.lines.contains_key(number) => {}
                None => changes.push(format!("`{}` has the number {number}", line.name)),
            }
        }
        for (number, line) in &mut self.lines {
            if line.role != Role::Reserved && !now.lines.contains_key(number) {
                changes.push(format!("`{}` is gone, and {number} reserved", line.name));
                line.role = Role::Reserved;
            }
        }
        for (number, line) in &now.lines {
            self.lines.entry(*number).or_insert_with(|| line.clone());
        }
        (changes, conflicts)
    }

    /// Why a field cannot have a number.
    fn conflict(&self, number: u32, line: &Line) -> Option<String> {
        let Line { name, role } = line;
        if let Some(before) = self.lines.get(&number) {
            return match (&before.role, role) {
                (Role::Reserved, _) => Some(format!(
                    "`{name}` has the number {number}, which is reserved since `{}` is gone; give it another",
                    before.name
                )),
                _ if before.name != *name && self.number_of(name).is_none() => Some(format!(
                    "`{name}` has the number {number}, which is that of `{}`; give it another, or write \
                     `{number} {name}` into the file if it is the same under another name",
                    before.name
                )),
                _ if before.name != *name => {
                    self.number_of(name).map(|from| moved(name, from, number))
                }
                (Role::Field(from), Role::Field(to)) if from != to => Some(format!(
                    "the type of `{name}` changed from `{from}` to `{to}`; give it a new number, or change it back"
                )),
                _ => None,
            };
        }
        let from = self.number_of(name)?;
        // With a new type, a new number is how it should be.
        (self.lines[&from].role == *role).then(|| moved(name, from, number))
    }
}

fn moved(name: &str, from: u32, to: u32) -> String {
    format!("the number of `{name}` changed from {from} to {to}; add `#[proto({from})]` to it")
}

const fn kind(is_enum: bool) -> &'static str {
    if is_enum { "an enum" } else { "a message" }
}

fn message(message: &ProtoMessage) -> Option<(String, Entry)> {
    let (package, _) = names::split(&message.name);
    let lines = message.fields.iter().map(|field| {
        let line = Line {
            name: field.name.clone(),
            role: Role::Field(held(field, package)),
        };
        (field.number, line)
    });
    entry(&message.name, message.path.as_ref(), false, lines.collect())
}

fn enumeration(found: &ProtoEnum) -> Option<(String, Entry)> {
    let (_, short) = names::split(&found.name);
    let prefix = names::screaming_snake(short) + "_";
    // The value 0 is no variant.
    let values = found.values.iter().filter(|value| value.number != 0);
    let lines = values.map(|value| {
        let name = value.name.strip_prefix(&prefix).unwrap_or(&value.name);
        let line = Line {
            name: name.to_owned(),
            role: Role::Value,
        };
        (value.number, line)
    });
    entry(&found.name, found.path.as_ref(), true, lines.collect())
}

fn entry(
    name: &str,
    path: Option<&String>,
    is_enum: bool,
    lines: BTreeMap<u32, Line>,
) -> Option<(String, Entry)> {
    let entry = Entry {
        path: path?.clone(),
        is_enum,
        lines,
    };
    Some((name.to_owned(), entry))
}

/// What a field holds, in the words that constants have for it.
fn held(field: &ProtoField, package: &str) -> String {
    let of = type_text(&field.ty, package);
    match field.label {
        ProtoLabel::Single | ProtoLabel::Optional => of,
        ProtoLabel::Repeated => format!("repeated {of}"),
    }
}

fn type_text(ty: &ProtoType, package: &str) -> String {
    match ty {
        ProtoType::Scalar(scalar) => scalar.name().to_owned(),
        ProtoType::Message(name) | ProtoType::Enum(name) => {
            let (of, short) = names::split(name);
            if of == package { short } else { name }.to_owned()
        }
        ProtoType::Map { key, value } => {
            format!("map<{}, {}>", key.name(), type_text(value, package))
        }
    }
}

#[cfg(test)]
mod tests;
