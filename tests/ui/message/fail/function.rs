use traitwire::message;

#[message]
fn list() {}

fn main() {
}
