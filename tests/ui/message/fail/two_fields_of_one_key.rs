use traitwire::message;

#[message]
#[serde(rename_all = "camelCase")]
struct Task {
    user_id: u64,
    #[serde(rename = "userId")]
    owner: u64,
    #[serde(alias = "owner_id", alias = "userId")]
    creator: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
