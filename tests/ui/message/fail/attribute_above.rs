use traitwire::message;

#[serde(rename_all = "camelCase")]
#[message]
struct Task {
    user_id: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
