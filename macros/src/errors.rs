//! Where mistakes are collected, so that all of them are reported at once.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::Error;

/// Mistakes in what the user wrote, in the order in which they were found.
///
/// Dropping it without [`finish`](Self::finish) panics: a mistake must not get lost.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    found: Vec<Error>,
    finished: bool,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A mistake in these tokens, all of which are underlined.
    pub(crate) fn push(&mut self, tokens: impl ToTokens, message: impl Into<String>) {
        self.found.push(Error::new_spanned(tokens, message.into()));
    }

    /// A mistake at this place.
    pub(crate) fn push_at(&mut self, span: Span, message: impl Into<String>) {
        self.found.push(Error::new(span, message.into()));
    }

    /// A mistake that the parser found.
    pub(crate) fn push_error(&mut self, error: Error) {
        self.found.push(error);
    }

    /// The value of a result, whose error becomes a mistake.
    pub(crate) fn ok<T>(&mut self, result: Result<T, Error>) -> Option<T> {
        result.map_err(|error| self.push_error(error)).ok()
    }

    /// How many there are. Comparing it before and after a step tells whether the step found any.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The compile errors, for the expansion. Empty where there are none.
    pub(crate) fn finish(mut self) -> TokenStream {
        self.finished = true;
        self.found
            .drain(..)
            .map(Error::into_compile_error)
            .collect()
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        assert!(
            self.finished || std::thread::panicking(),
            "mistakes were collected and not reported: {:?}",
            self.found
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_becomes_a_compile_error() {
        let mut errors = Errors::new();
        assert!(errors.is_empty());
        errors.push_at(Span::call_site(), "first");
        errors.push(quote::quote!(a b), "second");
        assert_eq!(errors.ok(syn::parse_str::<syn::Ident>("1")), None);
        assert_eq!(errors.len(), 3);
        let tokens = errors.finish().to_string();
        assert_eq!(tokens.matches("compile_error").count(), 3);
        assert!(tokens.contains("\"first\"") && tokens.contains("\"second\""));
    }

    #[test]
    fn no_mistake_leaves_no_trace() {
        assert!(Errors::new().finish().is_empty());
    }

    #[test]
    fn mistakes_cannot_get_lost() {
        let dropped = std::panic::catch_unwind(|| drop(Errors::new()));
        assert!(dropped.is_err());
    }
}
