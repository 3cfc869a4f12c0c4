//! How long a process has run on a CPU, in nanoseconds.
//!
//! `/proc/PID/task/*/schedstat` counts in nanoseconds, `/proc/PID/stat` in ticks of ten milliseconds.

use std::fs;
use std::io;

/// The time of all threads that a process has.
///
/// # Errors
///
/// Where there is no such process.
pub fn of(process: u32) -> io::Result<u64> {
    let mut sum = 0;
    for task in fs::read_dir(format!("/proc/{process}/task"))? {
        // A thread may have ended since it was listed.
        let text = fs::read_to_string(task?.path().join("schedstat")).unwrap_or_default();
        let first = text
            .split(' ')
            .next()
            .and_then(|first| first.parse::<u64>().ok());
        sum += first.unwrap_or_default();
    }
    Ok(sum)
}
