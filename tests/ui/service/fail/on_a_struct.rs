//! The macro on a struct.

use traitwire::service;

/// A board.
#[service(package = "tasks.v1")]
struct Board;

fn main() {
    let _ = Board;
}
