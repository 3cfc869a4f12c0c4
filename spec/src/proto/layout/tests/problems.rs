//! What protoc would refuse is said in our words, with the places where it comes from.

use super::*;

#[track_caller]
fn assert_problem(kind: &Kind, problem: &str) {
    let spec = laid(kind);
    assert_eq!(spec.problems, [problem]);
    assert!(spec.messages.is_empty());
}

#[test]
fn two_types_of_one_name() {
    let other = message(leak(Shape {
        origin: "elsewhere (other.rs:3)",
        ..shape("Task", Body::Unit)
    }));
    let kind = holds(vec![
        Field::plain("x", TASK).numbered(1),
        Field::plain("y", other).numbered(2),
    ]);
    assert_problem(
        &kind,
        "two types are named `p.Task` in protobuf: elsewhere (other.rs:3) and here (tests.rs:1); rename one with \
         `#[message(name = \"..\")]`, or give it a package of its own with `#[message(package = \"..\")]`",
    );
}

#[test]
fn a_type_with_the_name_of_a_wrapper() {
    let mine = message(leak(shape("ListBool", Body::Unit)));
    let kind = holds(vec![
        Field::plain("x", option(list(Kind::Bool))).numbered(1),
        Field::plain("y", mine).numbered(2),
    ]);
    assert_problem(
        &kind,
        "two types are named `p.ListBool` in protobuf: here (tests.rs:1) and what `T` (here (tests.rs:1)) needs; rename \
         one with `#[message(name = \"..\")]`, or give it a package of its own with `#[message(package = \"..\")]`",
    );
}

#[test]
fn numbers_that_are_taken_or_none() {
    let two = holds(vec![
        Field::plain("a", UINT).numbered(3),
        Field::plain("b", UINT).numbered(3),
    ]);
    assert_problem(
        &two,
        "`p.T` (here (tests.rs:1)): `a` and `b` both have the number 3 in protobuf; give one of them another with \
         `#[proto(N)]`",
    );
    let kept = holds(vec![Field::plain("a", UINT).numbered(19_000)]);
    assert_problem(
        &kept,
        "`p.T` (here (tests.rs:1)): `a` has the number 19000; in protobuf it is from 1 to 536870911, but for 19000 to \
         19999",
    );
}

#[test]
fn names_that_are_one_for_protobuf() {
    let two = holds(vec![
        Field::plain("due_at", UINT).numbered(1),
        Field::plain("dueAt", UINT).numbered(2),
    ]);
    assert_problem(
        &two,
        "`p.T` (here (tests.rs:1)): `due_at` and `dueAt` are one name in protobuf; rename one of them",
    );
    let states = message(leak(shape(
        "Kind",
        enumeration(leak([
            variant("V1", 1, VariantBody::Unit),
            variant("V_1", 2, VariantBody::Unit),
            variant("Unspecified", 3, VariantBody::Unit),
        ])),
    )));
    assert_eq!(
        laid(&states).problems,
        [
            "`p.Kind` (here (tests.rs:1)): `KIND_V1` and `KIND_V_1` are one name in protobuf; rename one of them",
            "`p.Kind` (here (tests.rs:1)): `KIND_UNSPECIFIED` and `KIND_UNSPECIFIED` are one name in protobuf, which \
             stands for no value there; rename one of them",
        ]
    );
}

#[test]
fn values_of_enums_stand_in_their_package() {
    let one = message(leak(shape(
        "Foo",
        enumeration(leak([variant("BarBaz", 1, VariantBody::Unit)])),
    )));
    let other = message(leak(shape(
        "FooBar",
        enumeration(leak([variant("Baz", 1, VariantBody::Unit)])),
    )));
    let kind = holds(vec![
        Field::plain("a", one).numbered(1),
        Field::plain("b", other).numbered(2),
    ]);
    assert_problem(
        &kind,
        "`FOO_BAR_BAZ` of `p.Foo` (here (tests.rs:1)) and `FOO_BAR_BAZ` of `p.FooBar` (here (tests.rs:1)) are both \
         `p.FOO_BAR_BAZ` in protobuf; rename one of them, or give it a package of its own",
    );
}

#[test]
fn a_type_with_the_name_of_the_service() {
    let kind = message(leak(shape("S", Body::Unit)));
    assert_problem(
        &kind,
        "the service `p.S` and `p.S` (here (tests.rs:1)) are both `p.S` in protobuf; rename one of them, or give it a \
         package of its own",
    );
}

#[test]
fn names_that_protobuf_does_not_take() {
    let place = message(leak(shape(
        "Ort",
        enumeration(leak([variant("Über", 1, VariantBody::Unit)])),
    )));
    let event = message(leak(shape(
        "Ereignis",
        enumeration(leak([variant(
            "Öffnen",
            1,
            VariantBody::Newtype(UINT, Limits::NONE),
        )])),
    )));
    let kind = holds(vec![
        Field::plain("größe", UINT).numbered(1),
        Field::plain("äußere", place).numbered(2),
        Field::plain("b", event).numbered(3),
        Field::plain("c", message(leak(shape("Übung", Body::Unit)))).numbered(4),
    ]);
    let told = |place: &str, name: &str| {
        format!(
            "`p.{place}` (here (tests.rs:1)): `{name}` is no name in protobuf, whose names have letters from `a` to `z`, \
             digits and `_`; rename it"
        )
    };
    let expected = [
        told("Ereignis", "Öffnen"),
        told("T", "größe"),
        told("T", "äußere"),
        told("Übung", "Übung"),
        told("Ort", "ORT_ÜBER"),
    ];
    assert_eq!(laid(&kind).problems, expected);
}

#[test]
fn a_variant_with_the_name_of_what_holds_all() {
    let event = message(leak(shape(
        "Event",
        enumeration(leak([
            variant("Kind", 1, VariantBody::Newtype(UINT, Limits::NONE)),
            variant("Other", 2, VariantBody::Unit),
        ])),
    )));
    assert_problem(
        &event,
        "`p.Event` (here (tests.rs:1)): `kind` is the name of what holds all variants in protobuf, so that none of them \
         can have it; rename it",
    );
}

// protoc says of it: `"p.v1" is already defined (as something other than a package)`.
#[test]
fn a_type_with_the_name_of_a_package() {
    let inner = message(leak(Shape {
        package: Some("p.T.v1"),
        ..shape("Inner", Body::Unit)
    }));
    assert_problem(
        &holds(vec![Field::plain("x", inner).numbered(1)]),
        "the package `p.T` and `p.T` (here (tests.rs:1)) are both `p.T` in protobuf; rename one of them, or give it a \
         package of its own",
    );
}

#[test]
fn a_newtype_that_holds_nothing_but_itself_is_a_problem() {
    const fn endless() -> Kind {
        static ENDLESS: Shape = shape("Endless", Body::Transparent(endless(), Limits::NONE));
        message(&ENDLESS)
    }
    let problems = laid(&holds(vec![Field::plain("x", endless()).numbered(1)])).problems;
    assert_eq!(
        problems,
        [
            "`T` (here (tests.rs:1)) holds a newtype that holds nothing but itself, which has no form in protobuf"
        ]
    );
}
