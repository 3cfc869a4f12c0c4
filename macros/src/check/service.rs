//! The rules of a trait with `#[service]`.

mod argument;
mod attrs;
mod method;
mod signature;
mod trait_rules;

pub(crate) use argument::{STREAMING, kept_attributes};
pub(crate) use trait_rules::is_implied;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use syn::ext::IdentExt as _;
use syn::{Ident, LitStr};

use crate::errors::Errors;
use crate::model::service::{Method, Request, Service};
use crate::names;
use crate::parse::doc;
use crate::parse::service::{RawService, RawServiceArgs};
use crate::parse::{tags, types};
use crate::paths::Paths;
use crate::text::{method as method_text, service as text, tags as tag_text};

/// The path of MCP beside those of services.
const RESERVED: &str = "mcp";

/// What a trait says. What is wrong goes to `errors`, and the rest is there all the same.
pub(crate) fn service<'a>(
    original: &'a RawService,
    args: RawServiceArgs,
    errors: &mut Errors,
) -> Service<'a> {
    trait_rules::check(original, errors);
    let name = name(&original.ident, args.name.as_ref(), errors);
    let path = path(&original.ident, args.name.as_ref(), &name, errors);
    let package = package(&original.ident, args.package.as_ref(), errors);
    let lines = doc::lines(&original.attrs);
    let doc = doc::doc(&lines);
    if let Some((tag, span)) = tags::first_tag(&lines) {
        errors.push_at(span, tag_text::tag_on_service(&name, tag));
    } else if doc.summary.is_empty() {
        errors.push(&original.ident, tag_text::service_undocumented(&name));
    }
    let mut methods: Vec<_> = original
        .methods()
        .map(|method| method::method(method, &path, errors))
        .collect();
    check_names(&mut methods, errors);
    Service {
        original,
        paths: Paths::new(args.root),
        package,
        name,
        path,
        doc,
        methods,
    }
}

fn name(ident: &Ident, given: Option<&LitStr>, errors: &mut Errors) -> String {
    let Some(given) = given else {
        let name = ident.unraw().to_string();
        if !is_service_name(&name) {
            errors.push(ident, text::ident_form(&name));
        }
        return name;
    };
    let name = given.value();
    if !is_service_name(&name) {
        errors.push(given, text::name_form(&name));
    }
    name
}

fn path(ident: &Ident, given: Option<&LitStr>, name: &str, errors: &mut Errors) -> String {
    let path = names::snake(name);
    if path == RESERVED {
        match given {
            Some(given) => errors.push(given, text::reserved(name)),
            None => errors.push(ident, text::reserved(name)),
        }
    }
    path
}

fn package(ident: &Ident, given: Option<&LitStr>, errors: &mut Errors) -> String {
    let Some(given) = given else {
        errors.push(ident, text::no_package(&ident.unraw().to_string()));
        return String::new();
    };
    let package = given.value();
    if !types::is_package(&package) {
        errors.push(given, text::package_form(&package));
    }
    package
}

/// Methods behind `#[cfg]` may share a name as long as only one is there; that is found out when the description is
/// built. The second of two that are always there is not looked at further.
fn check_names(methods: &mut [Method<'_>], errors: &mut Errors) {
    let wire = |method: &Method<'_>| Some(names::pascal(&method.name));
    refuse_twins(methods, wire, method_text::same_name, errors);
    // The type of a request has the name that the method has in Rust, and so has its variant among the tool calls.
    let request = |method: &Method<'_>| {
        let is_generated = matches!(method.call.as_ref()?.request, Request::Fields(_));
        (is_generated || method.attrs.tool).then(|| names::pascal(&rust_name(method)))
    };
    refuse_twins(methods, request, method_text::same_request, errors);
    for method in methods.iter_mut().filter(|method| method.attrs.tool) {
        let name = rust_name(method);
        if names::pascal(&name) == "Self" {
            errors.push(&method.original.sig.ident, method_text::named_self(&name));
            method.call = None;
        }
    }
}

fn refuse_twins(
    methods: &mut [Method<'_>],
    name: impl Fn(&Method<'_>) -> Option<String>,
    message: fn(&str, &str, &str) -> String,
    errors: &mut Errors,
) {
    let mut seen: HashMap<String, String> = HashMap::new();
    for method in methods.iter_mut().filter(|method| method.cfgs.is_empty()) {
        let Some(name) = name(method) else {
            continue;
        };
        match seen.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(rust_name(method));
            }
            Entry::Occupied(entry) => {
                let message = message(&rust_name(method), entry.get(), entry.key());
                errors.push(&method.original.sig.ident, message);
                method.call = None;
            }
        }
    }
}

fn rust_name(method: &Method<'_>) -> String {
    method.original.sig.ident.unraw().to_string()
}

fn is_service_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
}
