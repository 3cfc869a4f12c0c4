//! What is counted.

#[cfg(feature = "http")]
mod page;

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use crate::spec::Code;

/// Upper ends of the classes of durations, in seconds; the last class has none.
const CLASSES: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0];

/// Counters of an endpoint: one entry a method, in the order of the endpoint's targets.
#[derive(Debug)]
pub(crate) struct Metrics {
    methods: Vec<Counters>,
    running: AtomicI64,
}

#[derive(Debug)]
struct Counters {
    /// Calls by code: place 0 is a success, then the codes by number.
    codes: [AtomicU64; 17],
    /// Calls by class of duration; the last is the class without an end.
    classes: [AtomicU64; CLASSES.len() + 1],
    micros: AtomicU64,
}

impl Metrics {
    pub(super) fn new(methods: usize) -> Self {
        let counters = || Counters {
            codes: Default::default(),
            classes: Default::default(),
            micros: AtomicU64::new(0),
        };
        Self {
            methods: std::iter::repeat_with(counters).take(methods).collect(),
            running: AtomicI64::new(0),
        }
    }

    pub(super) fn started(&self) {
        self.running.fetch_add(1, Ordering::Relaxed);
    }

    /// How many calls run just now.
    #[cfg(any(feature = "http", test))]
    pub(super) fn running(&self) -> usize {
        usize::try_from(self.running.load(Ordering::Relaxed)).unwrap_or(0)
    }

    pub(super) fn ended(&self, method: usize, code: Option<Code>, took: Duration) {
        self.running.fetch_sub(1, Ordering::Relaxed);
        let counters = &self.methods[method];
        counters.codes[code.map_or(0, |code| usize::from(code.grpc()))]
            .fetch_add(1, Ordering::Relaxed);
        let seconds = took.as_secs_f64();
        let class = CLASSES
            .iter()
            .position(|end| seconds <= *end)
            .unwrap_or(CLASSES.len());
        counters.classes[class].fetch_add(1, Ordering::Relaxed);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        counters.micros.fetch_add(micros, Ordering::Relaxed);
    }
}
