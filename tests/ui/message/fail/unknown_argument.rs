use traitwire::message;

#[message(nmae = "Task")]
struct Work {
    id: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Work>();
}
