//! Which values have keys of their own, so that other keys can stand beside them.

use super::{Body, Kind};

/// How deep newtypes are looked through. A type that is nothing but itself has no values.
const DEEPEST: usize = 32;

impl Kind {
    /// Whether serde can write a tag beside the value (`#[serde(tag = "..")]` on the enum that holds it).
    pub const fn can_be_tagged(&self) -> bool {
        // Nothing but the tag is written for `()`.
        matches!(self, Self::Unit) || self.has_keys(DEEPEST)
    }

    /// Whether serde can write the value's fields into the object around it (`#[serde(flatten)]`).
    pub const fn can_be_flattened(&self) -> bool {
        match self {
            Self::Option(inner) => inner.has_keys(DEEPEST),
            Self::Unit => true,
            _ => self.has_keys(DEEPEST),
        }
    }

    const fn has_keys(&self, depth: usize) -> bool {
        match self.json() {
            Self::Map(..) | Self::Opaque => true,
            Self::Message(shape) => match &shape.get().body {
                // Which variants of an enum have keys shows only when one is written.
                Body::Struct(_) | Body::Enum(_) | Body::Unit | Body::Opaque => true,
                Body::Tuple(_) => false,
                Body::Transparent(inner, _) => depth > 0 && inner.has_keys(depth - 1),
            },
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_objects_take_keys_beside_theirs() {
        let map = Kind::Map(&Kind::String, &Kind::Bool);
        assert!(map.can_be_tagged() && map.can_be_flattened());
        assert!(Kind::Unit.can_be_tagged() && Kind::Opaque.can_be_tagged());
        for kind in [Kind::Bool, Kind::String, Kind::Seq(&Kind::Bool, None)] {
            assert!(!kind.can_be_tagged() && !kind.can_be_flattened());
        }
    }

    #[test]
    fn an_absent_value_can_be_flattened_and_not_tagged() {
        let kind = Kind::Option(&Kind::Map(&Kind::String, &Kind::Bool));
        assert!(kind.can_be_flattened() && !kind.can_be_tagged());
    }
}
