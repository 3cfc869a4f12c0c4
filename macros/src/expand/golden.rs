//! Goldens: what is written for the sources in a folder. `UPDATE=1` writes them anew.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{DeriveInput, Meta};

use crate::parse::types;

/// Compares the expansion of `FOLDER/NAME.rs` with `FOLDER/NAME.expanded.rs`. The folder is one beside this file.
pub(crate) fn compare(folder: &str, name: &str, expand: fn(&str) -> TokenStream) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/expand")
        .join(folder);
    let read = |file: &str| std::fs::read_to_string(folder.join(file));
    let source = read(&format!("{name}.rs")).expect("the source");
    let file = syn::parse2(expand(&source)).expect("Rust");
    let actual = prettyplease::unparse(&file);
    let expanded = format!("{name}.expanded.rs");
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        std::fs::write(folder.join(&expanded), &actual).expect("the golden file is written");
    }
    let expected = read(&expanded).unwrap_or_default();
    assert!(
        actual == expected,
        "{expanded} differs; if it should, write it anew with UPDATE=1. The expansion is:\n{actual}"
    );
}

/// The expansion of all types in a source by the macro of this name, as the compiler calls it.
pub(crate) fn expand_types(
    source: &str,
    macro_name: &str,
    expand: fn(TokenStream, TokenStream) -> TokenStream,
) -> TokenStream {
    let file = syn::parse_file(source).expect("a source");
    let items = file.items.into_iter();
    items
        .map(|item| {
            let mut item: DeriveInput = syn::parse2(item.to_token_stream()).expect("a type");
            let place = item
                .attrs
                .iter()
                .position(|attr| attr.path().is_ident(macro_name));
            let attr = item.attrs.remove(place.expect("the macro"));
            let args = match attr.meta {
                Meta::List(list) => list.tokens,
                _ => TokenStream::new(),
            };
            expand(args, item.into_token_stream())
        })
        .collect()
}

/// That nothing in an expansion goes by the usual path of the crate, though its name may stand in texts.
pub(crate) fn assert_no_usual_path(expansion: &TokenStream) {
    let names = |tokens: TokenStream| types::mentions_word(tokens, "traitwire");
    assert!(!names(expansion.clone()), "{expansion}");
    let text = expansion.to_string();
    assert!(!text.contains("\"::traitwire"), "{text}");
}
