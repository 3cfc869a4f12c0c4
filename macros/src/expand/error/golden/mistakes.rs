#[service_error]
#[derive(Clone)]
pub enum TaskError {
    #[code(notfound)]
    NoSuchTask(u64),
}

#[service_error]
struct Failure<T> {
    of: T,
}
