//! Calls that run: panics, deadlines, callers that leave, middleware.
#![cfg(feature = "http")]

mod common;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use common::server::Server;
use common::service::{Handmade, json, tasks, text};
use common::{soon, until};
use traitwire::{App, Call, Context, Limits, Next, Outcome, Status};

/// Panics when it is dropped.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        assert!(std::thread::panicking(), "a secret of a destructor");
    }
}

fn panicking() -> Handmade {
    Handmade::new("tasks.v1", "Tasks", "tasks")
        .method("well", async |_| json("1"))
        .method(
            "at_once",
            |_| -> std::future::Ready<Result<Outcome, Status>> {
                panic!("a secret of the first step")
            },
        )
        .method("later", async |call: Call| {
            tokio::task::yield_now().await;
            panic!("a secret of {}", call.method.name)
        })
        .method("in_a_destructor", async |_| {
            let _bomb = Bomb;
            json("1")
        })
        .method("thrown", async |_| -> Result<Outcome, Status> {
            std::panic::panic_any(Bomb)
        })
        .method("index", async |call: Call| {
            let list: Vec<u8> = Vec::new();
            json(&list[call.method.index].to_string())
        })
}

#[tokio::test]
async fn a_panic_is_an_internal_failure_and_ends_nothing_else() {
    let server = Server::start(App::new("tasks").service(panicking())).await;
    let mut client = server.client().await;
    let mut ids = Vec::new();
    for method in ["at_once", "later", "in_a_destructor", "thrown", "index"] {
        let answer = client.post(&format!("/api/tasks/{method}"), &[], "").await;
        assert_eq!(answer.status, 500, "{method}");
        let problem = answer.json();
        assert_eq!(problem["code"], "internal");
        assert!(!answer.text().contains("secret"), "{problem}");
        let id = problem["failure_id"].as_str().unwrap().to_owned();
        assert!(problem["detail"].as_str().unwrap().contains(&id));
        assert!(!ids.contains(&id), "each failure has its own id");
        ids.push(id);
        // On the same connection.
        assert_eq!(client.post("/api/tasks/well", &[], "").await.text(), "1");
    }
}

#[tokio::test]
async fn a_panic_of_middleware_is_caught_too() {
    async fn picky(call: Call, next: Next) -> Result<Outcome, Status> {
        assert!(call.method.name != "echo", "a secret of the middleware");
        next.run(call).await
    }
    let app = App::new("tasks").service(tasks()).middleware(picky);
    let answer = Server::start(app)
        .await
        .post("/api/tasks/echo", &[], "{}")
        .await;
    assert_eq!(answer.status, 500);
    assert!(!answer.text().contains("secret"));
}

/// Sets a flag when its handler has been cancelled.
fn waiting(seen: &Arc<AtomicBool>, started: &Arc<AtomicUsize>) -> Handmade {
    let (seen, started) = (seen.clone(), started.clone());
    let wait = move |call: Call| {
        let (seen, started) = (seen.clone(), started.clone());
        async move {
            started.fetch_add(1, Ordering::SeqCst);
            call.cx.cancelled().await;
            tokio::task::yield_now().await;
            seen.store(true, Ordering::SeqCst);
            json("1")
        }
    };
    let wait_twice = wait.clone();
    Handmade::new("tasks.v1", "Tasks", "tasks")
        .method("wait", wait)
        .method_with("briefly", |method| method.timeout_ms = Some(20), wait_twice)
}

#[tokio::test]
async fn a_caller_that_leaves_cancels_the_handler() {
    let (seen, started) = <(Arc<AtomicBool>, Arc<AtomicUsize>)>::default();
    let app = App::new("tasks").service(waiting(&seen, &started));
    let server = Server::start(app).await;
    let mut client = server.client().await;
    let json = ["Content-Type: application/json"];
    client
        .send(client.head("POST", "/api/tasks/wait", &json, 0))
        .await;
    until("the start of the handler", || {
        started.load(Ordering::SeqCst) == 1
    })
    .await;
    assert!(!seen.load(Ordering::SeqCst));
    drop(client);
    until("the cancellation", || seen.load(Ordering::SeqCst)).await;
    let line = r#"traitwire_calls_total{method="tasks.v1.Tasks.wait",code="cancelled"} 1"#;
    let page = server.get("/metrics", &[]).await;
    assert!(page.text().lines().any(|at| at == line), "{}", page.text());
    assert!(page.text().ends_with("traitwire_calls_running 0\n"));
}

#[tokio::test]
async fn a_call_that_takes_too_long_is_answered_and_its_handler_cancelled() {
    let (seen, started) = <(Arc<AtomicBool>, Arc<AtomicUsize>)>::default();
    let app = App::new("tasks").service(waiting(&seen, &started));
    let server = Server::start(app).await;
    let answer = server.post("/api/tasks/briefly", &[], "").await;
    assert_eq!(answer.status, 504);
    assert_eq!(answer.json()["code"], "deadline_exceeded");
    until("the cancellation", || seen.load(Ordering::SeqCst)).await;
}

#[tokio::test]
async fn a_call_whose_time_is_up_does_not_begin() {
    let ran = Arc::new(AtomicBool::new(false));
    let flag = ran.clone();
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method_with(
        "never",
        |method| method.timeout_ms = Some(0),
        move |_| {
            flag.store(true, Ordering::SeqCst);
            std::future::ready(json("1"))
        },
    );
    let server = Server::start(App::new("tasks").service(service)).await;
    let answer = server.post("/api/tasks/never", &[], "").await;
    assert_eq!(answer.status, 504);
    assert!(!ran.load(Ordering::SeqCst));
}

