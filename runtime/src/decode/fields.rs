//! The fields of an object, those of flattened structs among them.
//!
//! Every field has a slot: the fields of the struct itself come first, then those of each flattened struct in turn.

use super::keys::Given;
use crate::spec::shape::{DEEPEST, Fields, Flat, Presence};
pub(super) use crate::spec::shape::{Field, Rest};

/// A field that is read from an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) field: &'static Field,
    pub(super) number: usize,
}

/// The field that a key names. The search starts at the place `next`, since keys mostly come in order.
pub(super) fn find(fields: &'static Fields, key: &str, next: usize) -> Option<Slot> {
    let list = fields.list;
    if let Some(field) = list.get(next).filter(|field| names(field, key)) {
        return Some(Slot {
            field,
            number: next,
        });
    }
    let (front, back) = list.split_at(next.min(list.len()));
    let found = back.iter().position(|field| names(field, key));
    let found = found
        .map(|place| place + front.len())
        .or_else(|| front.iter().position(|field| names(field, key)));
    match found {
        Some(number) => Some(Slot {
            field: &list[number],
            number,
        }),
        None => find_flattened(fields, key, 0, DEEPEST),
    }
}

fn names(field: &Field, key: &str) -> bool {
    (field.json == key || field.aliases.contains(&key)) && is_key(field)
}

/// Whether a field stands under a key of its own, and is read.
fn is_key(field: &Field) -> bool {
    !field.flatten && field.presence != Presence::Skipped
}

fn find_flattened(
    fields: &'static Fields,
    key: &str,
    first_slot: usize,
    depth: usize,
) -> Option<Slot> {
    structs(fields, first_slot, depth).find_map(|group| {
        let place = group.fields.list.iter().position(|f| names(f, key));
        match place {
            Some(place) => Some(Slot {
                field: &group.fields.list[place],
                number: group.first_slot + place,
            }),
            None => find_flattened(group.fields, key, group.first_slot, group.depth),
        }
    })
}

/// A struct that is flattened into another.
struct Group {
    fields: &'static Fields,
    optional: bool,
    first_slot: usize,
    depth: usize,
}

/// The structs that are flattened into `fields`, whose own slots start at `first_slot`.
fn structs(
    fields: &'static Fields,
    first_slot: usize,
    depth: usize,
) -> impl Iterator<Item = Group> {
    let mut next = first_slot + fields.list.len();
    flattened(fields, depth).filter_map(move |flat| match flat {
        Flat::Struct { fields, optional } => {
            let first_slot = next;
            next += size(fields, depth - 1);
            Some(Group {
                fields,
                optional,
                first_slot,
                depth: depth - 1,
            })
        }
        Flat::Rest(_) => None,
    })
}

/// What is flattened into `fields`; nothing where that stands too deep.
fn flattened(fields: &'static Fields, depth: usize) -> impl Iterator<Item = Flat> {
    let list: &'static [Field] = if depth == 0 { &[] } else { fields.list };
    let flattened = |field: &&Field| field.flatten && field.presence != Presence::Skipped;
    list.iter().filter(flattened).map(|field| field.kind.flat())
}

/// How many slots an object has.
fn size(fields: &'static Fields, depth: usize) -> usize {
    let inner = flattened(fields, depth).map(|flat| match flat {
        Flat::Struct { fields, .. } => size(fields, depth - 1),
        Flat::Rest(_) => 0,
    });
    fields.list.len() + inner.sum::<usize>()
}

/// What becomes of keys that are no fields.
pub(super) fn rest(fields: &'static Fields) -> Rest {
    if !fields.open && !fields.list.iter().any(|field| field.flatten) {
        return Rest::Unknown;
    }
    match (flattened_rest(fields, DEEPEST), fields.open) {
        (Rest::Unknown, true) => Rest::Anything,
        (rest, _) => rest,
    }
}

fn flattened_rest(fields: &'static Fields, depth: usize) -> Rest {
    let rests = flattened(fields, depth).map(|flat| match flat {
        Flat::Rest(rest) => rest,
        Flat::Struct { fields, .. } if depth > 1 => flattened_rest(fields, depth - 1),
        Flat::Struct { .. } => Rest::Unknown,
    });
    rests.fold(Rest::Unknown, Rest::beside)
}

/// Calls `found` with each required field that is not given.
pub(super) fn for_each_missing(
    fields: &'static Fields,
    given: &Given,
    found: &mut dyn FnMut(&'static Field),
) {
    missing(fields, given, 0, DEEPEST, found);
}

fn missing(
    fields: &'static Fields,
    given: &Given,
    first_slot: usize,
    depth: usize,
    found: &mut dyn FnMut(&'static Field),
) {
    let mut has_flattened = false;
    for (place, field) in fields.list.iter().enumerate() {
        has_flattened |= field.flatten;
        let required = field.presence == Presence::Required && !field.flatten;
        if required && !given.has(first_slot + place) {
            found(field);
        }
    }
    if !has_flattened {
        return;
    }
    for group in structs(fields, first_slot, depth) {
        let slots = group.first_slot..group.first_slot + size(group.fields, group.depth);
        if !group.optional || slots.clone().any(|slot| given.has(slot)) {
            missing(group.fields, given, group.first_slot, group.depth, found);
        }
    }
}

/// Whether all that an object must have is there when nothing is.
pub(super) fn may_be_empty(fields: &'static Fields) -> bool {
    let mut complete = true;
    for_each_missing(fields, &Given::default(), &mut |_| complete = false);
    complete && !matches!(rest(fields), Rest::Enum(_))
}

/// The names of all fields that are not given, in the order of their declaration.
pub(super) fn not_given(fields: &'static Fields, given: &Given) -> Vec<&'static str> {
    let mut names = Vec::new();
    collect_not_given(fields, given, 0, DEEPEST, &mut names);
    names
}

fn collect_not_given(
    fields: &'static Fields,
    given: &Given,
    first_slot: usize,
    depth: usize,
    names: &mut Vec<&'static str>,
) {
    for (place, field) in fields.list.iter().enumerate() {
        if is_key(field) && !given.has(first_slot + place) {
            names.push(field.json);
        }
    }
    for group in structs(fields, first_slot, depth) {
        collect_not_given(group.fields, given, group.first_slot, group.depth, names);
    }
}

/// Whether a key names a field that is written but never read.
pub(super) fn is_never_read(fields: &Fields, key: &str) -> bool {
    let skipped = |field: &Field| field.presence == Presence::Skipped && field.json == key;
    fields.list.iter().any(skipped)
}
