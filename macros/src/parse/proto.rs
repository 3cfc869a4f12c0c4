//! What `#[proto(..)]` says of a field or a variant: its number in protobuf, and its form there.

use syn::parse::{Parse, ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, Lit, LitInt, LitStr, Token, Type};

use super::attr::PROTO;
use crate::errors::Errors;
use crate::text::proto as text;

/// The greatest number of a field (<https://protobuf.dev/programming-guides/proto3/#assigning>).
pub(crate) const GREATEST: u32 = 536_870_911;

/// What was written. Nothing of it is judged here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proto {
    /// `#[proto(3)]`.
    pub(crate) number: Option<LitInt>,
    /// `#[proto(bytes)]`.
    pub(crate) bytes: Option<Ident>,
    /// `#[proto(required)]`.
    pub(crate) required: Option<Ident>,
    /// `#[proto(as = "T")]`.
    pub(crate) like: Option<Type>,
}

/// One entry of the attribute.
enum Entry {
    Number(LitInt),
    Word(Ident),
    /// `number = 3`, which nothing takes.
    Set(Ident, Lit),
    As(Token![as], LitStr),
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.lookahead1();
        if ahead.peek(LitInt) {
            input.parse().map(Self::Number)
        } else if ahead.peek(Token![as]) {
            let word = input.parse()?;
            input.parse::<Token![=]>()?;
            Ok(Self::As(word, input.parse()?))
        } else if ahead.peek(Ident) {
            let word = input.parse()?;
            if input.parse::<Option<Token![=]>>()?.is_none() {
                return Ok(Self::Word(word));
            }
            Ok(Self::Set(word, input.parse()?))
        } else {
            Err(input.error(text::no_entry()))
        }
    }
}

impl Proto {
    pub(crate) fn of(attrs: &[Attribute], errors: &mut Errors) -> Self {
        let mut proto = Self::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident(PROTO)) {
            let list = errors.ok(attr.meta.require_list());
            let parser = Punctuated::<Entry, Token![,]>::parse_terminated;
            let entries = list.and_then(|list| errors.ok(parser.parse2(list.tokens.clone())));
            for entry in entries.into_iter().flatten() {
                proto.add(entry, errors);
            }
        }
        proto
    }

    fn add(&mut self, entry: Entry, errors: &mut Errors) {
        match entry {
            Entry::Number(number) if self.number.is_some() => {
                errors.push(&number, text::two_numbers());
            }
            Entry::Number(number) => self.number = Some(number),
            Entry::Word(word) if word == "bytes" && self.like.is_some() => {
                errors.push(&word, text::two_forms());
            }
            Entry::Word(word) if word == "bytes" => self.bytes = Some(word),
            Entry::Word(word) if word == "required" => self.required = Some(word),
            Entry::Set(word, Lit::Int(number)) => {
                errors.push(
                    &word,
                    text::named_number(&word.to_string(), number.base10_digits()),
                );
            }
            Entry::Word(word) | Entry::Set(word, _) => {
                errors.push(&word, text::unknown_key(&word.to_string()));
            }
            Entry::As(word, _) if self.bytes.is_some() || self.like.is_some() => {
                errors.push_at(word.span, text::two_forms());
            }
            Entry::As(word, ty) => match ty.parse() {
                Ok(ty) => self.like = Some(ty),
                Err(_) => errors.push_at(word.span, text::as_no_type(&ty.value())),
            },
        }
    }

    /// The number: what was written, or the place, from 1. A number that is none is found by the check.
    pub(crate) fn number_or(&self, index: usize) -> u32 {
        let written = self.number.as_ref();
        let place = || u32::try_from(index + 1).unwrap_or(0);
        written.map_or_else(place, |number| number.base10_parse().unwrap_or(0))
    }

    /// Whether nothing was written.
    pub(crate) fn is_empty(&self) -> bool {
        let Self {
            number,
            bytes,
            required,
            like,
        } = self;
        number.is_none() && bytes.is_none() && required.is_none() && like.is_none()
    }
}
