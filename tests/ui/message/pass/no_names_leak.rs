//! Nothing that the macros write can be named beside the type.

use traitwire::{CallError, message, service_error};

#[message]
struct Task {
    id: u64,
}

#[service_error]
enum TaskError {
    /// No task has this id.
    #[code(not_found)]
    NoSuchTask { id: u64 },
    /// The call failed.
    #[code(call)]
    Call(CallError),
}

// Each of these would be a second definition of its name.
#[allow(dead_code)]
mod __s {}
#[allow(dead_code)]
static __TRAITWIRE_SHAPE: u8 = 0;
#[allow(dead_code)]
struct __TaskErrorNoSuchTask;
#[allow(dead_code)]
struct TaskErrorNoSuchTask;
#[allow(dead_code)]
const __VARIANT_0: u8 = 0;

fn main() {
    let _ = Task { id: 1 }.id;
    let _ = TaskError::NoSuchTask { id: 1 };
    let _ = TaskError::Call(traitwire::Status::not_found("").into());
}
