//# message lock.v1.TaskError (error::TaskError)
//#   1 no_such_task TaskErrorNoSuchTask
//#   2 board_full google.protobuf.Empty
//#   reserved 3 locked
//#   4 too_long google.protobuf.Empty
//# message lock.v1.TaskErrorNoSuchTask (error::TaskErrorNoSuchTask)
//#   1 board uint64
//#   2 id uint64

use traitwire::prelude::*;

/// What can go wrong.
#[service_error]
pub enum TaskError {
    /// There is no such task.
    #[code(not_found)]
    NoSuchTask {
        /// Its number.
        id: u64,
    },
    /// The board is closed.
    #[code(failed_precondition)]
    Closed,
    /// Somebody works on it.
    #[code(aborted)]
    InUse,
    /// The text is too long.
    #[code(invalid_argument)]
    TooLong {
        /// How long it may be.
        most: u64,
    },
    /// Anything else.
    #[code(call)]
    Call(CallError),
}

fn main() {}
