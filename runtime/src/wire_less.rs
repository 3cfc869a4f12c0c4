//! What is left of protobuf without the feature `grpc`.

/// Every value will do, since none is sent.
pub trait Wire {}

impl<T> Wire for T {}

/// Drops its tokens, which are the way of a type to protobuf.
#[doc(hidden)]
#[macro_export]
macro_rules! __protobuf {
    ($($tokens:tt)*) => {};
}
