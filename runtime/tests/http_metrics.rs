//! The page at `/metrics`: <https://prometheus.io/docs/instrumenting/exposition_formats/>.
#![cfg(feature = "http")]

mod common;

use std::collections::HashMap;

use common::server::Server;
use common::service::{Handmade, json};
use traitwire::{App, Call, Status};

/// A sample: its name and labels as they stand there, and its value.
type Samples = HashMap<String, String>;

/// Reads a page by the grammar of the format, and fails where a line does not fit.
fn read(page: &str) -> (HashMap<String, String>, Samples) {
    let (mut types, mut samples) = (HashMap::new(), Samples::new());
    assert!(page.ends_with('\n'), "the last line ends, too");
    for line in page.lines() {
        if let Some(rest) = line.strip_prefix("# HELP ") {
            let (name, text) = rest.split_once(' ').unwrap();
            assert!(is_name(name) && !text.is_empty(), "{line}");
        } else if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').unwrap();
            assert!(is_name(name), "{line}");
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            let before = types.insert(name.to_owned(), kind.to_owned());
            assert_eq!(before, None, "one TYPE a metric");
        } else {
            let (key, value) = line.rsplit_once(' ').unwrap();
            let name = check_key(key);
            let base = ["_bucket", "_sum", "_count"]
                .iter()
                .find_map(|end| name.strip_suffix(end))
                .filter(|base| types.get(*base).is_some_and(|kind| kind == "histogram"));
            assert!(
                types.contains_key(base.unwrap_or(name)),
                "TYPE comes before {line}"
            );
            assert!(value.parse::<f64>().is_ok(), "{line}");
            let before = samples.insert(key.to_owned(), value.to_owned());
            assert_eq!(before, None, "one line a sample: {line}");
        }
    }
    (types, samples)
}

/// `name` or `name{label="value",..}`.
fn check_key(key: &str) -> &str {
    let Some((name, labels)) = key.split_once('{') else {
        assert!(is_name(key), "{key}");
        return key;
    };
    assert!(is_name(name), "{key}");
    for label in labels.strip_suffix('}').unwrap().split(',') {
        let (label, value) = label.split_once('=').unwrap();
        assert!(is_name(label) && !label.contains(':'), "{key}");
        let value = value
            .strip_prefix('"')
            .and_then(|value| value.strip_suffix('"'));
        assert!(!value.unwrap().contains(['"', '\\', '\n']), "{key}");
    }
    name
}

fn is_name(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic() || c == '_' || c == ':';
    text.starts_with(letter) && text.chars().all(|c| letter(c) || c.is_ascii_digit())
}

#[tokio::test]
async fn calls_are_counted_by_method_and_code() {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks")
        .method("well", async |_| json("1"))
        .method("never_called", async |_| json("1"))
        .method("fail", async |_: Call| Err(Status::not_found("no")));
    let server = Server::start(App::new("tasks").service(service)).await;
    let mut client = server.client().await;
    let page = client.get("/metrics", &[]).await;
    read(page.text());
    for method in ["well", "well", "fail", "well", "none"] {
        client.post(&format!("/api/tasks/{method}"), &[], "").await;
    }
    let page = client.get("/metrics", &[]).await;
    assert_eq!(
        page.header("content-type"),
        Some("text/plain; version=0.0.4; charset=utf-8")
    );
    let (types, samples) = read(page.text());
    let calls = |method: &str, code: &str| {
        let key =
            format!("traitwire_calls_total{{method=\"tasks.v1.Tasks.{method}\",code=\"{code}\"}}");
        samples.get(&key).map(String::as_str)
    };
    assert_eq!(types["traitwire_calls_total"], "counter");
    assert_eq!(calls("well", "ok"), Some("3"));
    assert_eq!(calls("fail", "not_found"), Some("1"));
    assert_eq!(calls("fail", "ok"), None);
    assert_eq!(calls("never_called", "ok"), None);
    assert_eq!(samples["traitwire_calls_running"], "0");
    check_durations(&samples, "tasks.v1.Tasks.well", 3);
    check_durations(&samples, "tasks.v1.Tasks.fail", 1);
}

/// The classes of a histogram grow, and the last one has all.
fn check_durations(samples: &Samples, method: &str, count: u64) {
    let metric = "traitwire_call_duration_seconds";
    let prefix = format!("{metric}_bucket{{method=\"{method}\",le=\"");
    let mut classes: Vec<(f64, u64)> = samples
        .iter()
        .filter_map(|(key, value)| {
            let end = key.strip_prefix(&prefix)?.strip_suffix("\"}")?;
            let end = if end == "+Inf" {
                f64::INFINITY
            } else {
                end.parse().unwrap()
            };
            Some((end, value.parse().unwrap()))
        })
        .collect();
    classes.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert!(classes.len() > 5);
    assert!(classes.windows(2).all(|pair| pair[0].1 <= pair[1].1));
    let (end, all) = classes[classes.len() - 1];
    assert!(end.is_infinite());
    assert_eq!(all, count);
    assert_eq!(
        samples[&format!("{metric}_count{{method=\"{method}\"}}")],
        count.to_string()
    );
    assert!(samples.contains_key(&format!("{metric}_sum{{method=\"{method}\"}}")));
}
