//! Many calls at once, each followed by the next.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::arguments::{Arguments, End};
use crate::clocks::Clocks;
use crate::figures::Figures;

// What answers are for.
const WARMUP: u8 = 0;
const MEASURE: u8 = 1;
const DONE: u8 = 2;

/// What all callers see.
struct Shared {
    phase: AtomicU8,
    /// How many calls may still be made.
    budget: AtomicU64,
}

/// Has every one of the callers call again and again, as the arguments say.
///
/// # Errors
///
/// The first one of a call.
pub async fn run<C, F>(arguments: &Arguments, callers: Vec<C>) -> io::Result<Figures>
where
    C: FnMut() -> F + Send + 'static,
    F: Future<Output = io::Result<()>> + Send + 'static,
{
    let warms_up = arguments.warmup > Duration::ZERO;
    let shared = Arc::new(Shared {
        phase: AtomicU8::new(if warms_up { WARMUP } else { MEASURE }),
        budget: AtomicU64::new(match arguments.end {
            End::After(_) => u64::MAX,
            End::Requests(number) => number,
        }),
    });
    let mut begin = Clocks::now(arguments.process)?;
    let callers = callers
        .into_iter()
        .map(|call| one(Arc::clone(&shared), call));
    let callers: Vec<_> = callers.map(tokio::spawn).collect();
    if warms_up {
        tokio::time::sleep(arguments.warmup).await;
        begin = Clocks::now(arguments.process)?;
        shared.phase.store(MEASURE, Ordering::Relaxed);
    }
    let mut end = None;
    if let End::After(time) = arguments.end {
        tokio::time::sleep(time).await;
        shared.phase.store(DONE, Ordering::Relaxed);
        end = Some(Clocks::now(arguments.process)?);
    }
    let mut latencies = Vec::new();
    for caller in callers {
        latencies.append(&mut caller.await.map_err(io::Error::other)??);
    }
    let end = end.map_or_else(|| Clocks::now(arguments.process), Ok)?;
    Ok(begin.figures(&end, latencies, String::new()))
}

/// Calls until it is over, and gives how long those calls took that count.
async fn one<C, F>(shared: Arc<Shared>, mut call: C) -> io::Result<Vec<Duration>>
where
    C: FnMut() -> F,
    F: Future<Output = io::Result<()>>,
{
    let mut latencies = Vec::with_capacity(1 << 12);
    loop {
        let spent = shared
            .budget
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(1)
            });
        if spent.is_err() {
            return Ok(latencies);
        }
        let begin = Instant::now();
        call().await?;
        match shared.phase.load(Ordering::Relaxed) {
            WARMUP => {}
            MEASURE => latencies.push(begin.elapsed()),
            _ => return Ok(latencies),
        }
    }
}
