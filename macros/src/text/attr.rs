//! What is wrong with an attribute's form, whichever macro reads it.

use super::list;
use super::similar::suggestion;

/// `place` is the attribute as the user wrote it, such as `#[message(..)]`.
pub(crate) fn unknown_key(place: &str, key: &str, known: &[&str]) -> String {
    let hint = suggestion(key, known.iter().copied());
    let known = list(known.iter().copied());
    format!("`{key}` is not known to `{place}`{hint}\nnote: it knows {known}")
}

pub(crate) fn twice(place: &str, key: &str) -> String {
    format!("`{key}` is given twice in `{place}`; keep one")
}

pub(crate) fn wants_text(place: &str, key: &str) -> String {
    format!("`{key}` in `{place}` wants a string: write `{key} = \"..\"`")
}

pub(crate) fn wants_flag(place: &str, key: &str) -> String {
    format!(
        "`{key}` in `{place}` stands alone or is set to a boolean: write `{key}` or `{key} = false`"
    )
}

pub(crate) fn wants_path(place: &str) -> String {
    format!(
        "`crate` in `{place}` wants a path: write `crate = ::traitwire` or `crate = \"::traitwire\"`"
    )
}
