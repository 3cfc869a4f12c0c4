//! What fields hold, and whether it can be read as something else.

use crate::proto::{ProtoScalar, ProtoType};

use super::super::change::What;
use super::super::collect::{Breaks, Found, Transports};
use super::WELL_KNOWN;

/// What becomes of values that are written as one type and read as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Read {
    /// They are the same.
    Same,
    /// Some are, others are cut or refused.
    Some,
    /// None can be read.
    Never,
}

/// Compares single values. Messages and enums are left to the graph of types.
pub(super) fn compare(path: &str, old: &ProtoType, new: &ProtoType, found: &mut Found) {
    match (old, new) {
        (ProtoType::Message(one), ProtoType::Message(other))
            if !is_other(one) && !is_other(other) =>
        {
            let pair = (one.clone(), other.clone());
            found.pairs.push((path.to_owned(), pair));
        }
        (ProtoType::Enum(one), ProtoType::Enum(other)) => {
            let pair = (one.clone(), other.clone());
            found.pairs.push((path.to_owned(), pair));
        }
        _ if old == new => {}
        _ => retyped(path, old, new, found),
    }
}

/// Whether protobuf defines what a message means; `google.protobuf.Empty` is one without fields.
fn is_other(name: &str) -> bool {
    name.starts_with(WELL_KNOWN) && name != "google.protobuf.Empty"
}

pub(super) fn retyped(path: &str, old: &ProtoType, new: &ProtoType, found: &mut Found) {
    let (there, back) = (read(old, new), read(new, old));
    let broken = |read: Read| match read {
        Read::Same => Transports::NONE,
        Read::Some | Read::Never => Transports::GRPC,
    };
    let how = if there == Read::Never || back == Read::Never {
        "neither side can read the other's"
    } else {
        "what does not fit is cut or refused"
    };
    let text = format!("was {}, is {} now; {how}", words(old), words(new));
    found.add(
        path,
        What::Retyped,
        Breaks::new(broken(there), broken(back)),
        text,
    );
}

fn read(from: &ProtoType, to: &ProtoType) -> Read {
    use ProtoScalar::{Bytes, String};
    use ProtoType::{Enum, Message, Scalar};
    match (from, to) {
        (Scalar(from), Scalar(to)) if from == to => Read::Same,
        (Scalar(String), Scalar(Bytes)) => Read::Same,
        // Bytes need not be UTF-8, or those of the message; a truth value is not which value of an enum it was.
        (Scalar(Bytes), Scalar(String) | Message(_))
        | (Message(_), Scalar(Bytes))
        | (Enum(_), Scalar(ProtoScalar::Bool)) => Read::Some,
        (Scalar(from), Scalar(to)) => match (range(*from), range(*to)) {
            (Some(from), Some(to)) if to.0 <= from.0 && from.1 <= to.1 => Read::Same,
            (Some(_), Some(_)) => Read::Some,
            _ => Read::Never,
        },
        (Enum(_), Scalar(to)) if range(*to).is_some() => Read::Same,
        (Scalar(from), Enum(_)) if range(*from).is_some() => Read::Some,
        _ => Read::Never,
    }
}

/// The values of a type that is written as a number of variable length.
fn range(scalar: ProtoScalar) -> Option<(i128, i128)> {
    Some(match scalar {
        ProtoScalar::Bool => (0, 1),
        ProtoScalar::Int32 => (i32::MIN.into(), i32::MAX.into()),
        ProtoScalar::Int64 => (i64::MIN.into(), i64::MAX.into()),
        ProtoScalar::Uint32 => (0, u32::MAX.into()),
        ProtoScalar::Uint64 => (0, u64::MAX.into()),
        ProtoScalar::Float | ProtoScalar::Double | ProtoScalar::String | ProtoScalar::Bytes => {
            return None;
        }
    })
}

/// A type as `.proto` files write it.
fn words(ty: &ProtoType) -> String {
    match ty {
        ProtoType::Scalar(scalar) => format!("`{}`", scalar.name()),
        ProtoType::Message(name) | ProtoType::Enum(name) => format!("`{name}`"),
        ProtoType::Map { key, value } => {
            let value = words(value);
            format!("`map<{}, {}>`", key.name(), value.trim_matches('`'))
        }
    }
}
