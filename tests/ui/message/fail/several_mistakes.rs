use traitwire::message;

#[message(package = "Tasks")]
struct Task {
    summary: &'static str,
    #[serde(with = "hex")]
    #[message(hidden)]
    number: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
