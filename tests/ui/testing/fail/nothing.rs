//! No service.

traitwire::service_tests!();

fn main() {}
