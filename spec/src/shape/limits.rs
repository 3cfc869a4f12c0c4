//! Which limits have a meaning for which values.

use super::{Body, Kind, Limits, ProtoKind};

/// How deep newtypes are looked through. A type that is nothing but itself has no values.
const DEEPEST: usize = 32;

impl Kind {
    /// Whether all of these limits can be checked on the value, so that none of them would get lost.
    pub const fn is_limited_by(&self, limits: &Limits) -> bool {
        self.takes(limits, DEEPEST)
    }

    const fn takes(&self, limits: &Limits, depth: usize) -> bool {
        let has_range = limits.min.is_some() || limits.max.is_some();
        let has_length = limits.min_length.is_some() || limits.max_length.is_some();
        let has_pattern = limits.pattern.is_some();
        match self {
            _ if depth == 0 => false,
            Self::Option(inner) => inner.takes(limits, depth - 1),
            Self::Message(shape) => match &shape.get().body {
                Body::Transparent(inner, _) => inner.takes(limits, depth - 1),
                Body::Opaque => true,
                _ => limits.is_none(),
            },
            Self::Int { .. } | Self::Float { .. } => {
                !has_length && !has_pattern && limits.inner.is_none()
            }
            Self::String | Self::Char => !has_range && limits.inner.is_none(),
            Self::Map(..) => !has_range && !has_pattern && limits.inner.is_none(),
            Self::Seq(element, _) | Self::Set(element) => {
                let inner = match limits.inner {
                    Some(inner) => element.takes(inner, depth - 1),
                    None => true,
                };
                !has_range && !has_pattern && inner
            }
            // Nothing is known of it.
            Self::Opaque => true,
            // A limit means the same in both forms, or nothing.
            Self::Apart(apart) => match (&apart.json, &apart.proto) {
                (Self::Seq(..), ProtoKind::Bytes) => apart.json.takes(limits, depth - 1),
                (json, ProtoKind::Like(proto)) => {
                    json.takes(limits, depth - 1) && proto.takes(limits, depth - 1)
                }
                _ => limits.is_none(),
            },
            Self::Bool | Self::Unit | Self::Tuple(_) => limits.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::Bound;

    const RANGE: Limits = Limits {
        min: Some(Bound {
            int: 1,
            float: 1.0,
            exclusive: false,
        }),
        ..Limits::NONE
    };
    const LENGTH: Limits = Limits {
        max_length: Some(3),
        ..Limits::NONE
    };
    const PATTERN: Limits = Limits {
        pattern: Some("a"),
        ..Limits::NONE
    };
    const LENGTHS: Limits = Limits {
        inner: Some(&LENGTH),
        ..Limits::NONE
    };

    const NUMBER: Kind = Kind::Option(&Kind::Float { bits: 64 });

    #[test]
    fn each_limit_has_its_kinds() {
        let names = Kind::Seq(&Kind::String, None);
        let map = Kind::Map(&Kind::String, &Kind::Bool);
        for (kind, fit) in [
            (NUMBER, [true, false, false, false]),
            (Kind::Char, [false, true, true, false]),
            (names, [false, true, false, true]),
            (Kind::Set(&NUMBER), [false, true, false, false]),
            (map, [false, true, false, false]),
            (Kind::Bool, [false; 4]),
            (Kind::Tuple(&[Kind::Char]), [false; 4]),
        ] {
            let limits = [RANGE, LENGTH, PATTERN, LENGTHS];
            assert_eq!(
                limits.map(|limits| kind.is_limited_by(&limits)),
                fit,
                "{kind:?}"
            );
            assert!(kind.is_limited_by(&Limits::NONE));
        }
    }
}
