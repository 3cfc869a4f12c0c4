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
    /// What no service reaches any more stays as it is: another program may reach it. Where something new has its fields
    /// under other numbers, it may be the same under a new name, and which it is has to be said in the file.
    pub fn update(&mut self, now: &Self) -> Result<Vec<Change>, Vec<Change>> {
        let (mut changes, mut conflicts) = (Vec::new(), Vec::new());
        let mut added = Vec::new();
        for (name, entry) in &now.entries {
            let tell = |to: &mut Vec<Change>, text: String| {
                to.push(Change {
                    name: name.clone(),
                    text,
                });
            };
            match self.entries.get_mut(name) {
                None => {
                    if let Some(conflict) = self.renumbered(name, entry, now) {
                        tell(&mut conflicts, conflict);
                    } else {
                        tell(&mut changes, "new".to_owned());
                        added.push((name, entry));
                    }
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
        let added = added.into_iter();
        self.entries
            .extend(added.map(|(name, entry)| (name.clone(), entry.clone())));
        if conflicts.is_empty() {
            Ok(changes)
        } else {
            Err(conflicts)
        }
    }

    /// Drops what `now` does not have.
    pub fn prune(&mut self, now: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        self.entries.retain(|name, _| {
            let is_reached = now.entries.contains_key(name);
            if !is_reached {
                changes.push(Change {
                    name: name.clone(),
                    text: "dropped, since no service reaches it".to_owned(),
                });
            }
            is_reached
        });
        changes
    }

    /// Why something new may be what the file has under an older name.
    fn renumbered(&self, name: &str, entry: &Entry, now: &Self) -> Option<String> {
        let (package, _) = names::split(name);
        let gone = self.entries.iter().filter(|(old, before)| {
            names::split(old).0 == package
                && !now.entries.contains_key(*old)
                && before.is_enum == entry.is_enum
        });
        let mut found = gone.filter_map(|(old, before)| Some((old, before.renumbered(entry)?)));
        let (old, (field, from, to)) = found.next()?;
        let kind = if entry.is_enum { "enum" } else { "message" };
        let line = format!("{kind} {name} ({})", entry.path);
        Some(format!(
            "it has the fields of `{old}`, which no service reaches any more, but `{field}` was {from} and is {to} now; if it \
             is the same under a new name, write `{line}` in place of the first line of `{old}`, else write \
             `{line}` as a line of its own"
        ))
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

    /// A field of both that has another number in the other one, if that has most of the fields.
    fn renumbered(&self, other: &Self) -> Option<(&str, u32, u32)> {
        let live = self.lines.iter();
        let live = live.filter(|(_, line)| line.role != Role::Reserved);
        let (count, mut shared) = (live.clone().count(), Vec::new());
        for (number, line) in live {
            if let Some(to) = other.number_of(&line.name) {
                shared.push((&*line.name, *number, to));
            }
        }
        // One that is named `id` in both says nothing.
        let is_alike = shared.len() > 1 && shared.len() * 2 >= count;
        let mut moved = shared.into_iter().filter(|(_, from, to)| from != to);
        moved.next().filter(|_| is_alike)
    }

    /// Why a field cannot have a number.
    fn conflict(&self, number: u32, line: &Line) -> Option<String> {
        let Line { name, role, .. } = line;
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
            comments: Vec::new(),
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
            comments: Vec::new(),
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
        comments: Vec::new(),
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
