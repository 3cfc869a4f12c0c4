//! What is behind a flattened field.

use super::{Body, Fields, Kind};

/// How deep flattened fields stand in each other; a type may flatten itself.
pub const DEEPEST: usize = 8;

/// What is behind a flattened field.
#[derive(Clone, Copy, Debug)]
pub enum Flat {
    /// A struct, which may be left out as a whole where it is optional.
    Struct {
        /// Its fields.
        fields: &'static Fields,
        /// Whether it stands in an `Option`.
        optional: bool,
    },
    /// Something that takes keys that are no fields.
    Rest(Rest),
}

/// What becomes of keys that are no fields.
#[derive(Clone, Copy, Debug)]
pub enum Rest {
    /// They are unknown.
    Unknown,
    /// They may be anything.
    Anything,
    /// A flattened map of these keys and values takes them.
    Map(&'static Kind, &'static Kind),
    /// A flattened enum takes them: they are looked at in a second pass.
    Enum(&'static Kind),
}

impl Rest {
    /// What becomes of keys that two flattened fields might take: which of them gets a key is for serde to say.
    #[must_use]
    pub const fn beside(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, rest) | (rest, Self::Unknown) => rest,
            _ => Self::Anything,
        }
    }
}

impl Kind {
    /// What this is where it is flattened into an object.
    pub const fn flat(&'static self) -> Flat {
        flat(self, DEEPEST)
    }
}

const fn flat(kind: &'static Kind, depth: usize) -> Flat {
    match kind {
        _ if depth == 0 => Flat::Rest(Rest::Anything),
        Kind::Apart(apart) => flat(&apart.json, depth - 1),
        Kind::Map(key, value) => Flat::Rest(Rest::Map(key, value)),
        Kind::Unit => Flat::Struct {
            fields: Fields::NONE,
            optional: false,
        },
        Kind::Message(shape) => match &shape.get().body {
            Body::Struct(fields) => Flat::Struct {
                fields,
                optional: false,
            },
            Body::Transparent(inner, _) => flat(inner, depth - 1),
            Body::Enum(_) => Flat::Rest(Rest::Enum(kind)),
            _ => Flat::Rest(Rest::Anything),
        },
        Kind::Option(inner) => match flat(inner, depth - 1) {
            Flat::Struct { fields, .. } => Flat::Struct {
                fields,
                optional: true,
            },
            Flat::Rest(_) => Flat::Rest(Rest::Anything),
        },
        _ => Flat::Rest(Rest::Anything),
    }
}
