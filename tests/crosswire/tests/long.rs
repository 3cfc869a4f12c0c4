//! Texts and bytes that are too long to be copied twice stand where short ones would.

use std::collections::BTreeMap;

use crosswire::rows::Row;
use crosswire_api::choices::{Adjacent, Choice, Choices, Internal, Untagged};
use crosswire_api::nested::{Even, Leaf, LikeLeaf, Likes, Tree};
use prost::Message as _;
use traitwire::__private::wire::encode;

/// Around the length from which on they are written another way.
const LENGTHS: [usize; 5] = [10, 4095, 4096, 4097, 100_000];

/// What we write of a value with long parts is what prost writes, byte by byte.
fn as_prost<T: Row>(of_length: impl Fn(usize) -> T) {
    for length in LENGTHS {
        let value = of_length(length);
        let written = encode(&value).expect("every value here can be written");
        assert!(written == value.theirs().encode_to_vec(), "at {length}");
    }
}

fn text(letter: &str, length: usize) -> String {
    letter.repeat(length)
}

fn leaf(letter: &str, length: usize) -> Leaf {
    Leaf {
        name: text(letter, length),
        count: 7,
    }
}

fn choices(length: usize) -> Choices {
    Choices {
        choice: Choice::Leaf(leaf("a", length)),
        internal: Internal::Message(leaf("b", length)),
        adjacent: Adjacent::Tuple(1, text("c", length)),
        untagged: Untagged::Text(text("d", length)),
        maybe: Some(Choice::Blob(vec![5; length])),
        many: vec![
            Choice::Pair(2, text("e", length)),
            Choice::Blob(vec![6; length]),
            Choice::Nothing,
            Choice::HTTPServer {
                port: 80,
                leaf: Some(leaf("f", length)),
                names: vec![text("g", length), text("h", 3), text("i", length)],
            },
            Choice::Map(BTreeMap::from([(text("j", length), 3)])),
            Choice::Again(Box::new(Choice::Text(text("k", length)))),
        ],
        named: BTreeMap::from([
            (text("l", length), Internal::Message(leaf("m", length))),
            (text("n", 3), Internal::Unit),
        ]),
        nested: vec![None, Some(Adjacent::Tuple(4, text("o", length)))],
    }
}

/// What travels as something else does not last until the message is whole.
fn likes(length: usize) -> Likes {
    Likes {
        even: Even::twice(6),
        evens: vec![Even::twice(8), Even::twice(10)],
        leaf: LikeLeaf(leaf("a", length)),
        leaves: vec![LikeLeaf(leaf("b", length)), LikeLeaf(leaf("c", 3))],
    }
}

fn tree(depth: u8, length: usize) -> Tree {
    if depth == 0 {
        return Tree {
            name: text("c", length),
            ..Tree::default()
        };
    }
    let below = || tree(depth - 1, length);
    Tree {
        name: text("a", length),
        kids: vec![below(), Tree::default(), below()],
        parent: Some(Box::new(below())),
        named: BTreeMap::from([(text("b", length), below())]),
        twig: None,
    }
}

#[test]
fn among_others() {
    as_prost(choices);
}

#[test]
fn in_what_travels_as_something_else() {
    as_prost(likes);
}

#[test]
fn in_messages_in_messages() {
    as_prost(|length| tree(3, length));
}
