//! What can travel: messages, and the values that they are made of.

mod bytes;
mod kinds;
mod sealed;

pub use self::bytes::Bytes;
pub use self::sealed::Sealed;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Wire;
use crate::spec::ShapeRef;
use crate::spec::shape::{Kind, Shape};

/// A type that requests and replies are made of. `#[message]` implements it, and nothing else can.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a message",
    label = "not a message",
    note = "put `#[message]` on the type, or take the values as plain arguments of the method"
)]
pub trait Message: Value {
    /// The description of the type as constant data.
    const SHAPE: ShapeRef;
}

/// A value that can stand in a message: a message, a scalar, a list, a map, an option.
///
/// `#[message]` implements it for types of yours, and nothing else can: a value has a form in JSON and, as soon as any crate
/// of a build turns on the feature `grpc`, one in protobuf.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a message",
    label = "has no described form",
    note = "put `#[message]` on the type if it is yours, or `#[message(opaque)]` on the field if it implements \
            `Serialize`, `Deserialize` and `JsonSchema` and may go unchecked",
    note = "integers have at most 64 bits: write a larger one as a `String`"
)]
pub trait Value:
    Serialize + DeserializeOwned + JsonSchema + Wire + Sealed + Send + 'static
{
    /// What the value is, as constant data.
    const KIND: Kind;
}

/// Holds the shape of a generic type: no static can be generic, and a reference in an associated constant can.
#[doc(hidden)]
pub trait GenericShape {
    /// The shape.
    const GENERIC_SHAPE: &'static Shape;
}
