//! `TasksService`: the description of a service.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Attribute, Meta};

use super::{calls, generated_name, quiet, request_type, respanned};
use crate::model::service::{CallForm, Method, MethodAttrs, Service};
use crate::names;
use crate::parse::doc::Doc;
use crate::parse::tags::{Example, Outcome};

/// The unit struct, with this body of its `spec()` and these tests.
pub(super) fn unit_struct(
    service: &Service<'_>,
    body: &TokenStream,
    tests: &TokenStream,
) -> TokenStream {
    let name = generated_name(service, "Service");
    let user = generated_name(service, "");
    let (paths, vis) = (&service.paths, &service.original.vis);
    let private = paths.private();
    let full_name = format!("{}.{}", service.package, service.name);
    let about = format!(
        " The description of the service [`{user}`](trait@{user}), which needs no implementation."
    );
    let about_name = format!(" The full name of the service: `{full_name}`.");
    let quiet = quiet();
    quote! {
        #[doc = #about]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #[allow(dead_code)]
        #vis struct #name;

        #quiet
        impl #name {
            #[doc = #about_name]
            pub const NAME: &'static str = #full_name;

            #[doc(hidden)]
            pub const __TESTS: #private::ServiceTests = #tests;

            /// Everything that the trait says, as plain data.
            #[must_use]
            pub fn spec() -> &'static #paths::spec::ServiceSpec {
                #body
            }
        }
    }
}

/// The body of `spec()`. Its names cannot be those of a user's constant.
pub(super) fn body(service: &Service<'_>) -> TokenStream {
    let private = service.paths.private();
    let (anchor_item, anchor) = anchor(service);
    let anchor = returns(service, &anchor);
    let Service {
        name,
        package,
        path,
        ..
    } = service;
    let doc = doc(service, &service.doc);
    let methods = calls(service).map(|(method, call)| method_def(service, method, call));
    quote! {
        #anchor_item
        static __TRAITWIRE_DEF: #private::ServiceDef = #private::ServiceDef {
            name: #name,
            package: #package,
            path: #path,
            doc: #doc,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            error: #anchor.error_name,
            error_module: #anchor.error_module,
            errors: #anchor.errors,
            errors_gone: #anchor.errors_gone,
            methods: &[#(#methods),*],
        };
        static __TRAITWIRE_SPEC: ::std::sync::LazyLock<#private::Described> =
            ::std::sync::LazyLock::new(|| #private::build(&__TRAITWIRE_DEF));
        __TRAITWIRE_SPEC.spec()
    }
}

/// What a method's return type says, in the words that all generated code uses for it.
pub(super) fn returns(service: &Service<'_>, ty: &impl ToTokens) -> TokenStream {
    let span = ty.to_token_stream().span();
    let private = respanned(service.paths.private(), span);
    quote_spanned!(span=> #private::returns::<#ty>())
}

/// The return type whose error is that of the service, and an item that it needs.
///
/// It is that of the first method that is always there. Where all methods are behind `#[cfg]`, it is that of the
/// first that is there, by a name that is defined once a service and once more in each block that uses it.
pub(super) fn anchor(service: &Service<'_>) -> (TokenStream, TokenStream) {
    let always = calls(service).find(|(method, _)| method.cfgs.is_empty());
    if let Some((_, call)) = always {
        return (TokenStream::new(), call.returns.to_token_stream());
    }
    let paths = &service.paths;
    let user = service.original.ident.unraw();
    let name = format_ident!("__{user}Returns");
    let mut items = TokenStream::new();
    let mut before = Vec::new();
    for (method, call) in calls(service) {
        let condition = conditions(&method.cfgs);
        let ty = &call.returns;
        items.extend(quote! {
            #[cfg(all(#condition, not(any(#(#before),*))))]
            #[allow(dead_code)]
            type #name = #ty;
        });
        before.push(condition);
    }
    items.extend(quote! {
        #[cfg(not(any(#(#before),*)))]
        #[allow(dead_code)]
        type #name = ::core::result::Result<(), #paths::Status>;
    });
    (items, name.to_token_stream())
}

/// `#[cfg(a)] #[cfg(b)]` as `all(a, b)`.
fn conditions(cfgs: &[Attribute]) -> TokenStream {
    let conditions = cfgs.iter().filter_map(|cfg| match &cfg.meta {
        Meta::List(list) => Some(&list.tokens),
        Meta::Path(_) | Meta::NameValue(_) => None,
    });
    quote!(all(#(#conditions),*))
}

fn method_def(service: &Service<'_>, method: &Method<'_>, call: &CallForm) -> TokenStream {
    let private = service.paths.private();
    let cfgs = &method.cfgs;
    let name = &method.name;
    let pascal = names::pascal(name);
    let request = request(service, &request_type(service, method, call));
    let returns = returns(service, &call.returns);
    let doc = doc(service, &method.doc);
    let errors = errors(method);
    let examples = method
        .tagged
        .examples()
        .map(|example| example_def(&private, example));
    let deprecated = option(method.deprecated.as_ref());
    let attrs = attrs(&method.attrs);
    quote! {
        #(#cfgs)*
        #private::MethodDef {
            name: #name,
            pascal: #pascal,
            kind: #private::MethodKind::new(#request.streams, #returns.streams),
            doc: #doc,
            input: #request.input,
            output: #returns.output,
            errors: #errors,
            examples: &[#(#examples),*],
            deprecated: #deprecated,
            #attrs
        }
    }
}

fn attrs(attrs: &MethodAttrs) -> TokenStream {
    let MethodAttrs {
        read_only,
        destructive,
        idempotent,
        public,
        tool,
        scopes,
        timeout_ms,
        on,
    } = attrs;
    let timeout_ms = option(timeout_ms.map(Literal::u64_unsuffixed));
    let on = option(on.as_ref());
    quote! {
        tool: #tool,
        read_only: #read_only,
        destructive: #destructive,
        idempotent: #idempotent,
        scopes: &[#(&[#(#scopes),*]),*],
        public: #public,
        timeout_ms: #timeout_ms,
        on: #on,
    }
}

/// What a method's request type says, in the words that all generated code uses for it.
pub(super) fn request(service: &Service<'_>, ty: &TokenStream) -> TokenStream {
    let private = respanned(service.paths.private(), ty.span());
    quote_spanned!(ty.span()=> #private::request::<#ty>())
}

fn errors(method: &Method<'_>) -> TokenStream {
    let reasons: Vec<_> = method.tagged.errors().map(|reason| &reason.name).collect();
    if reasons.is_empty() {
        quote!(::core::option::Option::None)
    } else {
        quote!(::core::option::Option::Some(&[#(#reasons),*]))
    }
}

fn example_def(private: &TokenStream, example: &Example) -> TokenStream {
    let title = option(example.title.as_ref());
    let input = &example.input.compact;
    let outcome = option(example.outcome.as_ref().map(|outcome| match outcome {
        Outcome::Reply(reply) => {
            let reply = &reply.compact;
            quote!(#private::OutcomeDef::Reply(#reply))
        }
        Outcome::Error(reason) => {
            let reason = &reason.name;
            quote!(#private::OutcomeDef::Error(#reason))
        }
    }));
    quote!(#private::ExampleDef { title: #title, input: #input, outcome: #outcome })
}

fn doc(service: &Service<'_>, doc: &Doc) -> TokenStream {
    let private = service.paths.private();
    let (summary, description) = (&doc.summary, &doc.description);
    quote!(#private::DocDef { summary: #summary, description: #description })
}

fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        None => quote!(::core::option::Option::None),
        Some(value) => quote!(::core::option::Option::Some(#value)),
    }
}
