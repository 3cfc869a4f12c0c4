//! New connections, as many as there are places for.

use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The first and the longest wait after an error that concerns the machine, such as too many open files.
const FIRST_WAIT: Duration = Duration::from_millis(5);
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// Takes connections for ever. Without a free place the next one waits in the backlog of the operating system.
pub(super) async fn connections(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
    mut serve: impl FnMut(TcpStream, OwnedSemaphorePermit),
) -> Infallible {
    loop {
        let Ok(place) = places.clone().acquire_owned().await else {
            unreachable!("the semaphore is never closed");
        };
        let stream = next(|| async { Ok(listener.accept().await?.0) }).await;
        serve(stream, place);
    }
}

/// The next connection. Errors are no end: one of the connection is skipped, one of the machine is waited out.
async fn next<T, F: Future<Output = io::Result<T>>>(mut accept: impl FnMut() -> F) -> T {
    let mut wait = FIRST_WAIT;
    loop {
        match accept().await {
            Ok(stream) => return stream,
            Err(error) if is_of_the_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "cannot accept connections; trying again");
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(LONGEST_WAIT);
            }
        }
    }
}

/// Its peer left before it was accepted.
fn is_of_the_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionRefused
            | ErrorKind::Interrupted
    )
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[tokio::test]
    async fn errors_are_waited_out_and_end_nothing() {
        // Too many open files, in this process and in the system (errno 24 and 23).
        let full = || io::Error::from_raw_os_error(24);
        let mut outcomes = [
            Err(ErrorKind::ConnectionAborted.into()),
            Err(full()),
            Err(io::Error::from_raw_os_error(23)),
            Err(ErrorKind::ConnectionReset.into()),
            Err(full()),
            Ok("a connection"),
        ]
        .into_iter();
        let started = Instant::now();
        let connection = next(|| std::future::ready(outcomes.next().unwrap())).await;
        assert_eq!(connection, "a connection");
        assert!(started.elapsed() >= FIRST_WAIT * (1 + 2 + 4));
    }
}
