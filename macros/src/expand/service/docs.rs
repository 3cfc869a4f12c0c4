//! The doc comment of a method as rustdoc gets it: tags are written out in Markdown.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Meta;

use crate::model::service::Method;
use crate::parse::attr::DOC;
use crate::parse::tags::{Example, Outcome, Piece, Reason};

/// The doc attributes of a method.
pub(super) fn docs(method: &Method<'_>) -> TokenStream {
    let pieces = &method.tagged.pieces;
    let attrs = &method.original.attrs;
    if pieces.iter().all(|piece| matches!(piece, Piece::Text(_))) {
        let docs = attrs
            .iter()
            .filter(|attr| attr.path().is_ident(DOC) && matches!(attr.meta, Meta::NameValue(_)));
        return quote!(#(#docs)*);
    }
    let lines = pieces.iter().flat_map(|piece| match piece {
        Piece::Text(line) => vec![doc(&line.text, line.span)],
        Piece::Example(example) => all(&self::example(example)),
        Piece::Error(reason) => all(&error(reason)),
    });
    lines.collect()
}

fn example(example: &Example) -> Vec<String> {
    let title = match &example.title {
        None => "**Example**".to_owned(),
        Some(title) => format!("**Example** {title}"),
    };
    let mut lines = vec![String::new(), title, String::new()];
    lines.extend(fenced(&example.input.written));
    match &example.outcome {
        None => {}
        Some(Outcome::Reply(reply)) => {
            lines.extend([String::new(), "gives".to_owned(), String::new()]);
            lines.extend(fenced(&reply.written));
        }
        Some(Outcome::Error(reason)) => {
            lines.extend([String::new(), format!("fails with `{}`", reason.name)]);
        }
    }
    lines.push(String::new());
    lines
}

fn fenced(json: &str) -> Vec<String> {
    let mut lines = vec!["```json".to_owned()];
    lines.extend(json.lines().map(str::to_owned));
    lines.push("```".to_owned());
    lines
}

fn error(reason: &Reason) -> Vec<String> {
    let line = format!("**Error** `{}`", reason.name);
    vec![String::new(), line, String::new()]
}

fn all(lines: &[String]) -> Vec<TokenStream> {
    let lines = lines.iter().map(|line| doc(line, Span::call_site()));
    lines.collect()
}

fn doc(line: &str, span: Span) -> TokenStream {
    let text = format!(" {line}");
    quote_spanned!(span=> #[doc = #text])
}
