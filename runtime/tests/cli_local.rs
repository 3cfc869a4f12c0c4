//! `App::local()`: calls from inside the process go the way of all calls.
#![cfg(feature = "http")]

mod common;

use common::service::{Handmade, json, needs, tasks, text};
use serde::{Deserialize, Serialize};
use traitwire::spec::{Code, Json};
use traitwire::{App, Call, Context, Identity, Next, Reply, Status};

fn services() -> App {
    let notes = Handmade::new("notes.v1", "Notes", "notes")
        .method("echo", async |_| json(r#""note""#))
        .method("who", async |call| {
            let caller = call.cx.caller().map_or("nobody", Identity::subject);
            json(&format!("\"{caller}\""))
        })
        .method_with(
            "purge",
            |method| method.scopes = vec![needs("notes:admin")],
            async |_| json("null"),
        );
    App::new("test").service(tasks()).service(notes)
}

#[tokio::test]
async fn a_method_goes_by_its_full_name_its_tool_or_its_own_name() {
    let local = services().local().unwrap();
    for name in ["notes.v1.Notes.who", "notes_who", "who"] {
        let reply = local.call_json(name, "{}").await.unwrap();
        assert_eq!(reply, Json::String("nobody".to_owned()), "{name}");
    }
    let several = local.call_json("echo", "{}").await.unwrap_err();
    assert_eq!(several.code(), Code::InvalidArgument);
    assert_eq!(
        several.message(),
        "`echo` may be `tasks.v1.Tasks.echo` or `notes.v1.Notes.echo`; write the full name"
    );
    let unknown = local.call_json("purgee", "{}").await.unwrap_err();
    assert_eq!(unknown.code(), Code::Unimplemented);
    assert_eq!(
        unknown.message(),
        "there is no method `purgee`; did you mean `purge`?"
    );
}

#[tokio::test]
async fn types_go_in_and_out() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Note {
        id: u64,
        text: String,
    }
    let note = Note {
        id: u64::MAX,
        text: "é\n\"".to_owned(),
    };
    let local = services().local().unwrap();
    let reply: Note = local.call("tasks_echo", &note).await.unwrap();
    assert_eq!(reply, note);
    let misread: Result<Vec<u8>, Status> = local.call("tasks_echo", &note).await;
    let status = misread.unwrap_err();
    assert_eq!(status.code(), Code::Internal);
    assert!(
        status
            .message()
            .starts_with("the reply of `tasks_echo` is no `"),
        "{status}"
    );
}

#[tokio::test]
async fn scopes_hold_inside_the_process_too() {
    let local = services().local().unwrap();
    let refused = |local: traitwire::Local| async move {
        let outcome = local.call_json("purge", "{}").await;
        outcome.err().map(|status| status.code())
    };
    assert_eq!(refused(local.clone()).await, Some(Code::Unauthenticated));
    let bob = local.as_caller(Identity::new("bob"));
    assert_eq!(refused(bob).await, Some(Code::PermissionDenied));
    let admin = local.as_caller(Identity::new("alice").with_scope("notes:admin"));
    assert_eq!(refused(admin.clone()).await, None);
    let who: String = admin.call("who", &()).await.unwrap();
    assert_eq!(who, "alice");
}

#[tokio::test]
async fn middleware_is_on_the_way() {
    async fn shout(call: Call, next: Next) -> Result<traitwire::Outcome, Status> {
        if text(&call) == "{}" {
            return next.run(call).await;
        }
        Ok(Reply::new(traitwire::Payload::json(r#""from the middleware""#)).into())
    }
    let local = services().middleware(shout).local().unwrap();
    let passed = local.call_json("tasks_echo", "{}").await.unwrap();
    assert_eq!(passed.to_string(), "{}");
    let answered = local.call_json("tasks_echo", "[]").await.unwrap();
    assert_eq!(answered.as_str(), Some("from the middleware"));
}

/// A handler that calls another service does so as its own caller.
#[tokio::test]
async fn a_call_inside_a_call_has_the_same_caller_and_trace() {
    let inner = services().local().unwrap();
    let outer = Handmade::new("outer.v1", "Outer", "outer").method("ask", move |call: Call| {
        let inner = inner.clone();
        let trace = call.cx.trace().trace_id();
        async move {
            assert_eq!(Context::current().trace().trace_id(), trace);
            json(&inner.call_json("who", "{}").await?.to_string())
        }
    });
    let local = App::new("outer").service(outer).local().unwrap();
    let reply: String = local
        .as_caller(Identity::new("carol"))
        .call("ask", &())
        .await
        .unwrap();
    assert_eq!(reply, "carol");
}

#[test]
fn two_services_of_one_name_are_an_error_at_start() {
    let failure = App::new("test")
        .service(tasks())
        .service(tasks())
        .local()
        .unwrap_err();
    assert!(
        failure.to_string().contains("`tasks.v1.Tasks`"),
        "{failure}"
    );
}
