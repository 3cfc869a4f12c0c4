use traitwire::message;

#[message]
struct Tree<T> {
    value: T,
    children: Vec<Tree<T>>,
}

#[message]
struct List<T> {
    value: T,
    next: Option<Box<Self>>,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Tree<u8>>();
    message::<List<u8>>();
}
