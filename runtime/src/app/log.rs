//! The log on stderr of a program that has set up none of its own: one plain line an event.

mod line;
mod output;
#[cfg(test)]
pub(super) mod tests;
mod time;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};

use line::Line;
use output::{Batches, Output, Stderr};

use crate::endpoint;

static OUTPUT: Output<Stderr> = Output::new(Stderr);

/// The levels of `TRAITWIRE_LOG`, from silence to noise.
pub(super) const LEVELS: [(&str, LevelFilter); 5] = [
    ("off", LevelFilter::OFF),
    ("error", LevelFilter::ERROR),
    ("warn", LevelFilter::WARN),
    ("info", LevelFilter::INFO),
    ("debug", LevelFilter::DEBUG),
];

/// Writes events up to this level to stderr, unless the program has a subscriber of its own.
pub(super) fn install(level: LevelFilter) {
    // An error says that there is one already, which is then the one that counts.
    let _ = tracing::subscriber::set_global_default(Log {
        level,
        spans: AtomicU64::new(1),
    });
}

/// Lets the lines of calls be written in batches as long as what this gives lives. A process that ends before that,
/// without unwinding, loses those of its last few milliseconds; all other lines are written at once.
#[cfg_attr(
    not(feature = "http"),
    expect(dead_code, reason = "only a server has so many calls")
)]
pub(super) fn in_batches() -> Batches<Stderr> {
    OUTPUT.in_batches()
}

/// A subscriber that knows no spans: what an event is about stands in its own fields.
struct Log {
    level: LevelFilter,
    spans: AtomicU64,
}

impl Subscriber for Log {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if self.enabled(metadata) {
            Interest::always()
        } else {
            Interest::never()
        }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && *metadata.level() <= self.level
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(self.level)
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        // Ids only have to differ and not to be zero.
        Id::from_u64(self.spans.fetch_add(1, Ordering::Relaxed).max(1))
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        Line::with(event, SystemTime::now(), |line| {
            if event.metadata().target() == endpoint::CALLS {
                OUTPUT.write_soon(line);
            } else {
                OUTPUT.write(line);
            }
        });
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
