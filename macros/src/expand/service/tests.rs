//! Goldens: what is written for the traits in `golden/`. `UPDATE=1` writes them anew.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{ItemTrait, Meta};

use crate::check;
use crate::errors::Errors;
use crate::parse::service::{RawService, RawServiceArgs};

/// The expansion of a trait, in which requests are messages that have not been expanded.
fn expansion(source: &str) -> TokenStream {
    let mut item: ItemTrait = syn::parse_str(source).expect("a trait");
    let place = item
        .attrs
        .iter()
        .position(|attr| attr.path().is_ident("service"));
    let attr = item.attrs.remove(place.expect("#[service]"));
    let Meta::List(args) = attr.meta else {
        panic!("#[service] without arguments");
    };
    let original: RawService = syn::parse2(item.to_token_stream()).expect("a trait");
    let mut errors = Errors::new();
    let args = RawServiceArgs::parse(args.tokens, &mut errors);
    let service = check::service::service(&original, args, &mut errors);
    let trait_item = super::trait_item(&service);
    let requests = service
        .methods
        .iter()
        .map(|method| super::request(&service, method));
    let requests: Vec<_> = requests.collect();
    let rest = if errors.is_empty() {
        super::service(&service)
    } else {
        super::fallback(&service)
    };
    let errors = errors.finish();
    quote!(#trait_item #(#requests)* #rest #errors)
}

fn golden(name: &str) {
    crate::expand::golden::compare("service/golden", name, expansion);
}

#[test]
fn a_service() {
    golden("tasks");
}

#[test]
fn a_service_whose_methods_are_all_behind_cfg() {
    golden("sometimes");
}

#[test]
fn a_trait_with_mistakes() {
    golden("mistakes");
}

#[test]
fn the_usual_path_of_the_crate_is_not_used_where_another_is_given() {
    let source = "
        /// Plan work.
        #[service(package = \"tasks.v1\", crate = crate::wire)]
        trait Tasks {
            /// Run it.
            /// @example {} -> 7
            /// @example {} ! no_such_task
            /// @error no_such_task
            #[cfg(unix)]
            async fn run(&self, cx: Context, req: Task) -> Result<u64, TaskError>;
            /// Stop it.
            #[deprecated]
            async fn stop(&self, id: u64) -> Result<(), TaskError>;
        }";
    let named = expansion(source).to_string();
    assert!(!named.contains("traitwire"), "{named}");
    let wrong = source.replace("&self", "self");
    let fallback = expansion(&wrong).to_string();
    let without_messages = fallback.split("compile_error").next().unwrap_or_default();
    assert!(!without_messages.contains("traitwire"), "{fallback}");
}

#[test]
fn a_half_typed_body_is_left_alone() {
    let tokens = quote! {
        /// Plan work.
        pub trait Tasks {
            /// Run it.
            async fn run(&self) -> Result<(), Status> { let x = self. ; match }
        }
    };
    let expansion = crate::pipeline::service(quote!(package = "tasks.v1"), tokens).to_string();
    assert!(
        expansion.contains("{ async move { let x = self . ; match } }"),
        "{expansion}"
    );
    assert!(!expansion.contains("compile_error"), "{expansion}");
}
