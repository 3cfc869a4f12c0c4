use traitwire::service_error;

#[service_error]
fn fail() {}

fn main() {
}
