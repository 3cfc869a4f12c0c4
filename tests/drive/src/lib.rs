//! A service, and what its callers see wherever it is.
//!
//! [`drive`] asserts it of any [`Board`]: of the implementation itself, of [`AnyBoard`], and of a [`BoardClient`] over
//! any channel. [`drive_remote`] asserts what only an application can do for its services. A channel that passes both
//! brings everything that the trait promises from one side to the other.

mod api;
mod memory;
mod plain;
mod poll;
mod remote;
mod streams;

pub use api::{
    AnyBoard, Board, BoardClient, BoardError, BoardServer, BoardService, BoardTool, Event, NewTask,
    Seen, State, Summary, Task,
};
pub use memory::Memory;
pub use poll::until;
pub use remote::drive_remote;
pub use streams::converse;

/// Asserts all that is the same for every implementation of the service. The board is empty at first.
pub async fn drive(service: &impl Board) {
    plain::values(service).await;
    plain::errors(service).await;
    plain::names(service).await;
    streams::replies(service).await;
    streams::requests(service).await;
}
