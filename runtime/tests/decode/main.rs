//! From the bytes of a request to its type: what is taken, what is refused, and in which words.

// The feature-less core is enough for all of it.
mod described;
mod enums;
mod flatten;
mod hostile;
mod limits;
mod numbers;
mod objects;
mod support;
