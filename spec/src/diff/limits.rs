//! Limits of numbers, texts and arrays. Requests have to keep them on every transport; replies are only checked by
//! clients that know the schema, unless the limit is that of a Rust type.

use std::cmp::Ordering;

use crate::json::Number;
use crate::schema::{SchemaObject, Type};

use super::change::What;
use super::collect::{Breaks, Found, Transports};
use super::{form, words};

/// Limits of objects that are no keywords of their own here.
pub(super) const PROPERTIES: [&str; 2] = ["minProperties", "maxProperties"];

pub(super) fn compare(path: &str, old: &SchemaObject, new: &SchemaObject, found: &mut Found) {
    range(path, old, new, found);
    counts(path, old, new, found);
    texts(path, old, new, found);
}

/// Whether there are fewer values now, and whether there are others.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Moved {
    narrower: bool,
    wider: bool,
}

impl Moved {
    /// From one bound to another; `tighter` tells whether the new one allows less.
    fn of<T>(old: Option<T>, new: Option<T>, compare: impl Fn(&T, &T) -> Ordering) -> Self {
        let (narrower, wider) = match (old, new) {
            (None, None) => (false, false),
            (None, Some(_)) => (true, false),
            (Some(_), None) => (false, true),
            (Some(old), Some(new)) => {
                let order = compare(&old, &new);
                (order.is_lt(), order.is_gt())
            }
        };
        Self { narrower, wider }
    }

    /// From one least value to another.
    fn least<T: Ord>(old: Option<T>, new: Option<T>) -> Self {
        Self::of(old, new, T::cmp)
    }

    /// From one greatest value to another.
    fn most<T: Ord>(old: Option<T>, new: Option<T>) -> Self {
        Self::of(old, new, |old, new| new.cmp(old))
    }

    fn or(self, other: Self) -> Self {
        Self {
            narrower: self.narrower || other.narrower,
            wider: self.wider || other.wider,
        }
    }

    /// What it breaks; `replies` where there are other values.
    fn breaks(self, replies: Transports) -> Breaks {
        Breaks::new(
            if self.narrower {
                Transports::EVERY
            } else {
                Transports::NONE
            },
            if self.wider {
                replies
            } else {
                Transports::NONE
            },
        )
    }
}

fn range(path: &str, old: &SchemaObject, new: &SchemaObject, found: &mut Found) {
    let moved = Moved::of(old.minimum, new.minimum, |old, new| order(*old, *new))
        .or(Moved::of(
            old.exclusive_minimum,
            new.exclusive_minimum,
            |old, new| order(*old, *new),
        ))
        .or(Moved::of(old.maximum, new.maximum, |old, new| {
            order(*new, *old)
        }))
        .or(Moved::of(
            old.exclusive_maximum,
            new.exclusive_maximum,
            |old, new| order(*new, *old),
        ));
    if moved != Moved::default() {
        let replies = if fits_type(old, new) {
            Transports::MCP
        } else {
            Transports::EVERY
        };
        let said = |object| words::range(object).unwrap_or_else(|| "without limits".to_owned());
        let text = format!("was {}, is {} now", said(old), said(new));
        found.add(path, What::Limits, moved.breaks(replies), text);
    }
    if old.multiple_of != new.multiple_of {
        let moved = Moved {
            narrower: new.multiple_of.is_some(),
            wider: old.multiple_of.is_some(),
        };
        let breaks = moved.breaks(Transports::MCP);
        found.add(
            path,
            What::Limits,
            breaks,
            "has to be a multiple of another number",
        );
    }
}

/// Whether a Rust type that has the old range holds the new one too. Of several such types the smallest count, since
/// the schema does not say which it was.
fn fits_type(old: &SchemaObject, new: &SchemaObject) -> bool {
    let bounds = |object: &SchemaObject| {
        let least = integer(object.minimum?)?;
        Some((least, integer(object.maximum?)?))
    };
    if !(old.is_of(Type::Integer) || old.types.is_empty()) {
        // Floats have no limits but those that are written.
        return true;
    }
    let Some((least, most)) = bounds(old) else {
        return true;
    };
    let Some((new_least, new_most)) = bounds(new) else {
        return false;
    };
    let holds = |(low, high): &(i128, i128)| *low <= least && most <= *high;
    let is_nonzero = least == 1 && RANGES.iter().any(|(_, high)| *high == most);
    let types = RANGES.iter().filter(|range| holds(range));
    !is_nonzero
        && types.fold(true, |all, (low, high)| {
            all && *low <= new_least.min(least) && new_most.max(most) <= *high
        })
        || (new_least >= least && new_most <= most)
}

