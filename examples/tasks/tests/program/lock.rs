//! `lock`: the numbers of protobuf fields in a file.

use std::fs;
use std::path::Path;

use super::support::Folder;

/// The file of the crate with the messages.
fn committed() -> String {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = here.with_file_name("tasks-api").join("api.lock");
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_file_of_the_api_says_all_there_is() {
    let folder = Folder::new();
    let path = committed();
    folder
        .run(&["lock", "--check", "--out", &path])
        .printed(&format!("{path} says all: messages 17, enums 1\n"));
}

/// What is told where no crate looks at the file.
const UNREAD: &str = "hint: no crate reads `api.lock`, since it is not beside the Cargo.toml of one; `--out PATH` writes it \
                      there\n";

/// The manifest of a package, or that of a workspace without one.
fn manifest(folder: &Folder, text: &str) {
    fs::write(folder.path().join("Cargo.toml"), text).unwrap();
}

#[test]
fn whether_a_crate_reads_the_file_is_told() {
    for (text, stderr) in [
        ("[workspace]\nmembers = [\"tasks-api\"]\n", UNREAD),
        ("[package]\nname = \"tasks-api\"\n", ""),
    ] {
        let folder = Folder::new();
        manifest(&folder, text);
        let written = folder.run(&["lock"]);
        assert_eq!((written.code, &*written.stderr), (Some(0), stderr));
    }
}

#[test]
fn a_message_that_is_not_reached_goes_on_demand() {
    let folder = Folder::new();
    manifest(&folder, "[package]\n");
    let text = fs::read_to_string(committed()).unwrap();
    let older = format!("{text}\nmessage tasks.v0.Task (tasks_api::Task)\n  9 id uint64\n");
    fs::write(folder.path().join("api.lock"), older).unwrap();
    let dropped = "tasks.v0.Task: dropped, since no service reaches it\n";
    let checked = folder.run(&["lock", "--check", "--prune"]);
    assert_eq!((checked.code, &*checked.stdout), (Some(1), dropped));
    assert!(
        checked
            .stderr
            .ends_with("hint: `tasks lock --prune` writes it\n"),
        "{checked:?}"
    );
    folder
        .run(&["lock", "--prune"])
        .printed(&format!("{dropped}wrote api.lock\n"));
    let kept = fs::read_to_string(folder.path().join("api.lock")).unwrap();
    assert_eq!(kept, text);
}

#[test]
fn a_file_is_written_once() {
    let folder = Folder::new();
    let checked = folder.run(&["lock", "--check"]);
    let expected = "error: there is no `api.lock`\nhint: `tasks lock` writes it\n";
    assert_eq!((checked.code, &*checked.stderr), (Some(1), expected));
    assert!(!folder.has("api.lock"));

    let written = folder.run(&["lock"]);
    assert_eq!(written.code, Some(0), "{written:?}");
    assert!(
        written.stdout.contains("tasks.v1.Task: new\n"),
        "{written:?}"
    );
    assert!(written.stdout.ends_with("wrote api.lock\n"), "{written:?}");
    assert_eq!(written.stderr, UNREAD);
    let text = fs::read_to_string(folder.path().join("api.lock")).unwrap();
    assert_eq!(text, fs::read_to_string(committed()).unwrap());

    let same = "api.lock says all: messages 17, enums 1\n";
    folder.run(&["lock"]).printed(same);
    folder.run(&["lock", "--check"]).printed(same);
}

#[test]
fn what_changed_is_added_and_no_number_changes() {
    let folder = Folder::new();
    let path = folder.path().join("other.lock");
    let text = fs::read_to_string(committed()).unwrap();
    // As it was before `limit`, with a field and a message that are gone since.
    let older = text
        .replace("  2 limit uint32\n", "  5 label string\n")
        .replace(
            "\nmessage tasks.v1.Task ",
            "\nmessage tasks.v1.Tag (tasks_api::Tag)\n  1 id uint64\n\nmessage tasks.v1.Task ",
        );
    fs::write(&path, &older).unwrap();
    manifest(&folder, "[package]\n");
    let news = "\
tasks.v1.ListTasks:
  `limit` has the number 2
  `label` is gone, and 5 reserved
";
    let checked = folder.run(&["lock", "--check", "--out", "other.lock"]);
    let advice = "\
error: `other.lock` does not say so yet
hint: `tasks lock --out other.lock` writes it
";
    let (stdout, stderr) = (&*checked.stdout, &*checked.stderr);
    assert_eq!((checked.code, stdout, stderr), (Some(1), news, advice));
    assert_eq!(fs::read_to_string(&path).unwrap(), older);

    folder
        .run(&["lock", "--out", "other.lock"])
        .printed(&format!("{news}wrote other.lock\n"));
    let newer = older.replace(
        "  5 label string\n",
        "  2 limit uint32\n  reserved 5 label\n",
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn a_number_that_would_change_is_refused() {
    let folder = Folder::new();
    let text = fs::read_to_string(committed()).unwrap();
    let other = text
        .replace(
            "  1 id uint64\n  2 title string",
            "  2 id uint64\n  1 name string",
        )
        .replace("  1 state TaskState", "  1 state string")
        .replace("  3 DONE", "  reserved 3 OVER");
    fs::write(folder.path().join("api.lock"), &other).unwrap();
    for arguments in [&["lock"][..], &["lock", "--check"]] {
        let refused = folder.run(arguments);
        let expected = "\
error: 4 fields are not as `api.lock` says, and nothing is written
tasks.v1.ListTasks: the type of `state` changed from `string` to `TaskState`; give it a new number, or change it back
tasks.v1.Task:
  the number of `id` changed from 2 to 1; add `#[proto(2)]` to it
  `title` has the number 2, which is that of `id`; give it another, or write `2 title` into the file if it is the same under another name
tasks.v1.TaskState: `DONE` has the number 3, which is reserved since `OVER` is gone; give it another
";
        assert_eq!((refused.code, &*refused.stderr), (Some(1), expected));
    }
    let kept = fs::read_to_string(folder.path().join("api.lock")).unwrap();
    assert_eq!(kept, other);
}

#[test]
fn a_file_that_cannot_be_read_is_left_alone() {
    let folder = Folder::new();
    fs::write(
        folder.path().join("api.lock"),
        "message a.B (c::B)\n  x 1 bool\n",
    )
    .unwrap();
    let refused = folder.run(&["lock"]);
    let expected = "error: `api.lock`, line 2: `x` is no number from 1 to 536870911\n";
    assert_eq!((refused.code, &*refused.stderr), (Some(1), expected));
    fs::remove_file(folder.path().join("api.lock")).unwrap();
    fs::create_dir(folder.path().join("api.lock")).unwrap();
    let refused = folder.run(&["lock"]);
    assert!(
        refused
            .stderr
            .starts_with("error: cannot read `api.lock`: "),
        "{refused:?}"
    );
    assert_eq!(refused.code, Some(1));
}
