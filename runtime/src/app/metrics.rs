//! What is counted, in the text form of Prometheus.

use std::fmt::Write;
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
    name: String,
    /// Calls by code: place 0 is a success, then the codes by number.
    codes: [AtomicU64; 17],
    /// Calls by class of duration; the last is the class without an end.
    classes: [AtomicU64; CLASSES.len() + 1],
    micros: AtomicU64,
}

impl Metrics {
    pub(super) fn new(methods: impl Iterator<Item = String>) -> Self {
        let counters = |name| Counters {
            name,
            codes: Default::default(),
            classes: Default::default(),
            micros: AtomicU64::new(0),
        };
        Self {
            methods: methods.map(counters).collect(),
            running: AtomicI64::new(0),
        }
    }

    pub(super) fn started(&self) {
        self.running.fetch_add(1, Ordering::Relaxed);
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

    /// How many calls run just now.
    pub(crate) fn running(&self) -> i64 {
        self.running.load(Ordering::Relaxed)
    }

    /// The page at `/metrics`: <https://prometheus.io/docs/instrumenting/exposition_formats/>.
    pub(crate) fn page(&self) -> String {
        let mut page = String::new();
        page.push_str("# HELP traitwire_calls_total Calls that have ended, by code.\n");
        page.push_str("# TYPE traitwire_calls_total counter\n");
        for counters in &self.methods {
            counters.write_codes(&mut page);
        }
        page.push_str(
            "# HELP traitwire_call_duration_seconds Time from the start of a call to its end.\n",
        );
        page.push_str("# TYPE traitwire_call_duration_seconds histogram\n");
        for counters in &self.methods {
            counters.write_durations(&mut page);
        }
        page.push_str("# HELP traitwire_calls_running Calls that run just now.\n");
        page.push_str("# TYPE traitwire_calls_running gauge\n");
        let _ = writeln!(page, "traitwire_calls_running {}", self.running());
        page
    }
}

impl Counters {
    fn write_codes(&self, page: &mut String) {
        for (number, count) in self.codes.iter().enumerate() {
            let count = count.load(Ordering::Relaxed);
            let name = number
                .checked_sub(1)
                .map_or("ok", |place| Code::ALL[place].name());
            if count > 0 {
                let method = &self.name;
                let _ = writeln!(
                    page,
                    "traitwire_calls_total{{method=\"{method}\",code=\"{name}\"}} {count}"
                );
            }
        }
    }

    fn write_durations(&self, page: &mut String) {
        let metric = "traitwire_call_duration_seconds";
        let method = &self.name;
        let mut sum = 0;
        let ends = CLASSES
            .iter()
            .map(ToString::to_string)
            .chain(["+Inf".to_owned()]);
        let mut lines = String::new();
        for (end, count) in ends.zip(&self.classes) {
            sum += count.load(Ordering::Relaxed);
            let _ = writeln!(
                lines,
                "{metric}_bucket{{method=\"{method}\",le=\"{end}\"}} {sum}"
            );
        }
        if sum == 0 {
            return;
        }
        page.push_str(&lines);
        let micros = self.micros.load(Ordering::Relaxed);
        let (whole, rest) = (micros / 1_000_000, micros % 1_000_000);
        let _ = writeln!(
            page,
            "{metric}_sum{{method=\"{method}\"}} {whole}.{rest:06}"
        );
        let _ = writeln!(page, "{metric}_count{{method=\"{method}\"}} {sum}");
    }
}
