//! What the compiler is to find of fields that do not keep to `api.lock`. Nothing is written where all is certainly well.

use std::collections::BTreeMap;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Attribute;

use crate::check::lock::{Finding, When};
use crate::parse::lock::{Entry, FILE, Role};
use crate::paths::Paths;

/// Has cargo compile the crate again once the file is another. That a macro has read it is not known to cargo.
pub(crate) fn tracked() -> TokenStream {
    let file = format!("/{FILE}");
    quote! {
        const _: &[u8] = ::core::include_bytes!(::core::concat!(
            ::core::env!("CARGO_MANIFEST_DIR"),
            #file
        ));
    }
}

/// What the compiler needs to know of a member.
pub(crate) struct Place<'a> {
    pub(crate) span: Span,
    pub(crate) cfgs: &'a [Attribute],
    /// An expression of what it holds, a `Held`. Paths begin with `__s`, the shapes, and `__l`.
    pub(crate) held: TokenStream,
}

/// The findings of a type that is in a module of the file. One in another module is another type.
pub(crate) fn findings(
    paths: &Paths,
    module: &str,
    places: &[&Place<'_>],
    findings: &[Finding],
) -> TokenStream {
    let (mut certain, mut checks) = (TokenStream::new(), TokenStream::new());
    for finding in findings {
        let place = places[finding.member];
        let (cfgs, held, span) = (place.cfgs, &place.held, place.span);
        match &finding.when {
            When::Always(message) => certain.extend(always(paths, module, cfgs, span, message)),
            When::Is { said, message } => checks.extend(quote_spanned! {span=>
                #(#cfgs)* #held.assert_is_not(#said, #message);
            }),
            When::IsNot {
                said,
                before,
                after,
            } => checks.extend(quote_spanned! {span=>
                #(#cfgs)* #held.assert_is(#said, #before, #after);
            }),
        }
    }
    if checks.is_empty() {
        return certain;
    }
    let (shape, lock) = (paths.shape(), paths.lock());
    // One constant for all: each costs the compiler more than what it looks at.
    quote! {
        #certain
        const _: () = {
            #[allow(unused_imports)]
            use #shape as __s;
            use #lock as __l;
            if __l::is_same(::core::module_path!(), #module) {
                #checks
            }
        };
    }
}

/// The fields that are gone, as the shapes have them.
pub(crate) fn gone(paths: &Paths, entries: &[(&str, &Entry)]) -> TokenStream {
    let (shape, lock) = (paths.shape(), paths.lock());
    let mut modules = BTreeMap::<&str, BTreeMap<u32, &str>>::new();
    for (module, entry) in entries {
        let gone = entry
            .lines
            .iter()
            .filter(|line| line.role == Role::Reserved);
        let gone = gone.map(|line| (line.number, &*line.name));
        modules.entry(module).or_default().extend(gone);
    }
    modules.retain(|_, gone| !gone.is_empty());
    modules.iter().fold(quote!(&[]), |others, (module, gone)| {
        let gone = gone
            .iter()
            .map(|(number, name)| quote!(#shape::Gone { number: #number, name: #name }));
        quote! {
            if #lock::is_same(::core::module_path!(), #module) { &[#(#gone),*] } else { #others }
        }
    })
}

/// A mistake that needs no look at types.
pub(crate) fn always(
    paths: &Paths,
    module: &str,
    cfgs: &[Attribute],
    span: Span,
    message: &str,
) -> TokenStream {
    let lock = paths.lock();
    quote_spanned! {span=>
        #(#cfgs)*
        const _: () = if #lock::is_same(::core::module_path!(), #module) {
            ::core::panic!("{}", #message)
        };
    }
}
