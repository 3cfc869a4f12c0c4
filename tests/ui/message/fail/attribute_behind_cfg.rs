use traitwire::message;

#[message]
#[cfg_attr(all(), serde(rename_all = "camelCase"))]
struct Task {
    #[cfg_attr(all(), schemars(range(min = 1)))]
    user_id: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
