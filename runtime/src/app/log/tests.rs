use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::Line;

/// Keeps the lines that the log would write, at one moment of time.
struct Kept {
    lines: Arc<Mutex<Vec<String>>>,
}

impl Subscriber for Kept {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let at = UNIX_EPOCH + Duration::from_millis(1_793_683_754_007);
        let line = Line::with(event, at, str::to_owned);
        self.lines.lock().unwrap().push(line);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// The line of one event.
fn line(log: impl FnOnce()) -> String {
    let mut lines = lines(log);
    assert_eq!(lines.len(), 1);
    lines.remove(0)
}

/// The lines of all events.
pub(in crate::app) fn lines(log: impl FnOnce()) -> Vec<String> {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let kept = Kept {
        lines: lines.clone(),
    };
    tracing::subscriber::with_default(kept, log);
    std::mem::take(&mut *lines.lock().unwrap())
}

#[test]
fn an_event_is_one_line_of_time_level_message_and_fields() {
    assert_eq!(
        line(|| tracing::info!(
            method = "tasks.v1.Tasks.Create",
            code = "ok",
            duration_ms = 0.412_345,
            "call"
        )),
        "2026-11-03T05:29:14.007Z INFO  call method=tasks.v1.Tasks.Create code=ok duration_ms=0.412\n"
    );
    assert_eq!(
        line(|| tracing::error!(tools = 53_u64, closing = true, "many words are one message")),
        "2026-11-03T05:29:14.007Z ERROR many words are one message tools=53 closing=true\n"
    );
}

#[test]
fn no_value_breaks_the_line_or_passes_for_another_field() {
    for (value, written) in [
        ("two words", r#""two words""#),
        ("", r#""""#),
        ("a=b", r#""a=b""#),
        ("say \"x\"", r#""say \"x\"""#),
        ("C:\\x", r#""C:\\x""#),
        ("line\nfeed\r", r#""line\nfeed\r""#),
        ("\u{1b}[31mred", r#""\u{1b}[31mred""#),
        ("next\u{85}line\u{2028}", r#""next\u{85}line\u{2028}""#),
        ("\u{202e}turned", r#""\u{202e}turned""#),
        ("é", r#""é""#),
    ] {
        assert_eq!(
            line(|| tracing::info!(value, "m")),
            format!("2026-11-03T05:29:14.007Z INFO  m value={written}\n")
        );
    }
    assert_eq!(
        line(|| tracing::info!("caller=root\nERROR faked")),
        "2026-11-03T05:29:14.007Z INFO  \"caller=root\\nERROR faked\"\n"
    );
}

#[test]
fn a_value_may_log_while_it_is_written() {
    struct Talks;
    impl fmt::Debug for Talks {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            tracing::info!("inside");
            f.write_str("talks")
        }
    }
    let written = lines(|| tracing::info!(before = 1, value = ?Talks, "outside"));
    assert_eq!(
        written.last().unwrap(),
        "2026-11-03T05:29:14.007Z INFO  outside before=1 value=talks\n"
    );
}

#[test]
fn an_error_is_written_with_its_causes() {
    #[derive(Debug)]
    struct Outer(fmt::Error);
    impl fmt::Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("outer")
        }
    }
    impl Error for Outer {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }
    let error = Outer(fmt::Error);
    let inner = fmt::Error.to_string();
    assert_eq!(
        line(|| tracing::warn!(error = &error as &dyn Error)),
        format!("2026-11-03T05:29:14.007Z WARN  error=\"outer: {inner}\"\n")
    );
}

#[test]
fn events_of_other_crates_name_their_target() {
    assert_eq!(
        line(|| tracing::debug!(target: "hyper::proto", "read")),
        "2026-11-03T05:29:14.007Z DEBUG read target=hyper::proto\n"
    );
}
