//! `tasks call`: arguments, replies, failures, callers.

use super::support::{Ended, Folder};

#[test]
fn tasks_are_created_changed_listed_and_deleted() {
    let folder = Folder::new();
    let plants =
        r#"{"id":1,"title":"Water the plants","assignee":null,"state":"todo","created_by":null}"#;
    let created = folder.run(&["call", "tasks_create", "title=Water the plants"]);
    created.printed(&format!("{plants}\n"));
    let number = folder.run(&["call", "tasks_create", "title=5", "assignee=bob"]);
    number.printed(
        "{\"id\":2,\"title\":\"5\",\"assignee\":\"bob\",\"state\":\"todo\",\"created_by\":null}\n",
    );
    let changed = folder.run(&[
        "call",
        "tasks_update",
        "id=2",
        "changes.state=done",
        "changes.title=6",
    ]);
    let done = r#"{"id":2,"title":"6","assignee":"bob","state":"done","created_by":null}"#;
    changed.printed(&format!("{done}\n"));
    folder
        .run(&["call", "tasks_get", "id=2"])
        .printed(&format!("{done}\n"));
    let list = |arguments: &[&str]| folder.run(&[&["call", "tasks_list"], arguments].concat());
    list(&[]).printed(&format!("{{\"tasks\":[{done},{plants}]}}\n"));
    list(&["limit=1"]).printed(&format!("{{\"tasks\":[{done}]}}\n"));
    list(&["state=todo"]).printed(&format!("{{\"tasks\":[{plants}]}}\n"));
    list(&["state=doing"]).printed("{\"tasks\":[]}\n");
    folder
        .run(&["call", "tasks_delete", "id=1"])
        .printed("null\n");
    list(&["state=todo"]).printed("{\"tasks\":[]}\n");
}

