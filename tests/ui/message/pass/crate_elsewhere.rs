//! The crate can be reached by another path.

mod api {
    pub use ::traitwire as wire;
}

mod traitwire {}

#[api::wire::message(crate = crate::api::wire)]
struct Task {
    id: u64,
    page: Page<u8>,
}

#[api::wire::message(crate = "crate::api::wire")]
struct Page<T> {
    items: Vec<T>,
}

#[api::wire::service_error(crate = crate::api::wire)]
enum TaskError {
    /// No task has this id.
    #[code(not_found)]
    NoSuchTask { id: u64 },
    /// The call failed.
    #[code(call)]
    Call(api::wire::CallError),
}

fn message<T: api::wire::Message>() {}
fn error<T: api::wire::ServiceError>() {}

fn main() {
    message::<Task>();
    message::<Page<Task>>();
    error::<TaskError>();
}
