//! Generic and recursive messages.

#[path = "message/json.rs"]
mod json;
#[path = "message/text.rs"]
mod text;

use std::collections::BTreeMap;
use std::marker::PhantomData;

use json::round_trip;
use text::{kind, shape};
use traitwire::spec::shape::{Body, Kind};
use traitwire::{Message, Value, message};

#[message]
#[derive(PartialEq)]
struct Page<T> {
    items: Vec<T>,
    next: Option<u64>,
}

#[message]
#[derive(PartialEq)]
struct Task {
    id: u64,
}

#[test]
fn a_generic_message_has_its_arguments_in_its_name() {
    assert_eq!(
        shape::<Page<Task>>(),
        "Page<Task> = {items: [Task..], next?: u64?}"
    );
    assert_eq!(
        shape::<Page<Page<u8>>>(),
        "Page<Page> = {items: [Page..], next?: u64?}"
    );
    assert_eq!(Page::<Task>::SHAPE.get().type_name(), "PageTask");
    let page = Page {
        items: vec![Task { id: 1 }],
        next: None,
    };
    round_trip(&page, r#"{"items":[{"id":1}],"next":null}"#);
}

#[message]
#[serde(rename_all = "camelCase")]
#[derive(PartialEq)]
enum Either<L, R: Clone>
where
    L: std::fmt::Display,
{
    Left(L),
    Right { of: R },
}

#[message(name = "Renamed")]
#[derive(PartialEq)]
struct Defaults<T: Default> {
    #[serde(default)]
    list: Vec<T>,
    #[serde(default)]
    value: T,
    #[serde(skip)]
    marker: PhantomData<T>,
}

/// Serde would ask for `T: Default` here.
#[message]
#[derive(PartialEq)]
struct NoDefault<T> {
    #[serde(default)]
    list: Vec<T>,
}

#[message]
#[serde(bound(
    serialize = "T: Clone + serde::Serialize",
    deserialize = "T: serde::de::DeserializeOwned"
))]
#[derive(PartialEq)]
struct OwnBound<T> {
    value: T,
}

