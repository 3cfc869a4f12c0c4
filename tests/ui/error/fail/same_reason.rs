use traitwire::{CallError, service_error};

#[service_error]
enum TaskError {
    /// No task has this id.
    #[code(not_found)]
    NoSuchTask { id: u64 },
    /// The task is gone.
    #[code(not_found, reason = "no_such_task")]
    Gone,
    /// The call failed.
    #[code(call)]
    Call(CallError),
}

fn error<T: traitwire::ServiceError + std::error::Error + From<traitwire::CallError>>() {}

fn main() {
    error::<TaskError>();
}
