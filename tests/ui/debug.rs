//! `TRAITWIRE_DEBUG=1` shows what a macro expands to.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

const SOURCE: &str = "
#[traitwire::message]
pub struct Shown {
    pub id: u64,
}
";

/// Checks a package with one message, and gives what the build printed on stderr.
fn check(folder: &Path, debug: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
        .current_dir(folder)
        // Where trybuild builds, so that the dependencies are there already.
        .env("CARGO_TARGET_DIR", folder.join("../../tests/trybuild"))
        .env("TRAITWIRE_DEBUG", debug)
        .output()
        .expect("cargo runs");
    let text = String::from_utf8(output.stderr).expect("text");
    assert!(output.status.success(), "{text}");
    text
}

#[test]
fn the_expansion_is_shown_where_it_is_asked_for() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().nth(2).expect("the workspace");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("debug");
    fs::create_dir_all(folder.join("src")).expect("a folder");
    let runtime = root.join("runtime");
    let manifest = format!(
        "[package]\nname = \"shown\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         traitwire = {{ path = {runtime:?}, default-features = false }}\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the same dependencies");
    fs::write(folder.join("src/lib.rs"), SOURCE).expect("a source");

    let shown = check(&folder, "1");
    assert!(shown.contains("impl") && shown.contains("Shown"), "{shown}");
    // Cargo does not know that the variable matters, so the file has to change.
    fs::write(folder.join("src/lib.rs"), format!("{SOURCE}\n")).expect("a source");
    assert_eq!(check(&folder, "0"), "");
}