/// The integer types.
const RANGES: [(i128, i128); 8] = [
    (i8::MIN as i128, i8::MAX as i128),
    (i16::MIN as i128, i16::MAX as i128),
    (i32::MIN as i128, i32::MAX as i128),
    (i64::MIN as i128, i64::MAX as i128),
    (0, u8::MAX as i128),
    (0, u16::MAX as i128),
    (0, u32::MAX as i128),
    (0, u64::MAX as i128),
];

fn integer(number: Number) -> Option<i128> {
    match number {
        Number::Int(integer) => Some(integer),
        Number::Float(_) => None,
    }
}

fn order(one: Number, other: Number) -> Ordering {
    match (one, other) {
        (Number::Int(one), Number::Int(other)) => one.cmp(&other),
        _ => one.as_f64().total_cmp(&other.as_f64()),
    }
}

/// The greater of two numbers, or the only one.
pub(super) fn greater(one: Option<Number>, other: Option<Number>) -> Option<Number> {
    let numbers = one.into_iter().chain(other);
    numbers.max_by(|one, other| order(*one, *other))
}

/// The less of two numbers, or the only one.
pub(super) fn less(one: Option<Number>, other: Option<Number>) -> Option<Number> {
    let numbers = one.into_iter().chain(other);
    numbers.min_by(|one, other| order(*one, *other))
}

/// How many there may be of what.
type Count = (Option<u64>, Option<u64>, &'static str);

fn counts(path: &str, old: &SchemaObject, new: &SchemaObject, found: &mut Found) {
    let of = |object: &SchemaObject| -> [Count; 3] {
        let [least, most] = PROPERTIES.map(|keyword| form::extra_count(object, keyword));
        [
            (object.min_length, object.max_length, "characters"),
            (object.min_items, object.max_items, "elements"),
            (least, most, "entries"),
        ]
    };
    for (old, new) in of(old).into_iter().zip(of(new)) {
        let moved = Moved::least(
            old.0.filter(|least| *least > 0),
            new.0.filter(|least| *least > 0),
        )
        .or(Moved::most(old.1, new.1));
        if moved == Moved::default() {
            continue;
        }
        // An array or a tuple of Rust has exactly so many elements, and a `char` one character.
        let is_fixed =
            old.0 == old.1 && (old.2 == "elements" || old.0 == Some(1) && old.2 == "characters");
        let replies = if is_fixed {
            Transports::EVERY
        } else {
            Transports::MCP
        };
        let text = format!("was {}, is {} now", count(old), count(new));
        found.add(path, What::Limits, moved.breaks(replies), text);
    }
    let moved = Moved {
        narrower: new.unique_items && !old.unique_items,
        wider: old.unique_items && !new.unique_items,
    };
    if moved != Moved::default() {
        let text = if moved.narrower {
            "an element may be there only once now"
        } else {
            "an element may be there several times now"
        };
        // JSON with an element twice is read as a set all the same, protobuf is refused.
        let replies = Transports::MCP.or(Transports::GRPC);
        found.add(path, What::Limits, moved.breaks(replies), text);
    }
}

fn count((least, most, what): Count) -> String {
    match (least.filter(|least| *least > 0), most) {
        (None, None) => format!("any number of {what}"),
        (Some(least), None) => format!("at least {least} {what}"),
        (None, Some(most)) => format!("at most {most} {what}"),
        (Some(least), Some(most)) if least == most => format!("{least} {what}"),
        (Some(least), Some(most)) => format!("{least} to {most} {what}"),
    }
}

fn texts(path: &str, old: &SchemaObject, new: &SchemaObject, found: &mut Found) {
    let rules = [
        (&old.pattern, &new.pattern, "pattern", Transports::MCP),
        // A format is that of a Rust type, such as an address.
        (&old.format, &new.format, "format", Transports::EVERY),
    ];
    for (old, new, name, replies) in rules {
        let text = match (old, new) {
            (Some(old), Some(new)) if old != new => format!("{name} was `{old}`, is `{new}` now"),
            (Some(old), None) => format!("{name} was `{old}`, is gone"),
            (None, Some(new)) => format!("{name} is `{new}` now"),
            _ => continue,
        };
        let moved = Moved {
            narrower: new.is_some(),
            wider: old.is_some(),
        };
        found.add(path, What::Limits, moved.breaks(replies), text);
    }
}
