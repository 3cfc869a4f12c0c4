//! The one place that knows how generated code reaches the `traitwire` crate.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{LitStr, Path, parse_quote};

/// The path of the `traitwire` crate in generated code: `::traitwire`, or what `crate = ..` says.
///
/// In `quote!` it stands for that path, so that `#paths::Message` is `::traitwire::Message`.
#[derive(Clone, Debug)]
pub(crate) struct Paths {
    root: Path,
}

impl Paths {
    pub(crate) fn new(root: Option<Path>) -> Self {
        Self {
            root: root.unwrap_or_else(|| parse_quote!(::traitwire)),
        }
    }

    /// The path itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// What is there for generated code alone.
    pub(crate) fn private(&self) -> TokenStream {
        let root = &self.root;
        quote!(#root::__private)
    }

    /// The constant descriptions of types.
    pub(crate) fn shape(&self) -> TokenStream {
        let root = &self.root;
        quote!(#root::__private::shape)
    }

    /// What is asked of fields that are in `api.lock`.
    pub(crate) fn lock(&self) -> TokenStream {
        let root = &self.root;
        quote!(#root::__private::lock)
    }

    /// A module of [`private`](Self::private) as a string literal, for `#[serde(crate = "..")]`.
    pub(crate) fn private_text(&self, module: &str) -> LitStr {
        let path = self.text(&format!("__private::{module}"));
        LitStr::new(&path, Span::call_site())
    }

    /// The path of an item of the crate, as text.
    pub(crate) fn text(&self, item: &str) -> String {
        let root = self.root.to_token_stream().to_string().replace(' ', "");
        format!("{root}::{item}")
    }
}

impl ToTokens for Paths {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.root.to_tokens(tokens);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crate_is_found_at_its_own_name() {
        let paths = Paths::new(None);
        assert_eq!(paths.to_token_stream().to_string(), ":: traitwire");
        assert_eq!(
            paths.private_text("serde").value(),
            "::traitwire::__private::serde"
        );
    }

    #[test]
    fn the_crate_can_be_elsewhere() {
        let paths = Paths::new(Some(parse_quote!(crate::api::wire)));
        assert_eq!(
            paths.private_text("serde").value(),
            "crate::api::wire::__private::serde"
        );
        assert_eq!(
            paths.shape().to_string(),
            "crate :: api :: wire :: __private :: shape"
        );
    }
}
