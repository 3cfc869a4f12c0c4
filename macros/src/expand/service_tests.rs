//! What `service_tests!` writes: a module of tests for one service.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Ident, Path, parse_quote};

use crate::names;
use crate::parse::service_tests::ServiceTests;
use crate::text::service_tests as text;

/// The name of each test, and what it is about.
const TESTS: [(&str, &str); 6] = [
    ("requests_come_back_as_they_were", "Requests"),
    ("requests_fit_their_schemas", "RequestSchemas"),
    ("replies_come_back_as_they_were", "Replies"),
    ("replies_fit_their_schemas", "ReplySchemas"),
    ("errors_are_those_of_their_methods", "Errors"),
    ("tools_can_be_listed", "Tools"),
];

/// The module. What is around it is in reach inside it, so that a path means there what it means here.
pub(crate) fn service_tests(tests: &ServiceTests) -> TokenStream {
    let Some(name) = tests.service.segments.last() else {
        return TokenStream::new();
    };
    let snake = names::snake(&name.ident.unraw().to_string());
    let module = Ident::new(&format!("{snake}_service_tests"), Span::call_site());
    let service = service(&tests.service);
    let root = inside(tests.paths.root());
    let stand_in = stand_in(&tests.service, &root);
    let functions = TESTS.iter().map(|(name, concern)| {
        let name = Ident::new(name, Span::call_site());
        let concern = Ident::new(concern, Span::call_site());
        quote! {
            #[::core::prelude::v1::test]
            fn #name() {
                #root::__private::assert_service(
                    __TESTS,
                    #root::__private::Concern::#concern,
                );
            }
        }
    });
    quote! {
        #[allow(dead_code, unused_imports, clippy::all, clippy::pedantic)]
        mod #module {
            use super::*;

            const __TESTS: &#root::__private::ServiceTests = {
                use super::*;

                &#service::__TESTS
            };

            #stand_in

            #(#functions)*
        }
    }
}

/// What is found in place of a description that is not in reach, and says so. What is in reach is found before.
///
/// Behind a longer path the compiler says that there is no such name.
fn stand_in(path: &Path, root: &Path) -> Option<TokenStream> {
    let name = path.get_ident()?;
    let service = service(path);
    let message = text::out_of_reach(&name.unraw().to_string());
    let panic = quote_spanned!(name.span()=> ::core::panic!("{}", #message));
    Some(quote! {
        struct #service;

        impl #service {
            const __TESTS: #root::__private::ServiceTests = #panic;
        }
    })
}

/// The description beside a trait, such as `tasks_api::TasksService`, as it is named one module further in.
fn service(path: &Path) -> Path {
    let mut path = inside(path);
    if let Some(last) = path.segments.last_mut() {
        last.ident = format_ident!("{}Service", last.ident.unraw(), span = last.ident.span());
    }
    path
}

/// A path as it is named one module further in.
fn inside(path: &Path) -> Path {
    let Some(first) = path.segments.first() else {
        return path.clone();
    };
    let (is_self, is_super) = (first.ident == "self", first.ident == "super");
    let rest = path.segments.iter().skip(usize::from(is_self));
    if path.leading_colon.is_none() && (is_self || is_super) {
        parse_quote!(super #(::#rest)*)
    } else {
        path.clone()
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens as _;

    use super::*;
    use crate::pipeline;

    fn tokens(path: &Path) -> String {
        path.to_token_stream().to_string().replace(' ', "")
    }

    #[test]
    fn paths_mean_the_same_one_module_further_in() {
        for (outside, within) in [
            ("Tasks", "TasksService"),
            ("r#Type", "TypeService"),
            ("tasks_api::Tasks", "tasks_api::TasksService"),
            ("::tasks_api::Tasks", "::tasks_api::TasksService"),
            ("crate::api::Tasks", "crate::api::TasksService"),
            ("self::Tasks", "super::TasksService"),
            ("super::Tasks", "super::super::TasksService"),
            ("super::super::Tasks", "super::super::super::TasksService"),
            ("self::super::Tasks", "super::super::TasksService"),
        ] {
            let path = syn::parse_str(outside).expect("a path");
            assert_eq!(tokens(&service(&path)), within, "{outside}");
        }
    }

    #[test]
    fn the_usual_path_of_the_crate_is_not_used_where_another_is_given() {
        let expansion = pipeline::service_tests(quote!(api::TaskBoard, crate = self::wire));
        let text = expansion.to_string();
        assert!(!text.contains("traitwire"), "{text}");
        assert!(text.contains("mod task_board_service_tests"), "{text}");
        assert!(text.contains("super :: wire :: __private"), "{text}");
    }
}
