//! What becomes of the schemas of all kinds of types.

use std::collections::BTreeMap;
use std::num::{NonZeroI8, NonZeroU16};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Schemas;
use crate::def::TypeDef;
use crate::message::{Message, Value};
use crate::spec::ShapeRef;
use crate::spec::shape::{Body, Field, Fields, Kind, Limits, Presence, Proto, Shape, Written};

/// Gives a type what every value has, and a form in protobuf, which nobody here looks at.
macro_rules! wire {
    ([$($param:ident)?] $ty:ty) => {
        impl $(<$param: Value>)? crate::__private::Sealed for $ty {}

        crate::__protobuf! {
            impl $(<$param: Value>)? crate::__private::wire::Wire for $ty {
                type Form = crate::__private::wire::Through<
                    crate::__private::wire::Hidden,
                    crate::__private::wire::MessageForm,
                >;
            }
        }
    };
}

/// Makes a message of a type, with the kinds of its fields.
macro_rules! message {
    ($name:literal = $($path:tt)::+ $(<$param:ident>)? { $($field:ty),* }) => {
        wire!([$($param)?] $($path)::+ $(<$param>)?);

        impl $(<$param: Value>)? Value for $($path)::+ $(<$param>)? {
            const KIND: Kind = Kind::Message(<Self as Message>::SHAPE);
        }

        impl $(<$param: Value>)? Message for $($path)::+ $(<$param>)? {
            const SHAPE: ShapeRef = ShapeRef::new(&Shape {
                name: $name,
                doc: "",
                args: &[$(<$param as Value>::KIND)?],
                package: None,
                origin: concat!("tests::", stringify!($($path)::+)),
                body: Body::Struct(Fields {
                    list: &[$(Field {
                        rust: "", json: "", aliases: &[], kind: <$field as Value>::KIND,
                        presence: Presence::Required, flatten: false, limits: Limits::NONE,
                        written: Written { json: "", presence: Presence::Required },
                        doc: "", proto: Proto { number: 1, explicit: false },
                    }),*],
                    open: false,
                    deny_unknown: false,
                    gone: &[],
                }),
                written_alike: true,
            });
        }
    };
}

/// The schemas of types, one a line, then the named types, as `name: schema`.
fn describe(input: &[TypeDef], output: &[TypeDef]) -> Result<String, String> {
    let mut schemas = Schemas::new();
    let places: Vec<_> = input
        .iter()
        .map(|ty| schemas.input(ty))
        .collect::<Vec<_>>()
        .into_iter()
        .chain(
            output
                .iter()
                .map(|ty| schemas.output(ty))
                .collect::<Vec<_>>(),
        )
        .collect();
    let described = schemas.finish()?;
    let own = places
        .into_iter()
        .map(|place| described.schema(place).to_string());
    let types = described
        .types
        .iter()
        .map(|ty| format!("{}: {}", ty.name, ty.schema));
    Ok(own.chain(types).collect::<Vec<_>>().join("\n"))
}

fn input<T: Value>() -> String {
    describe(&[TypeDef::of::<T>()], &[]).expect("no clash")
}

