//! The examples of a service as constants that the compiler checks: each mistake is an error on its line.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;

use super::{calls, request_type, respanned, spec};
use crate::model::service::{CallForm, Method, Service};
use crate::parse::json::{Token, TokenKind};
use crate::parse::tags::{Json, Outcome};
use crate::text::tags as text;

/// A short name for what the checks are made of, where there are any.
pub(super) fn name(service: &Service<'_>) -> Option<TokenStream> {
    let private = service.paths.private();
    let mut examples = calls(service).flat_map(|(method, _)| method.tagged.examples());
    examples.next().map(|_| {
        quote! {
            #[allow(unused_imports)]
            use #private::example::Token as __T;
        }
    })
}

/// The checks of a method's examples and of their replies.
pub(super) fn checks(
    service: &Service<'_>,
    method: &Method<'_>,
    call: &CallForm,
) -> Vec<TokenStream> {
    let name = method.original.sig.ident.unraw().to_string();
    let mut checks = Vec::new();
    for example in method.tagged.examples() {
        let request = spec::request(service, &request_type(service, method, call));
        let check = Check {
            function: quote!(check_request),
            of: request,
            about: text::misfit(&name, "request"),
            json: &example.input,
        };
        checks.push(check.expand(service));
        if let Some(Outcome::Reply(reply)) = &example.outcome {
            let check = Check {
                function: quote!(check_reply),
                of: spec::returns(service, &call.returns),
                about: text::misfit(&name, "reply"),
                json: reply,
            };
            checks.push(check.expand(service));
        }
    }
    checks
}

struct Check<'a> {
    /// What checks it.
    function: TokenStream,
    /// What is known of the type.
    of: TokenStream,
    about: String,
    json: &'a Json,
}

impl Check<'_> {
    /// A constant for each line, which fails if what is wrong begins there.
    fn expand(&self, service: &Service<'_>) -> TokenStream {
        let lines = &self.json.lines;
        let span = lines.first().map_or_else(Span::call_site, |line| line.span);
        let private = respanned(service.paths.private(), span);
        let Self {
            function,
            of,
            about,
            json,
        } = self;
        let tokens = json.tokens.iter().map(|token| written(token, span));
        let function = respanned(function.clone(), span);
        let checked = quote_spanned!(span=> #private::#function(&#of, #about, &[#(#tokens),*]));
        if lines.len() < 2 {
            return quote_spanned! {span=>
                #[allow(long_running_const_eval)]
                const _: () = #private::assert_fits(&#checked, 0, !0);
            };
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
            #[allow(long_running_const_eval)]
            const _: () = {
                const __CHECKED: #private::Checked = #checked;
                #(#asserted)*
            };
        }
    }
}

fn written(token: &Token, span: Span) -> TokenStream {
    match &token.kind {
        TokenKind::Object { end } => {
            let end = Literal::usize_unsuffixed(*end);
            quote_spanned!(span=> __T::Object { end: #end })
        }
        TokenKind::Array { end } => {
            let end = Literal::usize_unsuffixed(*end);
            quote_spanned!(span=> __T::Array { end: #end })
        }
        TokenKind::End => quote_spanned!(span=> __T::End),
        TokenKind::Key(key) => quote_spanned!(span=> __T::Key(#key)),
        TokenKind::Null => quote_spanned!(span=> __T::Null),
        TokenKind::Bool(value) => quote_spanned!(span=> __T::Bool(#value)),
        TokenKind::Number(raw) => {
            let value = float(raw);
            quote_spanned!(span=> __T::Number(#raw, #value))
        }
        TokenKind::String { raw, meaning } if raw == meaning => {
            quote_spanned!(span=> __T::String(#raw))
        }
        TokenKind::String { raw, meaning } => quote_spanned!(span=> __T::Escaped(#raw, #meaning)),
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
