//! The arguments of `#[method(..)]`.

use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprCall, LitStr, Meta, Token};

use super::attr::{self, CFG_ATTR, Place};
use crate::errors::Errors;
use crate::text::{attr as text, method as method_text};

pub(crate) const METHOD: &str = "method";
pub(crate) const CTX: &str = "ctx";

const DESTRUCTIVE: &str = "destructive";
const IDEMPOTENT: &str = "idempotent";
const NAME: &str = "name";
const ON: &str = "on";
const PUBLIC: &str = "public";
const READ_ONLY: &str = "read_only";
const SCOPES: &str = "scopes";
const TIMEOUT: &str = "timeout";
const TOOL: &str = "tool";

const KNOWN: [&str; 9] = [
    READ_ONLY,
    DESTRUCTIVE,
    IDEMPOTENT,
    SCOPES,
    PUBLIC,
    TOOL,
    NAME,
    TIMEOUT,
    ON,
];

const PLACE: Place = Place("#[method(..)]");

/// The arguments of `#[method(..)]`, as they were written.
#[derive(Debug, Default)]
pub(crate) struct RawMethodAttrs {
    pub(crate) read_only: Option<Flag>,
    pub(crate) destructive: Option<Flag>,
    pub(crate) idempotent: Option<Flag>,
    pub(crate) public: Option<Flag>,
    pub(crate) tool: Option<Flag>,
    pub(crate) scopes: Option<RawScopes>,
    pub(crate) name: Option<LitStr>,
    pub(crate) timeout: Option<LitStr>,
    pub(crate) on: Option<LitStr>,
}

/// `key`, `key = true` or `key = false`.
#[derive(Debug)]
pub(crate) struct Flag {
    pub(crate) value: bool,
    pub(crate) meta: Meta,
}

/// `scopes("a:b", any("c:d", "e:f"))`: alternatives, of which a plain scope has one.
#[derive(Debug)]
pub(crate) struct RawScopes {
    pub(crate) rules: Vec<RawRule>,
    pub(crate) meta: Meta,
}

#[derive(Debug)]
pub(crate) enum RawRule {
    One(LitStr),
    Any(Vec<LitStr>, ExprCall),
}

/// The attributes of `#[cfg_attr(condition, attribute, ..)]`.
pub(crate) fn conditional(attr: &Attribute) -> Vec<Meta> {
    let Meta::List(list) = &attr.meta else {
        return Vec::new();
    };
    if !attr.path().is_ident(CFG_ATTR) {
        return Vec::new();
    }
    let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
    let metas = parser.parse2(list.tokens.clone()).unwrap_or_default();
    metas.into_iter().skip(1).collect()
}

/// Whether `flag` is there and true.
pub(crate) fn is_set(flag: Option<&Flag>) -> bool {
    flag.is_some_and(|flag| flag.value)
}

impl RawMethodAttrs {
    /// Reads all `#[method(..)]` among the attributes of a method.
    pub(crate) fn parse(attrs: &[Attribute], errors: &mut Errors) -> Self {
        let mut raw = Self::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident(METHOD)) {
            if says_nothing(attr) {
                errors.push(attr, method_text::says_nothing());
            }
        }
        for meta in attr::entries_of(attrs, METHOD, errors) {
            raw.entry(&meta, errors);
        }
        raw
    }

    fn entry(&mut self, meta: &Meta, errors: &mut Errors) {
        let key = attr::key(meta);
        match key.as_str() {
            READ_ONLY => set_flag(&mut self.read_only, meta, errors),
            DESTRUCTIVE => set_flag(&mut self.destructive, meta, errors),
            IDEMPOTENT => set_flag(&mut self.idempotent, meta, errors),
            PUBLIC => set_flag(&mut self.public, meta, errors),
            TOOL => set_flag(&mut self.tool, meta, errors),
            NAME => set_text(&mut self.name, meta, errors),
            TIMEOUT => set_text(&mut self.timeout, meta, errors),
            ON => set_text(&mut self.on, meta, errors),
            SCOPES => {
                let value = scopes(meta, errors);
                attr::set(&mut self.scopes, value, PLACE, meta, errors);
            }
            _ => errors.push(meta, text::unknown_key(PLACE.0, &key, &KNOWN)),
        }
    }
}

fn says_nothing(attr: &Attribute) -> bool {
    match &attr.meta {
        Meta::Path(_) => true,
        Meta::List(list) => list.tokens.is_empty(),
        Meta::NameValue(_) => false,
    }
}

fn set_flag(slot: &mut Option<Flag>, meta: &Meta, errors: &mut Errors) {
    let flag = attr::flag_of(PLACE, meta, errors).map(|value| Flag {
        value,
        meta: meta.clone(),
    });
    attr::set(slot, flag, PLACE, meta, errors);
}

fn set_text(slot: &mut Option<LitStr>, meta: &Meta, errors: &mut Errors) {
    let value = attr::text_of(PLACE, meta, errors);
    attr::set(slot, value, PLACE, meta, errors);
}

fn scopes(meta: &Meta, errors: &mut Errors) -> Option<RawScopes> {
    let list = match meta {
        Meta::List(list) => exprs(list.tokens.clone()),
        Meta::Path(_) | Meta::NameValue(_) => None,
    };
    let rules: Option<Vec<_>> = list
        .filter(|list| !list.is_empty())
        .and_then(|list| list.iter().map(rule).collect());
    if rules.is_none() {
        errors.push(meta, method_text::scopes_form());
    }
    rules.map(|rules| RawScopes {
        rules,
        meta: meta.clone(),
    })
}

fn exprs(tokens: proc_macro2::TokenStream) -> Option<Punctuated<Expr, Token![,]>> {
    Punctuated::parse_terminated.parse2(tokens).ok()
}

/// `"a:b"` or `any("a:b", "c:d")`.
fn rule(expr: &Expr) -> Option<RawRule> {
    if let Some(scope) = attr::string(expr) {
        return Some(RawRule::One(scope.clone()));
    }
    let Expr::Call(call) = expr else { return None };
    let is_any = matches!(&*call.func, Expr::Path(path) if path.path.is_ident("any"));
    let alternatives: Option<Vec<_>> = call
        .args
        .iter()
        .map(|arg| attr::string(arg).cloned())
        .collect();
    alternatives
        .filter(|_| is_any)
        .map(|alternatives| RawRule::Any(alternatives, call.clone()))
}
