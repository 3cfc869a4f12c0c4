//! What `#[service]` makes of a trait: its description.

use serde_json::{Value, json};
use traitwire::{Context, Status, message, service};

/// A unit of work.
#[message]
pub struct Task {
    /// Server-assigned identifier.
    pub id: u64,
    /// What is to be done.
    pub title: String,
}

/// Plan and track
/// a team's work.
///
/// A board holds *all* tasks.
///
/// ```text
/// @example is text here
/// ```
#[service(package = "tasks.v1")]
pub trait TaskBoard: Send + 'static {
    /// Create a task.
    ///
    /// Write to alice@example.org about it.
    ///
    /// @example {"id": 7, "title": "Review \u0041"}
    /// @example on two lines: {
    ///     "id": 8,
    ///     "title": "Test"
    ///   }
    ///   -> {"id": 8, "title": "Test"}
    /// The end.
    async fn create(&self, cx: Context, req: Task) -> Result<Task, Status>;

    /// Delete a task for good.
    #[method(destructive, idempotent, scopes("tasks:write", any("admin", "owner")))]
    #[method(timeout = "5s", on = "tasks.done", tool = false)]
    #[deprecated(since = "1.0.0", note = "archive it")]
    async fn delete(
        &self,
        /// The task's id.
        id: u64,
        #[serde(default)]
        #[schemars(length(max = 200))]
        reason: String,
    ) -> Result<(), Status>;

    /// Count the tasks.
    #[method(read_only, public, name = "count", timeout = "2m")]
    async fn how_many_tasks(&self) -> Result<u32, Status> {
        Ok(0)
    }
}

fn spec() -> Value {
    serde_json::to_value(TaskBoardService::spec()).expect("JSON")
}

#[test]
fn a_trait_has_its_names_and_its_documentation() {
    let spec = spec();
    assert_eq!(TaskBoardService::NAME, "tasks.v1.TaskBoard");
    assert_eq!(spec["name"], "TaskBoard");
    assert_eq!(spec["package"], "tasks.v1");
    assert_eq!(spec["path"], "task_board");
    assert_eq!(
        spec["doc"],
        json!({
            "summary": "Plan and track a team's work.",
            "description": "A board holds *all* tasks.\n\n```text\n@example is text here\n```",
        })
    );
}

#[test]
fn a_method_has_a_name_on_every_wire() {
    let spec = spec();
    let names: Vec<_> = spec["methods"]
        .as_array()
        .expect("methods")
        .iter()
        .collect();
    assert_eq!(names.len(), 3);
    assert_eq!(names[0]["full_name"], "tasks.v1.TaskBoard.Create");
    assert_eq!(names[0]["grpc_path"], "/tasks.v1.TaskBoard/Create");
    assert_eq!(names[0]["http_path"], "/api/task_board/create");
    assert_eq!(names[0]["tool"], "task_board_create");
    assert_eq!(names[1]["tool"], Value::Null);
    assert_eq!(names[2]["name"], "count");
    assert_eq!(names[2]["grpc_path"], "/tasks.v1.TaskBoard/Count");
    assert_eq!(names[2]["tool"], "task_board_count");
}

#[test]
fn a_method_without_attributes_promises_nothing() {
    let create = &spec()["methods"][0];
    assert_eq!(
        create["hints"],
        json!({"read_only": false, "destructive": false, "idempotent": false})
    );
    assert_eq!(create["scopes"], json!([]));
    assert_eq!(create["public"], false);
    for absent in ["timeout_ms", "on", "deprecated"] {
        assert_eq!(create.get(absent), None, "{absent}");
    }
}

#[test]
fn a_method_says_what_its_attributes_say() {
    let spec = spec();
    let delete = &spec["methods"][1];
    assert_eq!(
        delete["hints"],
        json!({"read_only": false, "destructive": true, "idempotent": true})
    );
    assert_eq!(
        delete["scopes"],
        json!(["tasks:write", {"any": ["admin", "owner"]}])
    );
    assert_eq!(delete["timeout_ms"], 5000);
    assert_eq!(delete["on"], "tasks.done");
    assert_eq!(delete["deprecated"], "archive it");
    let count = &spec["methods"][2];
    assert_eq!(count["hints"]["read_only"], true);
    assert_eq!(count["public"], true);
    assert_eq!(count["timeout_ms"], 120_000);
}

#[test]
fn tags_are_examples_and_no_text() {
    let create = &spec()["methods"][0];
    assert_eq!(
        create["doc"],
        json!({
            "summary": "Create a task.",
            "description": "Write to alice@example.org about it.\n\nThe end.",
        })
    );
    assert_eq!(
        create["examples"],
        json!([
            {"input": {"id": 7, "title": "Review A"}},
            {
                "title": "on two lines",
                "input": {"id": 8, "title": "Test"},
                "outcome": {"reply": {"id": 8, "title": "Test"}},
            },
        ])
    );
}

#[test]
fn requests_and_replies_are_described() {
    let spec = spec();
    assert_eq!(spec["methods"][0]["input"], json!({"$ref": "#/$defs/Task"}));
    assert_eq!(
        spec["methods"][0]["output"],
        json!({"$ref": "#/$defs/Task"})
    );
    assert_eq!(spec["methods"][1]["output"], json!({"type": "null"}));
    assert_eq!(spec["methods"][2]["output"]["type"], "integer");
    let names: Vec<_> = spec["types"]
        .as_array()
        .expect("types")
        .iter()
        .map(|ty| ty["name"].as_str().expect("a name"))
        .collect();
    assert_eq!(
        names,
        [
            "Task",
            "TaskBoardDeleteRequest",
            "TaskBoardHowManyTasksRequest"
        ]
    );
}

#[test]
fn arguments_are_the_fields_of_a_request() {
    let spec = spec();
    assert_eq!(
        spec["methods"][1]["input"],
        json!({"$ref": "#/$defs/TaskBoardDeleteRequest"})
    );
    let request = &spec["types"][1]["schema"];
    assert_eq!(request["properties"]["id"]["description"], "The task's id.");
    assert_eq!(request["properties"]["reason"]["maxLength"], 200);
    assert_eq!(request["required"], json!(["id"]));
    assert_eq!(request.get("description"), None);
    let empty = &spec["types"][2]["schema"];
    assert_eq!(empty["type"], "object");
    assert_eq!(empty.get("required"), None);
}

/// Twins behind `#[cfg]` are no mistake as long as only one is there.
#[service(package = "tasks.v1")]
trait Twins {
    /// One.
    #[cfg(test)]
    async fn get_it(&self) -> Result<(), Status>;

    /// Another of the same name in gRPC.
    #[cfg(test)]
    #[method(name = "get__it")]
    async fn fetch_it(&self) -> Result<(), Status>;
}

#[test]
fn twins_are_found_when_the_description_is_built() {
    let panic = std::panic::catch_unwind(TwinsService::spec).expect_err("a panic");
    let message = panic.downcast_ref::<String>().expect("a message");
    assert_eq!(
        message,
        "cannot describe the service `tasks.v1.Twins`: two methods are named `GetIt`: `get_it` and `get__it`; \
         rename one with `#[method(name = \"..\")]`"
    );
}