#[test]
fn bounds_are_those_that_are_needed() {
    assert_eq!(
        shape::<Either<String, u8>>(),
        "Either<string, u8> = external Left as left(string) / Right as right {of: u8}"
    );
    round_trip(
        &Either::<String, u8>::Right { of: 1 },
        r#"{"right":{"of":1}}"#,
    );
    assert_eq!(Defaults::<u8>::SHAPE.get().type_name(), "RenamedUint8");
    let defaults = Defaults::<u8> {
        list: vec![],
        value: 1,
        marker: PhantomData,
    };
    round_trip(&defaults, r#"{"list":[],"value":1}"#);
    // `Task` has no `Default`.
    round_trip(&NoDefault::<Task> { list: vec![] }, r#"{"list":[]}"#);
    round_trip(&OwnBound { value: 1_u8 }, r#"{"value":1}"#);
}

#[message]
#[derive(PartialEq)]
struct Tree {
    name: String,
    children: Vec<Self>,
    index: BTreeMap<String, Box<Self>>,
}

#[message]
#[derive(PartialEq)]
struct Chicken {
    eggs: Vec<Egg>,
}

#[message]
#[derive(PartialEq)]
enum Egg {
    Laid { by: Box<Chicken> },
    Of(Page<Chicken>),
}

#[message]
#[derive(PartialEq)]
#[serde(untagged)]
enum Any {
    Number(f64),
    List(Vec<Self>),
    Object(BTreeMap<String, Self>),
}

/// The only field of a struct.
fn first<T: Message>() -> Kind {
    let Body::Struct(fields) = &T::SHAPE.get().body else {
        panic!("a struct")
    };
    fields.list[0].kind
}

#[test]
fn a_message_can_contain_itself() {
    assert_eq!(
        shape::<Tree>(),
        "Tree = {name: string, children: [Tree..], index: map[string: Tree]}"
    );
    let leaf = Tree {
        name: "leaf".into(),
        children: vec![],
        index: BTreeMap::new(),
    };
    let tree = Tree {
        name: "root".into(),
        children: vec![leaf.clone()],
        index: BTreeMap::from([("leaf".into(), Box::new(leaf))]),
    };
    let leaf = r#"{"name":"leaf","children":[],"index":{}}"#;
    round_trip(
        &tree,
        &format!(r#"{{"name":"root","children":[{leaf}],"index":{{"leaf":{leaf}}}}}"#),
    );
    round_trip(
        &Any::Object(BTreeMap::from([(
            "a".into(),
            Any::List(vec![Any::Number(1.5)]),
        )])),
        r#"{"a":[1.5]}"#,
    );
}

#[message]
#[derive(PartialEq)]
struct Forest(Vec<Self>);

#[message]
#[derive(PartialEq)]
struct Route {
    stops: Vec<Stop>,
}

/// `Self` in a variant.
#[message]
#[derive(PartialEq)]
enum Stop {
    Here,
    After(Box<Self>, Route),
}

#[test]
fn newtypes_and_variants_can_contain_themselves() {
    assert_eq!(shape::<Forest>(), "Forest = [Forest..]");
    round_trip(
        &Forest(vec![Forest(vec![]), Forest(vec![Forest(vec![])])]),
        "[[],[[]]]",
    );
    let after = Stop::After(Box::new(Stop::Here), Route { stops: vec![] });
    round_trip(&after, r#"{"After":["Here",{"stops":[]}]}"#);
    // Their schemas end, too.
    let schema = schemars::schema_for!(Route).to_value().to_string();
    assert!(schema.contains("#/$defs/Stop"), "{schema}");
    let schema = schemars::schema_for!(Forest).to_value().to_string();
    assert!(schema.contains("\"#\""), "{schema}");
}

#[test]
fn messages_can_contain_each_other() {
    assert_eq!(shape::<Chicken>(), "Chicken = {eggs: [Egg..]}");
    let Kind::Seq(Kind::Message(egg), None) = first::<Chicken>() else {
        panic!("a list of messages")
    };
    assert!(std::ptr::eq(egg.get(), Egg::SHAPE.get()));
    let Body::Enum(egg) = &egg.get().body else {
        panic!("an enum")
    };
    let traitwire::spec::shape::VariantBody::Struct(laid) = &egg.variants[0].body else {
        panic!("fields")
    };
    let Kind::Message(back) = laid.list[0].kind else {
        panic!("a message")
    };
    assert!(
        std::ptr::eq(back.get(), Chicken::SHAPE.get()),
        "the circle closes"
    );
    let chicken = Chicken {
        eggs: vec![Egg::Laid {
            by: Box::new(Chicken { eggs: vec![] }),
        }],
    };
    round_trip(&chicken, r#"{"eggs":[{"Laid":{"by":{"eggs":[]}}}]}"#);
}

/// A generic message that contains itself, with the part that has no end marked.
#[message]
#[derive(PartialEq)]
struct List<T> {
    value: T,
    #[message(opaque)]
    rest: Option<Box<Self>>,
}

#[test]
fn a_generic_message_can_contain_itself_unchecked() {
    assert_eq!(shape::<List<u8>>(), "List<u8> = {value: u8, rest?: opaque}");
    let list = List {
        value: 1_u8,
        rest: Some(Box::new(List {
            value: 2,
            rest: None,
        })),
    };
    round_trip(&list, r#"{"value":1,"rest":{"value":2,"rest":null}}"#);
}

type Name = String;
type Optional<T> = Option<T>;

#[message]
struct Aliased {
    name: Name,
    maybe: Optional<Name>,
}

#[test]
fn aliases_are_seen_through() {
    assert_eq!(
        shape::<Aliased>(),
        "Aliased = {name: string, maybe?: string?}"
    );
    assert_eq!(kind(&<Optional<Aliased> as Value>::KIND), "Aliased?");
}
