use traitwire::service_error;

#[service_error]
struct TaskError {
    id: u64,
}

fn error<T: traitwire::ServiceError + std::error::Error + From<traitwire::CallError>>() {}

fn main() {
    error::<TaskError>();
}
