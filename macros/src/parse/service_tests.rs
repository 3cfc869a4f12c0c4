//! The argument of `service_tests!`: the path of a service's trait.

use proc_macro2::{Span, TokenStream};
use syn::parse::{ParseStream, Parser as _};
use syn::{Error, Path, PathArguments, Token};

use crate::errors::Errors;
use crate::paths::Paths;
use crate::text::service_tests as text;

/// `service_tests!(tasks_api::Tasks)`, with `crate = ..` where traitwire is elsewhere.
#[derive(Debug)]
pub(crate) struct ServiceTests {
    /// The trait.
    pub(crate) service: Path,
    pub(crate) paths: Paths,
}

impl ServiceTests {
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Option<Self> {
        if tokens.is_empty() {
            errors.push_at(Span::call_site(), text::nothing());
            return None;
        }
        errors.ok(service_tests.parse2(tokens))
    }
}

fn service_tests(input: ParseStream<'_>) -> Result<ServiceTests, Error> {
    let no_path = |error: Error| Error::new(error.span(), text::no_path());
    let start = input.fork();
    let service = input.call(Path::parse_mod_style).map_err(no_path)?;
    if input.peek(Token![<]) {
        let whole: Path = start.parse().map_err(no_path)?;
        let generic = whole
            .segments
            .iter()
            .find(|segment| segment.arguments != PathArguments::None);
        let name = generic.map_or_else(String::new, |segment| segment.ident.to_string());
        return Err(Error::new_spanned(whole, text::generic(&name)));
    }
    let mut root = None;
    if !input.is_empty() {
        input
            .parse::<Token![,]>()
            .map_err(|error| Error::new(error.span(), text::no_path()))?;
    }
    if !input.is_empty() {
        let several = |error: Error| Error::new(error.span(), text::several());
        input.parse::<Token![crate]>().map_err(several)?;
        input.parse::<Token![=]>().map_err(several)?;
        root = Some(input.call(Path::parse_mod_style).map_err(several)?);
        input.parse::<Option<Token![,]>>()?;
        if !input.is_empty() {
            return Err(input.error(text::several()));
        }
    }
    Ok(ServiceTests {
        service,
        paths: Paths::new(root),
    })
}
