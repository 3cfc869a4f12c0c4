//# message lock.v1.Task (inserted::Task)
//#   1 id uint64
//#   2 title string

use traitwire::prelude::*;

#[message]
struct Task {
    id: u64,
    due: Option<String>,
    title: String,
}

fn main() {}
