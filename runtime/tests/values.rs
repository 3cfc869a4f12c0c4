//! Values go through a service and come back equal: to the last bit of an integer, in every form that serde has.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::task::{Context as Task, Poll, Waker};

use traitwire::{Body, Call, Context, Outcome, Payload, Service, Status, message, service};

/// Numbers at the ends of their types.
#[message]
pub struct Numbers {
    /// Beyond what a float can hold.
    pub large: u64,
    /// With a sign.
    pub signed: i64,
    /// Small ones.
    pub small: (u8, i8, u16, i16, u32, i32),
    /// With a fraction.
    pub ratio: f64,
    /// With a smaller fraction.
    pub single: f32,
}

/// A struct in a struct.
#[message]
pub struct Outer {
    /// The inner one.
    pub inner: Numbers,
    /// Perhaps another.
    pub maybe: Option<Inner>,
    /// Its fields stand here.
    #[serde(flatten)]
    pub flat: Inner,
}

/// The inner struct.
#[message]
pub struct Inner {
    /// An identifier.
    pub id: u64,
    /// A name.
    #[serde(rename = "fullName")]
    pub name: String,
}

/// Maps, sets and lists.
#[message]
pub struct Collections {
    /// By name.
    pub by_name: BTreeMap<String, u64>,
    /// By number.
    pub by_number: BTreeMap<i32, Vec<Inner>>,
    /// By anything.
    pub by_hash: HashMap<String, Option<bool>>,
    /// No two alike.
    pub set: BTreeSet<i64>,
    /// Rows.
    pub matrix: Vec<Vec<f64>>,
    /// Some may be missing.
    pub gaps: Vec<Option<u64>>,
    /// As many as that.
    pub fixed: [char; 3],
}

/// With the name around the data.
#[message]
pub enum External {
    /// No data.
    Unit,
    /// One value.
    Newtype(u64),
    /// Several values.
    Tuple(u64, String),
    /// Named values.
    Struct {
        /// A large one.
        large: u64,
        /// Another value.
        next: Option<Box<Self>>,
    },
}

/// With the name beside the data.
#[message]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Internal {
    /// No data.
    Unit,
    /// A struct.
    Newtype(Inner),
    /// Named values.
    Struct {
        /// A large one.
        large: u64,
        /// A negative one.
        signed: i64,
        /// Other values.
        all: Vec<Self>,
    },
}

/// With a key for the name and one for the data.
#[message]
#[serde(tag = "kind", content = "data", rename_all = "kebab-case")]
pub enum Adjacent {
    /// No data.
    NoData,
    /// One value.
    Newtype(u64),
    /// Several values.
    Tuple(u64, f64),
    /// Named values.
    Struct {
        /// A large one.
        large: u64,
    },
}

/// Without a name.
#[message]
#[serde(untagged)]
pub enum Untagged {
    /// An integer.
    Unsigned(u64),
    /// A negative integer.
    Signed(i64),
    /// Another number.
    Float(f64),
    /// Named values.
    Struct {
        /// A large one.
        large: u64,
    },
    /// A list.
    List(Vec<Self>),
}

/// All four.
#[message]
pub struct Enums {
    /// With the name around the data.
    pub external: Vec<External>,
    /// With the name beside the data.
    pub internal: Vec<Internal>,
    /// With a key for each.
    pub adjacent: Vec<Adjacent>,
    /// Without a name.
    pub untagged: Vec<Untagged>,
}

/// A type that contains itself.
#[message]
pub struct Tree {
    /// A name.
    pub name: String,
    /// More of the same.
    pub kids: Vec<Self>,
    /// By another way.
    pub by_name: BTreeMap<String, Self>,
    /// By a generic type.
    pub page: Option<Box<Page<Self>>>,
}

/// A generic type.
#[message]
pub struct Page<T> {
    /// What is on the page.
    pub items: Vec<T>,
    /// What comes next.
    pub next: Option<T>,
}

/// A generic type in itself.
#[message]
pub struct Pages {
    /// Of messages.
    pub inner: Page<Inner>,
    /// Of numbers.
    pub numbers: Page<u64>,
    /// Of pages.
    pub nested: Page<Page<Internal>>,
}

type Reply<T> = Result<T, Status>;
type Named = BTreeMap<String, Vec<Inner>>;

