//! The file: one message after the other, with a line a field. Comments belong to what is behind them.

use std::collections::BTreeMap;
use std::fmt;

use crate::proto::GREATEST;

/// The first line of the file.
const HEAD: &str = "# Numbers of fields in protobuf, which must never change. Written by the `lock` command; check it in.";

/// All that the file says, by the full names of messages and enums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Messages and enums.
    pub entries: BTreeMap<String, Entry>,
    /// Comments behind the last line.
    comments: Vec<String>,
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
    /// Comments in front of it.
    pub(super) comments: Vec<String>,
}

/// A field, or a value of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name; of a value without the name of the enum.
    pub name: String,
    /// What the line is for.
    pub role: Role,
    /// Comments in front of it.
    pub(super) comments: Vec<String>,
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
        let mut comments = Vec::new();
        // Some editors begin files with this mark.
        let lines = text.trim_start_matches('\u{feff}').lines();
        for (index, line) in lines.enumerate() {
            let words: Vec<_> = line.split_whitespace().collect();
            let Some(first) = words.first() else {
                continue;
            };
            if first.starts_with('#') {
                if line.trim() != HEAD {
                    comments.push(line.trim().to_owned());
                }
                continue;
            }
            let inside = name.as_ref().filter(|_| line.starts_with([' ', '\t']));
            let entry = inside.and_then(|name| lock.entries.get_mut(name));
            let above = std::mem::take(&mut comments);
            let result = match entry {
                Some(entry) => entry.read(&words, above),
                None => lock.begin(&words, above).map(|begun| name = Some(begun)),
            };
            result.map_err(|why| LockError {
                line: index + 1,
                why,
            })?;
        }
        lock.comments = comments;
        Ok(lock)
    }

    /// Reads the first line of an entry; gives its name.
    fn begin(&mut self, words: &[&str], comments: Vec<String>) -> Result<String, String> {
        let &[kind @ ("message" | "enum"), ..] = words else {
            return Err(no_entry(&words.join(" ")));
        };
        let &[_, name, path] = words else {
            return Err(bad_entry(kind));
        };
        let path = path
            .strip_prefix('(')
            .and_then(|path| path.strip_suffix(')'));
        let path = path.filter(|path| path.contains("::"));
        let entry = Entry {
            path: path.ok_or_else(|| bad_entry(kind))?.to_owned(),
            is_enum: kind == "enum",
            lines: BTreeMap::new(),
            comments,
        };
        match self.entries.insert(name.to_owned(), entry) {
            Some(_) => Err(format!("`{name}` has an entry already")),
            None => Ok(name.to_owned()),
        }
    }
}

// In the words of the macros, which read the file too.

fn no_entry(found: &str) -> String {
    let marks = ["<<<<<<<", "=======", ">>>>>>>"];
    if marks.iter().any(|mark| found.starts_with(mark)) {
        return format!(
            "`{found}` is left from a merge; keep the lines of both sides, but no number twice"
        );
    }
    format!("`{found}` begins neither a `message` nor an `enum`, and is no indented line of one")
}

fn bad_entry(kind: &str) -> String {
    format!("an entry begins with a line such as `{kind} tasks.v1.Task (tasks_api::Task)`")
}

impl Entry {
    fn read(&mut self, words: &[&str], comments: Vec<String>) -> Result<(), String> {
        let (number, name, role) = match words {
            ["reserved", number, name] => (number, name, Role::Reserved),
            [number, name] if self.is_enum => (number, name, Role::Value),
            [number, name, ty @ ..] if !self.is_enum && !ty.is_empty() => {
                (number, name, Role::Field(ty.join(" ")))
            }
            _ => {
                let (what, like) = if self.is_enum {
                    ("a value of an enum", "1 DONE")
                } else {
                    ("a field", "1 id uint64")
                };
                return Err(format!(
                    "`{}` is not {what}; write it as `{like}`, or as `reserved 1 id` once it is gone",
                    words.join(" ")
                ));
            }
        };
        let parsed = number.parse().ok();
        let parsed = parsed.filter(|number| (1..=GREATEST).contains(number));
        let number =
            parsed.ok_or_else(|| format!("`{number}` is no number from 1 to {GREATEST}"))?;
        if self.lines.contains_key(&number) {
            return Err(format!("the number {number} is taken already"));
        }
        if role != Role::Reserved && self.number_of(name).is_some() {
            return Err(format!("`{name}` has a number already"));
        }
        let line = Line {
            name: (*name).to_owned(),
            role,
            comments,
        };
        self.lines.insert(number, line);
        Ok(())
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
        writeln!(f, "{HEAD}")?;
        for (name, entry) in &self.entries {
            let kind = if entry.is_enum { "enum" } else { "message" };
            writeln!(f)?;
            write_comments(&entry.comments, "", f)?;
            writeln!(f, "{kind} {name} ({})", entry.path)?;
            for (number, line) in &entry.lines {
                let Line {
                    name,
                    role,
                    comments,
                } = line;
                write_comments(comments, "  ", f)?;
                match role {
                    Role::Field(ty) => writeln!(f, "  {number} {name} {ty}")?,
                    Role::Value => writeln!(f, "  {number} {name}")?,
                    Role::Reserved => writeln!(f, "  reserved {number} {name}")?,
                }
            }
        }
        if !self.comments.is_empty() {
            writeln!(f)?;
        }
        write_comments(&self.comments, "", f)
    }
}

fn write_comments(comments: &[String], indent: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    comments
        .iter()
        .try_for_each(|comment| writeln!(f, "{indent}{comment}"))
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

    #[test]
    fn comments_stay_where_they_are() {
        let text = SOUND
            .replace(
                "message tasks.v1.Event ",
                "# What happened.\n# Ever.\nmessage tasks.v1.Event ",
            )
            .replace("  reserved 2", "  # Was never used.\n  reserved 2")
            + "\n# The end.\n";
        let lock = Lock::parse(&text).expect("a lock");
        assert_eq!(lock.to_string(), text);
    }

    #[test]
    fn a_mark_of_byte_order_is_no_text() {
        let lock = Lock::parse(&format!("\u{feff}{SOUND}")).expect("a lock");
        assert_eq!(lock.to_string(), SOUND);
    }

    // The macros have a reader of their own; `tests/ui/lock.rs` has both refuse the same in the same words.
    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let text = "enum a.B (c::B)\n\n  1 X bool";
        let error = Lock::parse(text).expect_err(text);
        assert_eq!(
            error.to_string(),
            "line 3: `1 X bool` is not a value of an enum; write it as `1 DONE`, or as `reserved 1 id` once it is gone"
        );
    }
}
