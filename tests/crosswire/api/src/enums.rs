//! Enums without data.

use arbitrary::Arbitrary;
use traitwire::message;

/// Absence stands for none of them.
#[message]
#[derive(Arbitrary, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Color {
    Red,
    #[proto(7)]
    DarkGreen,
    Blue,
}

/// Absence stands for one of them, and another one for all that are not known.
#[message]
#[derive(Arbitrary, Copy, Default, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Shade {
    #[default]
    Light,
    Dark,
    #[serde(other)]
    Other,
}

/// Fields that hold them.
#[message]
#[derive(Arbitrary, PartialEq)]
pub struct Enums {
    pub color: Color,
    pub shade: Shade,
    pub colors: Vec<Color>,
    pub shades: Vec<Shade>,
    pub maybe: Vec<Option<Color>>,
}
