//! A type that is nothing but itself, by way of another: only `null` fits.

use crate::decode;
use crate::service::Unknown;
use crate::spec::ShapeRef;
use crate::spec::shape::{Body, Kind, Limits, Shape};

static FIRST: Shape = shape(&Kind::Message(ShapeRef::new(&SECOND)));
static SECOND: Shape = shape(&Kind::Message(ShapeRef::new(&FIRST)));

const fn shape(other: &'static Kind) -> Shape {
    Shape {
        name: "Endless",
        doc: "",
        args: &[],
        package: None,
        origin: "tests",
        body: Body::Transparent(Kind::Option(other), Limits::NONE),
        written_alike: true,
    }
}

#[test]
fn a_type_without_end_has_no_values_but_null() {
    let kind = Kind::Message(ShapeRef::new(&FIRST));
    decode::check(&kind, b" null ", Unknown::Deny).expect("it fits");
    let status = decode::check(&kind, b"5", Unknown::Deny).expect_err("nothing fits");
    assert_eq!(
        status.message(),
        "no value fits here, the type refers to itself without end"
    );
}
