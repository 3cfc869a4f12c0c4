//! Typed tool calls: what a model writes, as a value to be matched, and what it gets when that is executed.

mod common;

use common::mcp::{error, modern, result, text};
use common::server::Server;
use serde_json::{Value, json};
use traitwire::spec::Code;
use traitwire::{App, CallError, Context, OrInternal, Streaming, message, service, service_error};

/// A unit of work.
#[message]
#[derive(PartialEq)]
pub struct Task {
    /// Identifier.
    pub id: u64,
    /// What is to be done.
    pub title: String,
}

/// A task that is to be.
#[message]
#[derive(PartialEq)]
pub struct NewTask {
    /// What is to be done.
    #[schemars(length(min = 1))]
    pub title: String,
}

/// Why a call was refused.
#[service_error]
pub enum BoardError {
    /// No task has this id.
    #[code(not_found)]
    NoSuchTask {
        /// The id.
        id: u64,
    },
    /// The call failed.
    #[code(call)]
    Call(CallError),
}

/// A board.
#[service(package = "tests.v1")]
pub trait Board {
    /// Create a task.
    ///
    /// @example {"title": "Test"}
    async fn create(&self, cx: Context, req: NewTask) -> Result<Task, BoardError>;

    /// Delete a task.
    ///
    /// @example {"id": 7}
    #[method(destructive)]
    #[deprecated]
    async fn delete(&self, id: u64, #[serde(default)] reason: String) -> Result<(), BoardError>;

    /// Count the tasks.
    ///
    /// @example {}
    #[method(name = "count")]
    async fn how_many(&self) -> Result<u64, BoardError>;

    /// Create many tasks.
    async fn import(&self, tasks: Streaming<NewTask>) -> Result<Task, BoardError>;

    /// Create many tasks, by another path.
    async fn again(&self, req: traitwire::Streaming<NewTask>) -> Result<Task, BoardError>;

    /// Follow so many tasks.
    ///
    /// @example {"tasks": 2}
    async fn watch(&self, tasks: u64) -> Result<Streaming<Task, BoardError>, BoardError>;

    /// Fail inside.
    ///
    /// @example {}
    async fn fail(&self) -> Result<Task, BoardError>;

    /// A method of a name that calls have.
    ///
    /// @example {"name": "x"}
    async fn name(&self, name: String) -> Result<String, BoardError>;

    /// Nothing for models.
    #[method(tool = false)]
    async fn hidden(&self) -> Result<(), BoardError>;

    /// Not there.
    #[cfg(any())]
    async fn never(&self) -> Result<(), BoardError>;
}

/// A service without tools.
#[service(package = "tests.v1")]
trait Silent {
    /// Nothing for models.
    #[method(tool = false)]
    async fn run(&self) -> Result<(), traitwire::Status>;
}

struct Memory;

impl Board for Memory {
    async fn create(&self, _cx: Context, new: NewTask) -> Result<Task, BoardError> {
        Ok(Task {
            id: 1,
            title: new.title,
        })
    }

    async fn delete(&self, id: u64, _reason: String) -> Result<(), BoardError> {
        Err(BoardError::NoSuchTask { id })
    }

    async fn how_many(&self) -> Result<u64, BoardError> {
        Ok(u64::MAX)
    }

    async fn import(&self, tasks: Streaming<NewTask>) -> Result<Task, BoardError> {
        let titles: Vec<_> = tasks
            .collect()
            .await?
            .into_iter()
            .map(|task| task.title)
            .collect();
        Ok(Task {
            id: titles.len() as u64,
            title: titles.join(", "),
        })
    }

    async fn again(&self, tasks: Streaming<NewTask>) -> Result<Task, BoardError> {
        self.import(tasks).await
    }

    async fn watch(&self, tasks: u64) -> Result<Streaming<Task, BoardError>, BoardError> {
        Ok(Streaming::unfold(0, move |id| async move {
            let task = Task {
                id,
                title: "\u{e9}\n".to_owned(),
            };
            match id {
                13 => Some((Err(BoardError::NoSuchTask { id }), id)),
                _ => (id < tasks).then_some((Ok(task), id + 1)),
            }
        }))
    }

    async fn fail(&self) -> Result<Task, BoardError> {
        Err(std::io::Error::other("secret")).or_internal()?
    }

