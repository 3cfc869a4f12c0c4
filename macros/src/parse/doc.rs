//! Doc comments: lines with their places, and the summary and description that they make.

use proc_macro2::Span;
use syn::{Attribute, Meta};

use super::attr::{self, DOC};

/// One line of a doc comment.
#[derive(Clone, Debug)]
pub(crate) struct DocLine {
    /// The line without the space after `///`, with further indentation kept.
    pub(crate) text: String,
    /// The line in the source; the whole comment where it is one `/** .. */` or `#[doc = ".."]`.
    pub(crate) span: Span,
}

/// A doc comment as readers get it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Doc {
    /// The first paragraph, on one line.
    pub(crate) summary: String,
    /// The rest, as it was written.
    pub(crate) description: String,
}

/// The lines of all doc comments among the attributes.
pub(crate) fn lines(attrs: &[Attribute]) -> Vec<DocLine> {
    attrs
        .iter()
        .filter_map(literal)
        .flat_map(|literal| {
            let text = literal.value();
            let span = literal.span();
            split(&text)
                .into_iter()
                .map(move |text| DocLine { text, span })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The summary and the description of some lines.
pub(crate) fn doc(lines: &[DocLine]) -> Doc {
    let mut rest = lines
        .iter()
        .map(|line| line.text.trim_end())
        .skip_while(|line| line.is_empty());
    let first: Vec<_> = rest
        .by_ref()
        .take_while(|line| !line.is_empty())
        .map(str::trim)
        .collect();
    let rest: Vec<_> = rest.skip_while(|line| line.is_empty()).collect();
    Doc {
        summary: first.join(" "),
        description: rest.join("\n").trim_end().to_owned(),
    }
}

/// All of a doc comment as one text, for readers who get no summary of their own.
pub(crate) fn text(attrs: &[Attribute]) -> String {
    let lines = lines(attrs);
    let lines: Vec<_> = lines.iter().map(|line| line.text.trim_end()).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn literal(attr: &Attribute) -> Option<&syn::LitStr> {
    match &attr.meta {
        Meta::NameValue(pair) if pair.path.is_ident(DOC) => attr::string(&pair.value),
        _ => None,
    }
}

/// The lines of one literal, without the ornaments of a block comment.
fn split(text: &str) -> Vec<String> {
    if !text.contains('\n') {
        return vec![unindent(text)];
    }
    let lines: Vec<_> = text.lines().collect();
    // In `/** .. */` each line after the first may begin with an asterisk.
    let starred = lines[1..]
        .iter()
        .all(|line| line.trim().is_empty() || line.trim_start().starts_with('*'));
    let mut lines: Vec<_> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| match line.trim_start().strip_prefix('*') {
            Some(rest) if starred && index > 0 => unindent(rest),
            _ => unindent(line),
        })
        .collect();
    // The line of `*/` holds nothing.
    if lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines
}

fn unindent(line: &str) -> String {
    line.strip_prefix(' ').unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::{ItemStruct, parse_quote};

    fn texts(item: &ItemStruct) -> Vec<String> {
        lines(&item.attrs)
            .into_iter()
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn a_line_comment_keeps_inner_indentation() {
        let item: ItemStruct = parse_quote! {
            /// One.
            ///     code
            ///
            #[derive(Debug)]
            ///Two.
            #[doc(hidden)]
            struct S;
        };
        assert_eq!(texts(&item), ["One.", "    code", "", "Two."]);
    }

    #[test]
    fn a_block_comment_loses_its_ornaments() {
        let item: ItemStruct = parse_quote! {
            #[doc = "\n * One.\n *\n * - two\n "]
            struct S;
        };
        assert_eq!(texts(&item), ["", "One.", "", "- two"]);
        let list: ItemStruct = parse_quote! {
            #[doc = "One.\n* two\nthree"]
            struct S;
        };
        assert_eq!(texts(&list), ["One.", "* two", "three"]);
    }

    #[test]
    fn the_first_paragraph_is_the_summary() {
        let item: ItemStruct = parse_quote! {
            ///
            /// A summary
            /// on two lines.
            ///
            ///
            /// The rest,
            ///
            ///     indented
            ///
            struct S;
        };
        let doc = doc(&lines(&item.attrs));
        assert_eq!(doc.summary, "A summary on two lines.");
        assert_eq!(doc.description, "The rest,\n\n    indented");
    }

    #[test]
    fn no_comment_is_an_empty_doc() {
        assert_eq!(doc(&[]), Doc::default());
    }
}
