//! What is known while compiling: the checks here are constants. That they think as decoding does is tested beside it.

use super::{Example, Form, Problem, Side, Token, check_example};
use crate::shape::{
    Body, Enum, Field, Fields, Kind, Limits, Presence, Shape, ShapeRef, Tagging, Variant,
    VariantBody, Written,
};

const fn message(shape: &'static Shape) -> Kind {
    Kind::Message(ShapeRef::new(shape))
}

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

const fn fields(list: &'static [Field]) -> Body {
    Body::Struct(Fields {
        list,
        open: false,
        deny_unknown: false,
        gone: &[],
    })
}

const fn variant(name: &'static str, body: VariantBody) -> Variant {
    Variant {
        rust: name,
        json: name,
        aliases: &[],
        body,
        other: false,
        untagged: false,
        skipped: false,
        written: Some(name),
        doc: "",
        number: 1,
    }
}

/// A task, whose key `id` is written `number`, and whose note is never written.
static TASK: Shape = shape(fields(&[
    Field {
        aliases: &["ident"],
        written: Written {
            json: "number",
            presence: Presence::Required,
        },
        ..Field::plain(
            "id",
            Kind::Int {
                signed: false,
                bits: 64,
            },
        )
    },
    Field {
        written: Written {
            json: "note",
            presence: Presence::Skipped,
        },
        ..Field::plain("note", Kind::Option(&Kind::String))
    },
    Field::plain("kids", Kind::Option(&Kind::Seq(&message(&TASK), None))),
]));

