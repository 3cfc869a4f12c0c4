//! The examples of a service as constants that the compiler checks: each mistake is an error on its line.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::{calls, request_type, respanned, spec};
use crate::model::service::{CallForm, Method, Service};
use crate::parse::json::{Token, TokenKind};
use crate::parse::tags::{Json, Outcome};
use crate::text::tags as text;

/// Short names for what the checks are made of, where there are any: each token is one of many.
pub(super) fn names(service: &Service<'_>) -> Option<TokenStream> {
    let private = service.paths.private();
    let mut examples = calls(service).flat_map(|(method, _)| method.tagged.examples());
    examples.next().map(|_| {
        quote! {
            #[allow(unused_imports)]
            use #private::example::Token::{
                Array as __A, Bool as __B, End as __E, Escaped as __X, Key as __K, Null as __N, Number as __D,
                Object as __O, String as __S,
            };
        }
    })
}

/// The checks of a method's examples, and those of their replies.
pub(super) fn checks(
    service: &Service<'_>,
    method: &Method<'_>,
    call: &CallForm,
) -> Vec<TokenStream> {
    let name = method.original.sig.ident.unraw().to_string();
    let requests = method.tagged.examples().map(|example| &example.input);
    let replies = method
        .tagged
        .examples()
        .filter_map(|example| match &example.outcome {
            Some(Outcome::Reply(reply)) => Some(reply),
            _ => None,
        });
    let request = spec::request(service, &request_type(service, method, call));
    let returns = spec::returns(service, &call.returns);
    let about = |what| text::misfit(&name, what);
    [
        all(
            service,
            &quote!(requests),
            &request,
            &about("request"),
            requests.collect(),
        ),
        all(
            service,
            &quote!(replies),
            &returns,
            &about("reply"),
            replies.collect(),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The checks of examples of one type, of which `of` knows what there is to know.
fn all(
    service: &Service<'_>,
    function: &TokenStream,
    of: &TokenStream,
    about: &str,
    examples: Vec<&Json>,
) -> Option<TokenStream> {
    let span = of.span();
    let private = respanned(service.paths.private(), span);
    let function = respanned(function.clone(), span);
    let checks: Vec<_> = examples
        .into_iter()
        .map(|json| check(service, json))
        .collect();
    if checks.is_empty() {
        return None;
    }
    Some(quote_spanned! {span=>
        #[allow(long_running_const_eval)]
        const _: () = {
            const __EXAMPLES: #private::Examples = #private::#function(&#of, #about);
            #(#checks)*
        };
    })
}

/// A constant for each line of an example, which fails if what is wrong begins there.
fn check(service: &Service<'_>, json: &Json) -> TokenStream {
    let lines = &json.lines;
    let span = lines.first().map_or_else(Span::call_site, |line| line.span);
    let private = respanned(service.paths.private(), span);
    let tokens = json.tokens.iter().map(|token| written(token, span));
    if lines.len() < 2 {
        return quote_spanned!(span=> const _: () = __EXAMPLES.assert(&[#(#tokens),*]););
    }
    let ends = lines.iter().skip(1).map(|line| line.first);
    let ends = ends.map(Literal::usize_unsuffixed).map(|end| quote!(#end));
    let ends = ends.chain([quote!(!0)]);
    let asserted = lines.iter().zip(ends).map(|(line, end)| {
        let first = Literal::usize_unsuffixed(line.first);
        let private = respanned(service.paths.private(), line.span);
        let end = respanned(end, line.span);
        quote_spanned! {line.span=>
            const _: () = #private::assert_fits(&__CHECKED, #first, #end);
        }
    });
    // Checked once, however many lines there are.
    quote_spanned! {span=>
        const _: () = {
            const __CHECKED: #private::Checked = __EXAMPLES.check(&[#(#tokens),*]);
            #(#asserted)*
        };
    }
}

fn written(token: &Token, span: Span) -> TokenStream {
    match &token.kind {
        TokenKind::Object { end } => {
            let end = Literal::usize_unsuffixed(*end);
            quote_spanned!(span=> __O(#end))
        }
        TokenKind::Array { end } => {
            let end = Literal::usize_unsuffixed(*end);
            quote_spanned!(span=> __A(#end))
        }
        TokenKind::End => quote_spanned!(span=> __E),
        TokenKind::Key(key) => quote_spanned!(span=> __K(#key)),
        TokenKind::Null => quote_spanned!(span=> __N),
        TokenKind::Bool(value) => quote_spanned!(span=> __B(#value)),
        TokenKind::Number(raw) => {
            let value = float(raw);
            quote_spanned!(span=> __D(#raw, #value))
        }
        TokenKind::String { raw, meaning } if raw == meaning => {
            quote_spanned!(span=> __S(#raw))
        }
        TokenKind::String { raw, meaning } => quote_spanned!(span=> __X(#raw, #meaning)),
    }
}

/// The closest float to a number of JSON. There is no literal for what is too large for one.
fn float(raw: &str) -> TokenStream {
    let value: f64 = raw.parse().unwrap_or(f64::INFINITY);
    if value.is_infinite() {
        return quote!(::core::f64::INFINITY);
    }
    let size = Literal::f64_unsuffixed(value.abs());
    if value.is_sign_negative() {
        quote!(-#size)
    } else {
        quote!(#size)
    }
}
