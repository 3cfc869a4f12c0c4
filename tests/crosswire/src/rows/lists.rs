//! Fields of several values.

use std::collections::BTreeMap;

use crosswire_api::lists::{Lists, Maps, Wrapped};

use super::{Row, color, each, entries, some};
use crate::theirs;

impl Row for Lists {
    type Theirs = theirs::Lists;

    fn theirs(&self) -> theirs::Lists {
        theirs::Lists {
            signed8: self.signed8.iter().copied().map(i32::from).collect(),
            signed32: self.signed32.clone(),
            unsigned64: self.unsigned64.clone(),
            flags: self.flags.clone(),
            floats: self.floats.clone(),
            letters: self.letters.iter().map(char::to_string).collect(),
            words: self.words.clone(),
            bytes: self.bytes.iter().map(|bytes| bytes.to_vec()).collect(),
            leaves: each(&self.leaves),
            queue: self.queue.iter().copied().collect(),
            boxed: self.boxed.iter().copied().map(i32::from).collect(),
            shared: self.shared.to_vec(),
            sorted: self.sorted.iter().cloned().collect(),
            set: self.set.iter().copied().collect(),
            colors: self.colors.iter().copied().map(color).collect(),
            three: self.three.map(u32::from).to_vec(),
            two: self.two.to_vec(),
        }
    }

    fn sort(theirs: &mut theirs::Lists) {
        theirs.set.sort_unstable();
        theirs.sorted.sort_unstable();
        theirs.colors.sort_unstable();
    }
}

fn numbers(items: &[u32]) -> theirs::ListUint32 {
    theirs::ListUint32 {
        items: items.to_vec(),
    }
}

fn words(items: &[String]) -> theirs::ListString {
    theirs::ListString {
        items: items.to_vec(),
    }
}

fn lists_of_words(items: &[Vec<String>]) -> theirs::ListListString {
    theirs::ListListString {
        items: items.iter().map(|items| words(items)).collect(),
    }
}

impl Row for Wrapped {
    type Theirs = theirs::Wrapped;

    fn theirs(&self) -> theirs::Wrapped {
        let matrix = self.matrix.iter().map(|items| theirs::ListDouble {
            items: items.clone(),
        });
        let leaf_gaps = self.leaf_gaps.iter().map(|leaf| theirs::OptionalLeaf {
            value: some(leaf.as_ref()),
        });
        let gaps = self.gaps.iter();
        let pairs = self.pairs.iter().map(|pair| theirs::ListUint32 {
            items: pair.map(u32::from).to_vec(),
        });
        let maps = self.maps.iter().map(|map| theirs::MapInt32String {
            entries: map.clone(),
        });
        let of_maps = |map: &BTreeMap<String, u32>| theirs::MapStringUint32 {
            entries: map.clone(),
        };
        let flag = |value: &Option<bool>| theirs::OptionalBool { value: *value };
        theirs::Wrapped {
            lists: self.lists.iter().map(|items| numbers(items)).collect(),
            matrix: matrix.collect(),
            deep: self
                .deep
                .iter()
                .map(|items| lists_of_words(items))
                .collect(),
            gaps: gaps
                .map(|value| theirs::OptionalUint32 { value: *value })
                .collect(),
            leaf_gaps: leaf_gaps.collect(),
            some_list: self.some_list.as_deref().map(numbers),
            some_leaves: self
                .some_leaves
                .as_ref()
                .map(|items| theirs::ListLeaf { items: each(items) }),
            some_set: self.some_set.as_ref().map(|items| theirs::ListInt32 {
                items: items.iter().copied().collect(),
            }),
            some_map: self.some_map.as_ref().map(|map| theirs::MapStringBool {
                entries: map.clone(),
            }),
            maps: maps.collect(),
            map_of_lists: entries(&self.map_of_lists, String::clone, |items| words(items)),
            map_of_maps: entries(&self.map_of_maps, String::clone, of_maps),
            map_of_gaps: entries(&self.map_of_gaps, String::clone, flag),
            pairs: pairs.collect(),
        }
    }

    fn sort(theirs: &mut theirs::Wrapped) {
        if let Some(set) = &mut theirs.some_set {
            set.items.sort_unstable();
        }
    }
}

impl Row for Maps {
    type Theirs = theirs::Maps;

    fn theirs(&self) -> theirs::Maps {
        let by_color = self.by_color.iter();
        let by_color = by_color.map(|(key, value)| theirs::MapColorStringEntry {
            key: color(*key),
            value: value.clone(),
        });
        theirs::Maps {
            by_text: self.by_text.clone(),
            by_i8: entries(&self.by_i8, |key| i32::from(*key), String::clone),
            by_i32: self.by_i32.clone(),
            by_i64: entries(&self.by_i64, |key| *key, |value| u32::from(*value)),
            by_u16: entries(
                &self.by_u16,
                |key| u32::from(*key),
                |value| i32::from(*value),
            ),
            by_u64: self.by_u64.clone(),
            by_flag: entries(&self.by_flag, |key| *key, Row::theirs),
            by_letter: entries(&self.by_letter, char::to_string, |value| *value),
            by_color: by_color.collect(),
            colors: entries(&self.colors, String::clone, |value| color(*value)),
            hashed: entries(&self.hashed, String::clone, Row::theirs),
        }
    }

    fn sort(theirs: &mut theirs::Maps) {
        // To prost the entries are a list: of several with one key the last one counts.
        let entries = std::mem::take(&mut theirs.by_color).into_iter();
        let last: BTreeMap<_, _> = entries.map(|entry| (entry.key, entry)).collect();
        theirs.by_color = last.into_values().collect();
    }
}
