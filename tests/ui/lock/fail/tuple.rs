//# message lock.v1.Pair (tuple::Pair)
//#   1 f0 uint64
//#   reserved 2 f1

use traitwire::prelude::*;

#[message]
struct Pair(u64, String);

/// Places have no numbers to be changed.
mod inner {
    //# message lock.v1.Point (tuple::inner::Point)
    //#   1 f0 uint64
    //#   2 f1 string
    use traitwire::prelude::*;

    #[message]
    struct Point(String, u64);
}

fn main() {}
