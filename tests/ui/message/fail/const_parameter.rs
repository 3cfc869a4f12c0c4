use traitwire::message;

#[message]
struct Row<const N: usize> {
    cells: Vec<u8>,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Row<3>>();
}
