//! The rules of one method: its name, its documentation, its attributes.

use syn::ext::IdentExt as _;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitStr, Meta, Token};

use super::{attrs, signature};
use crate::errors::Errors;
use crate::model::service::Method;
use crate::parse::attr::{self, CFG};
use crate::parse::doc;
use crate::parse::method::{METHOD, RawMethodAttrs, conditional};
use crate::parse::service::RawMethod;
use crate::parse::tags::{self, Outcome, Tagged};
use crate::parse::types;
use crate::text::{method as text, tags as tag_text};

const DEPRECATED: &str = "deprecated";

/// The name of a tool may be this long.
const MAX_TOOL_NAME: usize = 40;

pub(super) fn method<'a>(original: &'a RawMethod, path: &str, errors: &mut Errors) -> Method<'a> {
    let ident = &original.sig.ident;
    let rust_name = ident.unraw().to_string();
    let raw = RawMethodAttrs::parse(&original.attrs, errors);
    let name = name(ident, raw.name.as_ref(), errors);
    let attrs = attrs::resolve(&rust_name, &raw, errors);
    if attrs.tool {
        tool_name(path, &name, ident, errors);
    }
    hidden_attributes(&rust_name, &original.attrs, errors);
    let lines = doc::lines(&original.attrs);
    let tagged = tags::parse(&rust_name, &lines, errors);
    declared_reasons(&rust_name, &tagged, errors);
    let doc = doc::doc(&tagged.text());
    if doc.summary.is_empty() {
        errors.push(ident, tag_text::method_undocumented(&rust_name));
    }
    Method {
        original,
        doc,
        tagged,
        attrs,
        cfgs: cfgs(&original.attrs),
        deprecated: deprecated(&original.attrs),
        call: signature::call_form(original, errors),
        name,
    }
}

fn name(ident: &Ident, given: Option<&LitStr>, errors: &mut Errors) -> String {
    let Some(given) = given else {
        let name = ident.unraw().to_string();
        if !types::is_word(&name) {
            errors.push(ident, text::method_ident(&name));
        }
        return name;
    };
    let name = given.value();
    if !types::is_word(&name) {
        errors.push(given, text::method_name(&name));
    }
    name
}

fn tool_name(path: &str, name: &str, ident: &Ident, errors: &mut Errors) {
    let tool = format!("{path}_{name}");
    if tool.len() > MAX_TOOL_NAME {
        errors.push(ident, text::tool_name(&tool, tool.len()));
    }
}

/// A macro sees what is behind `#[cfg_attr]` only after it has written its code.
fn hidden_attributes(method: &str, attrs: &[Attribute], errors: &mut Errors) {
    for inner in attrs.iter().flat_map(conditional) {
        let key = attr::key(&inner);
        if [METHOD, CFG, DEPRECATED].contains(&key.as_str()) {
            errors.push(&inner, text::cfg_attr(method, &key));
        }
    }
}

/// Where a method says which errors it has, its examples have no others.
fn declared_reasons(method: &str, tagged: &Tagged, errors: &mut Errors) {
    let declared: Vec<_> = tagged.errors().map(|reason| reason.name.as_str()).collect();
    if declared.is_empty() {
        return;
    }
    for example in tagged.examples() {
        if let Some(Outcome::Error(reason)) = &example.outcome
            && !declared.contains(&reason.name.as_str())
        {
            let message = tag_text::reason_not_declared(method, &reason.name, &declared);
            errors.push_at(reason.span, message);
        }
    }
}

fn cfgs(attrs: &[Attribute]) -> Vec<Attribute> {
    let cfgs = attrs.iter().filter(|attr| attr.path().is_ident(CFG));
    cfgs.cloned().collect()
}

/// The note of `#[deprecated]`, `#[deprecated = ".."]` or `#[deprecated(note = "..")]`. Rustc checks the form.
fn deprecated(attrs: &[Attribute]) -> Option<String> {
    let attr = attrs.iter().find(|attr| attr.path().is_ident(DEPRECATED))?;
    let note = match &attr.meta {
        Meta::Path(_) => None,
        meta @ Meta::NameValue(_) => attr::value(meta).and_then(attr::string).cloned(),
        Meta::List(list) => {
            let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
            let metas = parser.parse2(list.tokens.clone()).unwrap_or_default();
            let note = metas.iter().find(|meta| meta.path().is_ident("note"));
            note.and_then(attr::value).and_then(attr::string).cloned()
        }
    };
    Some(note.map(|note| note.value()).unwrap_or_default())
}
