use traitwire::message;

#[message]
struct Task {
    title: &'static str,
    tags: Option<&'static [u8]>,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
