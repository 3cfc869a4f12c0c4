//! Places in a value, written like code: `task.items[3].title`.

use std::fmt::Write as _;

use super::Json;

/// A key of more bytes is no word.
const LONGEST_WORD: usize = 64;

/// Other keys are shown up to this many characters.
const MOST_SHOWN: usize = 40;

/// Adds the step to the value of a key: `.key`, or `["a key"]` where the key is no plain word.
///
/// ```
/// use traitwire_spec::json::path::{push_index, push_key};
///
/// let mut path = String::new();
/// push_key(&mut path, "items");
/// push_index(&mut path, 3);
/// push_key(&mut path, "a b");
/// assert_eq!(path, r#"items[3]["a b"]"#);
/// ```
pub fn push_key(out: &mut String, key: &str) {
    if !is_word(key) {
        let _ = write!(out, "[{}]", quoted(key));
        return;
    }
    if !out.is_empty() {
        out.push('.');
    }
    out.push_str(key);
}

/// Adds the step to an element.
pub fn push_index(out: &mut String, index: usize) {
    let _ = write!(out, "[{index}]");
}

fn is_word(key: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@');
    let starts_plainly = |c: char| plain(c) && !c.is_numeric() && c != '-';
    key.len() <= LONGEST_WORD && key.starts_with(starts_plainly) && key.chars().all(plain)
}

/// A key as JSON writes it, shortened.
fn quoted(key: &str) -> String {
    let shown = match key.char_indices().nth(MOST_SHOWN) {
        None => key.to_owned(),
        Some((end, _)) => format!("{}…", &key[..end]),
    };
    Json::String(shown).to_string()
}
