//! What each message is as prost has it, field by field.

mod choices;
mod known;
mod lists;
mod nested;
mod scalars;

use std::collections::BTreeMap;

use crosswire_api::enums::{Color, Enums, Shade};
use traitwire::__private::wire::Wire;

use crate::theirs;

/// A message of ours whose form in prost is known.
pub trait Row: Wire + PartialEq + std::fmt::Debug {
    /// Its form.
    type Theirs: prost::Message + Default + PartialEq + std::fmt::Debug;

    /// The same value.
    fn theirs(&self) -> Self::Theirs;

    /// Puts what has no order into one.
    fn sort(_: &mut Self::Theirs) {}
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
