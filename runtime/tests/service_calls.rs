//! The way from a call to the user's implementation, for every form of method.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Poll, Waker};

use serde_json::{Value, json};
use traitwire::spec::Code;
use traitwire::{
    Body, Call, CallError, Context, Identity, Outcome, Payload, Service, Status, message, service,
    service_error,
};

/// A unit of work.
#[message]
pub struct Task {
    /// Identifier.
    pub id: u64,
    /// What is to be done.
    pub title: String,
}

/// Why a call was refused.
#[service_error]
pub enum TaskError {
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

type Cx = Context;
type Result<T> = std::result::Result<T, TaskError>;
type Names = std::result::Result<BTreeMap<String, Vec<u8>>, TaskError>;

/// Every form of method.
#[service(package = "tests.v1")]
pub trait Forms {
    /// The whole request.
    async fn whole(&self, req: Task) -> Result<Task>;

    /// Context and request.
    async fn who(&self, cx: Context, request: Task) -> Result<String>;

    /// Context by another name, and no arguments.
    async fn trace(&self, #[ctx] cx: Cx) -> Result<Option<String>>;

    /// Arguments.
    async fn fields(
        &self,
        cx: traitwire::Context,
        id: u64,
        #[serde(default)] names: Vec<String>,
        r#type: Option<u8>,
    ) -> Names;

    /// Nothing in, nothing out.
    #[deprecated]
    async fn nothing(&self) -> Result<()>;

    /// A body of its own, which calls another method.
    async fn body(&self, id: u64, _note: String) -> Result<Task> {
        let title = format!("number {id}");
        if id == 0 {
            return Err(TaskError::NoSuchTask { id });
        }
        self.whole(Task { id, title }).await
    }

    /// A keyword.
    async fn r#move(&self, r#where: String) -> Result<String>;

    /// The name of a method of the server.
    async fn call(&self, call: u64) -> Result<u64>;

    /// The name of a constructor.
    #[method(name = "make")]
    async fn new(&self, server: u8, cx: Option<u8>, input: u8) -> Result<u8>;
}

/// A second service in one module, with methods of the same names.
#[service(package = "tests.v1")]
trait Others {
    /// The whole request.
    async fn whole(&self, req: Task) -> std::result::Result<u64, Status>;
}

#[derive(Default)]
struct Board {
    calls: AtomicU64,
}

impl Forms for Board {
    async fn whole(&self, mut task: Task) -> Result<Task> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        task.id += 1;
        Ok(task)
    }

    async fn who(&self, cx: Context, task: Task) -> Result<String> {
        let caller = cx.caller().map_or("nobody", Identity::subject);
        Ok(format!("{caller} {}", task.title))
    }

    async fn trace(&self, cx: Context) -> Result<Option<String>> {
        Ok(cx.metadata("x-test").map(str::to_owned))
    }

