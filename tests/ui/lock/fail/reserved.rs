//# message lock.v1.Task (reserved::Task)
//#   1 id uint64
//#   reserved 2 parent
//#   3 title string

use traitwire::prelude::*;

#[message]
struct Task {
    id: u64,
    label: String,
    title: String,
}

fn main() {}
