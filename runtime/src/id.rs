//! Random identifiers: of failures, traces and sessions.

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