const fn example(side: Side, tokens: &'static [Token]) -> Example<'static> {
    Example {
        about: "no: ",
        form: Form::Whole,
        side,
        tokens,
    }
}

const READ: &[Token] = &[
    Token::Object(3),
    Token::Key("id"),
    Token::Number("7", 7.0),
    Token::End,
];

const WRITTEN: &[Token] = &[
    Token::Object(3),
    Token::Key("number"),
    Token::Number("7", 7.0),
    Token::End,
];

#[track_caller]
fn assert_problem(problem: Option<&Problem>, token: usize, sentence: &str) {
    let problem = problem.expect("a problem");
    assert_eq!((problem.token(), problem.sentence()), (token, sentence));
}

#[test]
fn a_compiler_finds_what_is_wrong_and_where() {
    const DEEP: Option<Problem> = check_example(
        &message(&TASK),
        &example(
            Side::Read,
            &[
                Token::Object(10),
                Token::Key("id"),
                Token::Number("7", 7.0),
                Token::Key("kids"),
                Token::Array(9),
                Token::Object(8),
                Token::Key("idd"),
                Token::Number("8", 8.0),
                Token::End,
                Token::End,
                Token::End,
            ],
        ),
    );
    const { assert!(check_example(&message(&TASK), &example(Side::Read, READ)).is_none()) };
    assert_problem(
        DEEP.as_ref(),
        6,
        "no: `kids[0].idd`: unknown field, did you mean `id`?",
    );
}

#[test]
fn what_is_written_has_its_own_names() {
    let check = |side, tokens| check_example(&message(&TASK), &example(side, tokens));
    assert!(check(Side::Written, WRITTEN).is_none());
    let unknown = check(Side::Written, READ);
    let expected = "no: `id`: unknown field, expected one of `number`, `kids`";
    assert_problem(unknown.as_ref(), 1, expected);
    let unknown = check(Side::Read, WRITTEN);
    let expected = "no: `number`: unknown field, expected one of `id`, `note`, `kids`";
    assert_problem(unknown.as_ref(), 1, expected);
    let never = check(
        Side::Written,
        &[
            Token::Object(5),
            Token::Key("number"),
            Token::Number("7", 7.0),
            Token::Key("note"),
            Token::Null,
            Token::End,
        ],
    );
    let expected = "no: `note`: the field is never written, leave it out";
    assert_problem(never.as_ref(), 3, expected);
}

#[test]
fn a_type_that_is_written_in_another_form_is_not_checked() {
    static OTHER: Shape = Shape {
        written_alike: false,
        ..shape(Body::Unit)
    };
    let check = |side| check_example(&message(&OTHER), &example(side, READ));
    assert!(check(Side::Written).is_none());
    assert!(check(Side::Read).is_some());
}

#[test]
fn a_written_value_is_any_of_the_untagged_variants() {
    const NUMBER: Kind = Kind::Int {
        signed: false,
        bits: 8,
    };
    static VARIANTS: [Variant; 2] = [
        variant(
            "Short",
            VariantBody::Struct(Fields {
                list: &[Field::plain("a", NUMBER)],
                open: false,
                deny_unknown: false,
                gone: &[],
            }),
        ),
        variant(
            "Long",
            VariantBody::Struct(Fields {
                list: &[Field::plain("a", NUMBER), Field::plain("b", NUMBER)],
                open: false,
                deny_unknown: false,
                gone: &[],
            }),
        ),
    ];
    static CHOICE: Shape = shape(Body::Enum(Enum {
        tagging: Tagging::Untagged,
        variants: &VARIANTS,
        gone: &[],
    }));
    let both = &[
        Token::Object(5),
        Token::Key("a"),
        Token::Number("1", 1.0),
        Token::Key("b"),
        Token::Number("2", 2.0),
        Token::End,
    ];
    let check = |side| check_example(&message(&CHOICE), &example(side, both));
    assert!(check(Side::Written).is_none());
    // serde reads the first variant that fits, and passes over the rest.
    assert_problem(
        check(Side::Read).as_ref(),
        3,
        "no: `b`: unknown field, leave it out",
    );
}

#[test]
fn a_stream_is_an_array_of_its_items() {
    let items = |tokens| {
        let example = Example {
            form: Form::Items,
            ..example(Side::Read, tokens)
        };
        check_example(&Kind::Bool, &example)
    };
    assert!(items(&[Token::Array(1), Token::End]).is_none());
    assert!(items(&[Token::Array(2), Token::Bool(true), Token::End]).is_none());
    let wrong = items(&[Token::Array(2), Token::Null, Token::End]);
    assert_problem(
        wrong.as_ref(),
        1,
        "no: `[0]`: expected a boolean, found null",
    );
    let whole = items(&[Token::Bool(true)]);
    let expected = "no: expected an array, found the boolean true";
    assert_problem(whole.as_ref(), 0, expected);
}

#[test]
fn an_empty_object_is_a_request_without_fields_and_no_reply() {
    static UNIT: Shape = shape(Body::Unit);
    let empty = &[Token::Object(1), Token::End];
    let check = |side| check_example(&message(&UNIT), &example(side, empty));
    assert!(check(Side::Read).is_none());
    assert_problem(
        check(Side::Written).as_ref(),
        0,
        "no: expected null, found an object",
    );
}

#[test]
fn what_nests_too_deep_for_a_compiler_is_left_alone() {
    const LEVELS: usize = 60;
    const TOKENS: [Token; 2 * LEVELS + 1] = {
        let mut tokens = [Token::End; 2 * LEVELS + 1];
        let mut level = 0;
        while level < LEVELS {
            let end = 2 * LEVELS - level;
            tokens[level] = Token::Array(end);
            level += 1;
        }
        tokens[LEVELS] = Token::Bool(true);
        tokens
    };
    static NEST: Shape = shape(Body::Transparent(
        Kind::Seq(&message(&NEST), None),
        Limits::NONE,
    ));
    // Evaluated by the compiler, which would run out of frames.
    const PROBLEM: Option<Problem> = check_example(&message(&NEST), &example(Side::Read, &TOKENS));
    assert!(PROBLEM.is_none());
}

#[test]
fn a_long_message_is_cut() {
    let long = "ö".repeat(2000);
    let example = Example {
        about: &long,
        ..example(Side::Read, READ)
    };
    let problem = check_example(&Kind::Bool, &example).expect("a problem");
    assert!(problem.sentence().ends_with("ö…") && problem.sentence().len() < 1100);
}
