use super::{Parsed, parse};
use crate::app::run::command::JSON;
use crate::app::run::options::Declared;
use crate::app::run::problem::Problem;

fn read(line: &str) -> Result<Parsed, Problem> {
    let declared = [Declared::new("db", "PATH", "File", "tasks.db")];
    let arguments = line.split_whitespace().map(str::to_owned).collect();
    parse("tasks", &declared, arguments)
}

#[track_caller]
fn fails(line: &str, expected: &str, hint: &str) {
    let problem = read(line).unwrap_err();
    assert_eq!(
        (problem.to_string().as_str(), problem.hinted().unwrap_or("")),
        (expected, hint)
    );
}

#[test]
fn options_of_the_program_stand_anywhere() {
    for line in [
        "--db x call t",
        "call --db x t",
        "call t --db=x",
        "call --db x -- t",
    ] {
        let parsed = read(line).unwrap();
        assert_eq!(parsed.command.name, "call", "{line}");
        assert_eq!(
            parsed.options,
            [("db".to_owned(), "x".to_owned())],
            "{line}"
        );
        assert_eq!(parsed.positional, ["t"], "{line}");
    }
}

#[test]
fn what_follows_two_dashes_is_no_flag() {
    let parsed = read("call t -- --json").unwrap();
    assert_eq!(parsed.positional, ["t", "--json"]);
    assert!(!parsed.has(&JSON));
}

#[test]
fn values_may_begin_with_one_dash() {
    assert_eq!(read("call --db -").unwrap().options[0].1, "-");
    assert_eq!(read("call --db -5").unwrap().options[0].1, "-5");
    assert_eq!(read("call --db=--x").unwrap().options[0].1, "--x");
}

#[test]
fn flags_are_read() {
    assert!(read("tools --json").unwrap().has(&JSON));
    assert!(read("tools --help").unwrap().help);
    assert!(read("-V").unwrap().version);
    assert!(!read("tools").unwrap().help);
}

#[test]
fn mistakes_are_named() {
    fails(
        "tool",
        "there is no command `tool`",
        "did you mean `tools`?",
    );
    fails(
        "frobnicate",
        "there is no command `frobnicate`",
        "`tasks help` lists the commands",
    );
    fails(
        "tasks_create title=x",
        "there is no command `tasks_create`",
        "a tool is called by `tasks call tasks_create ..`",
    );
    fails(
        "tools --jsn",
        "there is no flag `--jsn`",
        "did you mean `--json`?",
    );
    fails(
        "tools --dbb x",
        "there is no flag `--dbb`",
        "did you mean `--db`?",
    );
    fails(
        "tools -x",
        "there is no flag `-x`",
        "`tasks tools --help` lists the flags",
    );
    fails(
        "tools -json",
        "there is no flag `-json`",
        "did you mean `--json`?",
    );
    fails("tools --db", "`--db` needs a value", "write `--db PATH`");
    fails("tools --db=", "`--db` needs a value", "write `--db PATH`");
    fails(
        "tools --db --json",
        "`--db` needs a value",
        "write `--db PATH`",
    );
    fails("tools --json=yes", "`--json` takes no value", "");
    fails("tools --json --json", "`--json` is given twice", "");
    fails("tools --db a --db b", "`--db` is given twice", "");
    fails(
        "tools --input x",
        "`tools` has no flag `--input`",
        "it belongs to `tasks call`",
    );
    fails(
        "tools now",
        "`tools` takes no argument `now`",
        "`tasks tools --help` shows what it takes",
    );
    fails(
        "help call spec",
        "`help` takes no argument `spec`",
        "`tasks help --help` shows what it takes",
    );
}
