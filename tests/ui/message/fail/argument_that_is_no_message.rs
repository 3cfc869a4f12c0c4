use traitwire::message;

#[derive(Clone, Debug)]
struct Plain;

#[message]
struct Page<T> {
    items: Vec<T>,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Page<Plain>>();
}
