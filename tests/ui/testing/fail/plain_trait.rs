//! A trait without `#[service]`.

/// Plans work.
pub trait Plans {
    /// Run it.
    fn run(&self);
}

traitwire::service_tests!(Plans);

fn main() {}
