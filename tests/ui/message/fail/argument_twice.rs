use traitwire::message;

#[message(name = "Task", name = "Job")]
struct Work {
    id: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Work>();
}
