//! What the macros accept, and what they say where they do not.
//!
//! Each folder is a theme. What is in its `pass` compiles without a warning and runs; what is in its `fail` is refused
//! with exactly the messages beside it. `TRYBUILD=overwrite` writes the messages anew, and
//! `cargo test -p ui -- signature trybuild=context` runs the cases of one theme whose path
//! has `context` in it.

/// Runs the cases of a folder. One without cases has not been written yet.
fn pass(theme: &str) {
    trybuild::TestCases::new().pass(format!("{theme}/pass/*.rs"));
}

fn fail(theme: &str) {
    trybuild::TestCases::new().compile_fail(format!("{theme}/fail/*.rs"));
}

/// Two tests a theme.
macro_rules! themes {
    ($($theme:ident)*) => {$(
        mod $theme {
            #[test]
            fn pass() {
                super::pass(stringify!($theme));
            }

            #[test]
            #[cfg_attr(not(compares_messages), ignore = "messages are compared on Rust 1.95 only")]
            fn fail() {
                super::fail(stringify!($theme));
            }
        }
    )*};
}

themes! { attrs docs error example message service signature testing }

/// All that is said where the macros do not accept something, by the file that it stands in.
fn messages() -> Vec<(std::path::PathBuf, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = std::fs::read_dir(root).expect("the folder of the tests");
    let folders = folders.map(|folder| folder.expect("a folder").path().join("fail"));
    let files = folders.flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten());
    let paths = files.map(|file| file.expect("a file").path());
    let paths = paths.filter(|path| path.extension().is_some_and(|end| end == "stderr"));
    let read = |path| std::fs::read_to_string(path).expect("a message");
    paths.map(|path| (path.clone(), read(path))).collect()
}

/// Whoever reads a message has to know from it what to do, so one message cannot stand for two mistakes.
#[test]
fn no_two_cases_have_one_message() {
    let mut seen = std::collections::HashMap::new();
    for (path, text) in messages() {
        let message = text.lines().next().unwrap_or_default().to_owned();
        if let Some(other) = seen.insert(message, path.clone()) {
            panic!(
                "{} and {} show one message",
                other.display(),
                path.display()
            );
        }
    }
}

/// What is written in place of something with mistakes is whole: it has no mistake of its own.
#[test]
fn no_mistake_leads_to_an_item_that_is_missing() {
    for (path, text) in messages() {
        assert!(!text.contains("E0046"), "{}", path.display());
    }
}