    async fn fields(&self, _cx: Context, id: u64, names: Vec<String>, r#type: Option<u8>) -> Names {
        if id == 0 {
            return Err(TaskError::NoSuchTask { id });
        }
        Ok(names
            .into_iter()
            .map(|name| (name, r#type.into_iter().collect()))
            .collect())
    }

    async fn nothing(&self) -> Result<()> {
        Ok(())
    }

    async fn r#move(&self, r#where: String) -> Result<String> {
        Ok(r#where)
    }

    async fn call(&self, call: u64) -> Result<u64> {
        Ok(call + 1)
    }

    async fn new(&self, server: u8, cx: Option<u8>, input: u8) -> Result<u8> {
        Ok(server + cx.unwrap_or_default() + input)
    }
}

impl Others for Board {
    async fn whole(&self, task: Task) -> std::result::Result<u64, Status> {
        Err(Status::new(Code::Aborted, task.title))
    }
}

/// Runs a future of which nothing waits for anything.
fn run<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    match future
        .as_mut()
        .poll(&mut std::task::Context::from_waker(Waker::noop()))
    {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the call waits"),
    }
}

fn call_with(
    service: &dyn Service,
    method: &str,
    input: &Value,
    cx: Context,
) -> std::result::Result<Value, Status> {
    let method = service.spec().method(method).expect("the method").clone();
    let input = Payload::strict_json(input.to_string());
    match run(service.call(Call::new(method, input, cx)))? {
        Outcome::Complete(reply) => match reply.output {
            Body::One(payload) => Ok(serde_json::from_slice(&payload.bytes).expect("JSON")),
            Body::Stream(_) => panic!("a stream"),
        },
        _ => panic!("not complete"),
    }
}

fn call(method: &str, input: &Value) -> std::result::Result<Value, Status> {
    call_with(
        &FormsServer::new(Board::default()),
        method,
        input,
        Context::new(),
    )
}

#[test]
fn the_whole_request_is_one_argument() {
    let reply = call("whole", &json!({"id": 7, "title": "a"})).expect("a reply");
    assert_eq!(reply, json!({"id": 8, "title": "a"}));
}

#[test]
fn the_context_of_the_call_is_the_one_that_the_method_gets() {
    let server = FormsServer::new(Board::default());
    let cx = Context::new()
        .with_caller(Identity::new("alice"))
        .with_metadata("x-test", "7");
    let task = json!({"id": 7, "title": "a"});
    assert_eq!(
        call_with(&server, "who", &task, cx.clone()).ok(),
        Some(json!("alice a"))
    );
    assert_eq!(
        call_with(&server, "trace", &json!({}), cx).ok(),
        Some(json!("7"))
    );
    assert_eq!(call("trace", &json!({})).ok(), Some(Value::Null));
}

#[test]
fn arguments_are_fields_in_any_order() {
    let reply = call("fields", &json!({"type": 3, "names": ["a", "b"], "id": 7}));
    assert_eq!(reply.ok(), Some(json!({"a": [3], "b": [3]})));
    assert_eq!(call("fields", &json!({"id": 7})).ok(), Some(json!({})));
}

#[test]
fn a_method_may_take_and_give_nothing() {
    assert_eq!(call("nothing", &json!({})).ok(), Some(Value::Null));
}

#[test]
fn a_method_may_have_a_body_in_the_trait() {
    let reply = call("body", &json!({"id": 7, "note": ""})).expect("a reply");
    assert_eq!(reply, json!({"id": 8, "title": "number 7"}));
    let status = call("body", &json!({"id": 0, "note": ""})).expect_err("a status");
    assert_eq!(status.reason(), Some("no_such_task"));
}

#[test]
fn names_of_rust_and_of_generated_code_are_free() {
    assert_eq!(
        call("move", &json!({"where": "here"})).ok(),
        Some(json!("here"))
    );
    assert_eq!(call("call", &json!({"call": 7})).ok(), Some(json!(8)));
    let reply = call("make", &json!({"server": 1, "cx": 2, "input": 3}));
    assert_eq!(reply.ok(), Some(json!(6)));
}

#[test]
fn an_error_becomes_its_status() {
    let status = call("fields", &json!({"id": 0})).expect_err("a status");
    assert_eq!(status.code(), Code::NotFound);
    assert_eq!(status.reason(), Some("no_such_task"));
    assert_eq!(FormsService::spec().errors.len(), 1);
    assert_eq!(FormsService::spec().methods[0].errors, ["no_such_task"]);
}

#[test]
fn a_request_of_another_form_does_not_reach_the_method() {
    let board = Arc::new(Board::default());
    let server = FormsServer::from_arc(board.clone());
    for wrong in [
        json!({"id": 7}),
        json!({"id": "7", "title": "a"}),
        json!([]),
    ] {
        let status = call_with(&server, "whole", &wrong, Context::new()).expect_err("a status");
        assert_eq!(status.code(), Code::InvalidArgument, "{wrong}");
    }
    assert_eq!(board.calls.load(Ordering::Relaxed), 0);
    let right = json!({"id": 7, "title": "a"});
    assert!(call_with(&server, "whole", &right, Context::new()).is_ok());
    assert_eq!(board.calls.load(Ordering::Relaxed), 1);
}

#[test]
fn two_services_of_a_module_do_not_meet() {
    let server = OthersServer::new(Board::default());
    let input = json!({"id": 7, "title": "a"});
    let status = call_with(&server, "whole", &input, Context::new()).expect_err("a status");
    assert_eq!((status.code(), status.message()), (Code::Aborted, "a"));
    assert_eq!(OthersService::spec().full_name(), "tests.v1.Others");
}

#[test]
fn a_method_of_another_service_is_not_implemented() {
    let server = OthersServer::new(Board::default());
    let methods = &FormsService::spec().methods;
    for method in [&methods[1], methods.last().expect("methods")] {
        let input = Payload::json("{}");
        let call = Call::new(method.clone(), input, Context::new());
        let status = run(server.call(call)).expect_err("a status");
        assert_eq!(status.code(), Code::Unimplemented);
    }
}

#[test]
fn a_service_may_be_declared_in_a_function() {
    /// In a function.
    #[service(package = "tests.v1")]
    trait Local {
        /// Add one.
        async fn add(&self, number: u8) -> std::result::Result<u8, Status>;
    }

    struct One;
    impl Local for One {
        async fn add(&self, number: u8) -> std::result::Result<u8, Status> {
            Ok(number + 1)
        }
    }

    let service: Box<dyn Service> = Box::new(LocalServer::new(One));
    let reply = call_with(&*service, "add", &json!({"number": 7}), Context::new());
    assert_eq!(reply.ok(), Some(json!(8)));
}