#[test]
fn the_input_can_be_given_whole() {
    let folder = Folder::new();
    let created = folder.run(&["call", "tasks_create", "--input", r#"{"title": "x"}"#]);
    assert_eq!(created.code, Some(0), "{created:?}");
    let command = folder.command(&["call", "tasks_list", "--input", "-"]);
    let listed = Ended::of_input(command, "{\"state\": \"todo\"}\n");
    assert_eq!(
        listed.stdout,
        format!("{{\"tasks\":[{}]}}\n", created.stdout.trim())
    );
    let wrong = |arguments: &[&str], error: &str| {
        let ended = folder.run(&[&["call", "tasks_list"], arguments].concat());
        ended.failed(2, &[error]);
    };
    wrong(
        &["--input", "{}", "limit=1"],
        "error: `--input` is the whole input, and `limit=1` is given too",
    );
    wrong(
        &["--input", "{"],
        "error: `--input` is no JSON: the text ends inside an object at line 1 column 2",
    );
    let ended = folder.run(&["call", "tasks_list", "--input", "[]"]);
    ended.failed(
        2,
        &[
            "error: `--input` is no JSON object",
            "hint: write `{\"key\": value}`",
        ],
    );
}

#[test]
fn what_cannot_be_called_is_a_wrong_command_line() {
    let folder = Folder::new();
    let wrong = |arguments: &[&str], stderr: &[&str]| {
        folder
            .run(&[&["call"], arguments].concat())
            .failed(2, stderr);
    };
    wrong(
        &[],
        &[
            "error: `call` needs the name of a tool",
            "hint: `tasks tools` lists the tools",
        ],
    );
    wrong(
        &["tasks_creat"],
        &[
            "error: there is no tool `tasks_creat`",
            "hint: did you mean `tasks_create`?",
        ],
    );
    wrong(
        &["create"],
        &[
            "error: there is no tool `create`",
            "hint: did you mean `tasks_create`?",
        ],
    );
    wrong(
        &["frobnicate"],
        &[
            "error: there is no tool `frobnicate`",
            "hint: `tasks tools` lists the tools",
        ],
    );
    wrong(
        &["tasks_create", "titel=x"],
        &[
            "error: there is no field `titel`",
            "hint: did you mean `title`?",
        ],
    );
    wrong(
        &["tasks_update", "id=1", "changes.owner=x"],
        &[
            "error: `changes.owner`: there is no field `owner`",
            "hint: its fields are `title`, `assignee`, `state`",
        ],
    );
    wrong(
        &["tasks_get", "id=first"],
        &["error: `id` takes an integer, and `first` is none"],
    );
    wrong(
        &["tasks_get", "7"],
        &[
            "error: `7` is no field and its value",
            "hint: write `KEY=VALUE`, with quotes around a value with spaces",
        ],
    );
}

#[test]
fn a_refused_call_fails_with_the_words_of_the_service() {
    let folder = Folder::new();
    let refused = |arguments: &[&str], stderr: &[&str]| {
        folder
            .run(&[&["call"], arguments].concat())
            .failed(1, stderr);
    };
    refused(
        &["tasks_get", "id=99"],
        &["error: not_found: No task has this id (id: 99) (reason no_such_task)"],
    );
    refused(
        &["tasks_get", "id=18446744073709551615"],
        &["error: not_found: No task has this id (id: 18446744073709551615) (reason no_such_task)"],
    );
    refused(
        &["tasks_create"],
        &["error: invalid_argument: `title`: missing required field"],
    );
    refused(
        &["tasks_create", "title="],
        &["error: invalid_argument: `title`: expected 1 to 200 characters, found 0"],
    );
    refused(
        &["tasks_list", "--input", r#"{"stat": "todo"}"#],
        &["error: invalid_argument: `stat`: unknown field, did you mean `state`?"],
    );
}

#[test]
fn a_scope_needs_a_caller_who_has_it() {
    let folder = Folder::new();
    folder.run(&["call", "tasks_purge"]).failed(
        1,
        &[
            "error: unauthenticated: `tasks.v1.Tasks.Purge` needs a caller who is known, and nobody is known here (reason \
             no_credentials, details {\"scope\":\"tasks:admin\"})",
            "hint: the program knows no callers; `App::authenticate` teaches it",
        ],
    );
    let as_caller = |token: &str, tool: &str| {
        let mut command = folder.command(&["call", tool, "--input", r#"{"title": "x"}"#]);
        if tool == "tasks_purge" {
            command = folder.command(&["call", tool]);
        }
        command
            .env("TASKS_ADMIN_TOKEN", "s3cret")
            .env("TRAITWIRE_TOKEN", token);
        Ended::of(command)
    };
    let hint = "hint: set `TRAITWIRE_TOKEN` to a token that the program knows";
    as_caller("wrong", "tasks_purge").failed(
        1,
        &[
            "error: unauthenticated: the bearer token is not known (reason invalid_token)",
            hint,
        ],
    );
    let nobody = as_caller("", "tasks_create");
    assert_eq!(
        (nobody.code, nobody.stderr.lines().nth(1)),
        (Some(1), Some(hint)),
        "{nobody:?}"
    );
    as_caller("s3cret", "tasks_purge").printed("0\n");
    as_caller("s3cret", "tasks_create")
        .printed("{\"id\":1,\"title\":\"x\",\"assignee\":null,\"state\":\"todo\",\"created_by\":\"admin\"}\n");
}

#[test]
fn a_tool_is_explained() {
    let folder = Folder::new();
    folder.run(&["call", "tasks_update", "--help"]).printed(
        "\
tasks_update(id: integer, changes: TaskChanges) -> Task

Change a task: its title, its owner, or how far it has come.

Returns the task as it is now.

Fields:
  id                integer, required: The task's id.
  changes           TaskChanges, required: What to change.
  changes.title     string: The new title.
  changes.assignee  string: The new owner.
  changes.state     \"todo\" | \"doing\" | \"done\": The new state.

Errors:
  no_such_task  No task has this id.

Examples:
  tasks call tasks_update id=7 changes.state=done  # finish a task
",
    );
    let create = folder.run(&["call", "tasks_create", "-h"]).stdout;
    let full = "\n  tasks call tasks_create title='One too many'  # on a full board: fails with board_full\n";
    assert!(create.ends_with(full), "{create}");
    folder.run(&["call", "tasks_updat", "--help"]).failed(
        2,
        &[
            "error: there is no tool `tasks_updat`",
            "hint: did you mean `tasks_update`?",
        ],
    );
}

#[test]
fn a_call_logs_as_it_is_told() {
    let folder = Folder::new();
    let mut command = folder.command(&["call", "tasks_list"]);
    command.env("TRAITWIRE_LOG", "info");
    let ended = Ended::of(command);
    assert_eq!(ended.stdout, "{\"tasks\":[]}\n");
    let fields = ended.stderr.split_once(" INFO  call ").unwrap().1;
    assert!(
        fields.starts_with("method=tasks.v1.Tasks.List code=ok duration_ms="),
        "{fields}"
    );
    assert!(
        fields.contains(" transport=local caller=- trace_id="),
        "{fields}"
    );
    assert_eq!(ended.stderr.lines().count(), 1);
}
