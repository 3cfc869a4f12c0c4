//! What the tokens of a type show. Aliases hide it, so nothing that matters hangs on this alone.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type};

/// `Self` replaced by the type's name, in all depths.
pub(crate) fn replace_self(tokens: TokenStream, name: &Ident) -> TokenStream {
    replace_word(tokens, "Self", &name.to_token_stream())
}

/// A word replaced by something else, in all depths. The place of what is wrong stays that of the word.
pub(crate) fn replace_word(tokens: TokenStream, word: &str, by: &TokenStream) -> TokenStream {
    let replaced = |token| match token {
        TokenTree::Ident(ident) if ident == word => placed(by, ident.span()),
        TokenTree::Group(group) => {
            let inner = replace_word(group.stream(), word, by);
            let mut replaced = Group::new(group.delimiter(), inner);
            replaced.set_span(group.span());
            TokenTree::Group(replaced).into()
        }
        other => other.into(),
    };
    tokens.into_iter().flat_map(replaced).collect()
}

fn placed(tokens: &TokenStream, span: Span) -> TokenStream {
    let tokens = tokens.clone().into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    tokens.collect()
}

/// Whether the tokens name `ident` or `Self` anywhere.
pub(crate) fn mentions(tokens: impl ToTokens, ident: &Ident) -> bool {
    tokens
        .to_token_stream()
        .into_iter()
        .any(|token| match token {
            TokenTree::Ident(found) => found == *ident || found == "Self",
            TokenTree::Group(group) => mentions(group.stream(), ident),
            _ => false,
        })
}

/// Whether the tokens have this word anywhere.
pub(crate) fn mentions_word(tokens: impl ToTokens, word: &str) -> bool {
    let mut tokens = tokens.to_token_stream().into_iter();
    tokens.any(|token| match token {
        TokenTree::Ident(found) => found == word,
        TokenTree::Group(group) => mentions_word(group.stream(), word),
        _ => false,
    })
}

/// Whether the tokens have this word with parameters, `Word<..>`, anywhere.
pub(crate) fn mentions_generic(tokens: impl ToTokens, word: &str) -> bool {
    let mut tokens = tokens.to_token_stream().into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_it = match token {
            TokenTree::Ident(found) => {
                let next = tokens.peek();
                found == word
                    && matches!(next, Some(TokenTree::Punct(punct)) if punct.as_char() == '<')
            }
            TokenTree::Group(group) => mentions_generic(group.stream(), word),
            _ => false,
        };
        if is_it {
            return true;
        }
    }
    false
}

/// Whether a type has a reference in it, or a lifetime other than `'static`.
pub(crate) fn borrows(tokens: impl ToTokens) -> bool {
    let mut after_quote = false;
    tokens.to_token_stream().into_iter().any(|token| {
        let lifetime = std::mem::take(&mut after_quote);
        match token {
            TokenTree::Punct(punct) => {
                after_quote = punct.as_char() == '\'';
                punct.as_char() == '&'
            }
            TokenTree::Ident(ident) => lifetime && ident != "static",
            TokenTree::Group(group) => borrows(group.stream()),
            TokenTree::Literal(_) => false,
        }
    })
}

/// Whether an `Option` in an `Option` is written anywhere.
pub(crate) fn has_double_option(ty: &Type) -> bool {
    match ungroup(ty) {
        Type::Path(path) => {
            last_argument(ty, "Option").is_some_and(is_option)
                || path
                    .path
                    .segments
                    .iter()
                    .any(|segment| match &segment.arguments {
                        PathArguments::AngleBracketed(arguments) => {
                            arguments.args.iter().any(|argument| match argument {
                                GenericArgument::Type(ty) => has_double_option(ty),
                                _ => false,
                            })
                        }
                        _ => false,
                    })
        }
        Type::Tuple(tuple) => tuple.elems.iter().any(has_double_option),
        Type::Array(array) => has_double_option(&array.elem),
        _ => false,
    }
}

/// Whether this is written as an `Option`.
pub(crate) fn is_option(ty: &Type) -> bool {
    last_argument(ty, "Option").is_some()
}

/// Whether this is written as a type of this name, by whatever path.
pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    match ungroup(ty) {
        Type::Path(path) => {
            let last = path.path.segments.last();
            last.is_some_and(|last| last.ident == name)
        }
        _ => false,
    }
}

/// The `T` of `Name<T>` by whatever path.
pub(crate) fn last_argument<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    arguments(ty, name).next()
}

/// The `T` and `E` of `Name<T, E>` by whatever path.
pub(crate) fn arguments<'a>(ty: &'a Type, name: &str) -> impl Iterator<Item = &'a Type> {
    let segment = match ungroup(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    };
    let arguments = segment.and_then(|segment| match &segment.arguments {
        PathArguments::AngleBracketed(arguments) if segment.ident == name => Some(&arguments.args),
        _ => None,
    });
    let arguments = arguments.into_iter().flatten();
    arguments.filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// The type without the invisible groups that `macro_rules!` put around it.
pub(crate) fn ungroup(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungroup(&group.elem),
        Type::Paren(paren) => ungroup(&paren.elem),
        ty => ty,
    }
}

/// Whether a name can be the name of a type in every output: a letter, then letters, digits and underscores.
pub(crate) fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// Whether a text is lower-case letters, digits and `_`, a letter first.
pub(crate) fn is_word(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

/// Whether a name can be a package in every output: lower-case words with dots between them.
pub(crate) fn is_package(name: &str) -> bool {
    name.split('.').all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::{format_ident, quote};
    use syn::parse_quote;

    #[test]
    fn self_is_replaced_in_all_depths() {
        let tokens = replace_self(quote!(Vec<(Self, [Self; 2])>), &format_ident!("Tree"));
        assert_eq!(
            tokens.to_string(),
            quote!(Vec<(Tree, [Tree; 2])>).to_string()
        );
    }

    #[test]
    fn a_type_is_found_in_another() {
        let tree = format_ident!("Tree");
        assert!(mentions(quote!(Vec<(u8, Box<Tree<T>>)>), &tree));
        assert!(mentions(quote!(Option<Box<Self>>), &tree));
        assert!(!mentions(quote!(Vec<Trees>), &tree));
    }

    #[test]
    fn an_option_is_known_by_its_last_name() {
        assert!(is_option(&parse_quote!(std::option::Option<u8>)));
        assert!(is_option(&parse_quote!((Option<u8>))));
        assert!(!is_option(&parse_quote!(Options<u8>)));
        assert!(!is_option(&parse_quote!(Vec<Option<u8>>)));
    }

    #[test]
    fn names_are_ascii_words() {
        assert!(is_identifier("Task2_v"));
        for bad in ["", "2", "_a", "a b", "Päge", "a.b"] {
            assert!(!is_identifier(bad), "{bad}");
        }
    }

    #[test]
    fn borrowed_data_is_seen() {
        assert!(borrows(quote!(Option<&'static str>)));
        assert!(borrows(quote!(Cow<'a, str>)));
        assert!(!borrows(quote!(Cow<'static, str>)));
    }

    #[test]
    fn an_option_in_an_option_is_seen() {
        assert!(has_double_option(&parse_quote!(
            Vec<(u8, Option<Option<u8>>)>
        )));
        assert!(!has_double_option(&parse_quote!(Option<Vec<Option<u8>>>)));
    }

    #[test]
    fn packages_are_lower_case_words() {
        assert!(is_package("tasks.v1") && is_package("a_b"));
        for bad in ["", ".", "a.", "Tasks", "1.a", "a-b", "_a"] {
            assert!(!is_package(bad), "{bad}");
        }
    }
}
