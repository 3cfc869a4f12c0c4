//# message lock.v1.Task (moved_by_hand::Task)
//#   1 id uint64
//#   2 title string

use traitwire::prelude::*;

#[message]
struct Task {
    id: u64,
    #[proto(7)]
    title: String,
}

fn main() {}
