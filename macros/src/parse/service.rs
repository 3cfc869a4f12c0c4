//! The trait of `#[service]` as tokens, and the arguments of the attribute.
//!
//! Method bodies are never looked into: one that is half typed does not keep the rest from being expanded.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Generics, Ident, LitStr, Path, Signature, Token, TypeParamBound, Visibility, braced,
    token,
};

use super::attr::{self, Place};
use crate::errors::Errors;
use crate::text::attr as text;

const CRATE: &str = "crate";
const NAME: &str = "name";
const PACKAGE: &str = "package";

const PLACE: Place = Place("#[service(..)]");

/// The arguments of `#[service(..)]`, as they were written.
#[derive(Debug, Default)]
pub(crate) struct RawServiceArgs {
    pub(crate) package: Option<LitStr>,
    pub(crate) name: Option<LitStr>,
    pub(crate) root: Option<Path>,
}

impl RawServiceArgs {
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut args = Self::default();
        for meta in attr::entries(tokens, errors) {
            match attr::key(&meta).as_str() {
                CRATE => {
                    let value = attr::path_of(PLACE, &meta, errors);
                    attr::set(&mut args.root, value, PLACE, &meta, errors);
                }
                NAME => {
                    let value = attr::text_of(PLACE, &meta, errors);
                    attr::set(&mut args.name, value, PLACE, &meta, errors);
                }
                PACKAGE => {
                    let value = attr::text_of(PLACE, &meta, errors);
                    attr::set(&mut args.package, value, PLACE, &meta, errors);
                }
                key => {
                    let known = [PACKAGE, NAME, CRATE];
                    errors.push(&meta, text::unknown_key(PLACE.0, key, &known));
                }
            }
        }
        args
    }
}

/// A trait whose items have not been judged.
#[derive(Debug)]
pub(crate) struct RawService {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) unsafety: Option<Token![unsafe]>,
    pub(crate) trait_token: Token![trait],
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) supertraits: Punctuated<TypeParamBound, Token![+]>,
    pub(crate) brace: token::Brace,
    pub(crate) items: Vec<RawItem>,
}

impl RawService {
    pub(crate) fn methods(&self) -> impl Iterator<Item = &RawMethod> {
        self.items.iter().filter_map(|item| match item {
            RawItem::Method(method) => Some(&**method),
            RawItem::Other(_) => None,
        })
    }
}

#[derive(Debug)]
pub(crate) enum RawItem {
    Method(Box<RawMethod>),
    Other(OtherItem),
}

/// A method with its body as it stands.
#[derive(Debug)]
pub(crate) struct RawMethod {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) sig: Signature,
    /// The body in its braces; `None` where there is a semicolon.
    pub(crate) body: Option<Group>,
}

/// An item that is no method.
#[derive(Debug)]
pub(crate) struct OtherItem {
    pub(crate) kind: OtherKind,
    pub(crate) tokens: TokenStream,
}

#[derive(Debug)]
pub(crate) enum OtherKind {
    Type,
    Const,
    Macro,
    /// A method whose signature the parser refused, and why.
    Broken(syn::Error),
}

impl Parse for RawService {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let unsafety = input.parse()?;
        let trait_token = input.parse()?;
        let ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        let supertraits = supertraits(input)?;
        generics.where_clause = input.parse()?;
        let content;
        let brace = braced!(content in input);
        attrs.extend(content.call(Attribute::parse_inner)?);
        let mut items = Vec::new();
        while !content.is_empty() {
            items.push(content.parse()?);
        }
        Ok(Self {
            attrs,
            vis,
            unsafety,
            trait_token,
            ident,
            generics,
            supertraits,
            brace,
            items,
        })
    }
}

fn supertraits(input: ParseStream<'_>) -> syn::Result<Punctuated<TypeParamBound, Token![+]>> {
    let mut bounds = Punctuated::new();
    if input.parse::<Option<Token![:]>>()?.is_none() {
        return Ok(bounds);
    }
    while !input.peek(Token![where]) && !input.peek(token::Brace) {
        bounds.push_value(input.parse()?);
        if !input.peek(Token![+]) {
            break;
        }
        bounds.push_punct(input.parse()?);
    }
    Ok(bounds)
}

