use traitwire::message;

#[message]
struct Task {
    owner: Box<dyn std::any::Any + Send>,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
