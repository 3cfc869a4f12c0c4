//! What is wrong, in the words in which decoding says it.

use super::buffer::Buffer;
use super::describe::{Describe, Names, Which};
use super::fault::{Expected, Fault, Legal, Unit, What};
use super::fields::{FieldsOf, Given};
use super::path::{push_key, push_quoted, push_shortened};
use super::side::Side;
use super::token::Token;
use crate::shape::{Enum, Fields};
use crate::suggest::Guess;
use crate::text::{same, starts_with};

/// Writes a mistake with its place.
pub(super) const fn sentence(out: &mut Buffer, fault: &Fault, side: Side, tokens: &[Token]) {
    let mut path = Buffer::new();
    super::path::push(&mut path, tokens, fault.at);
    if let What::MissingField(name) | What::MissingTag(_, name) = fault.what {
        let is_first = path.text().is_empty();
        push_key(&mut path, name, is_first);
    }
    if !path.text().is_empty() {
        out.push("`");
        out.push(path.text());
        out.push("`: ");
    }
    let mut wording = Wording {
        out,
        side,
        tokens,
        at: fault.at,
    };
    wording.message(&fault.what);
}

struct Wording<'b> {
    out: &'b mut Buffer,
    side: Side,
    tokens: &'b [Token],
    at: usize,
}

impl Wording<'_> {
    const fn message(&mut self, what: &What) {
        match what {
            What::Mismatch {
                expected,
                may_be_left_out,
            } => self.mismatch(expected, *may_be_left_out),
            What::UnknownField { fields, given } => self.unknown_field(fields, given),
            What::UnknownBeside(legal) => self.unknown_beside(legal),
            What::MissingField(_) => self.out.push("missing required field"),
            What::MissingTag(e, _) => {
                self.out.push("missing required field, expected ");
                self.describe().variants(e, Which::All);
            }
            What::Repeated(name) => self.repeated(name),
            What::UnknownVariant(e, given) => self.unknown_variant(e, given),
            What::VariantHasNoData(variant) => {
                let name = self.side.name(variant);
                self.push([
                    "`",
                    name,
                    "` has no data, write it as the string \"",
                    name,
                    "\"",
                ]);
            }
            What::VariantHasData(variant) => {
                let name = self.side.name(variant);
                self.push(["`", name, "` needs its data, ", "", ""]);
                self.describe().data(variant);
                self.push([": write {\"", name, "\": ..}", "", ""]);
            }
            What::OneKey(e, keys) => {
                self.out.push("expected an object whose one key is ");
                self.describe().variants(e, Which::All);
                self.out.push(", found ");
                self.out.push_count(*keys);
                self.out.push(" keys");
            }
            What::NoAlternative(e) => {
                self.out.push("expected ");
                self.describe().alternatives(e);
                self.out.push(", found none of them");
            }
            What::Count {
                min,
                max,
                unit,
                found,
            } => {
                self.out.push("expected ");
                self.counted(*min, *max, *unit);
                self.out.push(", found ");
                self.out.push_count(*found);
            }
            What::RepeatedElement => self.out.push("the element is in the set already"),
            What::WrongKey(expected) => {
                self.out.push("expected a key that is ");
                self.describe().expected(expected);
                self.out.push(", found ");
                push_quoted(self.out, Token::key(self.tokens, self.at));
            }
        }
    }

    const fn describe(&mut self) -> Describe<'_> {
        Describe {
            out: self.out,
            side: self.side,
        }
    }

    const fn push(&mut self, pieces: [&str; 5]) {
        let mut at = 0;
        while at < pieces.len() {
            self.out.push(pieces[at]);
            at += 1;
        }
    }

    /// "expected a string, found the number 7", with a hint where a mistake is a common one.
    const fn mismatch(&mut self, expected: &Expected, may_be_left_out: bool) {
        let mut name = Buffer::new();
        let mut describe = Describe {
            out: &mut name,
            side: self.side,
        };
        describe.expected(expected);
        self.push(["expected ", name.text(), ", found ", "", ""]);
        self.found();
        let hint = hint(name.text(), &self.tokens[self.at], may_be_left_out);
        if !hint.is_empty() {
            self.push([" (", hint, ")", "", ""]);
        }
    }

    const fn found(&mut self) {
        match self.tokens[self.at] {
            Token::Null => self.out.push("null"),
            Token::Bool(true) => self.out.push("the boolean true"),
            Token::Bool(false) => self.out.push("the boolean false"),
            Token::Number(raw, _) => {
                self.out.push("the number ");
                push_shortened(self.out, raw);
            }
            Token::String(raw) | Token::Escaped(raw, _) => {
                self.out.push("the string \"");
                push_shortened(self.out, raw);
                self.out.push("\"");
            }
            Token::Array(_) => self.out.push("an array"),
            Token::Object(_) | Token::End | Token::Key(_) => self.out.push("an object"),
        }
    }

    const fn unknown_field(&mut self, fields: &'static Fields, given: &Given) {
        let key = Token::key(self.tokens, self.at);
        let known = FieldsOf {
            side: self.side,
            fields,
        };
        if known.is_never_there(key) {
            return self.never_there();
        }
        let mut guess = Guess::new(key);
        let mut slot = 0;
        // Missing fields come first: of two that are equally close, one of them is meant.
        while let Some((at, name)) = known.missing(given, slot) {
            guess.offer(name);
            slot = at + 1;
        }
        let mut names = Names::new();
        let mut list = Buffer::new();
        let mut only = "";
        slot = 0;
        while let Some((at, name)) = known.not_given(given, slot) {
            guess.offer(name);
            names.add(&mut list, name);
            only = name;
            slot = at + 1;
        }
        names.finish(&mut list);
        self.out.push("unknown field, ");
        match (guess.best(), names.count) {
            (Some(name), _) => self.push(["did you mean `", name, "`?", "", ""]),
            (None, 0) => self.out.push("leave it out"),
            (None, 1) => self.push(["expected `", only, "`", "", ""]),
            (None, _) => self.push(["expected one of ", list.text(), "", "", ""]),
        }
    }

    const fn never_there(&mut self) {
        self.out.push(match self.side {
            Side::Read => "the field cannot be set by a caller, leave it out",
            Side::Written => "the field is never written, leave it out",
        });
    }

    const fn unknown_beside(&mut self, legal: &Legal) {
        let key = Token::key(self.tokens, self.at);
        let mut guess = Guess::new(key);
        match legal {
            Legal::Variants(e) => self.offer_variants(&mut guess, e),
            Legal::One(name) => guess.offer(name),
            Legal::None => {}
        }
        self.out.push("unknown field, ");
        match (guess.best(), legal) {
            (Some(name), _) => self.push(["did you mean `", name, "`?", "", ""]),
            (None, Legal::None) => self.out.push("leave it out"),
            (None, Legal::One(name)) => self.push(["expected `", name, "`", "", ""]),
            (None, Legal::Variants(e)) => {
                self.out.push("expected ");
                self.describe().variants(e, Which::All);
            }
        }
    }

    const fn unknown_variant(&mut self, e: &'static Enum, given: &str) {
        self.out.push("unknown variant ");
        push_quoted(self.out, given);
        self.out.push(", expected ");
        self.describe().variants(e, Which::All);
        let mut guess = Guess::new(given);
        self.offer_variants(&mut guess, e);
        if let Some(name) = guess.best() {
            self.push(["; did you mean `", name, "`?", "", ""]);
        }
    }

    const fn offer_variants(&self, guess: &mut Guess<'static>, e: &'static Enum) {
        let mut at = 0;
        while at < e.variants.len() {
            if self.side.is_tagged(&e.variants[at]) {
                guess.offer(self.side.name(&e.variants[at]));
            }
            at += 1;
        }
    }

    const fn repeated(&mut self, name: &str) {
        let key = Token::key(self.tokens, self.at);
        if same(key, name) {
            return self.out.push("the key is written twice");
        }
        self.push([
            "`",
            name,
            "` is given twice, `",
            key,
            "` being another name of it",
        ]);
    }

    /// "1 to 20 characters", "at least 1 element", "exactly 3 entries".
    const fn counted(&mut self, min: Option<usize>, max: Option<usize>, unit: Unit) {
        let (one, many) = match unit {
            Unit::Characters => (" character", " characters"),
            Unit::Elements => (" element", " elements"),
            Unit::Entries => (" entry", " entries"),
        };
        let (words, count) = match (min, max) {
            (Some(min), Some(max)) if min == max => ("exactly ", max),
            (Some(min), Some(max)) => {
                self.out.push_count(min);
                self.out.push(" to ");
                self.out.push_count(max);
                return self.out.push(many);
            }
            (Some(min), None) => ("at least ", min),
            (None, Some(max)) => ("at most ", max),
            (None, None) => return self.push(["any number of", many, "", "", ""]),
        };
        self.out.push(words);
        self.out.push_count(count);
        self.out.push(if count == 1 { one } else { many });
    }
}

