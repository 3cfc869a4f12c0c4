use traitwire::message;

#[message]
struct Point(#[schemars(range(min = 0))] i32, i32);

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Point>();
}
