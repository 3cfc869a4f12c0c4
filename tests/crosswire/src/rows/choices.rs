//! Enums with data.

use crosswire_api::choices::{Adjacent, Choice, Choices, FlatChoice, Internal, Untagged};

use super::{Row, color, each, entries, some};
use crate::theirs;
use crate::theirs::{adjacent, choice, internal, untagged};

impl Row for Choice {
    type Theirs = theirs::Choice;

    const HAS_ONEOF: bool = true;

    fn theirs(&self) -> theirs::Choice {
        let kind = match self {
            Self::Nothing => choice::Kind::Nothing(()),
            Self::Flag(flag) => choice::Kind::Flag(*flag),
            Self::Number(number) => choice::Kind::Number(*number),
            Self::Text(text) => choice::Kind::Text(text.clone()),
            Self::Color(one) => choice::Kind::Color(color(*one)),
            Self::Id(id) => choice::Kind::Id(id.0),
            Self::Leaf(leaf) => choice::Kind::Leaf(leaf.theirs()),
            Self::Empty(_) => choice::Kind::Empty(theirs::Nothing {}),
            Self::Pair(number, text) => choice::Kind::Pair(theirs::ChoicePair {
                f0: *number,
                f1: text.clone(),
            }),
            Self::HTTPServer { port, leaf, names } => {
                choice::Kind::HttpServer(theirs::ChoiceHttpServer {
                    port: u32::from(*port),
                    leaf: some(leaf.as_ref()),
                    names: names.clone(),
                })
            }
            Self::List(items) => choice::Kind::List(theirs::ListUint32 {
                items: items.clone(),
            }),
            Self::Leaves(leaves) => choice::Kind::Leaves(theirs::ListLeaf {
                items: each(leaves),
            }),
            Self::Map(map) => choice::Kind::Map(theirs::MapStringUint32 {
                entries: map.clone(),
            }),
            Self::Maybe(value) => choice::Kind::Maybe(theirs::OptionalBool { value: *value }),
            Self::Again(inner) => choice::Kind::Again(Box::new(inner.theirs())),
            Self::Blob(bytes) => choice::Kind::Blob(bytes.clone()),
            Self::Hidden => unreachable!("it is never sent, and never made"),
        };
        theirs::Choice { kind: Some(kind) }
    }
}

impl Row for Internal {
    type Theirs = theirs::Internal;

    const HAS_ONEOF: bool = true;

    fn theirs(&self) -> theirs::Internal {
        let kind = match self {
            Self::Unit => internal::Kind::Unit(()),
            Self::Fields { large, choice } => internal::Kind::Fields(theirs::InternalFields {
                large: *large,
                choice: some(choice.as_ref()),
            }),
            Self::Message(leaf) => internal::Kind::Message(leaf.theirs()),
        };
        theirs::Internal { kind: Some(kind) }
    }
}

impl Row for Adjacent {
    type Theirs = theirs::Adjacent;

    const HAS_ONEOF: bool = true;

    fn theirs(&self) -> theirs::Adjacent {
        let kind = match self {
            Self::Unit => adjacent::Kind::Unit(()),
            Self::Newtype(number) => adjacent::Kind::Newtype(*number),
            Self::Tuple(number, text) => adjacent::Kind::Tuple(theirs::AdjacentTuple {
                f0: i32::from(*number),
                f1: text.clone(),
            }),
            Self::Fields { large } => {
                adjacent::Kind::Fields(theirs::AdjacentFields { large: *large })
            }
        };
        theirs::Adjacent { kind: Some(kind) }
    }
}

impl Row for Untagged {
    type Theirs = theirs::Untagged;

    const HAS_ONEOF: bool = true;

    fn theirs(&self) -> theirs::Untagged {
        let kind = match self {
            Self::Number(number) => untagged::Kind::Number(*number),
            Self::Text(text) => untagged::Kind::Text(text.clone()),
            Self::Fields { large } => {
                untagged::Kind::Fields(theirs::UntaggedFields { large: *large })
            }
            Self::List(items) => untagged::Kind::List(theirs::ListUint64 {
                items: items.clone(),
            }),
            Self::Flag(flag) => untagged::Kind::Flag(*flag),
        };
        theirs::Untagged { kind: Some(kind) }
    }
}

impl Row for Choices {
    type Theirs = theirs::Choices;

    const HAS_ONEOF: bool = true;

    fn theirs(&self) -> theirs::Choices {
        let nested = self.nested.iter().map(|value| theirs::OptionalAdjacent {
            value: some(value.as_ref()),
        });
        theirs::Choices {
            choice: Some(self.choice.theirs()),
            internal: Some(self.internal.theirs()),
            adjacent: Some(self.adjacent.theirs()),
            untagged: Some(self.untagged.theirs()),
            maybe: some(self.maybe.as_ref()),
            many: each(&self.many),
            named: entries(&self.named, String::clone, Row::theirs),
            nested: nested.collect(),
        }
    }
}

impl Row for FlatChoice {
    type Theirs = theirs::FlatChoice;

    const HAS_ONEOF: bool = true;

    fn theirs(&self) -> theirs::FlatChoice {
        theirs::FlatChoice {
            id: self.id,
            internal: Some(self.internal.theirs()),
        }
    }
}
