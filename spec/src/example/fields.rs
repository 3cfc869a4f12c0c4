//! The fields of an object, those of flattened structs among them.
//!
//! Every field has a slot: the fields of the struct itself come first, then those of each flattened struct in turn.

use super::side::Side;
pub(super) use crate::shape::Rest;
use crate::shape::{DEEPEST, Field, Fields, Flat, Presence};

/// The fields of an object as they are named on one side.
#[derive(Clone, Copy)]
pub(super) struct FieldsOf {
    pub(super) side: Side,
    pub(super) fields: &'static Fields,
}

/// A field of an object.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub(super) field: &'static Field,
    pub(super) number: usize,
}

/// Which slots of an object are taken. Those beyond the last count as taken.
#[derive(Clone, Copy)]
pub(super) struct Given(u128);

impl Given {
    pub(super) const fn new() -> Self {
        Self(0)
    }

    /// Takes a slot; answers whether it was free.
    pub(super) const fn insert(&mut self, slot: usize) -> bool {
        if slot >= u128::BITS as usize {
            return true;
        }
        let bit = 1 << slot;
        let is_free = self.0 & bit == 0;
        self.0 |= bit;
        is_free
    }

    /// Whether a slot is taken.
    pub(super) const fn has(&self, slot: usize) -> bool {
        slot >= u128::BITS as usize || self.0 & (1 << slot) != 0
    }
}

/// The next of some fields: where to go on, and its name.
pub(super) type Next = Option<(usize, &'static str)>;

impl FieldsOf {
    /// The field that a key names. The search starts at the place `next`, since keys mostly come in order.
    pub(super) const fn find(self, key: &str, next: usize) -> Option<Slot> {
        let list = self.fields.list;
        let mut number = next;
        while number < list.len() {
            let field = &list[number];
            if self.side.is_named(field, key) {
                return Some(Slot { field, number });
            }
            number += 1;
        }
        self.find_in(key, 0, DEEPEST)
    }

    /// Whether anything is flattened into this.
    const fn flattens(self) -> bool {
        let list = self.fields.list;
        let mut at = 0;
        while at < list.len() {
            if list[at].flatten {
                return true;
            }
            at += 1;
        }
        false
    }

    const fn find_in(self, key: &str, first: usize, depth: usize) -> Option<Slot> {
        let list = self.fields.list;
        let mut at = 0;
        while at < list.len() {
            if self.side.is_named(&list[at], key) {
                return Some(Slot {
                    field: &list[at],
                    number: first + at,
                });
            }
            at += 1;
        }
        let mut first = first + list.len();
        let mut at = 0;
        while let Some(group) = self.group(&mut at, depth) {
            if let Some(slot) = group.fields.find_in(key, first, depth - 1) {
                return Some(slot);
            }
            first += group.fields.size(depth - 1);
        }
        None
    }

    /// The next struct that is flattened into this, from the field `at` on.
    const fn group(self, at: &mut usize, depth: usize) -> Option<Group> {
        while let Some(flat) = self.flat(at, depth) {
            if let Flat::Struct { fields, optional } = flat {
                return Some(Group {
                    fields: Self { fields, ..self },
                    optional,
                });
            }
        }
        None
    }

    /// The next that is flattened into this, from the field `at` on; nothing where that stands too deep.
    const fn flat(self, at: &mut usize, depth: usize) -> Option<Flat> {
        let list = self.fields.list;
        while depth > 0 && *at < list.len() {
            let field = &list[*at];
            *at += 1;
            if field.flatten && !matches!(self.side.presence(field), Presence::Skipped) {
                return Some(field.kind.flat());
            }
        }
        None
    }

    /// How many slots an object has.
    const fn size(self, depth: usize) -> usize {
        let mut size = self.fields.list.len();
        let mut at = 0;
        while let Some(group) = self.group(&mut at, depth) {
            size += group.fields.size(depth - 1);
        }
        size
    }

    /// What becomes of keys that are no fields.
    pub(super) const fn rest(self) -> Rest {
        if !self.flattens() {
            return if self.fields.open {
                Rest::Anything
            } else {
                Rest::Unknown
            };
        }
        match self.rest_of(DEEPEST) {
            Rest::Unknown if self.fields.open => Rest::Anything,
            rest => rest,
        }
    }

    const fn rest_of(self, depth: usize) -> Rest {
        let mut rest = Rest::Unknown;
        let mut at = 0;
        while let Some(flat) = self.flat(&mut at, depth) {
            let other = match flat {
                Flat::Rest(other) => other,
                Flat::Struct { fields, .. } if depth > 1 => {
                    Self { fields, ..self }.rest_of(depth - 1)
                }
                Flat::Struct { .. } => Rest::Unknown,
            };
            rest = rest.beside(other);
        }
        rest
    }

    /// The first slot from `from` on of a required field that is not given.
    pub(super) const fn missing(self, given: &Given, from: usize) -> Next {
        self.missing_in(given, from, 0, DEEPEST)
    }

    const fn missing_in(self, given: &Given, from: usize, first: usize, depth: usize) -> Next {
        let list = self.fields.list;
        let mut flattens = false;
        let mut at = 0;
        while at < list.len() {
            let field = &list[at];
            flattens |= field.flatten;
            let presence = match self.side {
                Side::Read => field.presence,
                Side::Written => field.written.presence,
            };
            let is_required = matches!(presence, Presence::Required) && !field.flatten;
            if is_required && first + at >= from && !given.has(first + at) {
                return Some((first + at, self.side.key(field)));
            }
            at += 1;
        }
        if !flattens {
            return None;
        }
        let mut first = first + list.len();
        let mut at = 0;
        while let Some(group) = self.group(&mut at, depth) {
            let size = group.fields.size(depth - 1);
            if !group.optional || has_any(given, first, size) {
                let missing = group.fields.missing_in(given, from, first, depth - 1);
                if missing.is_some() {
                    return missing;
                }
            }
            first += size;
        }
        None
    }

    /// The first slot from `from` on of any field that is not given.
    pub(super) const fn not_given(self, given: &Given, from: usize) -> Next {
        self.not_given_in(given, from, 0, DEEPEST)
    }

    const fn not_given_in(self, given: &Given, from: usize, first: usize, depth: usize) -> Next {
        let list = self.fields.list;
        let mut at = 0;
        while at < list.len() {
            let field = &list[at];
            if self.side.is_key(field) && first + at >= from && !given.has(first + at) {
                return Some((first + at, self.side.key(field)));
            }
            at += 1;
        }
        let mut first = first + list.len();
        let mut at = 0;
        while let Some(group) = self.group(&mut at, depth) {
            let found = group.fields.not_given_in(given, from, first, depth - 1);
            if found.is_some() {
                return found;
            }
            first += group.fields.size(depth - 1);
        }
        None
    }

    /// Whether a key names a field that is never there on this side.
    pub(super) const fn is_never_there(self, key: &str) -> bool {
        let list = self.fields.list;
        let mut at = 0;
        while at < list.len() {
            let is_skipped = matches!(self.side.presence(&list[at]), Presence::Skipped);
            if is_skipped && crate::text::same(self.side.key(&list[at]), key) {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// A struct that is flattened into another.
struct Group {
    fields: FieldsOf,
    optional: bool,
}

const fn has_any(given: &Given, first: usize, size: usize) -> bool {
    let mut slot = first;
    while slot < first + size {
        if given.has(slot) {
            return true;
        }
        slot += 1;
    }
    false
}
