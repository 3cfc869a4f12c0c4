//! When a run began and ended, and how long who had run by then.

use std::io;
use std::time::{Duration, Instant};

use crate::cpu;
use crate::figures::{Figures, percentile};

/// A moment.
#[derive(Clone, Copy, Debug)]
pub struct Clocks {
    at: Instant,
    server: u64,
    client: u64,
}

impl Clocks {
    /// Now. `server` is the server's process; 0: none.
    ///
    /// # Errors
    ///
    /// Where there is no such process.
    pub fn now(server: u32) -> io::Result<Self> {
        Ok(Self {
            at: Instant::now(),
            server: if server == 0 { 0 } else { cpu::of(server)? },
            client: cpu::of(std::process::id())?,
        })
    }

    /// What was measured from this moment to another.
    pub fn figures(&self, end: &Self, mut latencies: Vec<Duration>, first: String) -> Figures {
        latencies.sort_unstable();
        Figures {
            answered: latencies.len() as u64,
            seconds: (end.at - self.at).as_secs_f64(),
            p50_us: percentile(&latencies, 0.5),
            p90_us: percentile(&latencies, 0.9),
            p99_us: percentile(&latencies, 0.99),
            max_us: percentile(&latencies, 1.0),
            server_cpu_ns: end.server - self.server,
            client_cpu_ns: end.client - self.client,
            first,
        }
    }
}