#[test]
fn integers_have_the_range_of_their_type() {
    let cases = [
        (
            input::<i8>(),
            r#"{"type":"integer","minimum":-128,"maximum":127}"#,
        ),
        (
            input::<u16>(),
            r#"{"type":"integer","minimum":0,"maximum":65535}"#,
        ),
        (
            input::<i32>(),
            r#"{"type":"integer","minimum":-2147483648,"maximum":2147483647}"#,
        ),
        (
            input::<u32>(),
            r#"{"type":"integer","minimum":0,"maximum":4294967295}"#,
        ),
        (
            input::<i64>(),
            r#"{"type":"integer","minimum":-9223372036854775808,"maximum":9223372036854775807}"#,
        ),
        (
            input::<usize>(),
            r#"{"type":"integer","minimum":0,"maximum":18446744073709551615}"#,
        ),
        (
            input::<NonZeroU16>(),
            r#"{"type":"integer","minimum":1,"maximum":65535}"#,
        ),
        (
            input::<NonZeroI8>(),
            r#"{"type":"integer","minimum":-128,"maximum":127,"not":{"const":0}}"#,
        ),
        (
            input::<Option<u8>>(),
            r#"{"type":["integer","null"],"minimum":0,"maximum":255}"#,
        ),
        (input::<f32>(), r#"{"type":"number"}"#),
        (input::<f64>(), r#"{"type":"number"}"#),
    ];
    for (schema, expected) in cases {
        assert_eq!(schema, expected);
    }
}

/// Limits that a user may give.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Limited {
    #[schemars(range(min = 1, max = 9))]
    tighter: u64,
    #[schemars(range(min = -5, max = 300))]
    looser: u8,
    #[schemars(extend("exclusiveMinimum" = 0.5))]
    exclusive: i8,
    #[schemars(range(max = 0.5), length(max = 3))]
    not_an_integer: f64,
    #[serde(default = "tenth")]
    single: f32,
}

fn tenth() -> f32 {
    0.1
}

message!("Limited" = Limited { u64, u8, i8, f64 });

#[test]
fn tighter_limits_of_the_user_are_kept() {
    let expected = concat!(
        "{\"$ref\":\"#/$defs/Limited\"}\n",
        r#"Limited: {"description":"Limits that a user may give.","type":"object","properties":{"#,
        r#""tighter":{"type":"integer","minimum":1,"maximum":9},"#,
        r#""looser":{"type":"integer","minimum":0,"maximum":255},"#,
        r#""exclusive":{"type":"integer","minimum":-128,"maximum":127,"exclusiveMinimum":0.5},"#,
        r#""not_an_integer":{"type":"number","maximum":0.5},"#,
        r#""single":{"type":"number","default":0.1}},"#,
        r#""required":["tighter","looser","exclusive","not_an_integer"]}"#,
    );
    assert_eq!(input::<Limited>(), expected);
}

/// A task.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(title = "A task", example = example_task(), extend("x-kind" = "work"))]
struct Task {
    /// Its id.
    id: u64,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Box<Self>>,
    #[serde(default)]
    labels: BTreeMap<String, Vec<State>>,
    #[deprecated]
    state: Option<State>,
}

fn example_task() -> serde_json::Value {
    serde_json::json!({"title": "t", "id": 18_446_744_073_709_551_615_u64})
}

#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
enum State {
    ToDo,
    Done,
}

message!("Task" = Task { u64, String });
message!("State" = State {});

#[test]
fn what_users_write_is_kept_in_declared_order() {
    let expected = concat!(
        "{\"$ref\":\"#/$defs/Task\"}\n",
        "State: {\"type\":\"string\",\"enum\":[\"to_do\",\"done\"]}\n",
        r#"Task: {"title":"A task","description":"A task.","type":"object","properties":{"#,
        r#""id":{"description":"Its id.","type":"integer","minimum":0,"maximum":18446744073709551615},"#,
        r#""title":{"type":"string"},"#,
        r##""parent":{"anyOf":[{"$ref":"#/$defs/Task"},{"type":"null"}]},"##,
        r##""labels":{"type":"object","default":{},"additionalProperties":{"type":"array","items":{"$ref":"#/$defs/State"}}},"##,
        r##""state":{"deprecated":true,"anyOf":[{"$ref":"#/$defs/State"},{"type":"null"}]}},"##,
        r#""required":["id","title"],"examples":[{"title":"t","id":18446744073709551615}],"x-kind":"work"}"#,
    );
    assert_eq!(input::<Task>(), expected);
}

#[test]
fn input_and_output_forms_have_names_of_their_own_where_they_differ() {
    #[derive(Serialize, Deserialize, JsonSchema)]
    struct Outer {
        inner: Inner,
        same: Same,
    }
    #[derive(Serialize, Deserialize, JsonSchema)]
    struct Inner {
        #[serde(default)]
        note: String,
    }
    #[derive(Serialize, Deserialize, JsonSchema)]
    struct Same {
        on: bool,
    }
    message!("Outer" = Outer { Inner, Same });
    message!("Inner" = Inner { String });
    message!("Same" = Same { bool });

    let outer = [TypeDef::of::<Outer>()];
    let expected = concat!(
        "{\"$ref\":\"#/$defs/OuterInput\"}\n{\"$ref\":\"#/$defs/Outer\"}\n",
        r#"Inner: {"type":"object","properties":{"note":{"type":"string","default":""}},"required":["note"]}"#,
        "\n",
        r#"InnerInput: {"type":"object","properties":{"note":{"type":"string","default":""}}}"#,
        "\n",
        r##"Outer: {"type":"object","properties":{"inner":{"$ref":"#/$defs/Inner"},"same":{"$ref":"#/$defs/Same"}},"required":["inner","same"]}"##,
        "\n",
        r##"OuterInput: {"type":"object","properties":{"inner":{"$ref":"#/$defs/InnerInput"},"same":{"$ref":"#/$defs/Same"}},"required":["inner","same"]}"##,
        "\n",
        r#"Same: {"type":"object","properties":{"on":{"type":"boolean"}},"required":["on"]}"#,
    );
    assert_eq!(describe(&outer, &outer).as_deref(), Ok(expected));

    // In one direction there is nothing to tell apart.
    assert!(!input::<Outer>().contains("Input"));
}

#[test]
fn an_input_form_that_takes_the_name_of_a_type_is_refused() {
    #[derive(Serialize, Deserialize, JsonSchema)]
    struct Note {
        #[serde(default)]
        text: String,
    }
    #[derive(Serialize, Deserialize, JsonSchema)]
    struct NoteInput {
        text: String,
    }
    message!("Note" = Note { String });
    message!("NoteInput" = NoteInput { String });

    let note = TypeDef::of::<Note>();
    let error = describe(&[note, TypeDef::of::<NoteInput>()], &[note]).expect_err("a clash");
    let expected = "`Note` is read in another form than it is written, so that its input is named \
        `NoteInput`, which is the name of another type; rename one with `#[message(name = \"..\")]`";
    assert_eq!(error, expected);
}

// Marked as `#[message]` does.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(bound = "T: Value")]
#[schemars(bound = "T: Value", extend("x-traitwire-message" = super::mark::<Self>()))]
struct Page<T> {
    items: Vec<T>,
}

message!("Page" = Page<T> { Vec<T> });

#[test]
fn types_have_the_names_of_messages() {
    let types = [
        TypeDef::of::<Page<State>>(),
        TypeDef::of::<Page<Page<u8>>>(),
    ];
    let expected = concat!(
        "{\"$ref\":\"#/$defs/PageState\"}\n{\"$ref\":\"#/$defs/PagePageUint8\"}\n",
        r##"PagePageUint8: {"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/$defs/PageUint8"}}},"required":["items"]}"##,
        "\n",
        r##"PageState: {"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/$defs/State"}}},"required":["items"]}"##,
        "\n",
        r#"PageUint8: {"type":"object","properties":{"items":{"type":"array","items":{"type":"integer","minimum":0,"maximum":255}}},"required":["items"]}"#,
        "\n",
        r#"State: {"type":"string","enum":["to_do","done"]}"#,
    );
    assert_eq!(describe(&types, &[]).as_deref(), Ok(expected));
}

#[test]
fn flattened_types_leave_neither_mark_nor_name() {
    #[derive(Serialize, Deserialize, JsonSchema)]
    #[schemars(extend("x-traitwire-message" = super::mark::<Self>()))]
    struct Flat {
        own: bool,
        #[serde(flatten)]
        page: Page<u8>,
    }
    message!("Flattened" = Flat { bool, Page<u8> });

    let expected = concat!(
        "{\"$ref\":\"#/$defs/Flattened\"}\n",
        r#"Flattened: {"type":"object","properties":{"own":{"type":"boolean"},"#,
        r#""items":{"type":"array","items":{"type":"integer","minimum":0,"maximum":255}}},"#,
        r#""required":["own","items"]}"#,
    );
    assert_eq!(input::<Flat>(), expected);
}

mod here {
    use super::*;

    #[derive(Serialize, Deserialize, JsonSchema)]
    pub(super) struct Item {
        here: bool,
    }
    message!("Item" = Item { bool });
}

mod there {
    use super::*;

    #[derive(Serialize, Deserialize, JsonSchema)]
    pub(super) struct Item {
        pub(super) there: Option<Box<Self>>,
    }
    wire!([] Item);

    impl Value for Item {
        const KIND: Kind = Kind::Message(<Self as Message>::SHAPE);
    }
    impl Message for Item {
        const SHAPE: ShapeRef = {
            static SHAPE: Shape = Shape {
                name: "Item",
                doc: "",
                args: &[],
                package: None,
                origin: "there::Item (tests.rs:1)",
                body: Body::Tuple(&[<Option<Box<Item>> as Value>::KIND]),
                written_alike: true,
            };
            ShapeRef::new(&SHAPE)
        };
    }
}

#[test]
fn two_types_of_one_name_are_refused() {
    #[derive(Serialize, Deserialize, JsonSchema)]
    struct Both {
        here: here::Item,
        there: Vec<Option<there::Item>>,
    }
    message!("Both" = Both { here::Item, Vec<Option<there::Item>> });

    let expected = "two types are named `Item`: tests::Item and there::Item (tests.rs:1); \
        rename one with `#[message(name = \"..\")]`";
    let error = describe(&[], &[TypeDef::of::<Both>()]).expect_err("a clash");
    assert_eq!(error, expected);
}

#[test]
fn a_type_that_is_no_message_must_not_take_the_name_of_one() {
    #[derive(Serialize, Deserialize, JsonSchema)]
    #[schemars(rename = "Page<u8>")]
    struct Foreign {
        on: bool,
    }
    #[derive(Serialize, Deserialize, JsonSchema)]
    #[schemars(rename = "PageState")]
    struct Taken {
        on: bool,
    }
    wire!([] Foreign);

    impl Value for Foreign {
        const KIND: Kind = Kind::Opaque;
    }
    wire!([] Taken);

    impl Value for Taken {
        const KIND: Kind = Kind::Opaque;
    }

    let expected = concat!(
        "{\"$ref\":\"#/$defs/Page_u8_\"}\n",
        r#"Page_u8_: {"type":"object","properties":{"on":{"type":"boolean"}},"required":["on"]}"#,
    );
    assert_eq!(input::<Foreign>(), expected);

    let types = [TypeDef::of::<Page<State>>(), TypeDef::of::<Taken>()];
    let expected = "two types are named `PageState`, and one of them is no message; rename one \
        with `#[message(name = \"..\")]` or `#[schemars(rename = \"..\")]`";
    assert_eq!(describe(&types, &[]), Err(expected.into()));
}

#[test]
fn any_json_is_any_schema() {
    assert_eq!(input::<serde_json::Value>(), "true");
    assert_eq!(input::<Option<serde_json::Value>>(), "true");
    assert_eq!(input::<()>(), r#"{"type":"null"}"#);
    assert_eq!(input::<std::net::IpAddr>(), r#"{"type":"string"}"#);
}
