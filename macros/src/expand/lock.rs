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

/// A type whose members are looked at.
pub(crate) struct Looked<'a> {
    pub(crate) paths: &'a Paths,
    /// Where each member is.
    pub(crate) places: Vec<Place<'a>>,
    /// The type itself, which is asked for all its members at once: the arguments of `Changed::find`. `None` where only
    /// its members can be asked, since it is generic.
    pub(crate) whole: Option<TokenStream>,
}

/// Where a member is.
pub(crate) struct Place<'a> {
    pub(crate) span: Span,
    pub(crate) cfgs: &'a [Attribute],
    /// An expression of what it holds, a `Held`. Paths begin with `__s`, the shapes, and `__l`.
    pub(crate) held: Box<dyn Fn() -> TokenStream + 'a>,
}

/// The findings of a type that is in a module of the file. One in another module is another type.
pub(crate) fn findings(looked: &Looked<'_>, module: &str, findings: &[Finding]) -> TokenStream {
    let paths = looked.paths;
    let mut written = Written::default();
    for finding in findings {
        written.finding(looked, module, finding);
    }
    let Written {
        certain,
        said,
        told,
        asked,
    } = written;
    let look = looked.whole.as_ref().filter(|_| !said.is_empty());
    let look = look.map(|whole| {
        quote! {
            let __changed = __l::Changed::find(#whole, &[#said]);
            match __changed.number() { #told _ => {} }
        }
    });
    if look.is_none() && asked.is_empty() {
        return certain;
    }
    let (shape, checks) = (paths.shape(), paths.lock());
    // One constant for all: each costs the compiler more than what it looks at.
    quote! {
        #certain
        const _: () = {
            #[allow(unused_imports)]
            use #shape as __s;
            use #checks as __l;
            if __l::is_same(::core::module_path!(), #module) {
                #look
                #asked
            }
        };
    }
}

/// What findings become.
#[derive(Default)]
struct Written {
    /// Mistakes that need no look.
    certain: TokenStream,
    /// What the file says of the members that are looked at together, and what to tell of each.
    said: TokenStream,
    told: TokenStream,
    /// Questions to single members.
    asked: TokenStream,
}

impl Written {
    fn finding(&mut self, looked: &Looked<'_>, module: &str, finding: &Finding) {
        let Place { span, cfgs, held } = &looked.places[finding.member];
        let number = finding.number;
        match &finding.when {
            When::Always(message) => {
                let mistake = always(looked.paths, module, cfgs, *span, message);
                self.certain.extend(mistake);
            }
            When::Is { said, message } => {
                let held = held();
                self.asked.extend(quote_spanned! {*span=>
                    #(#cfgs)* #held.assert_is_not(#said, #message);
                });
            }
            When::IsNot {
                said,
                before,
                after,
            } if looked.whole.is_some() => {
                self.said.extend(quote!(#(#cfgs)* (#number, #said),));
                self.told.extend(quote_spanned! {*span=>
                    #(#cfgs)* #number => __changed.tell(#before, #after),
                });
            }
            When::IsNot {
                said,
                before,
                after,
            } => {
                let held = held();
                self.asked.extend(quote_spanned! {*span=>
                    #(#cfgs)* #held.assert_is(#said, #before, #after);
                });
            }
        }
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
