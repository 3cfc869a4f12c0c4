//! Which messages are objects in JSON.

use super::{Body, Enum, Kind, Shape, Tagging, VariantBody};

impl Shape {
    /// Whether the type can be written as an object in JSON, as the arguments of a tool are.
    ///
    /// Unit structs count, since an empty object is read as one, and types whose form is hidden.
    pub const fn is_object(&self) -> bool {
        match &self.body {
            Body::Struct(_) | Body::Unit | Body::Opaque => true,
            Body::Tuple(_) => false,
            Body::Transparent(kind, _) => kind.is_object(),
            Body::Enum(variants) => variants.is_object(),
        }
    }
}

impl Kind {
    const fn is_object(&self) -> bool {
        match self.json() {
            Self::Map(..) | Self::Opaque => true,
            Self::Message(shape) => shape.get().is_object(),
            _ => false,
        }
    }
}

impl Enum {
    const fn is_object(&self) -> bool {
        // Tagged enums are read as objects, variants without data too: `{"Variant": null}`.
        if !matches!(self.tagging, Tagging::Untagged) {
            return true;
        }
        let mut index = 0;
        while index < self.variants.len() {
            if self.variants[index].body.is_object() {
                return true;
            }
            index += 1;
        }
        false
    }
}

impl VariantBody {
    const fn is_object(&self) -> bool {
        match self {
            Self::Struct(_) => true,
            Self::Newtype(kind, _) => kind.is_object(),
            Self::Unit | Self::Tuple(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::{Fields, Limits, ShapeRef, Variant};

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

    const FIELDS: Fields = Fields {
        list: &[],
        open: false,
        deny_unknown: false,
        gone: &[],
    };

    const fn variant(body: VariantBody) -> Variant {
        Variant {
            rust: "A",
            json: "A",
            aliases: &[],
            body,
            other: false,
            untagged: false,
            skipped: false,
            written: Some("A"),
            doc: "",
            number: 1,
        }
    }

    #[test]
    fn what_has_names_for_its_parts_is_an_object() {
        static NUMBER: Shape = shape(Body::Transparent(Kind::Bool, Limits::NONE));
        static STRUCT: Shape = shape(Body::Struct(FIELDS));
        static UNITS: [Variant; 1] = [variant(VariantBody::Unit)];
        static VALUES: [Variant; 2] = [
            variant(VariantBody::Tuple(&[])),
            variant(VariantBody::Newtype(Kind::Bool, Limits::NONE)),
        ];
        static MIXED: [Variant; 2] = [
            variant(VariantBody::Unit),
            variant(VariantBody::Newtype(
                Kind::Message(ShapeRef::new(&STRUCT)),
                Limits::NONE,
            )),
        ];
        let message = |shape| Body::Transparent(Kind::Message(ShapeRef::new(shape)), Limits::NONE);
        let choice = |tagging, variants| {
            Body::Enum(Enum {
                tagging,
                variants,
                gone: &[],
            })
        };
        let cases = [
            (Body::Struct(FIELDS), true),
            (Body::Unit, true),
            (Body::Opaque, true),
            (Body::Tuple(&[]), false),
            (message(&STRUCT), true),
            (message(&NUMBER), false),
            (
                Body::Transparent(Kind::Map(&Kind::String, &Kind::Bool), Limits::NONE),
                true,
            ),
            (
                Body::Transparent(Kind::Seq(&Kind::Bool, None), Limits::NONE),
                false,
            ),
            (choice(Tagging::External, &UNITS), true),
            (choice(Tagging::Untagged, &UNITS), false),
            (choice(Tagging::Untagged, &VALUES), false),
            (choice(Tagging::Untagged, &MIXED), true),
        ];
        for (body, expected) in cases {
            let shape = shape(body);
            assert_eq!(shape.is_object(), expected, "{:?}", shape.body);
        }
    }
}
