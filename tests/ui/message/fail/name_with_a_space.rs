use traitwire::message;

#[message(name = "Task Page", package = "Tasks.V1")]
struct Page {
    id: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Page>();
}
