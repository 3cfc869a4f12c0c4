//! Waiting for what comes soon.

use std::time::{Duration, Instant};

/// Waits until something holds, for at most 30 seconds.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < deadline, "not in 30 seconds: {what}");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}
