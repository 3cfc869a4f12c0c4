//! What the HTTP tests share: a service written by hand, a server on a free port, and a client that sees every byte.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test program uses a part of this"
)]

pub mod client;
pub mod events;
pub mod feeds;
#[cfg(all(feature = "grpc", feature = "http"))]
pub mod grpc;
pub mod json;
pub mod mcp;
pub mod server;
pub mod service;

use std::future::Future;
use std::time::Duration;

/// Waits for something that has to happen, and fails where it does not.
pub async fn soon<F: Future>(what: &str, future: F) -> F::Output {
    let output = tokio::time::timeout(Duration::from_secs(30), future).await;
    output.unwrap_or_else(|_| panic!("{what} did not happen within 30 seconds"))
}

/// Waits until a count has been the same for half a second, and gives it: nothing else shows that nothing happens.
pub async fn standstill(what: &str, count: impl Fn() -> usize) -> usize {
    soon(what, async {
        let (mut before, mut same) = (count(), 0);
        while same < 10 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            let now = count();
            same = if now == before { same + 1 } else { 0 };
            before = now;
        }
        before
    })
    .await
}

/// Asks again and again until the answer is yes.
pub async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    soon(what, async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    })
    .await;
}
