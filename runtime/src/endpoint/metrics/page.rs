//! The counters in the text form of Prometheus.

use std::fmt::Write;
use std::sync::atomic::Ordering;

use super::{CLASSES, Counters, Metrics};
use crate::spec::Code;

impl Metrics {
    /// The page at `/metrics`: <https://prometheus.io/docs/instrumenting/exposition_formats/>.
    ///
    /// `names` are those of the methods, in the order of the counters.
    pub(crate) fn page<'a>(&self, names: impl Iterator<Item = &'a str> + Clone) -> String {
        let mut page = String::new();
        page.push_str("# HELP traitwire_calls_total Calls that have ended, by code.\n");
        page.push_str("# TYPE traitwire_calls_total counter\n");
        for (name, counters) in names.clone().zip(&self.methods) {
            counters.write_codes(name, &mut page);
        }
        page.push_str(
            "# HELP traitwire_call_duration_seconds Time from the start of a call to its end.\n",
        );
        page.push_str("# TYPE traitwire_call_duration_seconds histogram\n");
        for (name, counters) in names.zip(&self.methods) {
            counters.write_durations(name, &mut page);
        }
        page.push_str("# HELP traitwire_calls_running Calls that run just now.\n");
        page.push_str("# TYPE traitwire_calls_running gauge\n");
        let running = self.running();
        let _ = writeln!(page, "traitwire_calls_running {running}");
        page
    }
}

impl Counters {
    fn write_codes(&self, method: &str, page: &mut String) {
        for (number, count) in self.codes.iter().enumerate() {
            let count = count.load(Ordering::Relaxed);
            let name = number
                .checked_sub(1)
                .map_or("ok", |place| Code::ALL[place].name());
            if count > 0 {
                let _ = writeln!(
                    page,
                    "traitwire_calls_total{{method=\"{method}\",code=\"{name}\"}} {count}"
                );
            }
        }
    }

    fn write_durations(&self, method: &str, page: &mut String) {
        let metric = "traitwire_call_duration_seconds";
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
