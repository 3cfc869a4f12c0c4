//! What protobuf sees of a kind.

use super::{Apart, Body, Kind, ProtoKind};

/// How many newtypes may hold each other.
const DEEPEST: usize = 64;

impl Kind {
    /// What stands in protobuf in place of a value: what newtypes hold, and what another form is like. A newtype that holds
    /// nothing but itself stays one.
    pub(crate) const fn seen(&self) -> &Self {
        let mut kind = self;
        let mut depth = 0;
        while depth < DEEPEST {
            kind = match kind {
                Self::Apart(Apart {
                    proto: ProtoKind::Like(like),
                    ..
                }) => like,
                Self::Message(shape) => match &shape.get().body {
                    Body::Transparent(inner, _) => inner,
                    Body::Opaque => &Self::Opaque,
                    _ => return kind,
                },
                _ => return kind,
            };
            depth += 1;
        }
        kind
    }

    /// One kind for all that protobuf does not tell apart, by which messages around values are named.
    pub(crate) const fn plain(&self) -> Self {
        match self.seen() {
            Self::Int { signed, bits } => Self::Int {
                signed: *signed,
                bits: if *bits < 32 { 32 } else { *bits },
            },
            Self::Char => Self::String,
            Self::Option(_) | Self::Seq(..) | Self::Set(_) | Self::Map(..) | Self::Tuple(_) => {
                self.named()
            }
            kind => *kind,
        }
    }

    /// Something that holds others, which may be a newtype: since it can hold itself, it goes by its name.
    const fn named(&self) -> Self {
        let mut kind = self;
        while let Self::Apart(Apart {
            proto: ProtoKind::Like(like),
            ..
        }) = kind
        {
            kind = like;
        }
        match kind {
            Self::Set(inner) => Self::Seq(inner, None),
            kind => *kind,
        }
    }
}
