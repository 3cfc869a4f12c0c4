//! What each message is as prost has it, field by field.

mod choices;
mod known;
mod lists;
mod nested;
mod scalars;

use std::collections::BTreeMap;
use std::fmt::Debug;

use arbitrary::Arbitrary;
use crosswire_api::enums::{Color, Enums, Shade};
use traitwire::__private::wire::Wire;
use traitwire::Value;

use crate::theirs;

/// A message of ours whose form in prost is known.
pub trait Row: Wire + Value + PartialEq + Debug + for<'a> Arbitrary<'a> {
    /// Its form.
    type Theirs: prost::Message + Default + PartialEq + Debug;

    /// Whether each value that prost knows is one of ours, or none at all: nothing has a default, and no two texts are one
    /// value.
    const IS_EXACT: bool = true;

    /// Whether something is one of several fields, of which prost reads all and we the last.
    const HAS_ONEOF: bool = false;

    /// The same value.
    fn theirs(&self) -> Self::Theirs;

    /// Puts what has no order into one.
    fn sort(_: &mut Self::Theirs) {}

    /// The same value, in order.
    fn sorted(&self) -> Self::Theirs {
        Self::in_order(self.theirs())
    }

    /// A value in order.
    fn in_order(mut theirs: Self::Theirs) -> Self::Theirs {
        Self::sort(&mut theirs);
        theirs
    }
}

fn each<'a, T: Row + 'a>(items: impl IntoIterator<Item = &'a T>) -> Vec<T::Theirs> {
    items.into_iter().map(T::theirs).collect()
}

fn some<T: Row>(item: Option<&T>) -> Option<T::Theirs> {
    item.map(T::theirs)
}

/// A map of the same entries in another form.
fn entries<'a, K: 'a, V: 'a, L: Ord, W>(
    map: impl IntoIterator<Item = (&'a K, &'a V)>,
    key: impl Fn(&K) -> L,
    value: impl Fn(&V) -> W,
) -> BTreeMap<L, W> {
    let entries = map.into_iter();
    entries
        .map(|(one, other)| (key(one), value(other)))
        .collect()
}

/// The number of a color.
fn color(color: Color) -> i32 {
    match color {
        Color::Red => theirs::Color::Red.into(),
        Color::DarkGreen => theirs::Color::DarkGreen.into(),
        Color::Blue => theirs::Color::Blue.into(),
    }
}

/// The number of a shade.
fn shade(shade: Shade) -> i32 {
    match shade {
        Shade::Light => theirs::Shade::Light.into(),
        Shade::Dark => theirs::Shade::Dark.into(),
        Shade::Other => theirs::Shade::Other.into(),
    }
}

impl Row for Enums {
    type Theirs = theirs::Enums;

    const IS_EXACT: bool = false;

    fn theirs(&self) -> theirs::Enums {
        let maybe = self.maybe.iter().map(|value| theirs::OptionalColor {
            value: value.map(color),
        });
        theirs::Enums {
            color: color(self.color),
            shade: shade(self.shade),
            colors: self.colors.iter().copied().map(color).collect(),
            shades: self.shades.iter().copied().map(shade).collect(),
            maybe: maybe.collect(),
        }
    }
}
