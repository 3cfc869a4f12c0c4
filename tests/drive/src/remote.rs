//! What an application does for its services, whichever way calls come.

use std::pin::pin;
use std::time::Duration;

use traitwire::spec::Code;
use traitwire::{CallError, Context};

use crate::api::{Board, BoardError};
use crate::memory::Memory;
use crate::plain::new_task;
use crate::poll::until;

/// Asserts what holds for a service that is called through an application: deadlines, limits, panics, cancellation.
/// `behind` is the implementation, in this process.
pub async fn drive_remote(service: &impl Board, behind: &Memory) {
    deadlines(service).await;
    refusals(service).await;
    contexts(service).await;
    cancellation(service, behind).await;
}

fn call_error(error: BoardError) -> CallError {
    match error {
        BoardError::Call(error) => error,
        other => panic!("{other:?}"),
    }
}

/// The deadline of the method, and one that the caller sets.
async fn deadlines(service: &impl Board) {
    let late = call_error(service.slow().await.unwrap_err());
    assert_eq!(late.code(), Code::DeadlineExceeded);
    let cx = Context::new().with_timeout(Duration::from_millis(50));
    let late = call_error(service.wait(cx).await.unwrap_err());
    assert_eq!(late.code(), Code::DeadlineExceeded);
    let cx = Context::new().with_timeout(Duration::from_secs(3600));
    assert!(service.told(cx).await.unwrap().has_deadline);
}

/// Requests outside of their limits, and a handler that panics.
async fn refusals(service: &impl Board) {
    let empty = service.create(Context::new(), new_task("", None)).await;
    let empty = call_error(empty.unwrap_err());
    assert_eq!(empty.code(), Code::InvalidArgument);
    assert_eq!(empty.status().reason(), Some("invalid_request"));
    assert!(empty.status().message().contains("`title`"), "{empty}");
    let many = call_error(service.list(None, 101).await.unwrap_err());
    assert!(many.status().message().contains("`limit`"), "{many}");
    let broken = call_error(service.panic().await.unwrap_err());
    assert_eq!(broken.code(), Code::Internal);
    assert!(broken.status().id().is_some(), "{broken:?}");
    assert_eq!(
        service.name().await.unwrap(),
        "memory",
        "the service goes on"
    );
}

/// The trace and the metadata of the caller reach the handler, as its argument and as the current context.
async fn contexts(service: &impl Board) {
    let cx = Context::new().with_metadata("x-drive", "seen");
    let seen = service.told(cx.clone()).await.unwrap();
    assert_eq!(seen.trace, cx.trace().trace_id());
    assert_eq!(seen.metadata.as_deref(), Some("seen"));
    assert_eq!(seen.caller, None);
    let own = service.seen().await.unwrap();
    assert_ne!(own.trace, seen.trace);
    assert_eq!(own.metadata, None);
}

/// Dropping a call, or the stream of its reply, reaches the handler.
async fn cancellation(service: &impl Board, behind: &Memory) {
    until("all before have noticed", || {
        behind.left() == behind.waiting()
    })
    .await;
    let (waiting, left) = (behind.waiting(), behind.left());
    {
        let mut call = pin!(service.wait(Context::new()));
        tokio::select! {
            done = &mut call => panic!("{done:?}"),
            () = until("the handler waits", || behind.waiting() > waiting) => {}
        }
    }
    until("the handler has noticed", || behind.left() > left).await;

    let left = behind.left();
    let mut ticks = service.ticks().await.unwrap();
    assert_eq!(ticks.next().await.unwrap().unwrap(), 0);
    assert_eq!(behind.left(), left);
    drop(ticks);
    until("the stream is dropped", || behind.left() > left).await;
}
