//! The protocol over stdin and stdout, for clients that start the server themselves.
//!
//! Reading and writing block, so that each has a thread; neither is waited for when the process ends. Requests run
//! beside each other. At the end of the input running calls get a moment to finish (a shell's pipe ends as soon as it
//! has sent its requests), then they are cancelled.

use std::io::{self, BufReader, BufWriter};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::framing::{Frame, Incoming, Lines, Outgoing};
use super::session::Session;
use crate::Credentials;
use crate::endpoint::Endpoint;

/// How long answers may take to be read after the end of the input.
const FLUSH: Duration = Duration::from_millis(200);

/// Messages that wait to be read or written.
const WAITING: usize = 64;

/// Serves stdin and stdout until the input ends.
pub(crate) async fn serve_stdio(
    endpoint: &Arc<Endpoint>,
    credentials: Credentials,
) -> io::Result<()> {
    let limit = endpoint.limits.body;
    let input = Lines::new(BufReader::new(io::stdin()), limit);
    let output = Lines::new(BufWriter::new(io::stdout()), limit);
    serve(endpoint, input, output, credentials).await
}

/// Serves a pair of streams until the incoming one ends or nobody reads the outgoing one.
pub(super) async fn serve(
    endpoint: &Arc<Endpoint>,
    input: impl Incoming,
    output: impl Outgoing,
    credentials: Credentials,
) -> io::Result<()> {
    let mut frames = read(input)?;
    let (out, written) = write(output)?;
    let mut session = Session::new(endpoint, credentials, out.clone());
    let mut failed = Ok(());
    loop {
        tokio::select! {
            frame = frames.recv(), if session.has_room() => match frame {
                Some(Ok(frame)) => session.take(frame),
                Some(Err(error)) => {
                    failed = Err(error);
                    break;
                }
                None => break,
            },
            () = session.one_ended() => {}
            () = out.closed() => break,
            () = endpoint.closing.cancelled() => break,
        }
    }
    drop(out);
    session.end().await;
    // The writer ends when the last sender is gone and all is written, or never where nobody reads.
    match timeout(FLUSH, written).await {
        Ok(Ok(Err(error))) => Err(error),
        _ => failed,
    }
}

/// Reads on a thread of its own, which ends with its input, or with the process.
fn read(mut input: impl Incoming) -> io::Result<mpsc::Receiver<io::Result<Frame>>> {
    let (frames, receiver) = mpsc::channel(WAITING);
    let read = move || {
        while let Some(frame) = input.next().transpose() {
            let is_broken = frame.is_err();
            if frames.blocking_send(frame).is_err() || is_broken {
                break;
            }
        }
    };
    let thread = thread::Builder::new().name("mcp-input".to_owned());
    thread.spawn(read).map(|_| receiver)
}

type Written = oneshot::Receiver<io::Result<()>>;

/// Writes on a thread of its own, so that a slow reader does not hold up calls.
fn write(mut output: impl Outgoing) -> io::Result<(mpsc::Sender<String>, Written)> {
    let (sender, mut messages) = mpsc::channel::<String>(WAITING);
    let (done, written) = oneshot::channel();
    let mut write = move || -> io::Result<()> {
        while let Some(message) = messages.blocking_recv() {
            output.send(&message)?;
            while let Ok(message) = messages.try_recv() {
                output.send(&message)?;
            }
            output.flush()?;
        }
        Ok(())
    };
    let thread = thread::Builder::new().name("mcp-output".to_owned());
    thread.spawn(move || {
        let result = match write() {
            // A client that has closed its end has left; that is no failure of ours.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result,
        };
        // Nobody waits where the runtime has gone first.
        let _ = done.send(result);
    })?;
    Ok((sender, written))
}

// They share their helpers with the tests of HTTP.
#[cfg(all(test, feature = "http"))]
mod tests;
