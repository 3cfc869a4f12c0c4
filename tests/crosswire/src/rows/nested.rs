//! Messages in each other.

use crosswire_api::nested::{
    Even, Flat, Id, Leaf, Likes, Names, Newtypes, Page, Pages, Pair, Tree, Tuples, Twig,
};

use super::{Row, each, entries, some};
use crate::theirs;

impl Row for Leaf {
    type Theirs = theirs::Leaf;

    fn theirs(&self) -> theirs::Leaf {
        theirs::Leaf {
            name: self.name.clone(),
            count: self.count,
        }
    }
}

impl Row for Newtypes {
    type Theirs = theirs::Newtypes;

    fn theirs(&self) -> theirs::Newtypes {
        let list = |Names(items): &Names| theirs::ListString {
            items: items.clone(),
        };
        theirs::Newtypes {
            id: self.id.0,
            ids: self.ids.iter().map(|Id(id)| *id).collect(),
            names: self.names.0.clone(),
            lists: self.lists.iter().map(list).collect(),
            around: Some(self.around.leaf.theirs()),
            by_word: entries(&self.by_word, |word| word.0.clone(), |Id(id)| *id),
            by_id: entries(&self.by_id, |Id(id)| *id, |around| around.leaf.theirs()),
        }
    }
}

impl Row for Tuples {
    type Theirs = theirs::Tuples;

    fn theirs(&self) -> theirs::Tuples {
        let Pair(number, text) = &self.pair;
        let tuple = |(f0, f1, f2): &(u8, Vec<u8>, Option<Leaf>)| {
            theirs::TupleUint32ListUint32OptionalLeaf {
                f0: u32::from(*f0),
                f1: f1.iter().copied().map(u32::from).collect(),
                f2: some(f2.as_ref()),
            }
        };
        theirs::Tuples {
            pair: Some(theirs::Pair {
                f0: *number,
                f1: text.clone(),
            }),
            tuple: Some(theirs::TupleBoolString {
                f0: self.tuple.0,
                f1: self.tuple.1.clone(),
            }),
            single: Some(theirs::TupleUint32 { f0: self.single.0 }),
            tuples: self.tuples.iter().map(tuple).collect(),
            nothing: Some(theirs::Nothing {}),
            unit: Some(()),
            units: self.units.clone(),
        }
    }
}

fn page(page: &Page<u32>) -> theirs::PageUint32 {
    theirs::PageUint32 {
        items: page.items.clone(),
        first: page.first,
        named: page.named.clone(),
    }
}

fn list(items: &[u32]) -> theirs::ListUint32 {
    theirs::ListUint32 {
        items: items.to_vec(),
    }
}

impl Row for Pages {
    type Theirs = theirs::Pages;

    fn theirs(&self) -> theirs::Pages {
        let (leaves, lists, pages) = (&self.leaves, &self.lists, &self.pages);
        theirs::Pages {
            words: Some(theirs::PageString {
                items: self.words.items.clone(),
                first: self.words.first.clone(),
                named: self.words.named.clone(),
            }),
            leaves: Some(theirs::PageLeaf {
                items: each(&leaves.items),
                first: some(leaves.first.as_ref()),
                named: entries(&leaves.named, String::clone, Row::theirs),
            }),
            lists: Some(theirs::PageListUint32 {
                items: lists.items.iter().map(|items| list(items)).collect(),
                first: lists.first.as_deref().map(list),
                named: entries(&lists.named, String::clone, |items| list(items)),
            }),
            pages: Some(theirs::PagePageUint32 {
                items: pages.items.iter().map(page).collect(),
                first: pages.first.as_ref().map(page),
                named: entries(&pages.named, String::clone, page),
            }),
        }
    }
}

impl Row for Tree {
    type Theirs = theirs::Tree;

    fn theirs(&self) -> theirs::Tree {
        theirs::Tree {
            name: self.name.clone(),
            kids: each(&self.kids),
            parent: some(self.parent.as_deref()).map(Box::new),
            named: entries(&self.named, String::clone, Row::theirs),
            twig: some(self.twig.as_deref()).map(Box::new),
        }
    }
}

impl Row for Twig {
    type Theirs = theirs::Twig;

    fn theirs(&self) -> theirs::Twig {
        theirs::Twig {
            tree: some(self.tree.as_ref()).map(Box::new),
            length: self.length,
        }
    }
}

impl Row for Flat {
    type Theirs = theirs::Flat;

    fn theirs(&self) -> theirs::Flat {
        theirs::Flat {
            id: self.id,
            leaf: Some(self.leaf.theirs()),
            rest: self.rest.clone(),
        }
    }
}

impl Row for Likes {
    type Theirs = theirs::Likes;

    const IS_EXACT: bool = false;

    fn theirs(&self) -> theirs::Likes {
        let leaves = self.leaves.iter().map(|like| like.0.theirs());
        theirs::Likes {
            even: self.even.get().to_string(),
            evens: self
                .evens
                .iter()
                .map(Even::get)
                .map(|even| even.to_string())
                .collect(),
            leaf: Some(self.leaf.0.theirs()),
            leaves: leaves.collect(),
        }
    }
}