/// What a common mistake needs.
const fn hint(expected: &str, found: &Token, may_be_left_out: bool) -> &'static str {
    let raw = match found {
        Token::Null if may_be_left_out => return "leave the field out instead",
        Token::String(raw) | Token::Escaped(raw, _) => raw.trim_ascii_start(),
        _ => return "",
    };
    let wants_scalar = starts_with(expected, "an integer")
        || starts_with(expected, "a number")
        || starts_with(expected, "a boolean");
    let wants_json = starts_with(expected, "an object")
        || starts_with(expected, "an array")
        || starts_with(expected, "one of");
    let is_scalar = same(raw, "true") || same(raw, "false") || is_number(raw);
    if wants_scalar && is_scalar {
        "write it without quotes"
    } else if wants_json && (starts_with(raw, "{") || starts_with(raw, "[")) {
        "write the JSON itself, not a string that holds it"
    } else {
        ""
    }
}

/// Whether a text is a number: digits with at most one point, a sign before them, an exponent behind them.
const fn is_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, whole) = digits(bytes, sign(bytes, 0));
    let mut fraction = 0;
    if at < bytes.len() && bytes[at] == b'.' {
        (at, fraction) = digits(bytes, at + 1);
    }
    if whole + fraction == 0 {
        return false;
    }
    let mut is_exponent = true;
    if at < bytes.len() && matches!(bytes[at], b'e' | b'E') {
        let (end, count) = digits(bytes, sign(bytes, at + 1));
        // An exponent of more digits makes no finite number, or zero.
        is_exponent = count > 0 && count < 3;
        at = end;
    }
    is_exponent && at == bytes.len()
}

/// The place after a sign, if there is one.
const fn sign(bytes: &[u8], at: usize) -> usize {
    if at < bytes.len() && matches!(bytes[at], b'+' | b'-') {
        at + 1
    } else {
        at
    }
}

/// The place after some digits, and how many they are.
const fn digits(bytes: &[u8], start: usize) -> (usize, usize) {
    let mut at = start;
    while at < bytes.len() && bytes[at].is_ascii_digit() {
        at += 1;
    }
    (at, at - start)
}
