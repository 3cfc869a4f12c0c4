//! The fields of a type, compared with what the file says of them.
//!
//! A crate may have thousands of fields, and a compiler that evaluates constants takes its time for every step and more for
//! every call. So what the file says is one text here, which is read along the fields, and most of them need a few steps.

use super::Held;
use super::types::{self, Inside};
use crate::shape::{Body, Enum, Field, Fields, Kind, Shape, ShapeRef, VariantBody};
use crate::text;

/// The first field of a type that holds something else than the file says, if there is any.
#[derive(Clone, Copy, Debug)]
pub struct Changed {
    found: Option<Found>,
}

/// A field that holds something else.
#[derive(Clone, Copy, Debug)]
struct Found {
    number: u32,
    member: Member,
    /// What it holds, by the file.
    said: &'static str,
    held: Held<'static>,
}

/// How a field is named behind its type.
#[derive(Clone, Copy, Debug)]
pub(super) enum Member {
    /// The name has it already.
    Named,
    Field(&'static str),
    Place(u32),
    Variant(&'static str),
}

impl Changed {
    const NONE: Self = Self { found: None };

    /// Compares the fields of a type, or those of the named variant, if the type is in the module that is meant.
    ///
    /// `said` has a line a field, in the order of their declaration: its number, a space, what it holds. The type may have
    /// fields that are not there, and lack others. The package is that of its message.
    pub const fn find(
        shape: ShapeRef,
        variant: Option<&str>,
        (here, meant): (&str, &str),
        package: &'static str,
        said: &'static str,
    ) -> Self {
        if !text::same(here, meant) {
            return Self::NONE;
        }
        let inside = Inside::new(package, shape.get().package.is_some());
        let said = said.as_bytes();
        match (&shape.get().body, variant) {
            (Body::Struct(fields), _) => Self::of_fields(fields, inside, said),
            (Body::Tuple(kinds), _) => Self::of_places(kinds, inside, said),
            (Body::Enum(body), None) => Self::of_variants(body, inside, said),
            (Body::Enum(body), Some(name)) => Self::of_variant(body, name, inside, said),
            _ => Self::NONE,
        }
    }

    /// The number of the field; 0 where there is none.
    pub const fn number(&self) -> u32 {
        match &self.found {
            Some(found) => found.number,
            None => 0,
        }
    }

    /// Fails to compile where there is such a field of a type of this name. `free` is a number that no field has or had, and
    /// 0 where fields have no numbers but their places.
    #[track_caller]
    pub const fn tell(&self, name: &str, free: u32) {
        if let Some(found) = &self.found {
            let Found {
                member, said, held, ..
            } = found;
            held.refuse(name, *member, said, free);
        }
    }

    const fn found(number: u32, member: Member, held: Held<'static>, rest: &'static [u8]) -> Self {
        let said = match str::from_utf8(line(rest).0) {
            Ok(said) => said,
            // It is cut out of a text at ends of lines.
            Err(_) => "",
        };
        Self {
            found: Some(Found {
                number,
                member,
                said,
                held,
            }),
        }
    }

    const fn of_fields(
        fields: &'static Fields,
        inside: Inside<'static>,
        mut said: &'static [u8],
    ) -> Self {
        let mut fields = fields.list;
        while let Some((number, rest)) = number(said) {
            said = match field(fields, number) {
                None => line(rest).1,
                Some((field, behind)) => {
                    fields = behind;
                    let held = Held::field(&field.kind, inside);
                    match compare(&held, rest) {
                        Some(rest) => rest,
                        None => {
                            return Self::found(number, Member::Field(field.rust), held, rest);
                        }
                    }
                }
            };
        }
        Self::NONE
    }

    const fn of_places(
        kinds: &'static [Kind],
        inside: Inside<'static>,
        mut said: &'static [u8],
    ) -> Self {
        while let Some((number, rest)) = number(said) {
            let place = number - 1;
            said = if (place as usize) < kinds.len() {
                let held = Held::field(&kinds[place as usize], inside);
                match compare(&held, rest) {
                    Some(rest) => rest,
                    None => return Self::found(number, Member::Place(place), held, rest),
                }
            } else {
                line(rest).1
            };
        }
        Self::NONE
    }

    const fn of_variants(
        body: &'static Enum,
        inside: Inside<'static>,
        mut said: &'static [u8],
    ) -> Self {
        let mut variants = body.variants;
        while let Some((number, rest)) = number(said) {
            said = line(rest).1;
            let mut left = variants;
            while let [variant, behind @ ..] = left {
                left = behind;
                if variant.number == number {
                    variants = behind;
                    left = &[];
                    if let VariantBody::Newtype(kind, _) = &variant.body {
                        let held = Held::alternative(kind, inside);
                        if compare(&held, rest).is_none() {
                            let member = Member::Variant(variant.rust);
                            return Self::found(number, member, held, rest);
                        }
                    }
                }
            }
        }
        Self::NONE
    }

    const fn of_variant(
        body: &'static Enum,
        name: &str,
        inside: Inside<'static>,
        said: &'static [u8],
    ) -> Self {
        let mut variants = body.variants;
        while let [variant, behind @ ..] = variants {
            if text::same(variant.rust, name) {
                return match &variant.body {
                    VariantBody::Struct(fields) => Self::of_fields(fields, inside, said),
                    VariantBody::Tuple(kinds) => Self::of_places(kinds, inside, said),
                    VariantBody::Unit | VariantBody::Newtype(..) => Self::NONE,
                };
            }
            variants = behind;
        }
        Self::NONE
    }
}

/// The field of a number, and those behind it.
const fn field(
    mut fields: &'static [Field],
    number: u32,
) -> Option<(&'static Field, &'static [Field])> {
    while let [field, behind @ ..] = fields {
        if field.proto.number == number {
            return Some((field, behind));
        }
        fields = behind;
    }
    None
}

/// The number that a line begins with, and what is behind it and the space. `None` at the end.
const fn number(text: &'static [u8]) -> Option<(u32, &'static [u8])> {
    let mut number = 0;
    let mut rest = text;
    while let [digit @ b'0'..=b'9', behind @ ..] = rest {
        number = number * 10 + (*digit - b'0') as u32;
        rest = behind;
    }
    match rest {
        [b' ', behind @ ..] if number > 0 => Some((number, behind)),
        _ => None,
    }
}

/// The rest of a line, and the lines behind it.
const fn line(text: &'static [u8]) -> (&'static [u8], &'static [u8]) {
    let mut at = 0;
    while at < text.len() && text[at] != b'\n' {
        at += 1;
    }
    let (line, rest) = text.split_at(at);
    match rest {
        [_, behind @ ..] => (line, behind),
        [] => (line, rest),
    }
}

/// The lines behind this one, where it says what is held.
const fn compare(held: &Held<'_>, text: &'static [u8]) -> Option<&'static [u8]> {
    if let Some(rest) = compare_plain(held, text) {
        return Some(rest);
    }
    let (line, rest) = line(text);
    match str::from_utf8(line) {
        Ok(said) if held.is(said) => Some(rest),
        _ => None,
    }
}

/// The same for what is seen at first sight: something with one word or a plain message, a list of these, or a map of
/// strings to these.
const fn compare_plain(held: &Held<'_>, text: &'static [u8]) -> Option<&'static [u8]> {
    if !held.is_field {
        return None;
    }
    let (kind, text, is_map) = match (held.kind, text) {
        (Kind::Option(inner), text) => (*inner, text, false),
        (
            Kind::Seq(inner, _) | Kind::Set(inner),
            [
                b'r',
                b'e',
                b'p',
                b'e',
                b'a',
                b't',
                b'e',
                b'd',
                b' ',
                rest @ ..,
            ],
        ) => (*inner, rest, false),
        (
            Kind::Map(Kind::String, inner),
            [
                b'm',
                b'a',
                b'p',
                b'<',
                b's',
                b't',
                b'r',
                b'i',
                b'n',
                b'g',
                b',',
                b' ',
                rest @ ..,
            ],
        ) => (*inner, rest, true),
        (kind, text) => (kind, text, false),
    };
    let word = match kind {
        Kind::Message(shape) => plain_name(shape.get()),
        kind => types::word(kind),
    };
    match (text::without_start(text, word.as_bytes()), is_map) {
        (Some([b'\n', rest @ ..]), false) | (Some([b'>', b'\n', rest @ ..]), true) => Some(rest),
        _ => None,
    }
}

/// The name of a message that has no other one, and is in the package of the service.
const fn plain_name(shape: &Shape) -> &'static str {
    match shape {
        Shape {
            args: [],
            package: None,
            body: Body::Struct(_) | Body::Enum(_) | Body::Tuple(_) | Body::Unit,
            ..
        } => shape.name,
        _ => "",
    }
}

#[cfg(test)]
mod tests;
