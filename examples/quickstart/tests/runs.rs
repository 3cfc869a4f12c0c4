//! The smallest program runs.

use std::process::Command;

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quickstart"));
    let output = command
        .args(arguments)
        .env_remove("TRAITWIRE_LOG")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn it_greets() {
    let (code, stdout, stderr) = run(&["call", "hello_greet", "name=Ada"]);
    assert_eq!(
        (code, stdout.as_str(), stderr.as_str()),
        (Some(0), "\"Hello, Ada!\"\n", "")
    );
}

#[test]
fn it_lists_its_tool() {
    let (code, stdout, stderr) = run(&["tools"]);
    let expected = "hello_greet(name: string) -> string  Greet somebody by name.\n";
    assert_eq!(
        (code, stdout.as_str(), stderr.as_str()),
        (Some(0), expected, "")
    );
}

/// The readme shows the program as it is.
#[test]
fn the_readme_shows_it() {
    let code = include_str!("../src/main.rs");
    let (_, code) = code.split_once("use traitwire::prelude::*;").unwrap();
    let readme = include_str!("../../../README.md");
    let shown = readme
        .split("```")
        .find_map(|block| block.split_once("use traitwire::prelude::*;"));
    assert_eq!(shown.map(|(_, rest)| rest.trim()), Some(code.trim()));
}
