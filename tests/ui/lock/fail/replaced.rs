//# message lock.v1.Task (replaced::Task)
//#   1 id uint64
//#   2 title string

use traitwire::prelude::*;

/// Whether this is a new name, or a new field in the place of one that is gone, nobody can see.
#[message]
struct Task {
    id: u64,
    subject: String,
}

fn main() {}
