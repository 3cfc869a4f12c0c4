use traitwire::message;

#[message(name = 3, package, crate = 1 + 1)]
struct Work {
    id: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Work>();
}
