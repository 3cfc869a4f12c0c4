//! Bytes that are too many to be copied twice.

use super::both;
use traitwire::Bytes;
use traitwire::prelude::*;

#[message]
#[derive(PartialEq)]
struct Album {
    cover: Bytes,
    pages: Vec<Page>,
    count: u32,
}

#[message]
#[derive(PartialEq)]
struct Page {
    title: String,
    picture: Bytes,
}

/// 5,000 is 88 27 as a number of protobuf, and the page around it has 5,006 bytes, 8e 27.
#[test]
fn large_bytes_stand_where_small_ones_would() {
    let large = |byte: u8| Bytes::from(vec![byte; 5000]);
    let page = |title: &str, picture| Page {
        title: title.into(),
        picture,
    };
    let album = Album {
        cover: large(1),
        pages: vec![page("a", large(2)), page("b", Bytes::from(vec![3]))],
        count: 2,
    };
    let expected = format!(
        "0a 8827 {} 12 8e27 0a 0161 12 8827 {} 12 06 0a 0162 12 0103 18 02",
        "01".repeat(5000),
        "02".repeat(5000)
    );
    both(album, &expected);
}
