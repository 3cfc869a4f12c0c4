//! The commands that answer by themselves: what they print, and their exit codes.

use super::support::{Ended, Folder};

#[test]
fn the_help_lists_commands_options_and_variables() {
    let folder = Folder::new();
    let help = folder.run(&["help"]);
    help.printed(
        "\
tasks 0.1.0

Usage: tasks [COMMAND] [OPTIONS]

Commands:
  serve  Serve over HTTP: JSON at /api, MCP at /mcp, and gRPC (default)
  mcp    Speak the Model Context Protocol on stdin and stdout
  spec   Print the description of all services as JSON or .proto, or what changed in it
  lock   Write down the numbers of protobuf fields, so that none changes
  tools  List the tools, one a line
  call   Call a tool and print its reply as JSON
  help   Explain the program, or one command

Options (those of `serve`):
  --listen ADDR            Address and port to listen on; port 0 picks a free one [default: 127.0.0.1:8080]
  --tls-cert FILE          Serve over TLS with this chain of certificates, in PEM
  --tls-key FILE           The private key of the certificate, in PEM
  --allow-host HOST        Answer requests to this host name too; may be repeated
  --allow-origin ORIGIN    Answer pages of this origin too; may be repeated
  --allow-unauthenticated  Listen beyond this machine although nobody has to say who they are
  --db PATH                SQLite file of the board [default: tasks.db]
  -h, --help               Explain the program, or a command
  -V, --version            Print the version

Environment:
  TRAITWIRE_LISTEN        As --listen
  TRAITWIRE_ALLOW_HOST    As --allow-host; several with commas
  TRAITWIRE_ALLOW_ORIGIN  As --allow-origin; several with commas
  TRAITWIRE_TLS_CERT      As --tls-cert
  TRAITWIRE_TLS_KEY       As --tls-key
  TRAITWIRE_TOKEN         Bearer token of the caller, for `call` and `mcp`
  TRAITWIRE_LOG           off, error, warn, info or debug

`tasks COMMAND --help` explains a command, with examples.
",
    );
    assert_eq!(folder.run(&["--help"]), help);
    assert_eq!(folder.run(&["-h"]), help);
    assert!(!folder.has("tasks.db"), "help opens nothing");
}

#[test]
fn each_command_has_its_own_help() {
    let folder = Folder::new();
    for command in ["serve", "mcp", "spec", "lock", "tools", "call"] {
        let help = folder.run(&[command, "--help"]);
        assert_eq!(help.code, Some(0), "{help:?}");
        let usage = format!("\nUsage: tasks {command} ");
        assert!(help.stdout.contains(&usage), "{help:?}");
        assert!(help.stdout.contains("  --db PATH "), "{help:?}");
        assert!(help.stdout.contains("\nExamples:\n  "), "{help:?}");
        assert_eq!(folder.run(&["help", command]), help);
    }
}

/// The examples of the trait, in the order of its methods; they are run as a shell would take them.
#[test]
fn the_examples_of_call_are_those_of_the_trait() {
    let folder = Folder::new();
    let help = folder.run(&["call", "--help"]).stdout;
    let (_, examples) = help.split_once("\nExamples:\n").unwrap();
    assert_eq!(
        examples.lines().map(str::trim).collect::<Vec<_>>(),
        [
            "tasks call tasks_create title='Review the release notes' assignee=alice",
            "tasks call tasks_get id=7",
            "tasks call tasks_list state=todo",
            "tasks call tasks_update id=7 changes.state=done",
        ]
    );
}

#[test]
fn the_version_is_printed() {
    let folder = Folder::new();
    folder.run(&["--version"]).printed("tasks 0.1.0\n");
    folder.run(&["call", "-V"]).printed("tasks 0.1.0\n");
    assert!(!folder.has("tasks.db"), "nothing is opened");
}

#[test]
fn tools_are_lines_with_their_signatures() {
    Folder::new().run(&["tools"]).printed(
        r#"tasks_create(title: string, assignee?: string) -> Task                      Create a task and give it to somebody.
tasks_get(id: integer) -> Task                                              Look up one task.
tasks_list(state?: "todo" | "doing" | "done", limit?: integer) -> TaskPage  List tasks, newest first.
tasks_update(id: integer, changes: TaskChanges) -> Task                     Change a task: its title, its owner, or how far it has come.
tasks_delete(id: integer)                                                   Delete a task for good.
tasks_watch(assignee?: string) -> stream of TaskEvent                       Follow changes as they happen, from now on.
tasks_purge() -> integer                                                    Delete all finished tasks for good. (needs `tasks:admin`)
"#,
    );
}

#[test]
fn tools_as_json_are_those_of_mcp() {
    let folder = Folder::new();
    let printed = folder.run(&["tools", "--json"]);
    let tools: serde_json::Value = serde_json::from_str(&printed.stdout).unwrap();
    let request = r#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{
        "io.modelcontextprotocol/protocolVersion":"2026-07-28",
        "io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},
        "io.modelcontextprotocol/clientCapabilities":{}}}}"#;
    let mut command = folder.command(&["mcp"]);
    // A caller who may see all of them.
    command
        .env("TASKS_ADMIN_TOKEN", "s3cret")
        .env("TRAITWIRE_TOKEN", "s3cret");
    let answer = Ended::of_input(command, &(request.replace('\n', "") + "\n"));
    let answer: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    assert_eq!(answer["result"]["tools"], tools, "{answer}");
    assert_eq!(tools.as_array().unwrap().len(), 7);
}