/// Answers what it is asked.
#[service(package = "tests.v1")]
pub trait Echo {
    /// Numbers.
    async fn numbers(&self, req: Numbers) -> Reply<Numbers>;
    /// Structs.
    async fn structs(&self, req: Outer) -> Reply<Outer>;
    /// Collections.
    async fn collections(&self, req: Collections) -> Reply<Collections>;
    /// Enums.
    async fn enums(&self, req: Enums) -> Reply<Enums>;
    /// Recursion.
    async fn tree(&self, req: Tree) -> Reply<Tree>;
    /// Generics.
    async fn pages(&self, req: Pages) -> Reply<Pages>;
    /// A generic type as the request.
    async fn page(&self, req: Page<Adjacent>) -> Reply<Page<Adjacent>>;
    /// An enum as the request.
    async fn internal(&self, req: Internal) -> Reply<Internal>;
    /// A scalar.
    async fn scalar(&self, value: u64) -> Reply<u64>;
    /// An option.
    async fn option(&self, value: Option<i64>) -> Reply<Option<i64>>;
    /// Rows.
    async fn matrix(&self, value: Vec<Vec<f64>>) -> Reply<Vec<Vec<f64>>>;
    /// A map.
    async fn map(&self, value: Named) -> Reply<Named>;
    /// An enum as an argument.
    async fn external(&self, value: External) -> Reply<External>;
}

struct Same;

impl Echo for Same {
    async fn numbers(&self, req: Numbers) -> Reply<Numbers> {
        Ok(req)
    }
    async fn structs(&self, req: Outer) -> Reply<Outer> {
        Ok(req)
    }
    async fn collections(&self, req: Collections) -> Reply<Collections> {
        Ok(req)
    }
    async fn enums(&self, req: Enums) -> Reply<Enums> {
        Ok(req)
    }
    async fn tree(&self, req: Tree) -> Reply<Tree> {
        Ok(req)
    }
    async fn pages(&self, req: Pages) -> Reply<Pages> {
        Ok(req)
    }
    async fn page(&self, req: Page<Adjacent>) -> Reply<Page<Adjacent>> {
        Ok(req)
    }
    async fn internal(&self, req: Internal) -> Reply<Internal> {
        Ok(req)
    }
    async fn scalar(&self, value: u64) -> Reply<u64> {
        Ok(value)
    }
    async fn option(&self, value: Option<i64>) -> Reply<Option<i64>> {
        Ok(value)
    }
    async fn matrix(&self, value: Vec<Vec<f64>>) -> Reply<Vec<Vec<f64>>> {
        Ok(value)
    }
    async fn map(&self, value: Named) -> Reply<Named> {
        Ok(value)
    }
    async fn external(&self, value: External) -> Reply<External> {
        Ok(value)
    }
}

/// Calls a method, and answers the text of its reply.
#[track_caller]
fn call(name: &str, input: Payload) -> String {
    let server = EchoServer::new(Same);
    let methods = &server.spec().methods;
    let method = methods.iter().find(|method| method.name == name);
    let method = method.expect("a method of that name").clone();
    let mut call = server.call(Call::new(method, input, Context::default()));
    let Poll::Ready(outcome) = call.as_mut().poll(&mut Task::from_waker(Waker::noop())) else {
        panic!("the service waits for nothing")
    };
    match outcome {
        Ok(Outcome::Complete(reply)) => match reply.output {
            Body::One(payload) => String::from_utf8(payload.bytes.to_vec()).expect("UTF-8"),
            Body::Stream(_) => panic!("one reply"),
        },
        Ok(_) => panic!("a reply"),
        Err(status) => panic!("`{name}`: {status}"),
    }
}

/// Sends `request` as every kind of caller does, and expects `reply`.
#[track_caller]
fn gives(method: &str, request: &str, reply: &str) {
    assert_eq!(
        call(method, Payload::strict_json(request.to_owned())),
        reply
    );
    assert_eq!(call(method, Payload::json(request.to_owned())), reply);
}

/// The same text comes back, byte for byte.
#[track_caller]
fn echoes(method: &str, text: &str) {
    gives(method, text, text);
}

#[test]
fn numbers_keep_every_bit() {
    for (large, signed) in [
        ("9007199254740993", "-9007199254740993"),
        ("18446744073709551615", "-9223372036854775808"),
        ("9223372036854775808", "9223372036854775807"),
        ("0", "0"),
    ] {
        for (ratio, single) in [
            ("0.1", "0.1"),
            ("5e-324", "1e-45"),
            ("1.7976931348623157e308", "3.4028235e38"),
            ("5.952572464789474e-235", "16777216.0"),
            ("-0.0", "-0.0"),
            ("9007199254740992.0", "0.3"),
        ] {
            // The names of exponents are those of serde_json: `1.7976931348623157e+308`.
            let (ratio, single) = (ratio.replace("e3", "e+3"), single.replace("e3", "e+3"));
            echoes(
                "numbers",
                &format!(
                    r#"{{"large":{large},"signed":{signed},"small":[255,-128,65535,-32768,4294967295,-2147483648],"ratio":{ratio},"single":{single}}}"#
                ),
            );
        }
    }
}

