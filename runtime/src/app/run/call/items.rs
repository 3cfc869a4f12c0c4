//! Streams on the command line: JSON lines in, and JSON lines out.

use std::future::poll_fn;
use std::io::{self, Read};
use std::sync::Arc;
use std::thread;

use tokio::sync::mpsc;

use super::{Parsed, Problem, failed, object, one};
use crate::app::run::command::INPUT;
use crate::app::run::output;
use crate::endpoint::{Endpoint, Target};
use crate::stream::{Cutter, request};
use crate::{Body, Payload, PayloadStream, Status, Streaming};

/// What a tool is called with that takes a stream.
pub(super) fn input(
    parsed: &Parsed,
    endpoint: &Endpoint,
    target: &Target,
    fields: &[String],
) -> Result<Body, Problem> {
    let hint =
        "write `--input '{\"items\": [..]}'`, or `--input -` and one item on each line of stdin";
    if let Some(field) = fields.first() {
        let message = format!("the tool takes a stream of items, which has no place for `{field}`");
        return Err(Problem::usage(message).hint(hint));
    }
    let Some(given) = parsed.value(&INPUT)? else {
        return Err(Problem::usage("the tool takes a stream of items").hint(hint));
    };
    if given.value == "-" {
        return Ok(Body::Stream(stdin(endpoint.limits.body)?));
    }
    let input = object(given.value.as_bytes(), &format!("`{}`", given.from), hint)?;
    Ok(request::body(&target.method, one(&input)))
}

/// The items on stdin, each when it comes. Reading blocks, so that it has a thread.
fn stdin(limit: usize) -> Result<PayloadStream, Problem> {
    let (lines, items) = mpsc::channel(1);
    let thread = thread::Builder::new().name("stdin".to_owned());
    thread
        .spawn(move || read(io::stdin().lock(), limit, &lines))
        .map_err(|error| Problem::failure(format!("cannot read stdin: {error}")))?;
    let items: Streaming<Payload, Status> = Streaming::unfold(items, async |mut items| {
        let item: Result<Payload, Status> = items.recv().await?;
        Some((item, items))
    });
    Ok(Box::pin(items))
}

/// Reads to the end, or until nobody wants more.
fn read(mut from: impl Read, limit: usize, to: &mpsc::Sender<Result<Payload, Status>>) {
    let mut cutter = Cutter::lines(limit);
    let mut buffer = [0; 8192];
    loop {
        let length = match from.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                let _ = to.blocking_send(Err(Status::internal(error)));
                return;
            }
            Ok(length) => length,
        };
        cutter.push(&buffer[..length]);
        let is_over = length == 0;
        loop {
            let item = if is_over { cutter.end() } else { cutter.next() };
            let Some(item) = item.transpose() else { break };
            let is_last = item.is_err();
            let sent = to.blocking_send(item.map(Payload::strict_json));
            if sent.is_err() || is_last {
                return;
            }
        }
        if is_over {
            return;
        }
    }
}

/// Prints each item on a line of its own when it comes, until the stream ends or Ctrl-C is pressed.
pub(super) async fn show(
    endpoint: &Arc<Endpoint>,
    mut items: PayloadStream,
) -> Result<(), Problem> {
    let next = async {
        while let Some(item) = poll_fn(|task| items.as_mut().poll_next(task)).await {
            let item = item.map_err(|status| failed(endpoint, &status))?;
            print(&item)?;
        }
        Ok(())
    };
    tokio::select! {
        // First, so that whoever has seen an item can end the stream.
        biased;
        pressed = tokio::signal::ctrl_c() => {
            pressed.map_err(|error| Problem::failure(format!("cannot wait for Ctrl-C: {error}")))
        }
        ended = next => ended,
    }
}

fn print(item: &Payload) -> Result<(), Problem> {
    let text = String::from_utf8_lossy(&item.bytes);
    // In JSON a line break can only stand between tokens.
    output::print(&(text.replace(['\n', '\r'], " ") + "\n"))
}
