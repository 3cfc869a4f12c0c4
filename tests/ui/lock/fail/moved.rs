//# message lock.v1.Tree (moved::Tree)
//#   1 id uint64
//#   2 parent uint64
//#   3 kids repeated Tree
//#   4 label string

use traitwire::prelude::*;

/// Without `parent`, those behind it move.
#[message]
struct Tree {
    id: u64,
    kids: Vec<Tree>,
    label: String,
}

fn main() {}