impl Parse for RawItem {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        if !is_method(input) {
            return other(input, &attrs).map(Self::Other);
        }
        let ahead = input.fork();
        match ahead.parse::<Signature>() {
            Ok(_) => {
                let sig = input.parse()?;
                let body = body(input)?;
                Ok(Self::Method(Box::new(RawMethod { attrs, sig, body })))
            }
            Err(error) => {
                let tokens = rest_of_item(input, &attrs, true)?;
                let kind = OtherKind::Broken(error);
                Ok(Self::Other(OtherItem { kind, tokens }))
            }
        }
    }
}

/// Whether an item begins as a function does. `const` alone begins a constant.
fn is_method(input: ParseStream<'_>) -> bool {
    let after_const = input.peek2(Token![fn])
        || input.peek2(Token![async])
        || input.peek2(Token![unsafe])
        || input.peek2(Token![extern]);
    input.peek(Token![fn])
        || input.peek(Token![async])
        || input.peek(Token![unsafe])
        || input.peek(Token![extern])
        || (input.peek(Token![const]) && after_const)
}

fn body(input: ParseStream<'_>) -> syn::Result<Option<Group>> {
    if input.peek(token::Brace) {
        return input.parse().map(Some);
    }
    input.parse::<Token![;]>()?;
    Ok(None)
}

fn other(input: ParseStream<'_>, attrs: &[Attribute]) -> syn::Result<OtherItem> {
    let kind = if input.peek(Token![type]) {
        OtherKind::Type
    } else if input.peek(Token![const]) {
        OtherKind::Const
    } else {
        OtherKind::Macro
    };
    let tokens = rest_of_item(input, attrs, matches!(kind, OtherKind::Macro))?;
    Ok(OtherItem { kind, tokens })
}

/// The tokens up to the semicolon that ends an item, or the braces where they can.
fn rest_of_item(
    input: ParseStream<'_>,
    attrs: &[Attribute],
    braces_end: bool,
) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    for attr in attrs {
        attr.to_tokens(&mut tokens);
    }
    while !input.is_empty() {
        let is_last = input.peek(Token![;]) || (braces_end && input.peek(token::Brace));
        tokens.extend([input.parse::<TokenTree>()?]);
        if is_last {
            break;
        }
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn items(body: &TokenStream) -> Vec<String> {
        let raw: RawService =
            syn::parse2(quote!(pub trait Tasks: Send where Self: Sized { #body }))
                .expect("a trait");
        let name = |item: &RawItem| match item {
            RawItem::Method(method) => format!("{} {}", method.sig.ident, method.body.is_some()),
            RawItem::Other(other) => match other.kind {
                OtherKind::Type => "type".to_owned(),
                OtherKind::Const => "const".to_owned(),
                OtherKind::Macro => "macro".to_owned(),
                OtherKind::Broken(_) => "broken".to_owned(),
            },
        };
        raw.items.iter().map(name).collect()
    }

    #[test]
    fn bodies_are_not_looked_into() {
        let half_typed = quote! {
            async fn one(&self) -> R { let x = self. ; match }
            async fn two(&self) -> R;
        };
        assert_eq!(items(&half_typed), ["one true", "two false"]);
    }

    #[test]
    fn an_item_that_is_no_method_hides_no_other() {
        let mixed = quote! {
            type Id: Clone;
            async fn one(&self);
            const N: usize = { 3 };
            generated! {}
            const fn two();
            fn three(&self,, x: u8);
            unsafe extern "C" fn four();
        };
        assert_eq!(
            items(&mixed),
            [
                "type",
                "one false",
                "const",
                "macro",
                "two false",
                "broken",
                "four false"
            ]
        );
    }

    #[test]
    fn arguments_that_are_unknown_or_twice_are_mistakes() {
        let mut errors = Errors::new();
        let tokens = quote!(package = "a", package = "b", pakage = "c", crate = x::y);
        let args = RawServiceArgs::parse(tokens, &mut errors);
        assert_eq!(args.package.map(|text| text.value()).as_deref(), Some("a"));
        assert!(args.root.is_some() && args.name.is_none());
        assert_eq!(errors.len(), 2);
        errors.finish();
    }
}
