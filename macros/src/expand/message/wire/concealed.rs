//! Forms that a public type may not name, since they are made of what may be private.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericArgument, Path, PathArguments, Type, TypePath, Visibility};

use super::Writer;
use crate::parse::types;

/// Types that have these names everywhere.
const PRELUDE: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "isize", "u8", "u16", "u32", "u64",
    "usize", "str", "String", "Vec", "Option", "Box", "Self",
];

impl Writer<'_> {
    /// The form, if the type may name it; else one that hides it, and what that needs.
    ///
    /// The compiler refuses a private type in what a public one says of itself. Without protobuf nothing is said, so
    /// that such a type must not be refused with it either.
    pub(super) fn named(
        &self,
        form: TokenStream,
        may_be_named: bool,
    ) -> (Option<TokenStream>, TokenStream) {
        if may_be_named {
            return (None, form);
        }
        let conceal = self.implementation(
            &quote!(__w::Conceal<Self>),
            &quote!(__Concealed),
            &quote! {
                const FORM: __w::Functions<__Self> = __w::Functions::of::<#form>();
                const ONE: __w::Functions<__Self> =
                    __w::Functions::of::<<#form as __w::Form<__Self>>::One>();
            },
        );
        let items = quote!(pub struct __Concealed; #conceal);
        (Some(items), quote!(__w::Concealed<__Concealed>))
    }

    /// Whether the type may name another in public: one that is private itself, or where the other is known to be public.
    pub(super) fn may_name(&self, ty: &Type) -> bool {
        matches!(self.message.item.vis, Visibility::Inherited) || self.is_public(ty)
    }

    /// Whether the tokens of a type show that it is public.
    fn is_public(&self, ty: &Type) -> bool {
        match types::ungroup(ty) {
            Type::Path(TypePath {
                qself: None, path, ..
            }) => self.is_public_name(path) && arguments(path).all(|ty| self.is_public(ty)),
            Type::Tuple(tuple) => tuple.elems.iter().all(|ty| self.is_public(ty)),
            Type::Array(array) => self.is_public(&array.elem),
            _ => false,
        }
    }

    fn is_public_name(&self, path: &Path) -> bool {
        let mut names = path.segments.iter().map(|segment| &segment.ident);
        match (names.next(), names.next()) {
            (Some(name), None) => {
                let mut params = self.message.item.generics.type_params();
                PRELUDE.iter().any(|known| name == known)
                    || params.any(|param| param.ident == *name)
            }
            // Of another crate.
            (Some(root), Some(_)) => {
                path.leading_colon.is_some() || root == "std" || root == "core"
            }
            _ => false,
        }
    }
}

/// A type without values that implementations stand on. It is as public as what they tell.
pub(super) fn marker(name: &TokenStream, may_be_named: bool) -> TokenStream {
    let public = may_be_named.then(|| quote!(pub));
    quote! {
        #[allow(dead_code)]
        #public struct #name;
    }
}

/// The types among the arguments of a path.
fn arguments(path: &Path) -> impl Iterator<Item = &Type> {
    let lists = path
        .segments
        .iter()
        .filter_map(|segment| match &segment.arguments {
            PathArguments::AngleBracketed(list) => Some(&list.args),
            _ => None,
        });
    lists.flatten().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
