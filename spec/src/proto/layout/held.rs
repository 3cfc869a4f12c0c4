//! What is left of a value when newtypes and second forms are seen through.

use crate::shape::{Body, Kind, ProtoKind, Shape};

use super::super::names::full;

/// What a value is in protobuf.
#[derive(Clone, Copy, Debug)]
pub(super) enum Held {
    /// A value of this kind, which is no newtype and has no second form.
    Kind(Kind),
    Bytes,
    Timestamp,
    Duration,
    /// A newtype that holds itself.
    Endless,
}

impl Held {
    pub(super) fn of(kind: &Kind) -> Self {
        match *kind.seen() {
            Kind::Apart(apart) => match apart.proto {
                ProtoKind::Bytes => Self::Bytes,
                ProtoKind::Timestamp => Self::Timestamp,
                ProtoKind::Duration => Self::Duration,
                ProtoKind::Like(_) => Self::Endless,
            },
            Kind::Message(shape) if matches!(shape.get().body, Body::Transparent(..)) => {
                Self::Endless
            }
            kind => Self::Kind(kind),
        }
    }

    /// Whether it is a single value for protobuf, and not one, none or many.
    pub(super) fn is_one(self) -> bool {
        !matches!(
            self,
            Self::Kind(Kind::Option(_) | Kind::Seq(..) | Kind::Set(_) | Kind::Map(..))
        )
    }

    /// A text that is the same for kinds which protobuf does not tell apart, and for no others.
    pub(super) fn signature(kind: &Kind) -> String {
        let of = Self::signature;
        match kind.plain() {
            Kind::Apart(apart) => format!("{:?}", apart.proto),
            Kind::Option(inner) => format!("Option({})", of(inner)),
            Kind::Seq(inner, _) | Kind::Set(inner) => format!("Seq({})", of(inner)),
            Kind::Map(key, value) => format!("Map({}, {})", of(key), of(value)),
            Kind::Tuple(kinds) => {
                let kinds: Vec<_> = kinds.iter().map(of).collect();
                format!("Tuple({})", kinds.join(", "))
            }
            Kind::Message(shape) => {
                let shape = shape.get();
                let name = full(shape.package.unwrap_or_default(), &shape.type_name());
                format!("{name} {}", shape.origin)
            }
            kind => format!("{kind:?}"),
        }
    }

    /// A text by which a type is told from others of its name.
    pub(super) fn identity(shape: &Shape) -> String {
        let arguments: Vec<_> = shape.args.iter().map(Self::signature).collect();
        format!("{}<{}>", shape.origin, arguments.join(", "))
    }
}
