//! Data from stdin.

use std::io::{self, Read};

/// All that comes on stdin.
pub(super) fn stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
