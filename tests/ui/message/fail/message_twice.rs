use traitwire::message;

#[message]
#[message(name = "Job")]
struct Task {
    id: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
