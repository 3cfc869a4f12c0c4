use traitwire::{CallError, service_error};

#[service_error]
enum TaskError {
    /// No task has this id.
    #[code(not_found, internal)]
    NoSuchTask { id: u64 },
    /// The board is full.
    #[code(resource_exhausted)]
    #[code(retryable)]
    BoardFull,
    /// The call failed.
    #[code(call)]
    Call(CallError),
}

fn error<T: traitwire::ServiceError + std::error::Error + From<traitwire::CallError>>() {}

fn main() {
    error::<TaskError>();
}
