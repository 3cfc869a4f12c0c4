//! The fields of a type, compared with what the file says of them.
//!
//! A crate may have thousands of fields, so that this does little for those that are as they were.

use super::Held;
use crate::shape::{Body, Enum, Field, Fields, Kind, ShapeRef, VariantBody};
use crate::text;

/// The first field of a type that holds something else than the file says, if there is any.
#[derive(Clone, Copy, Debug)]
pub struct Changed {
    found: Option<(u32, Held<'static>)>,
}

/// What the file says of some fields, in the order of their declaration: number and type.
type Said<'a> = &'a [(u32, &'a str)];

impl Changed {
    const NONE: Self = Self { found: None };

    /// Compares the fields of a type, or those of the named variant.
    ///
    /// The type may have fields that the file does not know, and lack others.
    pub const fn find(shape: ShapeRef, variant: Option<&str>, said: Said<'_>) -> Self {
        match (&shape.get().body, variant) {
            (Body::Struct(fields), _) => Self::of_fields(fields, said),
            (Body::Tuple(kinds), _) => Self::of_places(kinds, said),
            (Body::Enum(body), None) => Self::of_variants(body, said),
            (Body::Enum(body), Some(name)) => Self::of_variant(body, name, said),
            _ => Self::NONE,
        }
    }

    /// The number of the field; 0 where there is none.
    pub const fn number(&self) -> u32 {
        match self.found {
            Some((number, _)) => number,
            None => 0,
        }
    }

    /// Fails to compile. What the field holds now stands in the message between `before` and `after`.
    #[track_caller]
    pub const fn tell(&self, before: &str, after: &str) {
        if let Some((_, held)) = &self.found {
            held.refuse(before, after);
        }
    }

    const fn of_fields(fields: &'static Fields, mut said: Said<'_>) -> Self {
        let mut fields = fields.list;
        while let [(number, ty), others @ ..] = said {
            if let Some((field, behind)) = field(fields, *number) {
                let held = Held::field(&field.kind);
                if !held.is(ty) {
                    return Self {
                        found: Some((*number, held)),
                    };
                }
                fields = behind;
            }
            said = others;
        }
        Self::NONE
    }

    const fn of_places(kinds: &'static [Kind], mut said: Said<'_>) -> Self {
        while let [(number, ty), others @ ..] = said {
            let place = *number as usize - 1;
            if place < kinds.len() {
                let held = Held::field(&kinds[place]);
                if !held.is(ty) {
                    return Self {
                        found: Some((*number, held)),
                    };
                }
            }
            said = others;
        }
        Self::NONE
    }

    const fn of_variants(body: &'static Enum, mut said: Said<'_>) -> Self {
        let mut variants = body.variants;
        while let ([variant, behind @ ..], [(number, ty), others @ ..]) = (variants, said) {
            if variant.number == *number {
                if let VariantBody::Newtype(kind, _) = &variant.body {
                    let held = Held::alternative(kind);
                    if !held.is(ty) {
                        return Self {
                            found: Some((*number, held)),
                        };
                    }
                }
                said = others;
            }
            variants = behind;
        }
        Self::NONE
    }

    const fn of_variant(body: &'static Enum, name: &str, said: Said<'_>) -> Self {
        let mut variants = body.variants;
        while let [variant, behind @ ..] = variants {
            if text::same(variant.rust, name) {
                return match &variant.body {
                    VariantBody::Struct(fields) => Self::of_fields(fields, said),
                    VariantBody::Tuple(kinds) => Self::of_places(kinds, said),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::{Limits, Shape, Tagging, Variant};

    const LIST: Kind = Kind::Seq(&Kind::String, None);

    const fn shape(body: Body) -> Shape {
        Shape {
            name: "Tested",
            doc: "",
            args: &[],
            package: None,
            origin: "tests",
            body,
            written_alike: true,
        }
    }

    const fn variant(rust: &'static str, number: u32, body: VariantBody) -> Variant {
        Variant {
            rust,
            json: rust,
            aliases: &[],
            body,
            other: false,
            untagged: false,
            skipped: false,
            written: Some(rust),
            doc: "",
            number,
        }
    }

    const FIELDS: Fields = Fields {
        list: &[
            Field::plain("hidden", Kind::Opaque),
            Field::plain("a", Kind::Bool).numbered(7),
            Field::plain("b", LIST).numbered(2),
        ],
        ..*Fields::NONE
    };

    #[track_caller]
    fn assert_found(shape: &'static Shape, variant: Option<&str>, said: Said<'_>, number: u32) {
        let found = Changed::find(ShapeRef::new(shape), variant, said);
        assert_eq!(found.number(), number);
    }

    #[test]
    fn fields_are_found_by_their_numbers() {
        static STRUCT: Shape = shape(Body::Struct(FIELDS));
        assert_found(&STRUCT, None, &[], 0);
        assert_found(&STRUCT, None, &[(7, "bool"), (2, "repeated string")], 0);
        assert_found(&STRUCT, None, &[(2, "repeated string")], 0);
        // One that is not compiled this time.
        assert_found(&STRUCT, None, &[(1, "bytes"), (2, "string")], 2);
        assert_found(&STRUCT, None, &[(7, "string"), (2, "string")], 7);
    }

    #[test]
    fn places_are_numbers() {
        static TUPLE: Shape = shape(Body::Tuple(&[Kind::Bool, LIST]));
        assert_found(&TUPLE, None, &[(2, "repeated string"), (3, "bool")], 0);
        assert_found(&TUPLE, None, &[(1, "bool"), (2, "string")], 2);
    }

    #[test]
    fn variants_hold_values_or_messages() {
        static VARIANTS: [Variant; 3] = [
            variant("None", 1, VariantBody::Unit),
            variant("Words", 4, VariantBody::Newtype(LIST, Limits::NONE)),
            variant("Made", 3, VariantBody::Struct(FIELDS)),
        ];
        static ENUM: Shape = shape(Body::Enum(Enum {
            tagging: Tagging::External,
            variants: &VARIANTS,
            gone: &[],
        }));
        assert_found(&ENUM, None, &[(4, "ListString")], 0);
        assert_found(&ENUM, None, &[(4, "repeated string")], 4);
        assert_found(&ENUM, Some("Made"), &[(7, "bool")], 0);
        assert_found(&ENUM, Some("Made"), &[(7, "bytes")], 7);
        assert_found(&ENUM, Some("None"), &[(7, "bytes")], 0);
    }

    #[test]
    #[should_panic(expected = "from `string` to `repeated string`; no")]
    fn what_is_there_now_is_told() {
        static TUPLE: Shape = shape(Body::Tuple(&[LIST]));
        let found = Changed::find(ShapeRef::new(&TUPLE), None, &[(1, "string")]);
        found.tell("from `string` to `", "`; no");
    }
}
