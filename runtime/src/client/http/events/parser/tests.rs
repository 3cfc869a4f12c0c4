use super::*;

/// The events of a body that comes in pieces, as name and data.
fn events<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<(String, String)> {
    let mut parser = Parser::new(1000);
    let mut events = Vec::new();
    for piece in pieces {
        parser.feed(Bytes::copy_from_slice(piece));
        while let Some(event) = parser.next() {
            let event = event.unwrap();
            let text = |bytes: &Bytes| String::from_utf8(bytes.to_vec()).unwrap();
            events.push((text(&event.name), text(&event.data)));
        }
    }
    events
}

fn event(name: &str, data: &str) -> (String, String) {
    (name.to_owned(), data.to_owned())
}

/// The forms that section 9.2.6 of the standard shows, and what it says to them.
const FORMS: [(&str, &[(&str, &str)]); 5] = [
    ("data: A\ndata: +2\ndata: 10\n\n", &[("", "A\n+2\n10")]),
    (
        ": a comment\n\ndata: one\nid: 1\n\ndata:two\nid\n\ndata:  three\n\n",
        &[("", "one"), ("", "two"), ("", " three")],
    ),
    // The last block is discarded, because no empty line follows it.
    ("data\n\ndata\ndata\n\ndata:", &[("", ""), ("", "\n")]),
    ("data:A\n\ndata: A\n\n", &[("", "A"), ("", "A")]),
    (
        "event: add\ndata: 7\n\nevent: remove\ndata: 2\n\nevent: add\ndata: 1\n\n",
        &[("add", "7"), ("remove", "2"), ("add", "1")],
    ),
];

#[test]
fn the_forms_of_the_standard_are_read_as_it_says() {
    for (body, expected) in FORMS {
        let expected = expected.iter().map(|(name, data)| event(name, data));
        let expected: Vec<_> = expected.collect();
        for end in ["\n", "\r", "\r\n"] {
            let body = body.replace('\n', end);
            assert_eq!(events([body.as_bytes()]), expected, "{body:?}");
        }
    }
}

/// All that the grammar has, with lines that end in every way.
const HOSTILE: &str = "\u{feff}: comment\r\rdata: {\"a\":\r\ndata: 1}\r\n\r\n\nevent: x\r\ndata:\u{e9}\r\n\rid: 7\n\
    retry: 1\nunknown: field\ndata\n\nevent: lost\n\ndata: \u{feff}\r\revent: a\nevent: b\ndata:  two\n\n:\n\ndata: cut";

#[test]
fn events_are_the_same_wherever_the_body_is_cut() {
    let bytes = HOSTILE.as_bytes();
    let whole = events([bytes]);
    assert_eq!(
        whole,
        [
            event("", "{\"a\":\n1}"),
            event("x", "\u{e9}"),
            event("", ""),
            event("", "\u{feff}"),
            event("b", " two"),
        ]
    );
    assert_eq!(events(bytes.chunks(1)), whole);
    for first in 0..=bytes.len() {
        for second in first..=bytes.len() {
            let pieces = [&bytes[..first], &bytes[first..second], &bytes[second..]];
            assert_eq!(events(pieces), whole, "{first} {second}");
        }
    }
}

#[test]
fn a_mark_stands_only_at_the_beginning() {
    let body = "\u{feff}data: 1\n\n\u{feff}data: 2\n\ndata: 3\n\n";
    assert_eq!(events([body.as_bytes()]), [event("", "1"), event("", "3")]);
}

/// Whether a body that comes in pieces of this size is refused.
fn is_refused(body: &str, size: usize) -> bool {
    let mut parser = Parser::new(100);
    body.as_bytes().chunks(size).any(|piece| {
        parser.feed(Bytes::copy_from_slice(piece));
        std::iter::from_fn(|| parser.next()).any(|event| event.is_err())
    })
}

#[test]
fn nothing_grows_beyond_the_limit() {
    for size in [1, 7, 10_000] {
        assert!(!is_refused(&format!("data: {}\n\n", "x".repeat(100)), size));
        assert!(is_refused(&format!("data: {}\n\n", "x".repeat(101)), size));
        assert!(is_refused(&"data: x\n".repeat(60), size), "{size}");
        assert!(!is_refused(&":\n".repeat(1000), size));
        assert!(!is_refused(&"data: x\n\n".repeat(1000), size));
    }
    assert!(is_refused(&"x".repeat(200), 1), "a line without an end");
    assert!(is_refused(&format!(":{}", "x".repeat(200)), 1));
}