#[test]
fn a_proto_file_is_printed_or_written() {
    let folder = Folder::new();
    let printed = folder.run(&["spec", "proto"]);
    assert_eq!((printed.code, printed.stderr.as_str()), (Some(0), ""));
    let lines: Vec<_> = printed.stdout.lines().collect();
    assert_eq!(lines[0], r#"syntax = "proto3";"#);
    assert!(lines.contains(&"package tasks.v1;"));
    assert!(lines.contains(&"  rpc Get(TasksGetRequest) returns (Task) {"));
    let path = "api/tasks/v1/tasks.proto";
    let written = folder.run(&["spec", "proto", "--out", "api"]);
    written.printed(&format!("{path}\n"));
    let text = std::fs::read_to_string(folder.path().join(path)).unwrap();
    assert_eq!(text, printed.stdout);
    std::fs::write(folder.path().join("file"), "").unwrap();
    let failed = folder.run(&["spec", "proto", "--out", "file"]);
    assert_eq!((failed.code, failed.stdout.as_str()), (Some(1), ""));
    let start = "error: cannot write `file/tasks/v1/tasks.proto`: ";
    assert!(failed.stderr.starts_with(start), "{}", failed.stderr);
    folder.run(&["spec", "--out", "api"]).failed(
        2,
        &[
            "error: `--out` belongs to `spec proto`; `spec` alone prints to stdout",
            "hint: write `tasks spec proto --out DIR`",
        ],
    );
    folder.run(&["spec", "proto", "api"]).failed(
        2,
        &[
            "error: `spec proto` takes no argument `api`",
            "hint: write `tasks spec proto --out api` to write files",
        ],
    );
}

#[test]
fn the_spec_is_one_document_of_all_services() {
    let printed = Folder::new().run(&["spec"]);
    assert_eq!((printed.code, printed.stderr.as_str()), (Some(0), ""));
    let spec: serde_json::Value = serde_json::from_str(&printed.stdout).unwrap();
    assert_eq!(
        (&spec["name"], &spec["version"]),
        (&"tasks".into(), &"0.1.0".into())
    );
    let service = &spec["services"][0];
    assert_eq!(service["spec_version"], 1);
    assert_eq!(service["methods"][0]["full_name"], "tasks.v1.Tasks.Create");
    assert_eq!(
        service["methods"][0]["examples"][0]["input"]["assignee"],
        "alice"
    );
}

#[test]
fn a_wrong_command_line_is_named_and_opens_nothing() {
    let folder = Folder::new();
    let wrong = |arguments: &[&str], stderr: &[&str]| folder.run(arguments).failed(2, stderr);
    wrong(
        &["tool"],
        &[
            "error: there is no command `tool`",
            "hint: did you mean `tools`?",
        ],
    );
    wrong(
        &["help", "cal"],
        &[
            "error: there is no command `cal`",
            "hint: did you mean `call`?",
        ],
    );
    wrong(
        &["--dbb", "x"],
        &[
            "error: there is no flag `--dbb`",
            "hint: did you mean `--db`?",
        ],
    );
    wrong(
        &["tools", "--db"],
        &["error: `--db` needs a value", "hint: write `--db PATH`"],
    );
    wrong(
        &["tools", "--listen", ":0"],
        &[
            "error: `tools` has no flag `--listen`",
            "hint: it belongs to `tasks serve`",
        ],
    );
    wrong(
        &["tools", "diff", "old.json"],
        &[
            "error: `tools` takes no argument `diff`",
            "hint: `tasks tools --help` shows what it takes",
        ],
    );
    wrong(
        &["tasks_create", "title=x"],
        &[
            "error: there is no command `tasks_create`",
            "hint: a tool is called by `tasks call tasks_create ..`",
        ],
    );
    assert!(!folder.has("tasks.db"), "nothing was opened");
}

#[test]
fn a_wrong_variable_is_named() {
    let folder = Folder::new();
    let mut command = folder.command(&["tools"]);
    command.env("TRAITWIRE_LOG", "wran");
    let hint = "hint: did you mean `warn`?";
    Ended::of(command).failed(2, &["error: `TRAITWIRE_LOG` has no level `wran`", hint]);
    let mut command = folder.command(&["serve"]);
    command.env("TRAITWIRE_LISTEN", "localhost");
    Ended::of(command).failed(
        2,
        &[
            "error: `TRAITWIRE_LISTEN` takes an address and a port, not `localhost`",
            "hint: write, for example, `127.0.0.1:8080`",
        ],
    );
}

#[test]
fn what_cannot_be_opened_is_an_error_of_the_program() {
    let folder = Folder::new();
    let ended = folder.run(&["tools", "--db", "no/such/folder/tasks.db"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(1), ""));
    let expected = "error: cannot open the board `no/such/folder/tasks.db`: ";
    assert!(ended.stderr.starts_with(expected), "{ended:?}");
    assert_eq!(ended.stderr.lines().count(), 1);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_and_a_closed_pipe_is_none() {
    use std::io::Read;
    use std::process::Stdio;

    let folder = Folder::new();
    let mut command = folder.command(&["spec"]);
    command.stdout(std::fs::File::create("/dev/full").unwrap());
    let ended = Ended::of(command);
    assert_eq!(ended.code, Some(1));
    assert!(
        ended.stderr.starts_with("error: cannot write to stdout: "),
        "{ended:?}"
    );

    let mut command = folder.command(&["spec"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut stderr)
        .unwrap();
    assert_eq!(
        (child.wait().unwrap().code(), stderr.as_str()),
        (Some(0), "")
    );
}
