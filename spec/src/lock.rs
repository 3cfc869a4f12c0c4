//! `api.lock`: the numbers that fields have in protobuf, so that none changes by accident.
//!
//! The macros read the file while they expand and ask here, in constants, whether a field still holds what it held. The
//! `lock` command reads and writes it.

mod changed;
mod file;
mod held;
mod types;
mod update;

pub use crate::text::same as is_same;
pub use changed::Changed;
pub use file::{Entry, Line, Lock, LockError, Role};
pub use held::Held;
pub use types::Inside;
pub use update::Change;
