use traitwire::service_error;

#[service_error]
enum TaskError {
    /// No task has this id.
    #[code(not_found)]
    NoSuchTask { id: u64 },
}

fn error<T: traitwire::ServiceError + std::error::Error + From<traitwire::CallError>>() {}

fn main() {
    error::<TaskError>();
}
