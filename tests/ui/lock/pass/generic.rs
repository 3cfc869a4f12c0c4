//# message lock.v1.PageTask (generic::Page)
//#   1 items repeated Task
//#   2 next string
//# message lock.v1.PageString (generic::Page)
//#   1 items repeated string
//#   2 next string
//# message lock.v1.EitherTaskString (generic::Either)
//#   1 left Task
//#   2 right string
//#   3 both EitherTaskStringBoth

//! What hangs on an argument differs from one page to the other.

use traitwire::prelude::*;

#[message]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
    pub total: u64,
}

#[message]
pub enum Either<L, R> {
    Left(L),
    Right(R),
    Both { left: L, right: R },
}

fn main() {}
