//! `spec diff`: what changed since an older description.

use std::process::Command;

use serde_json::{Value, json};

use super::support::{Ended, Folder};

/// What the program describes, as an older release could have had it.
fn older(folder: &Folder, change: impl FnOnce(&mut Value)) -> String {
    let mut document = serde_json::from_str(&folder.run(&["spec"]).stdout).unwrap();
    change(&mut document);
    document.to_string()
}

/// The type of a name in the first service of a document.
fn type_named<'a>(document: &'a mut Value, name: &str) -> &'a mut Value {
    let types = document["services"][0]["types"].as_array_mut().unwrap();
    let found = types.iter_mut().find(|ty| ty["name"] == name);
    &mut found.unwrap()["schema"]
}

fn diff(folder: &Folder, old: &str, arguments: &[&str]) -> Ended {
    let mut all = vec!["spec", "diff", "-"];
    all.extend(arguments);
    let command: Command = folder.command(&all);
    Ended::of_input(command, old)
}

#[test]
fn nothing_changes_between_a_program_and_itself() {
    let folder = Folder::new();
    let same = older(&folder, |_| {});
    diff(&folder, &same, &[]).printed("no changes\n");
    std::fs::write(folder.path().join("old.json"), &same).unwrap();
    folder
        .run(&["spec", "diff", "old.json"])
        .printed("no changes\n");
    let printed = diff(&folder, &same, &["--json"]);
    assert_eq!(printed.code, Some(0));
    let printed: Value = serde_json::from_str(&printed.stdout).unwrap();
    assert_eq!(printed, json!({"breaking": 0, "changes": []}));
}

#[test]
fn what_breaks_callers_comes_first_and_fails() {
    let folder = Folder::new();
    let old = older(&folder, |document| {
        let create = type_named(document, "CreateTask");
        create["properties"]["title"]["maxLength"] = json!(300);
        create["properties"]["color"] = json!({"type": "string"});
        let task = type_named(document, "Task");
        task["properties"]["due"] = json!({"type": "integer"});
        task["required"].as_array_mut().unwrap().push(json!("due"));
        let service = &mut document["services"][0];
        service["doc"]["summary"] = json!("Plan work.");
        service["errors"][1]["retryable"] = json!(false);
    });
    let printed = diff(&folder, &old, &[]);
    assert_eq!((printed.code, printed.stderr.as_str()), (Some(1), ""));
    assert_eq!(
        printed.stdout,
        "\
tasks.v1.Tasks
  method `create`
    BREAKS HTTP, MCP, gRPC: `request.title` was 1 to 300 characters, is 1 to 200 characters now
    BREAKS MCP: `request.color` field removed (it was optional, a string); where it is still sent, HTTP passes over it and MCP refuses it
  type `Task`, in create: reply, get: reply, list: reply.tasks[], update: reply, watch: reply<created>.task, watch: reply<updated>.task
    BREAKS HTTP, MCP: `due` field removed (it was required, an integer)
  service
           documentation changed
  error `board_full`
           the same call may succeed later now

5 changes, 3 break callers: 2 over HTTP, 3 over MCP, 1 over gRPC
"
    );
    let printed = diff(&folder, &old, &["--json"]);
    assert_eq!((printed.code, printed.stderr.as_str()), (Some(1), ""));
    let printed: Value = serde_json::from_str(&printed.stdout).unwrap();
    assert_eq!(printed["breaking"], 3);
    assert_eq!(
        printed["changes"][2],
        json!({
            "place": {
                "service": "tasks.v1.Tasks",
                "subject": {"type": "Task"},
                "path": "due",
                "used_by": [
                    "create: reply", "get: reply", "list: reply.tasks[]", "update: reply",
                    "watch: reply<created>.task", "watch: reply<updated>.task",
                ],
            },
            "what": "removed",
            "breaks": ["http", "mcp"],
            "text": "field removed (it was required, an integer)",
        })
    );
}

#[test]
fn changes_that_break_nobody_succeed() {
    let folder = Folder::new();
    let old = older(&folder, |document| {
        let methods = document["services"][0]["methods"].as_array_mut().unwrap();
        methods.retain(|method| method["name"] != "purge");
    });
    diff(&folder, &old, &[]).printed(
        "tasks.v1.Tasks\n  method `purge`\n           method added\n\n1 change, none breaks callers\n",
    );
}

#[test]
fn a_service_that_is_gone_breaks_its_callers() {
    let folder = Folder::new();
    let old = older(&folder, |document| {
        let mut other = document["services"][0].clone();
        other["name"] = json!("Notes");
        other["path"] = json!("notes");
        document["services"].as_array_mut().unwrap().push(other);
    });
    let printed = diff(&folder, &old, &[]);
    assert_eq!(printed.code, Some(1));
    assert_eq!(
        printed.stdout,
        "tasks.v1.Notes\n  service\n    BREAKS HTTP, MCP, gRPC: service removed\n\n\
         1 change, 1 breaks callers: 1 over HTTP, 1 over MCP, 1 over gRPC\n"
    );
}

#[test]
fn another_number_breaks_callers_over_grpc() {
    let folder = Folder::new();
    let old = older(&folder, |document| {
        let proto = &mut document["services"][0]["proto"];
        let messages = proto["messages"].as_array_mut().unwrap();
        let get = messages
            .iter_mut()
            .find(|message| message["name"] == "tasks.v1.TasksGetRequest");
        get.unwrap()["fields"][0]["number"] = json!(9);
    });
    let printed = diff(&folder, &old, &[]);
    assert_eq!(printed.code, Some(1));
    assert_eq!(
        printed.stdout,
        "\
tasks.v1.Tasks
  method `get`
    BREAKS gRPC: `request.id` number was 9, is 1 now
           `request.id` number 9 is free now: what takes it later is read as this by old callers; `traitwire::lock!` reserves it

2 changes, 1 breaks callers: 1 over gRPC
"
    );
}

#[test]
fn what_is_no_description_is_misuse_and_opens_nothing() {
    let folder = Folder::new();
    let hint = "hint: `tasks spec > FILE` writes one";
    diff(&folder, "{", &[]).failed(
        2,
        &[
            "error: cannot read a description from stdin: the text ends inside an object at line 1 column 2",
            hint,
        ],
    );
    diff(&folder, r#"{"services": [{"spec_version": 2}]}"#, &[]).failed(
        2,
        &[
            "error: cannot read a description from stdin: `services[0].spec_version`: version 2 of descriptions \
             is not known; this program reads version 1",
            hint,
        ],
    );
    let missing = folder.run(&["spec", "diff", "none.json"]);
    assert_eq!((missing.code, missing.stdout.as_str()), (Some(2), ""));
    assert!(
        missing
            .stderr
            .starts_with("error: cannot read a description from `none.json`: ")
    );
    folder.run(&["spec", "diff"]).failed(
        2,
        &[
            "error: `spec diff` needs the description to compare with",
            "hint: write `tasks spec diff OLD`, a file or `-` for stdin",
        ],
    );
    folder.run(&["spec", "now"]).failed(
        2,
        &[
            "error: `spec` takes no argument `now`",
            "hint: write `tasks spec diff OLD` to compare, `proto` for .proto files, or nothing",
        ],
    );
    folder.run(&["spec", "--json"]).failed(
        2,
        &[
            "error: `--json` belongs to `spec diff`; `spec` alone prints JSON anyway",
            "hint: write `tasks spec diff OLD`",
        ],
    );
    assert!(!folder.has("tasks.db"), "nothing was opened");
}
