//! The tags of a doc comment: `@example` and `@error`, each with the place of its line.

use proc_macro2::Span;

use super::doc::DocLine;
use super::json::{self, JsonError, Token};
use crate::errors::Errors;
use crate::text::tags as text;

pub(crate) const EXAMPLE: &str = "example";
pub(crate) const ERROR: &str = "error";

/// Every tag there is.
const KNOWN: [&str; 2] = [EXAMPLE, ERROR];

/// The JSON of one example may be this long, in bytes.
const MAX_EXAMPLE: usize = 8 * 1024;

/// A doc comment, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Tagged {
    /// In the order in which they stand.
    pub(crate) pieces: Vec<Piece>,
}

/// A part of a doc comment.
#[derive(Debug)]
pub(crate) enum Piece {
    /// A line without a tag.
    Text(DocLine),
    Example(Example),
    Error(Reason),
}

/// `@example title: {..} -> {..}`.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) title: Option<String>,
    /// The request.
    pub(crate) input: Json,
    pub(crate) outcome: Option<Outcome>,
    /// The line of the tag.
    pub(crate) span: Span,
}

/// What an example gives.
#[derive(Debug)]
pub(crate) enum Outcome {
    Reply(Json),
    Error(Reason),
}

/// A value in JSON.
#[derive(Debug)]
pub(crate) struct Json {
    pub(crate) compact: String,
    /// As it was written, over as many lines.
    pub(crate) written: String,
    pub(crate) tokens: Vec<Token>,
    /// The lines on which there are tokens.
    pub(crate) lines: Vec<Line>,
}

/// A line of an example.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// The number of its first token.
    pub(crate) first: usize,
    pub(crate) span: Span,
}

/// The reason of an error, and the line that names it.
#[derive(Debug)]
pub(crate) struct Reason {
    pub(crate) name: String,
    pub(crate) span: Span,
}

impl Tagged {
    /// The lines that are no tags.
    pub(crate) fn text(&self) -> Vec<DocLine> {
        let text = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(line) => Some(line.clone()),
            Piece::Example(_) | Piece::Error(_) => None,
        });
        text.collect()
    }

    pub(crate) fn examples(&self) -> impl Iterator<Item = &Example> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Example(example) => Some(example),
            Piece::Text(_) | Piece::Error(_) => None,
        })
    }

    /// What `@error` names, without the errors of examples.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Reason> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Error(reason) => Some(reason),
            Piece::Text(_) | Piece::Example(_) => None,
        })
    }
}

/// Takes the doc comment of a method apart.
pub(crate) fn parse(method: &str, lines: &[DocLine], errors: &mut Errors) -> Tagged {
    let mut scanner = Scanner {
        method,
        lines,
        errors,
        pieces: Vec::new(),
    };
    scanner.run();
    Tagged {
        pieces: scanner.pieces,
    }
}

/// The first tag of a doc comment that may have none, such as a trait's.
pub(crate) fn first_tag(lines: &[DocLine]) -> Option<(&str, Span)> {
    let mut fence = Fence::default();
    lines
        .iter()
        .filter(|line| !fence.holds(&line.text))
        .find_map(|line| tag(&line.text).map(|(name, _)| (name, line.span)))
}

/// Where the JSON of an example begins: an object, or an array with no more than a title before it.
fn start_of_json(text: &str) -> usize {
    let object = text.find('{').unwrap_or(text.len());
    let array = text[..object]
        .match_indices('[')
        .map(|(at, _)| at)
        .find(|at| {
            let before = text[..*at].trim();
            before.is_empty() || before.ends_with(':')
        });
    array.unwrap_or(object)
}