#[test]
fn integers_may_be_written_as_numbers_with_a_fraction_of_zero() {
    gives(
        "scalar",
        r#"{"value": 9007199254740993.0}"#,
        "9007199254740993",
    );
    gives(
        "scalar",
        r#"{"value": 1.8446744073709551615e19}"#,
        "18446744073709551615",
    );
    gives("option", r#"{"value": -5e1}"#, "-50");
    gives("matrix", r#"{"value": [[1, 2.5], []]}"#, "[[1.0,2.5],[]]");
}

#[test]
fn structs_and_collections() {
    let numbers =
        r#"{"large":9007199254740993,"signed":-1,"small":[1,2,3,4,5,6],"ratio":1.5,"single":0.25}"#;
    echoes(
        "structs",
        &format!(
            r#"{{"inner":{numbers},"maybe":{{"id":18446744073709551615,"fullName":"é\n\"x\""}},"id":9007199254740993,"fullName":""}}"#
        ),
    );
    echoes(
        "structs",
        &format!(r#"{{"inner":{numbers},"maybe":null,"id":1,"fullName":"a"}}"#),
    );
    echoes(
        "collections",
        r#"{"by_name":{"":0,"a b":9007199254740993},"by_number":{"-1":[{"id":1,"fullName":"a"}],"2":[]},"by_hash":{"x":null},"set":[-9007199254740993,7],"matrix":[[0.1,-1e-7],[],[9007199254740994.0]],"gaps":[null,18446744073709551615],"fixed":["a","é","😀"]}"#,
    );
}

#[test]
fn enums_with_data_in_all_four_taggings() {
    echoes(
        "enums",
        concat!(
            r#"{"external":["Unit",{"Newtype":9007199254740993},{"Tuple":[18446744073709551615,"a"]},"#,
            r#"{"Struct":{"large":9007199254740993,"next":{"Struct":{"large":1,"next":null}}}}],"#,
            r#""internal":[{"type":"unit"},{"type":"newtype","id":9007199254740993,"fullName":"a"},"#,
            r#"{"type":"struct","large":18446744073709551615,"signed":-9007199254740993,"#,
            r#""all":[{"type":"newtype","id":18446744073709551615,"fullName":"b"}]}],"#,
            r#""adjacent":[{"kind":"no-data"},{"kind":"newtype","data":9007199254740993},"#,
            r#"{"kind":"tuple","data":[18446744073709551615,0.1]},{"kind":"struct","data":{"large":9007199254740993}}],"#,
            r#""untagged":[9007199254740993,18446744073709551615,-9007199254740993,50.0,0.1,"#,
            r#"{"large":9007199254740993},[18446744073709551615,[-1]]]}"#,
        ),
    );
    echoes(
        "internal",
        r#"{"type":"newtype","id":9007199254740993,"fullName":"a"}"#,
    );
}

#[test]
fn recursion_and_generics() {
    let leaf = r#"{"name":"leaf","kids":[],"by_name":{},"page":null}"#;
    echoes(
        "tree",
        &format!(
            r#"{{"name":"root","kids":[{leaf},{leaf}],"by_name":{{"a":{leaf}}},"page":{{"items":[{leaf}],"next":{leaf}}}}}"#
        ),
    );
    echoes(
        "pages",
        concat!(
            r#"{"inner":{"items":[{"id":9007199254740993,"fullName":"a"}],"next":null},"#,
            r#""numbers":{"items":[18446744073709551615],"next":9007199254740993},"#,
            r#""nested":{"items":[{"items":[{"type":"unit"}],"next":{"type":"newtype","id":9007199254740993,"fullName":"a"}}],"next":null}}"#,
        ),
    );
    echoes(
        "page",
        r#"{"items":[{"kind":"newtype","data":9007199254740993}],"next":{"kind":"no-data"}}"#,
    );
}

#[test]
fn plain_arguments_and_plain_replies() {
    gives(
        "scalar",
        r#"{"value":18446744073709551615}"#,
        "18446744073709551615",
    );
    gives(
        "option",
        r#"{"value":-9007199254740993}"#,
        "-9007199254740993",
    );
    gives("option", r#"{"value":null}"#, "null");
    for nothing in ["{}", "", "null"] {
        gives("option", nothing, "null");
    }
    gives(
        "matrix",
        r#"{"value":[[0.1,1e300],[],[-0.0]]}"#,
        "[[0.1,1e+300],[],[-0.0]]",
    );
    gives(
        "map",
        r#"{"value":{"a":[{"id":9007199254740993,"fullName":"x"}],"b":[]}}"#,
        r#"{"a":[{"id":9007199254740993,"fullName":"x"}],"b":[]}"#,
    );
    gives(
        "external",
        r#"{"value":{"Newtype":9007199254740993}}"#,
        r#"{"Newtype":9007199254740993}"#,
    );
    gives("external", r#"{"value":"Unit"}"#, r#""Unit""#);
}
