//! Texts that are made to do harm.

use traitwire::message;

use crate::support::{details, loose, problem, strict};

#[message]
struct Anything {
    value: Option<serde_json::Value>,
    tree: Option<Tree>,
    untagged: Option<Untagged>,
    internal: Option<Internal>,
    #[serde(default)]
    map: std::collections::HashMap<String, u8>,
}

#[message]
struct Tree {
    #[serde(default)]
    kids: Vec<Self>,
}

#[message]
#[serde(untagged)]
enum Untagged {
    Leaf(u8),
    List(Vec<Self>),
    Object { inner: Box<Self> },
}

#[message]
#[serde(tag = "t")]
enum Internal {
    Leaf,
    Inner { inner: Box<Self> },
}

const LEVELS: usize = 100_000;

fn nested(key: &str, open: &str, last: &str, close: &str) -> String {
    format!(
        r#"{{"{key}": {}{last}{}}}"#,
        open.repeat(LEVELS),
        close.repeat(LEVELS)
    )
}

#[test]
fn endless_nesting_is_refused_wherever_it_stands() {
    for key in ["value", "tree", "untagged", "internal", "map", "unknown"] {
        for (open, last, close) in [
            ("[", "", "]"),
            (r#"{"inner": "#, "1", "}"),
            (r#"{"kids": ["#, "", "]}"),
            (r#"{"t": "Inner", "inner": "#, "{}", "}"),
            (r#"{"inner": "#, "{}", r#", "t": "Inner"}"#),
            ("[", "", ""),
        ] {
            let found = problem::<Anything>(nested(key, open, last, close));
            assert!(
                found.contains("nesting is deeper than 127 levels at line 1"),
                "{key} {open}: {found}"
            );
        }
    }
}

#[test]
fn as_much_nesting_as_serde_takes_is_taken() {
    let array = |levels: usize| {
        format!(
            r#"{{"value": {}{}}}"#,
            "[".repeat(levels),
            "]".repeat(levels)
        )
    };
    strict::<Anything>(array(126)).expect("127 levels with the object around them");
    problem::<Anything>(array(127));
    let tree = |levels: usize| {
        format!(
            r#"{{"tree": {}{{}}{}}}"#,
            r#"{"kids": ["#.repeat(levels),
            "]}".repeat(levels)
        )
    };
    strict::<Anything>(tree(62)).expect("1 + 2 * 62 + 1 levels");
    problem::<Anything>(tree(63));
    // The deepest that the walk takes, where each level costs the most stack.
    let untagged = |levels: usize| {
        format!(
            r#"{{"untagged": {}1{}}}"#,
            r#"{"inner": "#.repeat(levels),
            "}".repeat(levels)
        )
    };
    strict::<Anything>(untagged(125)).expect("it fits");
    // Each level is looked through twice, the leaf a hundred times.
    let leaf = format!("[{}1]", "1,".repeat(10_000));
    strict::<Anything>(untagged(100).replace('1', &leaf)).expect("it fits");
}

#[test]
fn a_large_text_takes_little_time() {
    let keys: Vec<_> = (0..50_000)
        .map(|n| format!("\"k{n}\": {}", n % 256))
        .collect();
    let map = format!(r#"{{"map": {{{}}}}}"#, keys.join(","));
    assert_eq!(strict::<Anything>(&map).expect("it fits").map.len(), 50_000);
    let unknown = format!("{{{}}}", keys.join(","));
    loose::<Anything>(&unknown).expect("it fits");
    strict::<Anything>(&unknown).expect_err("unknown fields");
    // None of them is close enough, and comparing each with all names would take as long as all else together.
    let near: Vec<_> = (0..200_000).map(|n| format!("\"untagg{n}\": 1")).collect();
    let near = format!("{{{}}}", near.join(","));
    let status = strict::<Anything>(&near).expect_err("unknown fields");
    assert_eq!(details(&status)["more"], 200_000 - 20);
    let long = format!(r#"{{"{}": 1}}"#, "k".repeat(1_000_000));
    let status = strict::<Anything>(long).expect_err("an unknown field");
    assert!(status.message().len() < 1000, "{}", status.message().len());
}

#[test]
fn what_is_quoted_back_is_harmless_and_short() {
    let text = format!(r#"{{"{}\n\u0000`": 1}}"#, "x".repeat(1000));
    let status = strict::<Anything>(text).expect_err("an unknown field");
    assert!(
        status.message().chars().all(|c| !c.is_control()),
        "{}",
        status.message()
    );
    assert!(status.message().len() < 500, "{}", status.message());
}
