//! Attributes: the words in them, each a constant, and how their lists are read.

use quote::ToTokens;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Expr, ExprLit, Fields, Lit, LitStr, Meta, Path, Token};

use super::types;
use crate::errors::Errors;
use crate::text::attr as text;

// Attributes.
pub(crate) const DOC: &str = "doc";
pub(crate) const DERIVE: &str = "derive";
pub(crate) const CODE: &str = "code";
pub(crate) const CFG: &str = "cfg";
pub(crate) const CFG_ATTR: &str = "cfg_attr";
pub(crate) const SERDE: &str = "serde";
pub(crate) const SCHEMARS: &str = "schemars";
pub(crate) const GARDE: &str = "garde";
pub(crate) const VALIDATE: &str = "validate";
pub(crate) const MESSAGE: &str = "message";
pub(crate) const PROTO: &str = "proto";
pub(crate) const SERVICE: &str = "service";
pub(crate) const SERVICE_ERROR: &str = "service_error";

/// An attribute list as it is named to the user.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place(pub(crate) &'static str);

/// The entries of `key, key = value, key(..)`, as the tokens between the parentheses of an attribute.
pub(crate) fn entries(tokens: proc_macro2::TokenStream, errors: &mut Errors) -> Vec<Meta> {
    let parser = |input: ParseStream<'_>| Punctuated::<Meta, Token![,]>::parse_terminated(input);
    errors
        .ok(parser.parse2(tokens))
        .map_or_else(Vec::new, |list| list.into_iter().collect())
}

/// The entries of all attributes of this name: `#[name(a, b)] #[name(c)]` gives three.
pub(crate) fn entries_of(attrs: &[Attribute], name: &str, errors: &mut Errors) -> Vec<Meta> {
    let mut all = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident(name)) {
        match &attr.meta {
            // `#[name]` alone says nothing.
            Meta::Path(_) => {}
            meta => {
                if let Some(list) = errors.ok(meta.require_list().cloned()) {
                    all.extend(entries(list.tokens, errors));
                }
            }
        }
    }
    all
}

/// Whether this is `#[message(..)]`, by whatever path.
pub(crate) fn is_message(attr: &Attribute) -> bool {
    is_named(attr.path(), MESSAGE)
}

/// Whether only our macros understand it: `#[message(..)]` on a field, and `#[proto(..)]`.
pub(crate) fn is_own(attr: &Attribute) -> bool {
    is_message(attr) || attr.path().is_ident(PROTO)
}

/// Whether this is `#[service_error]`, by whatever path.
pub(crate) fn is_service_error(attr: &Attribute) -> bool {
    is_named(attr.path(), SERVICE_ERROR)
}

/// Whether this is `#[service(..)]`, by whatever path.
pub(crate) fn is_service(attr: &Attribute) -> bool {
    is_named(attr.path(), SERVICE)
}

/// The attributes that decide the JSON form and are hidden in this one, which is `#[cfg_attr(..)]`.
pub(crate) fn hidden(attr: &Attribute) -> Vec<&'static str> {
    if !attr.path().is_ident(CFG_ATTR) {
        return Vec::new();
    }
    // A derive is only in the way if it is one of ours.
    let signs = [
        (SERDE, SERDE),
        (SCHEMARS, SCHEMARS),
        (MESSAGE, MESSAGE),
        (PROTO, PROTO),
        (DERIVE, "Serialize"),
    ];
    let tokens = attr.meta.to_token_stream();
    let shows = |word: &str| types::mentions_word(tokens.clone(), word);
    signs
        .into_iter()
        .filter(|(_, sign)| shows(sign))
        .map(|(name, _)| name)
        .collect()
}

/// Calls `change` with the attributes of a type, of its variants and of its fields.
pub(crate) fn for_each_list(item: &mut DeriveInput, change: &mut dyn FnMut(&mut Vec<Attribute>)) {
    let fields = |fields: &mut Fields, change: &mut dyn FnMut(&mut Vec<Attribute>)| {
        fields.iter_mut().for_each(|field| change(&mut field.attrs));
    };
    change(&mut item.attrs);
    match &mut item.data {
        Data::Struct(data) => fields(&mut data.fields, change),
        Data::Enum(data) => {
            for variant in &mut data.variants {
                change(&mut variant.attrs);
                fields(&mut variant.fields, change);
            }
        }
        Data::Union(data) => {
            for field in &mut data.fields.named {
                change(&mut field.attrs);
            }
        }
    }
}

/// The last names of all derives: `Serialize` for `#[derive(serde::Serialize)]`.
pub(crate) fn derived(attrs: &[Attribute]) -> Vec<String> {
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident(DERIVE))
        .flat_map(derives)
        .filter_map(|path| path.segments.last().map(|last| last.ident.to_string()))
        .collect()
}

