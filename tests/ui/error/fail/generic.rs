use traitwire::{CallError, service_error};

#[service_error]
enum TaskError<T: Clone + std::fmt::Debug + Send + 'static> {
    /// No task has this id.
    #[code(not_found)]
    NoSuchTask { id: T },
    /// The call failed.
    #[code(call)]
    Call(CallError),
}

fn error<T: traitwire::ServiceError + std::error::Error + From<traitwire::CallError>>() {}

fn main() {
    error::<TaskError<u64>>();
}
