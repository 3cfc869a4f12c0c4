//! A trait without `#[service]`, by its path.

mod api {
    /// Plans work.
    pub trait Planner {
        /// Run it.
        fn run(&self);
    }
}

traitwire::service_tests!(api::Planner);

fn main() {}
