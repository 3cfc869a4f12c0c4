use traitwire::{CallError, service_error};

#[service_error]
enum TaskError {
    /// The call failed.
    #[code(call, retryable)]
    Call(CallError),
}

fn error<T: traitwire::ServiceError + std::error::Error + From<traitwire::CallError>>() {}

fn main() {
    error::<TaskError>();
}