struct Scanner<'a> {
    method: &'a str,
    lines: &'a [DocLine],
    errors: &'a mut Errors,
    pieces: Vec<Piece>,
}

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        let mut fence = Fence::default();
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            let tag = tag(&line.text).filter(|_| !fence.is_open());
            at = match tag {
                Some((EXAMPLE, rest)) => self.example(at, rest),
                Some((ERROR, rest)) => self.error(at, rest),
                Some((other, _)) => {
                    self.errors
                        .push_at(line.span, text::unknown_tag(self.method, other, KNOWN));
                    at + 1
                }
                None => {
                    fence.holds(&line.text);
                    self.pieces.push(Piece::Text(line.clone()));
                    at + 1
                }
            };
        }
    }

    fn error(&mut self, at: usize, rest: &str) -> usize {
        if let Some(reason) = self.reason("@error", self.lines[at].span, rest) {
            self.pieces.push(Piece::Error(reason));
        }
        at + 1
    }

    /// Reads an example that begins in a line; gives the line after it.
    fn example(&mut self, at: usize, rest: &'a str) -> usize {
        let block = Block::new(self.lines, at, rest);
        match self.read_example(&block) {
            Some((example, end)) => {
                self.pieces.push(Piece::Example(example));
                block.line_of(end) + 1
            }
            None => block.after,
        }
    }

    /// The example of a block, and the byte of the block at which it ends.
    fn read_example(&mut self, block: &Block) -> Option<(Example, usize)> {
        let tag_line = self.lines[block.first].span;
        let start = start_of_json(&block.text);
        let Ok(title) = title(&block.text[..start]) else {
            self.errors.push_at(tag_line, text::no_title(self.method));
            return None;
        };
        if start == block.text.len() {
            self.errors.push_at(tag_line, text::no_object(self.method));
            return None;
        }
        let (input, end) = self.json(block, start, "@example")?;
        let (outcome, end) = self.outcome(block, end)?;
        if end - start > MAX_EXAMPLE {
            self.errors
                .push_at(tag_line, text::example_too_long(self.method, end - start));
            return None;
        }
        let example = Example {
            title,
            input,
            outcome,
            span: tag_line,
        };
        Some((example, end))
    }

    /// What follows the request: nothing, `-> {reply}` or `! reason`, on its line or on the next.
    fn outcome(&mut self, block: &Block, end: usize) -> Option<(Option<Outcome>, usize)> {
        let rest_of_line = block.rest_of_line(end);
        let next = end + rest_of_line.len() + 1;
        let (mark, from) = if rest_of_line.trim().is_empty() && next < block.text.len() {
            (block.rest_of_line(next), next)
        } else {
            (rest_of_line, end)
        };
        let at = from + (mark.len() - mark.trim_start().len());
        let mark = mark.trim();
        let span = self.lines[block.line_of(at)].span;
        if mark.starts_with("->") {
            let (reply, end) = self.json(block, at + 2, "->")?;
            let rest = block.rest_of_line(end);
            self.nothing_more(rest, block, end)?;
            return Some((Some(Outcome::Reply(reply)), end));
        }
        // An image of Markdown begins with `![`.
        if let Some(reason) = mark.strip_prefix('!').filter(|rest| !rest.starts_with('[')) {
            let reason = self.reason("!", span, reason)?;
            return Some((Some(Outcome::Error(reason)), at + mark.len()));
        }
        self.nothing_more(rest_of_line, block, end)?;
        Some((None, end))
    }

    fn json(&mut self, block: &Block, start: usize, what: &str) -> Option<(Json, usize)> {
        match json::parse(&block.text[start..]) {
            Ok(parsed) => {
                let end = start + parsed.end;
                let json = Json {
                    compact: parsed.compact,
                    written: block.text[start..end].trim().to_owned(),
                    lines: self.lines_of(block, start, &parsed.tokens),
                    tokens: parsed.tokens,
                };
                Some((json, end))
            }
            Err(JsonError { offset, problem }) => {
                let (line, character) = block.place(start + offset);
                let message = text::json(self.method, what, character, &problem);
                self.errors.push_at(self.lines[line].span, message);
                None
            }
        }
    }

    /// The lines on which tokens stand that are counted from `start`.
    fn lines_of(&self, block: &Block, start: usize, tokens: &[Token]) -> Vec<Line> {
        let places = tokens.iter().map(|token| block.line_of(start + token.at));
        let mut lines: Vec<(usize, Line)> = Vec::new();
        for (first, line) in places.enumerate() {
            if lines.last().is_none_or(|(last, _)| *last != line) {
                let span = self.lines[line].span;
                lines.push((line, Line { first, span }));
            }
        }
        lines.into_iter().map(|(_, line)| line).collect()
    }

    fn nothing_more(&mut self, rest: &str, block: &Block, at: usize) -> Option<()> {
        let rest = rest.trim();
        if rest.is_empty() {
            return Some(());
        }
        let span = self.lines[block.line_of(at)].span;
        self.errors
            .push_at(span, text::after_example(self.method, rest));
        None
    }

    /// Reads the reason of an error after `mark`.
    fn reason(&mut self, mark: &str, span: Span, rest: &str) -> Option<Reason> {
        let name = rest.trim();
        if is_reason(name) {
            return Some(Reason {
                name: name.to_owned(),
                span,
            });
        }
        self.errors
            .push_at(span, text::no_reason(self.method, mark, name));
        None
    }
}

