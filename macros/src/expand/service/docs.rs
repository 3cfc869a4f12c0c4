//! The doc comment of a method as rustdoc gets it: tags are written out in Markdown.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Meta;

use crate::model::service::Method;
use crate::parse::attr::DOC;
use crate::parse::tags::{Example, Outcome, Piece};

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
    let mut lines = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(line) => lines.push((line.text.clone(), line.span)),
            Piece::Example(example) => add(&mut lines, self::example(example)),
            Piece::Error(reason) => add(&mut lines, vec![format!("**Error** `{}`", reason.name)]),
        }
    }
    lines.iter().map(|(line, span)| doc(line, *span)).collect()
}

/// Adds lines with an empty line before and after them.
fn add(lines: &mut Vec<(String, Span)>, more: Vec<String>) {
    let empty = (String::new(), Span::call_site());
    if lines.last().is_some_and(|(last, _)| !last.is_empty()) {
        lines.push(empty.clone());
    }
    lines.extend(more.into_iter().map(|line| (line, Span::call_site())));
    lines.push(empty);
}

fn example(example: &Example) -> Vec<String> {
    let title = match &example.title {
        None => "**Example**".to_owned(),
        Some(title) => format!("**Example** {title}"),
    };
    let mut lines = vec![title, String::new()];
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
    lines
}

fn fenced(json: &str) -> Vec<String> {
    let mut lines = vec!["```json".to_owned()];
    lines.extend(json.lines().map(str::to_owned));
    lines.push("```".to_owned());
    lines
}

fn doc(line: &str, span: Span) -> TokenStream {
    let text = format!(" {line}");
    quote_spanned!(span=> #[doc = #text])
}
