//! What is wrong with the file of numbers, and with fields that do not keep to it.

pub(crate) fn unreadable(why: &str) -> String {
    format!("`api.lock` cannot be read: {why}")
}

pub(crate) fn bad_line(line: usize, why: &str) -> String {
    format!("`api.lock`, line {line}: {why}")
}

pub(crate) fn no_entry(found: &str) -> String {
    if ["<<<<<<<", "=======", ">>>>>>>"]
        .iter()
        .any(|mark| found.starts_with(mark))
    {
        return format!(
            "`{found}` is left from a merge; keep the lines of both sides, but no number twice"
        );
    }
    format!("`{found}` begins neither a `message` nor an `enum`, and is no indented line of one")
}

pub(crate) fn bad_entry(word: &str) -> String {
    format!("an entry begins with a line such as `{word} tasks.v1.Task (tasks_api::Task)`")
}

pub(crate) fn entry_twice(name: &str) -> String {
    format!("`{name}` has an entry already")
}

pub(crate) fn bad_field(found: &str, is_enum: bool) -> String {
    let (what, like) = if is_enum {
        ("a value of an enum", "1 DONE")
    } else {
        ("a field", "1 id uint64")
    };
    format!("`{found}` is not {what}; write it as `{like}`, or as `reserved 1 id` once it is gone")
}

pub(crate) fn no_number(found: &str) -> String {
    format!("`{found}` is no number from 1 to 536870911")
}

pub(crate) fn number_twice(number: u32) -> String {
    format!("the number {number} is taken already")
}

pub(crate) fn name_twice(name: &str) -> String {
    format!("`{name}` has a number already")
}

pub(crate) fn no_file() -> String {
    "`lock!` wants its file: write `traitwire::lock!(\"api.lock\");`".to_owned()
}

/// `lock!` with another file.
pub(crate) fn other_file() -> String {
    "the numbers are in the file `api.lock` beside `Cargo.toml`, where all messages of the crate look for it; write \
     `traitwire::lock!(\"api.lock\");`"
        .to_owned()
}

/// The name of the item, such as `Task.kids`.
pub(crate) fn moved(of: &str, from: u32, to: u32) -> String {
    format!("field number of `{of}` changed from {from} to {to}; add `#[proto({from})]` to it")
}

/// A new field has the number of another that is still there.
pub(crate) fn taken(of: &str, number: u32, owner: &str, free: u32) -> String {
    let start = taken_by(of, number, owner, free);
    start + ", or put it last"
}

/// A new field has the number of another, which is gone. Or it is that field under a new name.
pub(crate) fn replaced(of: &str, number: u32, owner: &str, name: &str, free: u32) -> String {
    let start = taken_by(of, number, owner, free);
    format!("{start}, or write `{number} {name}` there if it is the same under another name")
}

fn taken_by(of: &str, number: u32, owner: &str, free: u32) -> String {
    format!(
        "the number {number} of `{of}` is that of `{owner}` in `api.lock`; add `#[proto({free})]` to it"
    )
}

pub(crate) fn reserved(of: &str, number: u32, owner: &str, free: u32) -> String {
    format!(
        "the number {number} of `{of}` was that of `{owner}`, which is gone, and `api.lock` reserves it; \
         add `#[proto({free})]` to it"
    )
}

/// What only the compiler can tell is told in the same words by `spec/src/lock/held.rs`.
pub(crate) fn retyped(of: &str, said: &str, now: &str, free: Option<u32>) -> String {
    let advice = match free {
        Some(free) => format!("give it a new number, `#[proto({free})]`, or change it back"),
        None => "change it back, or give the fields names and then numbers".to_owned(),
    };
    format!("the type of `{of}` changed from `{said}` to `{now}`; {advice}")
}

/// A tuple that has grown where it once had another field.
pub(crate) fn place_reserved(of: &str, owner: &str) -> String {
    format!(
        "`{of}` stands where `{owner}` stood, which is gone, and `api.lock` reserves its number; give the fields names \
         and then numbers"
    )
}

pub(crate) fn was_enum(name: &str) -> String {
    format!(
        "`{name}` is an enum in `api.lock`, and a message now that a variant has data: whoever reads it takes one for the \
         other; keep variants without data, or make it a type of another name"
    )
}

pub(crate) fn was_message(name: &str) -> String {
    format!(
        "`{name}` is a message in `api.lock`, and an enum now: whoever reads it takes one for the other; make it a type of \
         another name"
    )
}
