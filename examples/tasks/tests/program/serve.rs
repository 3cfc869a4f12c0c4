//! `tasks serve`: its flags, its log, and what it has stored when it dies.

use super::support::{Folder, Server};

const CREATE: &str = "/api/tasks/create";
const LIST: &str = "/api/tasks/list";

#[test]
fn serving_is_what_the_program_does_without_a_command() {
    let folder = Folder::new();
    let server = Server::of(&mut folder.command(&["--listen=127.0.0.1:0", "--db", "own.db"]));
    let (status, body) = server.post(CREATE, "", r#"{"title": "x"}"#);
    assert_eq!(
        (status, body.as_str()),
        (
            200,
            r#"{"id":1,"title":"x","assignee":null,"state":"todo","created_by":null}"#
        )
    );
    assert!(folder.has("own.db") && !folder.has("tasks.db"));
}

#[test]
fn hosts_origins_and_the_address_come_from_flags_or_variables() {
    let folder = Folder::new();
    let ask = |server: &Server, headers: &str| server.post(LIST, headers, "{}").0;
    let (board, page) = (
        "Host: board.example\r\n",
        "Origin: https://page.example\r\n",
    );

    let closed = Server::start(&folder, &[]);
    assert_eq!(
        (ask(&closed, ""), ask(&closed, board), ask(&closed, page)),
        (200, 403, 403)
    );

    let flags = [
        "--allow-host",
        "other.example",
        "--allow-host=board.example",
        "--allow-origin",
        "https://page.example",
    ];
    let by_flags = Server::start(&folder, &flags);
    assert_eq!((ask(&by_flags, board), ask(&by_flags, page)), (200, 200));

    let mut command = folder.command(&["serve"]);
    command
        .env("TRAITWIRE_LISTEN", "127.0.0.1:0")
        .env("TRAITWIRE_ALLOW_HOST", "other.example, board.example")
        .env("TRAITWIRE_ALLOW_ORIGIN", "https://page.example");
    let by_variables = Server::of(&mut command);
    assert_eq!(
        (ask(&by_variables, board), ask(&by_variables, page)),
        (200, 200)
    );
}

#[test]
fn other_machines_are_let_in_only_when_that_is_meant() {
    let folder = Folder::new();
    let refused = folder.run(&["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(
        (refused.code, refused.stdout.as_str()),
        (Some(1), ""),
        "{refused:?}"
    );
    assert!(
        refused
            .stderr
            .starts_with("error: other machines reach `0.0.0.0:"),
        "{refused:?}"
    );
    let mut command =
        folder.command(&["serve", "--listen", "0.0.0.0:0", "--allow-unauthenticated"]);
    assert!(Server::of(&mut command).address.starts_with("0.0.0.0:"));
    let mut command = folder.command(&["serve", "--listen", "0.0.0.0:0"]);
    command.env("TASKS_ADMIN_TOKEN", "s3cret");
    assert!(Server::of(&mut command).address.starts_with("0.0.0.0:"));
}

#[test]
fn a_port_in_use_is_an_error_with_a_way_out() {
    let folder = Folder::new();
    let server = Server::start(&folder, &[]);
    let second = folder.run(&["serve", "--listen", &server.address]);
    assert_eq!((second.code, second.stdout.as_str()), (Some(1), ""));
    let expected = format!(
        "error: cannot listen on `{}`: another program listens there; ",
        server.address
    );
    assert!(second.stderr.starts_with(&expected), "{second:?}");
}

#[test]
fn the_log_has_a_whole_line_for_each_of_many_calls_at_once() {
    const THREADS: usize = 8;
    const CALLS: usize = 10;
    let folder = Folder::new();
    let server = Server::start(&folder, &[]);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for _ in 0..CALLS {
                    assert_eq!(server.post(LIST, "", "{}").0, 200);
                }
            });
        }
    });
    for _ in 0..THREADS * CALLS {
        let line = server.line();
        let (time, rest) = line.split_once(' ').unwrap();
        assert!(
            time.len() == "2026-11-03T05:29:14.007Z".len() && time.ends_with('Z'),
            "{line}"
        );
        let rest = rest.strip_prefix("INFO  call method=tasks.v1.Tasks.List code=ok duration_ms=");
        let (_, trace) = rest
            .unwrap()
            .split_once(" transport=http caller=- trace_id=")
            .unwrap();
        assert!(
            trace.len() == 32 && trace.chars().all(|c| c.is_ascii_hexdigit()),
            "{line}"
        );
    }
}

#[test]
fn the_log_can_be_silent() {
    let folder = Folder::new();
    let mut command = folder.command(&["serve", "--listen", "127.0.0.1:0"]);
    let server = Server::of(command.env("TRAITWIRE_LOG", "warn"));
    assert_eq!(server.post(LIST, "", "{}").0, 200);
    let rest = server.kill_and_read();
    assert_eq!(rest, Vec::<String>::new());
}

#[test]
fn what_was_answered_is_there_after_a_crash() {
    let folder = Folder::new();
    let server = Server::start(&folder, &[]);
    for number in 1..=20 {
        let (status, _) = server.post(CREATE, "", &format!(r#"{{"title": "Task {number}"}}"#));
        assert_eq!(status, 200);
    }
    server.kill_and_read();
    let again = Server::start(&folder, &[]);
    let (_, body) = again.post(LIST, "", "{}");
    let page: serde_json::Value = serde_json::from_str(&body).unwrap();
    let titles: Vec<_> = page["tasks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|task| &task["title"])
        .collect();
    let expected: Vec<_> = (1..=20)
        .rev()
        .map(|number| format!("Task {number}"))
        .collect();
    assert_eq!(titles, expected.iter().collect::<Vec<_>>());
}
