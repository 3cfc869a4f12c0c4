//! What the compiler is to find of fields that do not keep to `api.lock`. Nothing is written where all is certainly well.

use std::collections::BTreeMap;
use std::fmt::Write as _;

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
    /// What messages call it, such as `Task` or `Event::Created`.
    pub(crate) name: &'a str,
    pub(crate) span: Span,
    /// Whether it has a package that is not simply that of the service.
    pub(crate) has_package: bool,
    /// Where each member is.
    pub(crate) places: Vec<Place<'a>>,
    /// The type itself, which is asked for all its members at once: the first arguments of `Changed::find`. `None` where
    /// only its members can be asked, since it is generic.
    pub(crate) whole: Option<TokenStream>,
}

/// Where a member is.
pub(crate) struct Place<'a> {
    pub(crate) span: Span,
    /// What messages call it, such as `Task.kids`.
    pub(crate) name: String,
    pub(crate) cfgs: &'a [Attribute],
    /// What its type seems to be in the words of the file. It may have another meaning where it stands.
    pub(crate) spelled: Option<String>,
    /// An expression of what it holds, a `Held`. Paths begin with `__s`, the shapes, and `__l`; what it is in is `__INSIDE`.
    pub(crate) held: Box<dyn Fn() -> TokenStream + 'a>,
}

/// The findings of a type that is in the module of an entry. One in another module is another type.
pub(crate) fn findings(
    looked: &Looked<'_>,
    (module, entry): (&str, &Entry),
    findings: &[Finding],
) -> TokenStream {
    let mut written = Written {
        looked,
        module,
        package: entry.package(),
        certain: TokenStream::new(),
        said: String::new(),
        told: TokenStream::new(),
        free: 0,
        asked: TokenStream::new(),
    };
    for finding in findings {
        written.finding(finding);
    }
    let (together, single) = (written.together(), written.single());
    let certain = &written.certain;
    quote!(#certain #together #single)
}

/// What findings become.
struct Written<'a> {
    looked: &'a Looked<'a>,
    module: &'a str,
    package: &'a str,
    /// Mistakes that need no look.
    certain: TokenStream,
    /// What the file says of the members that are looked at together.
    said: String,
    /// Those of them whose place is worth knowing.
    told: TokenStream,
    /// A number that none of them has or had.
    free: u32,
    /// Questions to single members.
    asked: TokenStream,
}

impl Written<'_> {
    fn finding(&mut self, finding: &Finding) {
        let Looked { paths, whole, .. } = self.looked;
        let place = &self.looked.places[finding.member];
        let (cfgs, span) = (place.cfgs, place.span);
        match &finding.when {
            When::Always(message) => {
                let mistake = always(paths, self.module, cfgs, span, message);
                self.certain.extend(mistake);
            }
            When::Is { said, message } => {
                let held = (place.held)();
                self.asked.extend(quote_spanned! {span=>
                    #(#cfgs)* #held.assert_is_not(#said, #message);
                });
            }
            When::IsNot { said, free } if whole.is_some() => {
                self.free = free.unwrap_or(0);
                let _ = writeln!(self.said, "{} {said}", finding.number);
                if place.spelled.as_ref() != Some(said) {
                    self.told.extend(self.told_at(finding.number, span));
                }
            }
            When::IsNot { said, free } => {
                let (held, name) = ((place.held)(), &place.name);
                let free = free.unwrap_or(0);
                self.asked.extend(quote_spanned! {span=>
                    #(#cfgs)* #held.assert_is(#said, #name, #free);
                });
            }
        }
    }

    /// Has a change told at the place of its member.
    fn told_at(&self, number: u32, span: Span) -> TokenStream {
        let (name, free) = (self.looked.name, self.free);
        quote_spanned!(span=> #number => __changed.tell(#name, #free),)
    }

    /// One constant that looks at the whole type: each costs the compiler more than what it looks at, and so does each
    /// word in it.
    fn together(&self) -> Option<TokenStream> {
        let Looked {
            name, span, whole, ..
        } = self.looked;
        let whole = whole.as_ref().filter(|_| !self.said.is_empty())?;
        let lock = self.looked.paths.lock();
        let (module, package) = (self.module, self.package);
        let (said, told, free) = (&self.said, &self.told, self.free);
        let other = quote_spanned!(*span=> _ => __changed.tell(#name, #free));
        Some(quote! {
            const _: () = {
                let __changed = #lock::Changed::find(#whole, (::core::module_path!(), #module), #package, #said);
                match __changed.number() { 0 => {} #told #other }
            };
        })
    }

    fn single(&self) -> Option<TokenStream> {
        let asked = Some(&self.asked).filter(|asked| !asked.is_empty())?;
        let (shape, lock) = (self.looked.paths.shape(), self.looked.paths.lock());
        let (module, package) = (self.module, self.package);
        let has_package = self.looked.has_package;
        Some(quote! {
            const _: () = {
                use #shape as __s;
                use #lock as __l;
                const __INSIDE: __l::Inside<'static> = __l::Inside::new(#package, #has_package);
                if __l::is_same(::core::module_path!(), #module) {
                    #asked
                }
            };
        })
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
