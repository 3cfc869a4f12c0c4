use traitwire::service_error;

#[service_error]
enum BoardError {
    #[code(not_fond)]
    Missing(u64),
    Full,
    /// The board is broken.
    #[code(internal, reason = "Broken")]
    Broken { cause: &'static str },
}

fn error<T: traitwire::ServiceError + std::error::Error + From<traitwire::CallError>>() {}

fn main() {
    error::<BoardError>();
}
