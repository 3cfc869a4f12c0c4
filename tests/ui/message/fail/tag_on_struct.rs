use traitwire::message;

#[message]
#[serde(tag = "type")]
struct Task {
    id: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
