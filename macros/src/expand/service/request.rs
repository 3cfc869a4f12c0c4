//! The request that the arguments of a method make.

use syn::ext::IdentExt as _;
use syn::{DeriveInput, parse_quote};

use super::{generated_name, request_name};
use crate::model::service::{Method, Request, Service};

/// The request of a method as a message to be expanded; `None` where an argument is all of it.
pub(crate) fn request(service: &Service<'_>, method: &Method<'_>) -> Option<DeriveInput> {
    let Request::Fields(fields) = &method.call.as_ref()?.request else {
        return None;
    };
    let name = request_name(service, method);
    let vis = &service.original.vis;
    let cfgs = &method.cfgs;
    let about = format!(
        " The request of [`{}::{}`].",
        generated_name(service, ""),
        method.original.sig.ident.unraw()
    );
    let fields = fields.iter().map(|field| {
        let (attrs, ident, ty) = (&field.attrs, &field.ident, &field.ty);
        quote::quote!(#(#attrs)* #vis #ident: #ty)
    });
    // Readers of the Rust documentation get a sentence, which would be noise in the schema that callers get.
    Some(parse_quote! {
        #(#cfgs)*
        #[cfg_attr(doc, doc = #about)]
        #[allow(missing_docs, dead_code)]
        #vis struct #name { #(#fields),* }
    })
}
