use traitwire::{CallError, service_error};

#[service_error]
enum TaskError {
    /// The call failed.
    #[code(call)]
    Call { error: CallError },
}

fn error<T: traitwire::ServiceError + std::error::Error + From<traitwire::CallError>>() {}

fn main() {
    error::<TaskError>();
}
