//! What is wrong with an example, before it is put into words.

use super::fields::Given;
use crate::shape::{Enum, Fields, Kind, Limits, Range, Variant};

/// What is wrong, and where.
#[derive(Clone, Copy)]
pub(super) struct Fault {
    /// The token whose place is told: a key, or the beginning of a value.
    pub(super) at: usize,
    /// The token that is wrong, which can be further inside.
    pub(super) token: usize,
    pub(super) what: What,
}

impl Fault {
    pub(super) const fn new(at: usize, what: What) -> Self {
        Self {
            at,
            token: at,
            what,
        }
    }
}

#[derive(Clone, Copy)]
pub(super) enum What {
    /// A value of another kind.
    Mismatch {
        expected: Expected,
        may_be_left_out: bool,
    },
    /// A key that is no field of an object.
    UnknownField {
        fields: &'static Fields,
        given: Given,
    },
    /// A key beside those of an enum.
    UnknownBeside(Legal),
    /// A field that is not there.
    MissingField(&'static str),
    /// The key that tells the variant is not there.
    MissingTag(&'static Enum, &'static str),
    /// A field under two of its names.
    Repeated(&'static str),
    UnknownVariant(&'static Enum, &'static str),
    VariantHasNoData(&'static Variant),
    VariantHasData(&'static Variant),
    /// An object with more or fewer keys than the one that names the variant.
    OneKey(&'static Enum, usize),
    /// No variant of an untagged enum.
    NoAlternative(&'static Enum),
    /// A length that is out of its limits.
    Count {
        min: Option<usize>,
        max: Option<usize>,
        unit: Unit,
        found: usize,
    },
    /// An element that a set has already.
    RepeatedElement,
    /// A key of a map of another kind.
    WrongKey(Expected),
}

/// What should have been there.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    Kind(Kind),
    Object(&'static Fields),
    Array(usize),
    /// A variant, by its name or as an object with its name as the one key.
    External(&'static Enum),
    /// An object with this key.
    Tagged(&'static Enum, &'static str),
    /// The name of a variant.
    Name(&'static Enum),
    /// An integer of a range, within that of its type.
    Integer {
        range: Range,
        ty: Range,
        found: i128,
    },
    /// A number within limits.
    Number(&'static Limits),
    /// A number that a float of so many bits can be.
    FloatOf(u8),
}

/// The keys that can stand beside those of an enum.
#[derive(Clone, Copy)]
pub(super) enum Legal {
    /// The names of its variants.
    Variants(&'static Enum),
    /// This one.
    One(&'static str),
    None,
}

/// What a length counts.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    Characters,
    Elements,
    Entries,
}
