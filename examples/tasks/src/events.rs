//! The changes of the board, for those who follow them.

use tasks_api::{TaskError, TaskEvent};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use traitwire::prelude::*;

/// The changes from now on: all of them, or those that concern one user.
pub(crate) fn follow(
    events: Receiver<TaskEvent>,
    assignee: Option<String>,
) -> Streaming<TaskEvent, TaskError> {
    Streaming::unfold((events, assignee), async |(mut events, assignee)| {
        loop {
            let change = match events.recv().await {
                Ok(event) if concerns(&event, assignee.as_deref()) => Ok(event),
                Ok(_) => continue,
                Err(RecvError::Lagged(missed)) => Err(TaskError::MissedEvents { missed }),
                Err(RecvError::Closed) => return None,
            };
            return Some((change, (events, assignee)));
        }
    })
}

fn concerns(event: &TaskEvent, assignee: Option<&str>) -> bool {
    match event {
        TaskEvent::Created { task } | TaskEvent::Updated { task } => {
            assignee.is_none() || task.assignee.as_deref() == assignee
        }
        TaskEvent::Deleted { .. } => true,
    }
}
