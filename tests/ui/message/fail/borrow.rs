use traitwire::message;

#[message]
struct Task {
    #[serde(borrow)]
    title: std::borrow::Cow<'static, str>,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
