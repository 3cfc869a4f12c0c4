//! The file: one message after the other, with a line a field.

use std::collections::BTreeMap;
use std::fmt;

/// The greatest number of a field.
const GREATEST: u32 = 536_870_911;

const HEAD: &str = "\
# Numbers of fields in protobuf, which must never change. Written by the `lock` command; check it in.
";

/// All that the file says, by the full names of messages and enums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Messages and enums.
    pub entries: BTreeMap<String, Entry>,
}

/// What it says of a message or an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Module and name in Rust, such as `tasks_api::Task`; of a variant's fields `tasks_api::Event::Created`.
    pub path: String,
    /// Whether it is an enum.
    pub is_enum: bool,
    /// By number.
    pub lines: BTreeMap<u32, Line>,
}

/// A field, or a value of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name; of a value without the name of the enum.
    pub name: String,
    /// What the line is for.
    pub role: Role,
}

/// What a line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A field with its type, such as `repeated Task`.
    Field(String),
    /// A value of an enum.
    Value,
    /// A field or a value that is gone.
    Reserved,
}

/// Why a text is no such file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: String,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

impl std::error::Error for LockError {}

impl Lock {
    /// Reads a file.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let mut lock = Self::default();
        let mut name = None;
        for (index, line) in text.lines().enumerate() {
            let words: Vec<_> = line.split_whitespace().collect();
            if words.first().is_none_or(|first| first.starts_with('#')) {
                continue;
            }
            let inside = name.as_ref().filter(|_| line.starts_with([' ', '\t']));
            let entry = inside.and_then(|name| lock.entries.get_mut(name));
            let result = match entry {
                Some(entry) => entry.read(&words),
                None => lock.begin(&words).map(|begun| name = Some(begun)),
            };
            result.map_err(|why| LockError {
                line: index + 1,
                why,
            })?;
        }
        Ok(lock)
    }

    /// Reads the first line of an entry; gives its name.
    fn begin(&mut self, words: &[&str]) -> Result<String, String> {
        let &[kind @ ("message" | "enum"), name, path] = words else {
            return Err(format!(
                "`{}` begins no entry; write `message tasks.v1.Task (tasks_api::Task)`",
                words.join(" ")
            ));
        };
        let path = path
            .strip_prefix('(')
            .and_then(|path| path.strip_suffix(')'));
        let path = path.filter(|path| path.contains("::")).ok_or_else(|| {
            format!("`{kind} {name}` is followed by its path in Rust, such as `(tasks_api::Task)`")
        })?;
        let entry = Entry {
            path: path.to_owned(),
            is_enum: kind == "enum",
            lines: BTreeMap::new(),
        };
        match self.entries.insert(name.to_owned(), entry) {
            Some(_) => Err(format!("`{name}` is there already")),
            None => Ok(name.to_owned()),
        }
    }
}

impl Entry {
    fn read(&mut self, words: &[&str]) -> Result<(), String> {
        let (number, name, role) = match words {
            ["reserved", number, name] => (number, name, Role::Reserved),
            [number, name] if self.is_enum => (number, name, Role::Value),
            [number, name, ty @ ..] if !self.is_enum && !ty.is_empty() => {
                (number, name, Role::Field(ty.join(" ")))
            }
            _ => {
                let like = if self.is_enum {
                    "1 DONE"
                } else {
                    "1 id uint64"
                };
                return Err(format!(
                    "`{}` is not written as `{like}` or `reserved 1 id`",
                    words.join(" ")
                ));
            }
        };
        let parsed = number.parse().ok();
        let parsed = parsed.filter(|number| (1..=GREATEST).contains(number));
        let number =
            parsed.ok_or_else(|| format!("`{number}` is no number from 1 to {GREATEST}"))?;
        if role != Role::Reserved && self.number_of(name).is_some() {
            return Err(format!("`{name}` has a number already"));
        }
        let line = Line {
            name: (*name).to_owned(),
            role,
        };
        match self.lines.insert(number, line) {
            Some(_) => Err(format!("the number {number} is taken already")),
            None => Ok(()),
        }
    }

    /// The number of a field or a value that is not gone.
    pub fn number_of(&self, name: &str) -> Option<u32> {
        let mut lines = self.lines.iter();
        let found = lines.find(|(_, line)| line.name == name && line.role != Role::Reserved);
        found.map(|(number, _)| *number)
    }
}

/// The text of the file.
impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        for (name, entry) in &self.entries {
            let kind = if entry.is_enum { "enum" } else { "message" };
            writeln!(f, "\n{kind} {name} ({})", entry.path)?;
            for (number, Line { name, role }) in &entry.lines {
                match role {
                    Role::Field(ty) => writeln!(f, "  {number} {name} {ty}")?,
                    Role::Value => writeln!(f, "  {number} {name}")?,
                    Role::Reserved => writeln!(f, "  reserved {number} {name}")?,
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = "\
# Numbers of fields in protobuf, which must never change. Written by the `lock` command; check it in.

message tasks.v1.Event (tasks_api::Event)
  1 created EventCreated
  reserved 2 gone
  10 all map<string, Task>

message tasks.v1.EventCreated (tasks_api::Event::Created)
  1 id uint64

enum tasks.v1.State (tasks_api::State)
  1 DONE
  reserved 2 DROPPED
";

    #[test]
    fn what_is_read_is_written() {
        let lock = Lock::parse(SOUND).expect("a lock");
        assert_eq!(lock.to_string(), SOUND);
        assert_eq!(lock.entries["tasks.v1.Event"].number_of("all"), Some(10));
        assert_eq!(lock.entries["tasks.v1.Event"].number_of("gone"), None);
    }

    #[test]
    fn the_order_of_a_file_does_not_matter() {
        let mut entries: Vec<_> = SOUND.split("\n\n").map(str::trim_end).collect();
        entries.reverse();
        let other = entries.join("\r\n\t\r\n").replace("  10 all", "\t10   all");
        let lock = Lock::parse(&other).expect("a lock");
        assert_eq!(lock.to_string(), SOUND);
    }

    // The macros have a reader of their own; `tests/ui/lock.rs` has both refuse the same.
    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, line, why) in [
            ("messages a.B (c::B)", 1, "begins no entry"),
            ("  1 x bool", 1, "begins no entry"),
            ("message a.B", 1, "begins no entry"),
            ("message a.B (B)", 1, "its path in Rust"),
            ("message a.B (c::B)\nmessage a.B (c::B)", 2, "there already"),
            ("message a.B (c::B)\n  1 x", 2, "`1 id uint64`"),
            ("enum a.B (c::B)\n\n  1 X bool", 3, "`1 DONE`"),
            ("message a.B (c::B)\n  0 x bool", 2, "`0`"),
            (
                "message a.B (c::B)\n  reserved 536870912 x",
                2,
                "`536870912`",
            ),
            ("message a.B (c::B)\n  1 x bool\n  1 y bool", 3, "number 1"),
            ("message a.B (c::B)\n  1 x bool\n  2 x bool", 3, "`x`"),
            ("message a.B (c::B)\n>>>>>>> main", 2, "begins no entry"),
        ] {
            let error = Lock::parse(text).expect_err(text);
            assert_eq!(error.line, line, "{error}");
            assert!(error.why.contains(why), "{error}");
        }
    }
}
