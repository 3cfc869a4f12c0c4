//! JSON, exactly: integers over the whole 64-bit range, objects in written order, and the same bytes
//! out whatever features other crates turn on in serde_json.

mod error;
mod integer;
mod number;
pub mod path;
mod scan;
mod value;

pub use error::{JsonError, JsonErrorKind};
pub use integer::{Exact, exact_integer, plain_integer};
pub use number::{Number, NumberOutOfRange};
pub use scan::{Kind, MAX_DEPTH, Scanner};
pub use value::Json;
