//! What `main` returns.

use std::error::Error;
use std::fmt;
use std::process::ExitCode;

/// The result of `main`: [`App::run`](crate::App::run) gives an exit code, and `?` takes any error on the way there.
/// A `main` that ends with `Ok(())` returns `traitwire::Result<()>`.
pub type Result<T = ExitCode, E = Failure> = std::result::Result<T, E>;

/// Why a program could not start. Any error turns into it by `?`. It is no [`Error`] itself, as nothing could be that any
/// error turns into: where a function returns `Box<dyn Error>`, write `traitwire::Result` there.
///
/// Its `Debug` form, which Rust prints when `main` fails, is the message and its causes on one line.
///
/// ```
/// fn port(text: &str) -> traitwire::Result<u16> {
///     Ok(text.parse()?)
/// }
/// assert_eq!(format!("{:?}", port("many").unwrap_err()), "invalid digit found in string");
/// ```
pub struct Failure(Box<dyn Error + Send + Sync>);

impl Failure {
    /// The error itself, if it is of this type.
    pub(crate) fn downcast<E: Error + 'static>(self) -> Result<E, Self> {
        self.0.downcast().map(|error| *error).map_err(Self)
    }
}

impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Chain(&*self.0).fmt(f)
    }
}

/// An error and its causes on one line.
pub(super) struct Chain<'a>(pub(super) &'a dyn Error);

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
