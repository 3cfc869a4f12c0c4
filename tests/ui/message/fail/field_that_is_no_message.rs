use traitwire::message;

struct Owner {
    name: String,
}

#[message]
struct Task {
    id: u128,
    owner: Owner,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
