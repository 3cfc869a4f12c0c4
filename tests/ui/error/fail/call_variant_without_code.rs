//! The variant for what no other describes, without its code.

use traitwire::{CallError, service_error};

#[service_error]
enum TaskError {
    /// No task has this id.
    #[code(not_found)]
    NoSuchTask { id: u64 },
    /// The call failed.
    Call(CallError),
}

fn error<T: traitwire::ServiceError + std::error::Error>() {}

fn main() {
    error::<TaskError>();
}
