use super::*;
use crate::shape::{Limits, Tagging, Variant};

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
        Field::plain("a", Kind::Bool).numbered(71),
        Field::plain("b", LIST).numbered(2),
        Field::plain("c", Kind::Map(&Kind::String, &Kind::Char)).numbered(3),
        Field::plain("d", Kind::Map(&Kind::Bool, &LIST)).numbered(4),
    ],
    ..*Fields::NONE
};

fn find(shape: &'static Shape, variant: Option<&str>, said: &'static str) -> Changed {
    let here = ("a::b", "a::b");
    Changed::find(ShapeRef::new(shape), variant, here, "a.v1", said)
}

#[test]
fn fields_are_found_by_their_numbers() {
    static STRUCT: Shape = shape(Body::Struct(FIELDS));
    for (said, number) in [
        ("", 0),
        (
            "71 bool\n2 repeated string\n3 map<string, string>\n4 map<bool, ListString>\n",
            0,
        ),
        ("2 repeated string\n", 0),
        // One that is not compiled this time.
        ("1 bytes\n2 string\n", 2),
        ("71 string\n2 string\n", 71),
        ("71 bool\n3 map<string, string>>\n", 3),
        ("71 boolean\n", 71),
        ("2 repeated strings\n", 2),
        ("4 map<bool, string>\n", 4),
    ] {
        assert_eq!(find(&STRUCT, None, said).number(), number, "{said}");
    }
    let elsewhere = ("a::b", "a::c");
    let found = Changed::find(
        ShapeRef::new(&STRUCT),
        None,
        elsewhere,
        "a.v1",
        "71 bytes\n",
    );
    assert_eq!(found.number(), 0);
}

#[test]
fn messages_are_told_apart_by_their_packages() {
    static NO_FIELDS: Shape = shape(Body::Unit);
    static IN_OTHER: Shape = Shape {
        package: Some("b.v1"),
        ..shape(Body::Unit)
    };
    static USE: Shape = shape(Body::Tuple(&[
        Kind::Message(ShapeRef::new(&NO_FIELDS)),
        Kind::Message(ShapeRef::new(&IN_OTHER)),
    ]));
    for (said, number) in [
        ("1 Tested\n2 b.v1.Tested\n", 0),
        ("1 b.v1.Tested\n", 1),
        ("2 Tested\n", 2),
    ] {
        assert_eq!(find(&USE, None, said).number(), number, "{said}");
    }
}

#[test]
fn places_are_numbers() {
    static TUPLE: Shape = shape(Body::Tuple(&[Kind::Bool, LIST]));
    let number = |said| find(&TUPLE, None, said).number();
    assert_eq!(number("2 repeated string\n3 bool\n"), 0);
    assert_eq!(number("1 bool\n2 string\n"), 2);
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
    for (variant, said, number) in [
        (None, "4 ListString\n", 0),
        (None, "9 bool\n4 repeated string\n", 4),
        (Some("Made"), "71 bool\n", 0),
        (Some("Made"), "71 bytes\n", 71),
        (Some("None"), "71 bytes\n", 0),
    ] {
        assert_eq!(find(&ENUM, variant, said).number(), number, "{said}");
    }
}

#[test]
#[should_panic(
    expected = "the type of `Pair.1` changed from `string` to `repeated string`; change it back"
)]
fn a_place_that_changed_is_told() {
    static TUPLE: Shape = shape(Body::Tuple(&[LIST, LIST]));
    find(&TUPLE, None, "1 repeated string\n2 string\n").tell("Pair", 0);
}