    async fn name(&self, name: String) -> Result<String, BoardError> {
        Ok(name)
    }

    async fn hidden(&self) -> Result<(), BoardError> {
        Ok(())
    }
}

/// What a program knows of a call before it lets it happen. It compiles only if the variants are those of the tools.
#[expect(deprecated, reason = "a model may call what is deprecated")]
fn about(tool: &BoardTool) -> String {
    match tool {
        BoardTool::Create(NewTask { title }) => format!("create {title}"),
        BoardTool::Delete(BoardDeleteRequest { id, reason }) => format!("delete {id} {reason}"),
        BoardTool::HowMany(BoardHowManyRequest {}) => "count".to_owned(),
        BoardTool::Import(tasks) | BoardTool::Again(tasks) => format!("import {}", tasks.len()),
        BoardTool::Watch(BoardWatchRequest { tasks }) => format!("watch {tasks}"),
        BoardTool::Fail(BoardFailRequest {}) => "fail".to_owned(),
        BoardTool::Name(BoardNameRequest { name }) => format!("name {name}"),
    }
}

#[test]
fn every_tool_is_read_from_its_examples() {
    let mut read = Vec::new();
    for method in &BoardService::spec().methods {
        for example in &method.examples {
            let name = method.tool.as_deref().expect("a tool");
            let tool = BoardTool::decode(name, example.input.to_string()).expect("the example");
            assert_eq!(tool.name(), name);
            assert_eq!(format!("{:?}", tool.clone()), format!("{tool:?}"));
            read.push(about(&tool));
        }
    }
    assert_eq!(
        read,
        [
            "create Test",
            "delete 7 ",
            "count",
            "watch 2",
            "fail",
            "name x"
        ]
    );
}

#[test]
fn the_names_are_those_of_the_description() {
    let tools = [
        BoardTool::decode("board_import", r#"{"items": []}"#),
        BoardTool::decode("board_again", r#"{"items": [{"title": "a"}]}"#),
        BoardTool::decode("board_count", ""),
        BoardTool::decode("board_count", b"null"),
    ];
    let about: Vec<_> = tools
        .iter()
        .map(|tool| about(tool.as_ref().unwrap()))
        .collect();
    assert_eq!(about, ["import 0", "import 1", "count", "count"]);
    let specified = BoardService::spec()
        .methods
        .iter()
        .filter_map(|method| method.tool.as_deref());
    for name in specified {
        let refused = BoardTool::decode(name, "5").expect_err("no object");
        assert_ne!(refused.reason(), Some("unknown_tool"), "{name}");
    }
}

#[test]
fn a_tool_that_there_is_not_is_refused_with_the_one_that_was_meant() {
    for (name, expected) in [
        (
            "board_creat",
            "there is no tool `board_creat`; did you mean `board_create`?",
        ),
        ("board_hidden", "there is no tool `board_hidden`"),
        ("board_how_many", "there is no tool `board_how_many`"),
        ("", "there is no tool ``"),
    ] {
        let refused = BoardTool::decode(name, "{}").unwrap_err();
        assert_eq!(refused.code(), Code::Unimplemented);
        assert_eq!(refused.reason(), Some("unknown_tool"));
        assert_eq!(refused.message(), expected);
    }
    let refused = SilentTool::decode("silent_run", "{}").expect_err("no tool");
    assert_eq!(refused.message(), "there is no tool `silent_run`");
}

#[test]
fn wrong_arguments_are_all_told_with_their_places() {
    for (name, arguments, expected) in [
        (
            "board_create",
            r#"{"titel": "x"}"#,
            "`titel`: unknown field, did you mean `title`?",
        ),
        (
            "board_create",
            r#"{"title": "x", "more": 1}"#,
            "`more`: unknown field",
        ),
        ("board_delete", r#"{"id": -1}"#, "`id`: "),
        (
            "board_import",
            r#"{"items": [{"title": "a"}, {"title": "b"}, {"title": "c"}, {"title": ""}]}"#,
            "`items[3].title`: ",
        ),
        (
            "board_import",
            r#"{"items": [{"title": "a", "x": 1}]}"#,
            "`items[0].x`: unknown field",
        ),
        (
            "board_import",
            r#"{"item": []}"#,
            "`item`: unknown field, did you mean `items`?",
        ),
        (
            "board_import",
            r#"{"items": [], "more": 1}"#,
            "`more`: unknown field",
        ),
        ("board_import", "", "`items`: missing required field"),
        ("board_create", "{", "not valid JSON"),
    ] {
        let refused = BoardTool::decode(name, arguments).unwrap_err();
        assert_eq!(refused.code(), Code::InvalidArgument, "{arguments}");
        assert_eq!(refused.reason(), Some("invalid_request"), "{arguments}");
        assert!(
            refused.message().contains(expected),
            "{arguments}: {refused}"
        );
    }
}

/// The text that a tool gives, for a model.
async fn executed(name: &str, arguments: &str) -> Result<String, BoardError> {
    let tool = BoardTool::decode(name, arguments).expect("a call");
    tool.execute(&Memory).await
}

#[tokio::test]
async fn a_call_gives_its_reply_in_json() {
    for (name, arguments, expected) in [
        (
            "board_create",
            json!({"title": "a"}),
            json!({"id": 1, "title": "a"}),
        ),
        ("board_count", json!({}), json!(u64::MAX)),
        ("board_name", json!({"name": "\""}), json!("\"")),
        (
            "board_import",
            json!({"items": [{"title": "a"}, {"title": "b"}]}),
            json!({"id": 2, "title": "a, b"}),
        ),
        (
            "board_watch",
            json!({"tasks": 1}),
            json!({"items": [{"id": 0, "title": "\u{e9}\n"}], "complete": true}),
        ),
    ] {
        let reply = executed(name, &arguments.to_string()).await.unwrap();
        assert_eq!(
            serde_json::from_str::<Value>(&reply).unwrap(),
            expected,
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_call_gives_the_error_of_the_service() {
    let missing = executed("board_delete", r#"{"id": 9}"#).await.unwrap_err();
    assert!(
        matches!(missing, BoardError::NoSuchTask { id: 9 }),
        "{missing:?}"
    );
    let broken = executed("board_watch", r#"{"tasks": 20}"#)
        .await
        .unwrap_err();
    assert!(
        matches!(broken, BoardError::NoSuchTask { id: 13 }),
        "{broken:?}"
    );
    let failed = executed("board_fail", "{}").await.unwrap_err();
    let BoardError::Call(failed) = failed else {
        panic!("{failed:?}");
    };
    assert!(failed.status().id().is_some());
}

#[tokio::test]
async fn any_implementation_can_be_behind_it_and_calls_can_run_elsewhere() {
    let any = AnyBoard::new(Memory);
    let tool = BoardTool::decode("board_create", r#"{"title": "a"}"#).unwrap();
    let call = tokio::spawn(async move { tool.execute(&any).await });
    assert_eq!(call.await.unwrap().unwrap(), r#"{"id":1,"title":"a"}"#);
}

#[tokio::test]
async fn the_texts_are_those_of_mcp() {
    let server = Server::start(App::new("board").service(BoardServer::new(Memory))).await;
    for (name, arguments) in [
        ("board_create", json!({"title": "a \u{1f980}"})),
        ("board_count", json!({})),
        ("board_import", json!({"items": [{"title": "a"}]})),
        ("board_watch", json!({"tasks": 2})),
    ] {
        let params = json!({"name": name, "arguments": arguments});
        let told = result(&modern(&server, "tools/call", params).await);
        assert_eq!(
            executed(name, &arguments.to_string()).await.unwrap(),
            text(&told),
            "{name}"
        );
    }
    for (name, arguments) in [
        ("board_create", json!({"titel": "a"})),
        ("board_delete", json!({"id": "x", "more": 1})),
    ] {
        let params = json!({"name": name, "arguments": arguments});
        let told = result(&modern(&server, "tools/call", params).await);
        assert_eq!(told["isError"], true);
        let refused = BoardTool::decode(name, arguments.to_string()).unwrap_err();
        assert!(text(&told).contains(refused.message()), "{told}\n{refused}");
    }
    let params = json!({"name": "board_creat", "arguments": {}});
    let told = error(&modern(&server, "tools/call", params).await, 200, -32602);
    let refused = BoardTool::decode("board_creat", "{}").unwrap_err();
    assert_eq!(told["message"], refused.message());
}