#[tokio::test]
async fn a_handler_knows_its_deadline() {
    let left = async |call: Call| json(&call.cx.remaining().unwrap().as_secs().to_string());
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method_with(
        "left",
        |method| method.timeout_ms = Some(3_600_000),
        left,
    );
    let server = Server::start(App::new("tasks").service(service)).await;
    let answer = server.post("/api/tasks/left", &[], "").await;
    let seconds: u64 = answer.text().parse().unwrap();
    assert!((3500..3600).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn the_first_middleware_is_the_outermost() {
    type Log = Arc<Mutex<Vec<&'static str>>>;
    let log = Log::default();
    let named = |before: &'static str, after: &'static str| {
        let log = log.clone();
        move |call: Call, next: Next| {
            let log = log.clone();
            async move {
                log.lock().unwrap().push(before);
                let outcome = next.run(call).await;
                log.lock().unwrap().push(after);
                outcome
            }
        }
    };
    let app = App::new("tasks")
        .middleware(named("first in", "first out"))
        .service(tasks())
        .middleware(named("second in", "second out"));
    let server = Server::start(app).await;
    let answer = server.post("/api/tasks/echo", &[], r#"{"a":1}"#).await;
    assert_eq!(answer.text(), r#"{"a":1}"#);
    let seen = log.lock().unwrap().join(", ");
    assert_eq!(seen, "first in, second in, second out, first out");
}

#[tokio::test]
async fn middleware_can_answer_itself_and_change_calls() {
    async fn gate(mut call: Call, next: Next) -> Result<Outcome, Status> {
        if text(&call).contains("closed") {
            return Err(Status::not_found("closed").with_reason("gate_closed"));
        }
        call.cx = call.cx.with_metadata("x-seen", "by the gate");
        next.run(call).await
    }
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("see", async |call: Call| {
        tokio::task::yield_now().await;
        let current = Context::current();
        assert_eq!(call.cx.metadata("x-seen"), current.metadata("x-seen"));
        json(&format!("{:?}", current.metadata("x-seen").unwrap()))
    });
    let server = Server::start(App::new("tasks").service(service).middleware(gate)).await;
    let mut client = server.client().await;
    let answer = client.post("/api/tasks/see", &[], "{}").await;
    assert_eq!(answer.text(), "\"by the gate\"");
    let answer = client.post("/api/tasks/see", &[], "[\"closed\"]").await;
    answer.is_problem(404, "gate_closed");
}

#[tokio::test]
async fn a_refused_call_meets_no_middleware() {
    async fn never(_: Call, _: Next) -> Result<Outcome, Status> {
        panic!("a call that should have been refused")
    }
    let app = App::new("tasks")
        .service(tasks())
        .middleware(never)
        .authenticate(traitwire::BearerTokens::new());
    let answer = Server::start(app)
        .await
        .post("/api/tasks/echo", &[], "{}")
        .await;
    answer.is_problem(401, "no_credentials");
}

#[tokio::test]
async fn one_call_too_many_is_refused_at_once() {
    let (enter, mut entered) = tokio::sync::mpsc::unbounded_channel();
    let leave = Arc::new(tokio::sync::Notify::new());
    let stay = leave.clone();
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("stay", move |_| {
        enter.send(()).unwrap();
        let stay = stay.clone();
        async move {
            stay.notified().await;
            json("1")
        }
    });
    let mut limits = Limits::default();
    limits.calls = 1;
    let server = Server::start(App::new("tasks").service(service).limits(limits)).await;
    let (mut one, mut other) = (server.client().await, server.client().await);
    let first = tokio::spawn(async move { one.post("/api/tasks/stay", &[], "").await });
    soon("the first call", entered.recv()).await.unwrap();
    let second = other.post("/api/tasks/stay", &[], "").await;
    second.is_problem(429, "too_many_calls");
    assert_eq!(second.json()["retryable"], true);
    leave.notify_one();
    assert_eq!(soon("its end", first).await.unwrap().status, 200);
    leave.notify_one();
    assert_eq!(other.post("/api/tasks/stay", &[], "").await.status, 200);
}

#[test]
fn names_that_clash_are_refused_at_start() {
    let refusal = |services: Vec<Handmade>| {
        let app = services.into_iter().fold(App::new("x"), App::service);
        app.into_router().unwrap_err().to_string()
    };
    let one = |package, name, path, method| {
        Handmade::new(package, name, path).method(method, async |_| json("1"))
    };
    assert_eq!(
        refusal(vec![
            one("a.v1", "Tasks", "tasks", "list"),
            one("b.v1", "Tasks", "tasks", "other"),
        ]),
        "the services `a.v1.Tasks` and `b.v1.Tasks` have the same name `tasks`; rename one with \
         `#[service(name = \"..\")]`"
    );
    assert_eq!(
        refusal(vec![
            one("a.v1", "User", "user", "data_list"),
            one("a.v1", "UserData", "user_data", "list"),
        ]),
        "`a.v1.User.data_list` and `a.v1.UserData.list` have the same tool `user_data_list`; rename one with \
         `#[service(name = \"..\")]` or `#[method(name = \"..\")]`"
    );
    assert_eq!(
        refusal(vec![one("a.v1", "Mcp", "mcp", "list")]),
        "the service `a.v1.Mcp` has the name `mcp`, which is kept for the Model Context Protocol; rename it with \
         `#[service(name = \"..\")]`"
    );
}
