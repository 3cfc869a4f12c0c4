//! Texts that are almost right: cut short, with bits flipped, with values and keys in the wrong places.

use proptest::prelude::*;
use proptest::sample::Index;

use super::oracle::compare;
use super::sample::{Sample, sample};

/// What is put in the place of something else.
const PIECES: [&str; 24] = [
    "null",
    "true",
    "0",
    "-0",
    "1.0",
    "1.5",
    "-1",
    "256",
    "1e2",
    "1e400",
    "9007199254740993",
    "18446744073709551616",
    "\"\"",
    "\"x\"",
    "\"\\ud800\"",
    "[]",
    "[1,2]",
    "{}",
    "{\"type\":\"Unit\"}",
    "{\"t\":\"Unit\",\"c\":1}",
    "\"Unit\"",
    "{\"Unit\":null}",
    ",",
    "\"t\":1,",
];

/// A change of a text.
#[derive(Clone, Debug)]
pub(super) enum Change {
    Truncate(Index),
    Flip(Index, u8),
    /// Puts a piece in the place of a value.
    Replace(Index, Index),
    /// Writes a member of an object twice, or leaves it out.
    Member(Index, bool),
    /// Writes an integer as `7.0`.
    Dress(Index),
}

pub(super) fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        1 => any::<Index>().prop_map(Change::Truncate),
        2 => (any::<Index>(), 0..8_u8).prop_map(|(at, bit)| Change::Flip(at, bit)),
        8 => (any::<Index>(), any::<Index>()).prop_map(|(at, piece)| Change::Replace(at, piece)),
        4 => (any::<Index>(), any::<bool>()).prop_map(|(at, twice)| Change::Member(at, twice)),
        2 => any::<Index>().prop_map(Change::Dress),
    ]
}

pub(super) fn changed(text: &str, change: &Change) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    match change {
        Change::Truncate(at) => bytes.truncate(at.index(text.len())),
        Change::Flip(at, bit) => bytes[at.index(text.len())] ^= 1 << bit,
        Change::Replace(at, piece) => {
            let values = values(text);
            let place = &values[at.index(values.len())];
            bytes.splice(place.clone(), PIECES[piece.index(PIECES.len())].bytes());
        }
        Change::Member(at, twice) => {
            let members = members(text);
            if members.is_empty() {
                return bytes;
            }
            let place = &members[at.index(members.len())];
            let member = if *twice {
                format!("{0},{0}", &text[place.clone()])
            } else {
                String::new()
            };
            bytes.splice(place.clone(), member.bytes());
            // Where a member is gone, so is one of the commas around it.
            let text = String::from_utf8_lossy(&bytes).replace(",,", ",");
            return text.replace("{,", "{").replace(",}", "}").into_bytes();
        }
        Change::Dress(at) => {
            let is_integer =
                |place: &std::ops::Range<usize>| text[place.clone()].parse::<i128>().is_ok();
            let integers: Vec<_> = values(text).into_iter().filter(is_integer).collect();
            if integers.is_empty() {
                return bytes;
            }
            let place = &integers[at.index(integers.len())];
            bytes.splice(place.end..place.end, *b".0");
        }
    }
    bytes
}

/// The places of all values of a text as serde writes it.
fn values(text: &str) -> Vec<std::ops::Range<usize>> {
    places(text).0
}

/// The places of all members of its objects.
fn members(text: &str) -> Vec<std::ops::Range<usize>> {
    places(text).1
}

type Places = Vec<std::ops::Range<usize>>;

fn places(text: &str) -> (Places, Places) {
    let mut found = (Vec::new(), Vec::new());
    value(text, 0, &mut found);
    found
}

/// Notes the value that starts at a place of a text without whitespace, and answers where it ends.
fn value(text: &str, start: usize, found: &mut (Places, Places)) -> usize {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    match bytes[start] {
        b'"' => {
            while bytes[at] != b'"' {
                at += if bytes[at] == b'\\' { 2 } else { 1 };
            }
            at += 1;
        }
        open @ (b'[' | b'{') => {
            let close = open + 2;
            while bytes[at] != close {
                let first = at;
                if open == b'{' {
                    at = value(text, at, &mut (Vec::new(), Vec::new())) + 1;
                }
                at = value(text, at, found);
                if open == b'{' {
                    found.1.push(first..at);
                }
                at += usize::from(bytes[at] == b',');
            }
            at += 1;
        }
        _ => {
            while at < bytes.len() && !matches!(bytes[at], b',' | b']' | b'}') {
                at += 1;
            }
        }
    }
    found.0.push(start..at);
    at
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_what_is_almost_right_the_walk_thinks_as_serde_does(
        value in sample(),
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let mut text = serde_json::to_string(&value).expect("it has a JSON form");
        for change in &changes {
            let bytes = changed(&text, change);
            compare::<Sample>(&bytes);
            match String::from_utf8(bytes) {
                Ok(next) if serde_json::from_str::<serde::de::IgnoredAny>(&next).is_ok() => text = next,
                _ => break,
            }
        }
    }

    #[test]
    fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        compare::<Sample>(&bytes);
    }
}
