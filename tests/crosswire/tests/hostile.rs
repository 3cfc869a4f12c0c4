//! Bytes that no honest caller sends take no more memory than their number warrants.
//!
//! A value takes as much memory as its type, however few bytes stand for it: an element of a list two bytes on the wire,
//! and a list that grows has room for up to three times its elements for a moment. An entry of a map takes four, and a map
//! makes room for eleven entries at once. So the bound is a multiple of the number of bytes that the types alone decide.

use std::iter::repeat_n;

use crosswire_api::{choices, lists, nested, scalars};
use prost::encoding::encode_varint;
use serde_json::Value;
use traitwire::__private::wire::{Wire, decode_request};

/// So many bytes of memory a byte of the input may take in the types of these tests, of which the largest is the entry of a
/// map of trees.
const MOST: usize = 400;
/// What a value takes without its input: the empty message, and the words of an error.
const LEAST: usize = 8192;

struct Taken {
    peak: usize,
    total: usize,
    is_read: bool,
}

/// What reading takes.
fn taken<T: Wire>(bytes: &[u8]) -> Taken {
    let mut is_read = false;
    let info = allocation_counter::measure(|| is_read = decode_request::<T>(bytes).is_ok());
    let taken = |count: u64| usize::try_from(count).expect("it is memory of this machine");
    Taken {
        peak: taken(info.bytes_max),
        total: taken(info.bytes_total),
        is_read,
    }
}

/// A field of bytes.
fn field(number: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![number << 3 | 2];
    encode_varint(content.len() as u64, &mut bytes);
    bytes.extend(content);
    bytes
}

/// Reads something of some length, and of twice that: all of it grows as the input does.
fn is_linear<T: Wire>(what: &str, per_byte: usize, bytes: impl Fn(usize) -> Vec<u8>) {
    let (small, large) = (bytes(30_000), bytes(60_000));
    let (one, two) = (taken::<T>(&small), taken::<T>(&large));
    for (bytes, taken) in [(&small, &one), (&large, &two)] {
        let (most, len) = (per_byte * bytes.len() + LEAST, bytes.len());
        let peak = taken.peak;
        assert!(peak <= most, "{what}: {peak} bytes at once for {len}");
    }
    // A vector that doubles may have doubled once more.
    let (before, after) = (one.total, two.total);
    assert!(
        after <= before * 4 + LEAST,
        "{what}: {before} bytes, then {after}"
    );
    let most = 4 * per_byte * large.len() + LEAST;
    assert!(
        after <= most,
        "{what}: {after} bytes in all for {}",
        large.len()
    );
    assert_eq!(one.is_read, two.is_read, "{what}");
}

#[test]
fn what_comes_again_and_again_is_read_once() {
    let leaf = [0x10, 1];
    is_linear::<scalars::Options>("a message in pieces", 40, |n| field(10, &leaf).repeat(n));
    is_linear::<nested::Likes>("a message under another name, in pieces", 80, |n| {
        field(3, &leaf).repeat(n)
    });
    is_linear::<scalars::Options>("a string", 1, |n| field(5, b"abc").repeat(n));
    is_linear::<scalars::Integers>("a number", 1, |n| [8, 1].repeat(n));
    is_linear::<lists::Wrapped>("a wrapped list in pieces", 40, |n| {
        field(6, &[8, 1]).repeat(n)
    });
    is_linear::<nested::Tree>("a message without fields", 40, |n| field(3, &[]).repeat(n));
    is_linear::<choices::Choice>("a variant in pieces", 40, |n| field(7, &leaf).repeat(n));
    is_linear::<choices::Choice>("a number that is a variant", 40, |n| [16, 1].repeat(n));
    let both = [field(7, &leaf), vec![16, 1]].concat();
    is_linear::<choices::Choice>("two variants in turns", 1, |n| both.repeat(n));
    let two = [field(7, &leaf).repeat(2), vec![16, 1, 16, 1]].concat();
    is_linear::<choices::Choice>("two variants in turns and pieces", 8, |n| two.repeat(n));
    is_linear::<Value>("a list in pieces", 40, |n| field(6, &[]).repeat(n));
    is_linear::<Value>("a number of JSON", 40, |n| field(3, b"abc").repeat(n));
}

