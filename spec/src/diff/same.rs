//! Whether two schemas hold the same values, whatever their types are called and however they are documented, and
//! whether one can stand for the other.

use std::collections::BTreeSet;

use crate::Schema;
use crate::schema::SchemaObject;

use super::collect::{Breaks, Found, Pair};
use super::schema::Sides;

/// How many variants of variants are looked into.
const DEPTH: u8 = 2;

impl Sides<'_> {
    /// What it breaks that the one stands where the other stood, with all that they refer to.
    pub(super) fn breaks(self, old: &Schema, new: &Schema) -> Breaks {
        if self.depth == DEPTH {
            return Breaks::ALL;
        }
        let inside = Self {
            depth: self.depth + 1,
            ..self
        };
        let mut found = Found::default();
        inside.compare("", old, new, &mut found);
        let mut seen = BTreeSet::new();
        while let Some((_, pair)) = found.pairs.pop() {
            if let (Some(old), Some(new)) = (self.old.named(&pair.0), self.new.named(&pair.1))
                && seen.insert(pair)
            {
                inside.compare("", old, new, &mut found);
            }
        }
        let breaks = found.differences.iter().map(|found| found.breaks);
        breaks.fold(Breaks::NOTHING, Breaks::or)
    }

    /// Whether an old and a new schema are the same but for names of types and documentation.
    pub(super) fn hold_the_same(self, old: &Schema, new: &Schema) -> bool {
        self.same(old, new, &mut BTreeSet::new())
    }

    /// `seen` holds the types that are compared already.
    fn same(self, old: &Schema, new: &Schema, seen: &mut BTreeSet<Pair>) -> bool {
        let (Schema::Object(old), Schema::Object(new)) = (old, new) else {
            return old == new;
        };
        shell(old) == shell(new)
            && self.same_types(old, new, seen)
            && old
                .children()
                .zip(new.children())
                .all(|(old, new)| self.same(old, new, seen))
    }

    fn same_types(self, old: &SchemaObject, new: &SchemaObject, seen: &mut BTreeSet<Pair>) -> bool {
        let (Some(old), Some(new)) = (old.reference_name(), new.reference_name()) else {
            return true;
        };
        if !seen.insert((old.to_owned(), new.to_owned())) {
            return true;
        }
        match (self.old.named(old), self.new.named(new)) {
            (Some(old), Some(new)) => self.same(old, new, seen),
            (old, new) => old == new,
        }
    }
}

/// The keywords of a schema without what is inside, and without documentation.
fn shell(object: &SchemaObject) -> SchemaObject {
    let mut shell = SchemaObject {
        title: None,
        description: None,
        deprecated: false,
        default: None,
        examples: Vec::new(),
        ..object.clone()
    };
    if shell.reference_name().is_some() {
        shell.reference = Some(String::new());
    }
    for child in shell.children_mut() {
        *child = Schema::Any;
    }
    shell
}
