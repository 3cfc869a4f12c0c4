use traitwire::service_error;

#[service_error]
enum TaskError {
    /// The call failed.
    #[code(call)]
    Call(String),
}

fn main() {
}
