//! What fuzzers came upon, and mutations of it.
//!
//! `SEED=.. cargo test -p crosswire --test replay` makes others of them.
#![expect(clippy::print_stdout, reason = "a test that fails shows what it ran")]

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use allocation_counter::measure;
use crosswire::targets::{self, Target};
use crosswire_api::{choices, lists, nested};
use traitwire::__private::wire::{Wire, decode_request};

/// So many take about a second.
const MUTATIONS: usize = 15_000;

/// The numbers of `SplitMix64` (<https://doi.org/10.1145/2714064.2660195>).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        let below = self.next() % end.max(1) as u64;
        usize::try_from(below).expect("it is below a length")
    }

    fn byte(&mut self) -> u8 {
        const ENDS: [u8; 8] = [0, 1, 2, 0x7f, 0x80, 0x81, 0xfe, 0xff];
        match self.below(2) {
            0 => ENDS[self.below(ENDS.len())],
            _ => self.next().to_le_bytes()[0],
        }
    }
}

/// A name and bytes.
type Kept = (String, Vec<u8>);

fn corpus(name: &str) -> Vec<Kept> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(name);
    let entries = fs::read_dir(&folder).expect("the corpus has this folder");
    let mut kept: Vec<_> = entries
        .map(|entry| {
            let path = entry.expect("a folder can be read").path();
            let bytes = fs::read(&path).expect("a file can be read");
            (path.display().to_string(), bytes)
        })
        .collect();
    kept.sort();
    assert!(!kept.is_empty(), "{} has files", folder.display());
    kept
}

fn random() -> Random {
    let seed = env::var("SEED").map_or(1, |seed| seed.parse().expect("SEED is a number"));
    println!("SEED={seed}");
    Random(seed)
}

/// One of them, changed in up to four places.
fn mutated(kept: &[Kept], random: &mut Random) -> Vec<u8> {
    let mut bytes = kept[random.below(kept.len())].1.clone();
    for _ in 0..=random.below(4) {
        let place = random.below(bytes.len());
        let end = place + random.below(bytes.len() - place.min(bytes.len()) + 1);
        let end = end.min(bytes.len());
        match random.below(7) {
            0 => bytes.insert(place, random.byte()),
            1 => bytes.truncate(place.max(1)),
            2 => drop(bytes.drain(place..end)),
            3 => bytes.extend_from_within(place..end),
            4 => bytes.extend(&kept[random.below(kept.len())].1),
            5 if !bytes.is_empty() => bytes[place] ^= 1 << random.below(8),
            _ if !bytes.is_empty() => bytes[place] = random.byte(),
            _ => {}
        }
    }
    bytes
}

/// The targets of the fuzzers, with their corpora.
const TARGETS: [(&str, Target, &str); 3] = [
    ("protobuf", targets::protobuf, "protobuf"),
    ("prost", targets::prost, "protobuf"),
    ("json", targets::json, "json"),
];

fn replay(name: &str) {
    let found = TARGETS.iter().find(|(known, ..)| *known == name);
    let (_, target, folder) = found.expect("it is a target");
    let kept = corpus(folder);
    for (path, bytes) in &kept {
        println!("{path}");
        target(bytes);
    }
    let mut random = random();
    for _ in 0..MUTATIONS {
        let bytes = mutated(&kept, &mut random);
        let run = std::panic::catch_unwind(|| target(&bytes));
        run.unwrap_or_else(|_| panic!("the bytes are {bytes:?}"));
    }
}

#[test]
fn protobuf_there_and_back() {
    replay("protobuf");
}

#[test]
fn protobuf_as_prost_reads_it() {
    replay("prost");
}

#[test]
fn requests_in_json() {
    replay("json");
}

#[test]
fn every_target_is_replayed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/fuzz_targets");
    let files = fs::read_dir(folder).expect("the fuzzers are there");
    let fuzzed: BTreeSet<_> = files
        .map(|file| {
            let path = file.expect("a folder can be read").path();
            let name = path.file_stem().expect("it has a name").to_owned();
            name.into_string().expect("it is text")
        })
        .collect();
    let replayed = TARGETS.map(|(name, ..)| name.to_owned()).into();
    assert_eq!(fuzzed, replayed);
}

/// What is read of these bytes takes no more than its types warrant, as `hostile.rs` says it; without their first byte,
/// which chooses a type.
fn is_warranted<T: Wire>(bytes: &[u8]) {
    let peak = measure(|| drop(decode_request::<T>(bytes))).bytes_max;
    let most = 400 * bytes.len() as u64 + 8192;
    assert!(peak <= most, "{peak} bytes for {bytes:?}");
}

/// Cut off at every byte, and with a bit of each turned.
#[test]
fn cut_off_and_turned_bytes_take_little() {
    let check = |bytes: &[u8]| {
        is_warranted::<lists::Lists>(bytes);
        is_warranted::<nested::Tree>(bytes);
        is_warranted::<choices::Choices>(bytes);
    };
    for (_, bytes) in corpus("protobuf") {
        let mut bytes = bytes[1..].to_vec();
        for place in 0..bytes.len() {
            check(&bytes[..place]);
            bytes[place] ^= 1 << (place % 8);
            check(&bytes);
            bytes[place] ^= 1 << (place % 8);
        }
    }
}