/// The lines that an example may take: up to an empty line, another tag or a fence.
struct Block {
    text: String,
    /// Number of the first line, which has the tag.
    first: usize,
    /// Number of the line after the last.
    after: usize,
    /// Where each line begins in `text`, and how many characters of the line stand before that.
    starts: Vec<(usize, usize)>,
}

impl Block {
    fn new(lines: &[DocLine], first: usize, rest: &str) -> Self {
        let before = lines[first].text.chars().count() - rest.chars().count();
        let mut block = Self {
            text: rest.to_owned(),
            first,
            after: first + 1,
            starts: vec![(0, before)],
        };
        let more = lines[first + 1..].iter().take_while(|line| {
            let text = line.text.trim();
            !text.is_empty() && tag(text).is_none() && fence_mark(text).is_none()
        });
        for line in more {
            block.text.push('\n');
            block.starts.push((block.text.len(), 0));
            block.text.push_str(&line.text);
            block.after += 1;
        }
        block
    }

    /// The number of the line that has this byte.
    fn line_of(&self, at: usize) -> usize {
        self.place(at).0
    }

    /// The number of the line that has this byte, and the character's place in it, from 1.
    fn place(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|(start, _)| *start <= at) - 1;
        let (start, before) = self.starts[line];
        let character = before + self.text[start..at].chars().count() + 1;
        (self.first + line, character)
    }

    fn rest_of_line(&self, at: usize) -> &str {
        self.text[at..].split('\n').next().unwrap_or_default()
    }
}

/// The title before an example's JSON: nothing, or text that ends with a colon.
fn title(text: &str) -> Result<Option<String>, ()> {
    match text.trim() {
        "" => Ok(None),
        title => match title.strip_suffix(':').map(str::trim) {
            None | Some("") => Err(()),
            Some(title) => Ok(Some(title.to_owned())),
        },
    }
}

/// The name of the tag at the start of a line, and what follows it.
fn tag(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start().strip_prefix('@')?;
    let end = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    (end > 0).then(|| rest.split_at(end))
}

/// `snake_case`, as the reasons of errors are written.
fn is_reason(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Whether a line is inside a fenced block of Markdown.
#[derive(Debug, Default)]
struct Fence(Option<(char, usize)>);

impl Fence {
    /// Takes the next line; says whether it belongs to a fenced block.
    fn holds(&mut self, line: &str) -> bool {
        let mark = fence_mark(line);
        match (self.0, mark) {
            (None, None) => false,
            (None, Some(opening)) => {
                self.0 = Some(opening);
                true
            }
            (Some((char, length)), mark) => {
                let closes = mark.is_some_and(|mark| mark.0 == char && mark.1 >= length)
                    && line.trim().chars().all(|c| c == char);
                if closes {
                    self.0 = None;
                }
                true
            }
        }
    }

    fn is_open(&self) -> bool {
        self.0.is_some()
    }
}

/// The character and the length of a fence, where a line begins with one.
fn fence_mark(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start();
    let char = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == char).count();
    (length >= 3).then_some((char, length))
}

#[cfg(test)]
mod tests;
