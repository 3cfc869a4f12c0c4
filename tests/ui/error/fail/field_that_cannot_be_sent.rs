use traitwire::{CallError, service_error};

#[service_error]
enum TaskError {
    /// No task has this label.
    #[code(not_found)]
    NoSuchTask { label: &'static str },
    /// The call failed.
    #[code(call)]
    Call(CallError),
}

fn error<T: traitwire::ServiceError + std::error::Error + From<traitwire::CallError>>() {}

fn main() {
    error::<TaskError>();
}
