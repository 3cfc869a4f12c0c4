//# message lock.v1.BoardMoveTaskRequest (request::BoardMoveTaskRequest)
//#   1 from uint64
//#   2 to uint64

use traitwire::prelude::*;

/// A board.
#[service(package = "lock.v1")]
pub trait Board {
    /// Move a task.
    async fn move_task(&self, to: u64, from: u64) -> Result<(), traitwire::Status>;
}

fn main() {}
