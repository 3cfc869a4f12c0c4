use traitwire::message;

static NAME: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| "^[a-z]+$".to_string());

#[message]
struct Task {
    #[schemars(regex(pattern = *NAME))]
    name: String,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