#[test]
fn elements_take_what_their_types_do() {
    is_linear::<lists::Lists>("strings", 40, |n| field(7, &[]).repeat(n));
    is_linear::<lists::Lists>("messages", 60, |n| field(9, &[]).repeat(n));
    is_linear::<nested::Likes>("messages under another name", 60, |n| {
        field(4, &[]).repeat(n)
    });
    is_linear::<lists::Lists>("packed numbers", 32, |n| field(3, &vec![0; n]));
    is_linear::<lists::Lists>("single numbers", 16, |n| [0x18, 0].repeat(n));
    is_linear::<lists::Lists>("packed runs of one", 8, |n| field(3, &[0]).repeat(n));
    is_linear::<lists::Lists>("an element of a set", 32, |n| [0x72, 1, 1].repeat(n));
    is_linear::<lists::Lists>("elements of a set", 32, |n| {
        let mut numbers = Vec::new();
        (0..n as u64).for_each(|number| encode_varint(number, &mut numbers));
        field(14, &numbers)
    });
    is_linear::<lists::Wrapped>("lists", 40, |n| field(1, &[]).repeat(n));
    is_linear::<lists::Maps>("an entry", 1, |n| field(1, &[]).repeat(n));
    is_linear::<lists::Maps>("entries", 40, |n| {
        let entry = |number| {
            let mut entry = vec![8];
            encode_varint(number, &mut entry);
            field(6, &entry)
        };
        (0..n as u64).flat_map(entry).collect()
    });
    let map = field(4, &field(2, &[]));
    is_linear::<nested::Tree>("maps of one entry", MOST, |n| field(2, &map).repeat(n));
    is_linear::<Value>("nulls of JSON", 60, |n| field(6, &field(1, &[]).repeat(n)));
}

#[test]
fn what_nobody_knows_takes_nothing() {
    is_linear::<nested::Tree>("numbers", 0, |n| [0xf8, 1, 0].repeat(n));
    is_linear::<nested::Tree>("bytes", 0, |n| [0xfa, 1, 0].repeat(n));
    is_linear::<nested::Tree>("groups", 0, |n| [0xfb, 1, 0xfc, 1].repeat(n));
    is_linear::<nested::Tree>("groups in a group", 0, |n| {
        [vec![0xfb, 1], [0xf3, 1, 0xf4, 1].repeat(n), vec![0xfc, 1]].concat()
    });
    is_linear::<nested::Tree>("groups without an end", 0, |n| [0xfb, 1].repeat(n));
}

/// Each message holds the next one and another piece of it: nothing is copied on each level.
#[test]
fn pieces_on_every_level_are_read_where_they_are() {
    let nested = |n: usize, number: u8, levels: usize| {
        let inner = [0xf8, 1, 0].repeat(n);
        let around = |inner: Vec<u8>, _| [field(number, &[]), field(number, &inner)].concat();
        (0..levels).fold(inner, around)
    };
    is_linear::<nested::Tree>("parents", 1, |n| nested(n, 3, 90));
    is_linear::<choices::Choice>("variants", 1, |n| nested(n, 15, 90));
}

#[test]
fn lengths_are_only_believed_when_the_bytes_are_there() {
    for length in [200, 1 << 31, 1 << 32, u64::MAX >> 1, u64::MAX] {
        for number in 1..=18 {
            let mut bytes = vec![number << 3 | 2];
            // The keys from 16 on have two bytes.
            if number > 15 {
                bytes = vec![(number << 3 | 2) | 0x80, 1];
            }
            encode_varint(length, &mut bytes);
            bytes.push(0);
            for taken in [
                taken::<lists::Lists>(&bytes),
                taken::<lists::Wrapped>(&bytes),
                taken::<lists::Maps>(&bytes),
                taken::<scalars::Words>(&bytes),
                taken::<choices::Choice>(&bytes),
                taken::<Value>(&bytes),
            ] {
                assert!(!taken.is_read || number > 6, "field {number}, {length}");
                assert!(taken.peak < LEAST, "field {number}: {} bytes", taken.peak);
            }
        }
    }
}

#[test]
fn depth_has_an_end() {
    let nested = |number, levels| (0..levels).fold(Vec::new(), |inner, _| field(number, &inner));
    for number in [2, 3] {
        assert!(taken::<nested::Tree>(&nested(number, 100)).is_read);
        assert!(!taken::<nested::Tree>(&nested(number, 101)).is_read);
        assert!(!taken::<nested::Tree>(&nested(number, 5_000)).is_read);
    }
    let groups = |levels| [repeat_n(0xf3, levels), repeat_n(0xf4, levels)].into_iter();
    let groups = |levels| {
        groups(levels)
            .flatten()
            .flat_map(|key| [key, 1])
            .collect::<Vec<u8>>()
    };
    assert!(taken::<nested::Tree>(&groups(100)).is_read);
    assert!(!taken::<nested::Tree>(&groups(101)).is_read);
    assert!(!taken::<nested::Tree>(&groups(1_000_000)).is_read);
    // Those of JSON are two messages a level, and three where they have names.
    let lists = |levels| (0..levels).fold(vec![8, 0], |inner, _| field(6, &field(1, &inner)));
    assert!(taken::<Value>(&lists(50)).is_read);
    assert!(!taken::<Value>(&lists(51)).is_read);
}
