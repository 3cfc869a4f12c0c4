//# message lock.v1.Task (behind_cfg::Task)
//#   1 id uint64
//#   2 size string

//! A field that is compiled sometimes keeps its number.

use traitwire::prelude::*;

#[message]
pub struct Task {
    pub id: u64,
    #[cfg(any())]
    pub size: u64,
    #[cfg(not(any()))]
    #[proto(2)]
    pub size: String,
    pub title: String,
}

fn main() {}
