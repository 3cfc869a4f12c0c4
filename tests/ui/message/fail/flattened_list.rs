use traitwire::message;

#[message]
struct Task {
    id: u64,
    #[serde(flatten)]
    tags: Vec<String>,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
