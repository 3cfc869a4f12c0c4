use traitwire::message;

#[message]
struct Task<'a> {
    title: std::borrow::Cow<'a, str>,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task<'static>>();
}
