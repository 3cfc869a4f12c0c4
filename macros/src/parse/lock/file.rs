//! The file of the crate that is compiled.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use std::{env, fs};

use proc_macro2::Span;

use super::{FILE, Lock};
use crate::errors::Errors;
use crate::text::lock as text;

/// When a file was written, and how long it is: another one is read again.
type Stamp = (Option<SystemTime>, u64);

/// Files by their paths.
type Files = HashMap<PathBuf, (Stamp, Arc<Lock>)>;

/// What was read. A compiler reads one file once; an editor keeps the macros for hours, and for many crates.
static SEEN: Mutex<Option<Files>> = Mutex::new(None);

/// What the file of the crate that is compiled says; `None` where there is none.
///
/// What is wrong with it is told once, to the first who asks. The others find nothing in it.
pub(crate) fn own(errors: &mut Errors) -> Option<Arc<Lock>> {
    let folder = env::var_os("CARGO_MANIFEST_DIR")?;
    at(&Path::new(&folder).join(FILE), errors)
}

fn at(path: &Path, errors: &mut Errors) -> Option<Arc<Lock>> {
    let data = fs::metadata(path).ok()?;
    let stamp = (data.modified().ok(), data.len());
    // Nothing is left half done in there, so that a panic elsewhere does no harm.
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let seen = seen.get_or_insert_default();
    if let Some((same, lock)) = seen.get(path)
        && *same == stamp
    {
        return Some(Arc::clone(lock));
    }
    let read = fs::read_to_string(path);
    let read = read.map_err(|error| text::unreadable(&error.to_string()));
    let lock = match read.and_then(|text| Lock::parse(&text)) {
        Ok(lock) => Arc::new(lock),
        Err(why) => {
            errors.push_at(Span::call_site(), why);
            Arc::default()
        }
    };
    seen.insert(path.to_owned(), (stamp, Arc::clone(&lock)));
    Some(lock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_again_once_it_is_another() {
        let folder = env::temp_dir().join(format!("traitwire-lock-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join(FILE);
        let read = || {
            let mut errors = Errors::new();
            let lock = at(&path, &mut errors);
            (lock, errors.finish().to_string())
        };
        assert!(read().0.is_none());

        fs::write(&path, "nonsense").expect("a file");
        assert!(read().1.contains("line 1"));
        let (lock, told_again) = read();
        assert!(lock.is_some() && told_again.is_empty());

        fs::write(&path, "message a.B (c::B)\n  1 x bool\n").expect("a file");
        assert_eq!(read().0.expect("a lock").of("B").len(), 1);
        fs::remove_dir_all(&folder).expect("a folder");
        assert!(read().0.is_none());
    }
}