/// The derives of one `#[derive(..)]`.
pub(crate) fn derives(attr: &Attribute) -> Vec<Path> {
    attr.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
        .map_or_else(|_| Vec::new(), |paths| paths.into_iter().collect())
}

pub(crate) fn is_named(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}

/// The name of an entry. A path such as `a::b` is one word.
pub(crate) fn key(meta: &Meta) -> String {
    meta.path().to_token_stream().to_string().replace(' ', "")
}

/// The string of `key = ".."`.
pub(crate) fn text_of(place: Place, meta: &Meta, errors: &mut Errors) -> Option<LitStr> {
    let text = value(meta).and_then(string);
    if text.is_none() {
        errors.push(meta, text::wants_text(place.0, &key(meta)));
    }
    text.cloned()
}

/// The boolean of `key`, `key = true` or `key = false`.
pub(crate) fn flag_of(place: Place, meta: &Meta, errors: &mut Errors) -> Option<bool> {
    let flag = match meta {
        Meta::Path(_) => Some(true),
        _ => match value(meta) {
            Some(Expr::Lit(ExprLit {
                lit: Lit::Bool(bool),
                ..
            })) => Some(bool.value),
            _ => None,
        },
    };
    if flag.is_none() {
        errors.push(meta, text::wants_flag(place.0, &key(meta)));
    }
    flag
}

/// The path of `crate = path` or `crate = "path"`.
pub(crate) fn path_of(place: Place, meta: &Meta, errors: &mut Errors) -> Option<Path> {
    let path = match value(meta) {
        Some(Expr::Path(path)) if path.qself.is_none() => Some(path.path.clone()),
        Some(expr) => string(expr).and_then(|text| text.parse_with(Path::parse_mod_style).ok()),
        None => None,
    };
    if path.is_none() {
        errors.push(meta, text::wants_path(place.0));
    }
    path
}

/// Stores the value of an entry, which must not be there yet.
pub(crate) fn set<T>(
    slot: &mut Option<T>,
    value: Option<T>,
    place: Place,
    meta: &Meta,
    errors: &mut Errors,
) {
    if slot.is_some() {
        errors.push(meta, text::twice(place.0, &key(meta)));
    } else if value.is_some() {
        *slot = value;
    }
}

/// The expression of `key = expression`.
pub(crate) fn value(meta: &Meta) -> Option<&Expr> {
    match meta {
        Meta::NameValue(pair) => Some(&pair.value),
        _ => None,
    }
}

/// The expression as a string literal.
pub(crate) fn string(expr: &Expr) -> Option<&LitStr> {
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text),
        Expr::Group(group) => string(&group.expr),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;
    use syn::parse_quote;

    const PLACE: Place = Place("#[message(..)]");

    #[test]
    fn the_lists_of_several_attributes_are_one() {
        let mut errors = Errors::new();
        let attrs: Vec<Attribute> = vec![
            parse_quote!(#[a(x, y = 1)]),
            parse_quote!(#[b(z)]),
            parse_quote!(#[a(z(1))]),
        ];
        let keys: Vec<_> = entries_of(&attrs, "a", &mut errors)
            .iter()
            .map(key)
            .collect();
        assert_eq!(keys, ["x", "y", "z"]);
        assert!(errors.finish().is_empty());
    }

    #[test]
    fn keywords_can_be_keys() {
        let mut errors = Errors::new();
        let entries = entries(quote!(crate = crate::wire), &mut errors);
        let path = path_of(PLACE, &entries[0], &mut errors).expect("a path");
        assert_eq!(path.to_token_stream().to_string(), "crate :: wire");
        assert!(errors.finish().is_empty());
    }

    #[test]
    fn a_value_of_another_kind_is_a_mistake() {
        let mut errors = Errors::new();
        let entries = entries(quote!(name, name = 3, flag = 3, crate = 3), &mut errors);
        assert!(text_of(PLACE, &entries[0], &mut errors).is_none());
        assert!(text_of(PLACE, &entries[1], &mut errors).is_none());
        assert!(flag_of(PLACE, &entries[2], &mut errors).is_none());
        assert!(path_of(PLACE, &entries[3], &mut errors).is_none());
        assert_eq!(errors.len(), 4);
        errors.finish();
    }

    #[test]
    fn an_entry_counts_once() {
        let mut errors = Errors::new();
        let meta: Meta = parse_quote!(flag);
        let mut slot = None;
        set(&mut slot, Some(true), PLACE, &meta, &mut errors);
        set(&mut slot, Some(false), PLACE, &meta, &mut errors);
        assert_eq!(slot, Some(true));
        assert_eq!(errors.len(), 1);
        errors.finish();
    }
}
