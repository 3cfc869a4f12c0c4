//! Random identifiers: of failures, traces and sessions.

use std::cell::Cell;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Sixteen hexadecimal digits that nothing else in this process has, and hardly anything in another.
pub(crate) fn random() -> String {
    format!("{:016x}", number())
}

/// 64 random bits, never zero.
///
/// The keys of a `RandomState` come from the operating system; a counter under such a key is unique in the process
/// and not to be guessed from its neighbours without the key.
pub(crate) fn number() -> u64 {
    static KEYS: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut hasher = KEYS.build_hasher();
    hasher.write_u64(NEXT.fetch_add(1, Ordering::Relaxed));
    hasher.finish().max(1)
}

/// 64 bits that differ from all others as random ones do, never zero, and which may be guessed by who knows some.
///
/// Each thread counts on its own from a random start, with the steps and the mixing of SplitMix64 (Steele, Lea and
/// Flood, "Fast splittable pseudorandom number generators", 2014).
pub(crate) fn quick() -> u64 {
    thread_local! {
        static STATE: Cell<u64> = Cell::new(number());
    }
    let state = STATE.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
    STATE.set(state);
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)).max(1)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn threads_have_numbers_of_their_own() {
        let some = || (0..1000).map(|_| quick()).collect::<Vec<_>>();
        let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(some)).collect();
        let mut seen = HashSet::new();
        for thread in threads {
            seen.extend(thread.join().unwrap());
        }
        assert_eq!(seen.len(), 4000);
        assert!(!seen.contains(&0));
    }
}
