//! What `service_tests!` finds, and what it says.

use std::sync::{Arc, LazyLock};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use traitwire::__private::{Concern, ServiceTests, check_service, schemars, serde};
use traitwire::prelude::*;
use traitwire::spec::{ExampleOutcome, Json, MethodKind, MethodSpec, ServiceSpec};

/// A colour such as `#ff8000`, by code that the macros cannot see into.
#[derive(Clone, Debug)]
struct Colour(String);

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.len() == 7 && text.starts_with('#') {
            return Ok(Self(text));
        }
        Err(serde::de::Error::custom(format!("`{text}` is no colour")))
    }
}

impl JsonSchema for Colour {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Colour".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^#[0-9a-f]{6}$" })
    }
}

/// Reads an angle in degrees, and forgets whole turns; the schema knows half a turn only.
#[derive(Clone, Debug)]
struct Angle(f64);

impl Serialize for Angle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A mistake: each time another value.
        serializer.serialize_f64(self.0 / 2.0)
    }
}

impl<'de> Deserialize<'de> for Angle {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self)
    }
}

impl JsonSchema for Angle {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Angle".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 50 })
    }
}

/// Writes what it does not read.
#[derive(Clone, Debug)]
struct Secret;

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("***")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u32::deserialize(deserializer).map(|_| Self)
    }
}

impl JsonSchema for Secret {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Secret".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["integer", "string"] })
    }
}

/// A line on the canvas.
#[message]
struct Line {
    #[message(opaque)]
    colour: Colour,
    #[message(opaque)]
    angle: Option<Angle>,
    #[message(opaque)]
    secret: Option<Secret>,
}

/// Why nothing was drawn.
#[service_error]
enum DrawError {
    /// The canvas is full.
    #[code(resource_exhausted)]
    Full,
    /// There is no ink.
    #[code(unavailable)]
    Dry,
    /// The call did not reach the service.
    #[code(call)]
    Call(CallError),
}

/// The line before the trait.
const TRAIT: u32 = line!();

/// Draws on a canvas.
#[service(package = "draw.v1")]
trait Draw {
    /// Draw a line.
    ///
    /// @example {"colour": "#ff8000"} -> {"colour": "red", "angle": null, "secret": null}
    /// @example by name: {"colour": "red", "secret": 7}
    /// @example {"colour": "#FF8000", "angle": 90}
    ///   -> {"colour": "#ff8000", "angle": 180.0, "secret": null}
    /// @example {"colour": "#ff8000"} ! full
    /// @error full
    async fn line(&self, req: Line) -> Result<Line, DrawError>;

    /// Wash the brush.
    ///
    /// @example {"secret": 7} -> 1
    async fn wash(&self, #[message(opaque)] secret: Secret) -> Result<u32, DrawError>;

    /// Draw lines as they come.
    async fn lines(&self, lines: Streaming<Line>) -> Result<Streaming<Line, DrawError>, DrawError>;
}

#[track_caller]
fn finds(tests: &ServiceTests, concern: Concern, expected: &[(u32, &str)]) {
    let report = check_service(tests, concern).unwrap_err();
    let (head, found) = report.split_once("\n\n").expect("a head");
    let count = match expected.len() {
        1 => "one problem".to_owned(),
        count => format!("{count} problems"),
    };
    assert_eq!(head, format!("the service `draw.v1.Draw` has {count}"));
    let expected: Vec<_> = expected
        .iter()
        .map(|(line, text)| match line {
            0 => format!("{}: {text}", file!()),
            line => format!("{}:{line}: {text}", file!()),
        })
        .collect();
    assert_eq!(found.lines().collect::<Vec<_>>(), expected);
}

/// The description with something else in each method.
fn altered(change: fn(&mut MethodSpec)) -> ServiceSpec {
    let mut spec = DrawService::spec().clone();
    for method in &mut spec.methods {
        change(Arc::make_mut(method));
    }
    spec
}

/// The same tests of another description.
fn tests_of(spec: fn() -> &'static ServiceSpec) -> ServiceTests {
    ServiceTests {
        spec,
        ..DrawService::__TESTS
    }
}

#[test]
fn requests_that_custom_code_refuses_or_changes() {
    finds(
        &DrawService::__TESTS,
        Concern::Requests,
        &[
            (
                TRAIT + 8,
                "method `line`, example 2 `by name`: the request cannot be read: `colour`: `red` is no colour",
            ),
            (
                TRAIT + 9,
                r##"method `line`, example 3: the request is written as `{"colour":"#FF8000","angle":45.0,"secret":null}`, and once that is read as `{"colour":"#FF8000","angle":22.5,"secret":null}`"##,
            ),
            (
                TRAIT + 17,
                r#"method `wash`, example 1: the request is written as `{"secret":"***"}`, which cannot be read: `secret`: invalid type: string "***", expected u32"#,
            ),
        ],
    );
}

#[test]
fn requests_that_schemas_refuse() {
    finds(
        &DrawService::__TESTS,
        Concern::RequestSchemas,
        &[
            (
                TRAIT + 8,
                r#"method `line`, example 2 `by name`: the request does not fit its schema: `colour`: expected a match of the pattern `^#[0-9a-f]{6}$`, found "red""#,
            ),
            (
                TRAIT + 9,
                r##"method `line`, example 3: the request does not fit its schema: `colour`: expected a match of the pattern `^#[0-9a-f]{6}$`, found "#FF8000""##,
            ),
        ],
    );
}

#[test]
fn replies_that_clients_cannot_read() {
    finds(
        &DrawService::__TESTS,
        Concern::Replies,
        &[
            (
                TRAIT + 7,
                "method `line`, example 1: the reply cannot be read: `colour`: `red` is no colour",
            ),
            (
                TRAIT + 9,
                r##"method `line`, example 3: the reply is written as `{"colour":"#ff8000","angle":90.0,"secret":null}`, and once that is read as `{"colour":"#ff8000","angle":45.0,"secret":null}`"##,
            ),
        ],
    );
}

#[test]
fn replies_that_schemas_refuse() {
    finds(
        &DrawService::__TESTS,
        Concern::ReplySchemas,
        &[(
            TRAIT + 7,
            r#"method `line`, example 1: the reply does not fit its schema: `colour`: expected a match of the pattern `^#[0-9a-f]{6}$`, found "red""#,
        )],
    );
}

#[test]
fn what_is_written_again_has_to_fit_too() {
    fn limited() -> &'static ServiceSpec {
        static SPEC: LazyLock<ServiceSpec> = LazyLock::new(|| {
            let mut spec = altered(|method| method.examples.truncate(0));
            let example = &DrawService::spec().methods[0].examples[2];
            let method = Arc::make_mut(&mut spec.methods[0]);
            method.examples.push(example.clone());
            method.examples[0].input = Json::parse(r##"{"colour":"#ff8000","angle":90}"##).unwrap();
            spec
        });
        &SPEC
    }
    finds(
        &tests_of(limited),
        Concern::RequestSchemas,
        &[(
            TRAIT + 7,
            r##"method `line`, example 1: the request is written as `{"colour":"#ff8000","angle":45.0,"secret":null}`, which does not fit its schema: `angle`: fits no alternative; the nearest: expected at least 50, found 45.0"##,
        )],
    );
}

#[test]
fn streams_are_tested_item_by_item() {
    fn streaming() -> &'static ServiceSpec {
        static SPEC: LazyLock<ServiceSpec> = LazyLock::new(|| {
            let mut spec = altered(|method| method.examples.truncate(0));
            let example = |input: &str, reply: &str| {
                let mut example = DrawService::spec().methods[0].examples[0].clone();
                example.input = Json::parse(input).unwrap();
                example.outcome = Some(ExampleOutcome::Reply(Json::parse(reply).unwrap()));
                example
            };
            Arc::make_mut(&mut spec.methods[2]).examples = vec![
                example(r##"[{"colour":"#ff8000"},{"colour":"grey"}]"##, "{}"),
                example(
                    "[]",
                    r##"[{"colour":"#000000","angle":null,"secret":null},{"colour":"black"}]"##,
                ),
            ];
            spec
        });
        &SPEC
    }
    let tests = tests_of(streaming);
    finds(
        &tests,
        Concern::Requests,
        &[(
            0,
            "method `lines`, example 1: item 2 of the request cannot be read: `colour`: `grey` is no colour",
        )],
    );
    let no_array = "method `lines`, example 1: the reply is a stream, so an example of it is an array: write `[..]` around its items";
    finds(
        &tests,
        Concern::Replies,
        &[
            (0, no_array),
            (
                0,
                "method `lines`, example 2: item 2 of the reply cannot be read: `colour`: `black` is no colour",
            ),
        ],
    );
    finds(
        &tests,
        Concern::ReplySchemas,
        &[
            (0, no_array),
            (
                0,
                "method `lines`, example 2: item 2 of the reply does not fit its schema: missing required property `angle`",
            ),
            (
                0,
                "method `lines`, example 2: item 2 of the reply does not fit its schema: missing required property `secret`",
            ),
            (
                0,
                r#"method `lines`, example 2: item 2 of the reply does not fit its schema: `colour`: expected a match of the pattern `^#[0-9a-f]{6}$`, found "black""#,
            ),
        ],
    );
}

#[test]
fn errors_that_a_method_does_not_have() {
    fn dry() -> &'static ServiceSpec {
        static SPEC: LazyLock<ServiceSpec> =
            LazyLock::new(|| altered(|method| method.errors = vec!["dry".to_owned()]));
        &SPEC
    }
    assert_eq!(
        check_service(&DrawService::__TESTS, Concern::Errors),
        Ok(())
    );
    finds(
        &tests_of(dry),
        Concern::Errors,
        &[(
            TRAIT + 11,
            "method `line`, example 4: `! full` is no error of the method; it has `dry`",
        )],
    );
}

#[test]
fn tools_that_models_do_not_take() {
    fn large() -> &'static ServiceSpec {
        static SPEC: LazyLock<ServiceSpec> = LazyLock::new(|| {
            let mut spec = altered(|method| method.tool = None);
            let method = Arc::make_mut(&mut spec.methods[1]);
            method.tool = Some("Draw-Wash".to_owned());
            let values: Vec<_> = (0..1001).map(|n: u64| n.to_string()).collect();
            let schema = format!(
                r#"{{"type":"object","properties":{{"shade":{{"enum":[{}]}}}}}}"#,
                values.join(",")
            );
            let schema = Json::parse(&schema).unwrap();
            method.input = traitwire::spec::Schema::from_json(schema).unwrap();
            spec
        });
        &SPEC
    }
    assert_eq!(check_service(&DrawService::__TESTS, Concern::Tools), Ok(()));
    finds(
        &tests_of(large),
        Concern::Tools,
        &[
            (
                0,
                "tool `Draw-Wash`: the name of a tool is lower-case letters, digits and `_`, at most 40 of them; choose another with `#[method(name = \"..\")]`",
            ),
            (
                0,
                "tool `Draw-Wash`: its arguments have 1001 values of enums, and models take at most 1000; ask for less, or write `#[method(tool = false)]`",
            ),
        ],
    );
}

#[test]
fn a_failing_test_says_so() {
    let failed = std::panic::catch_unwind(|| {
        traitwire::__private::assert_service(&DrawService::__TESTS, Concern::Requests);
    });
    let text = failed.unwrap_err();
    let text = text.downcast_ref::<String>().expect("a text");
    assert_eq!(
        Err(text.clone()),
        check_service(&DrawService::__TESTS, Concern::Requests)
    );
}

/// The macro, wherever it stands and however the trait is named.
mod named {
    use super::*;

    /// Has sets, maps and numbers of every form.
    #[message]
    pub(crate) struct Forms {
        names: std::collections::HashSet<String>,
        #[schemars(range(min = 1))]
        count: u8,
        #[serde(default, alias = "kind")]
        form: Vec<f32>,
        by_name: std::collections::HashMap<String, u64>,
    }

    /// Gives back.
    #[service(package = "echo.v1")]
    pub(crate) trait Echo {
        /// Give back values.
        ///
        /// @example {"names": ["a", "b", "c", "d"], "count": 5e1, "kind": [0.1, 1], "by_name": {"a": 1, "b": 2, "c": 18446744073709551615}}
        ///   -> {"names": ["a", "b", "c"], "count": 50.0, "form": [], "by_name": {"a": 1, "b": 2, "c": 3}}
        async fn values(&self, req: Forms) -> Result<Forms, DrawError>;

        /// Say nothing.
        ///
        /// @example {} -> null
        async fn nothing(&self) -> Result<(), DrawError>;

        /// Count.
        ///
        /// @example none: [] -> []
        /// @example [{"names": [], "count": 1, "by_name": {}}, {"names": ["a"], "count": 2, "by_name": {"a": 1}}] -> [1, 2]
        async fn count(&self, req: Streaming<Forms>)
        -> Result<Streaming<u8, DrawError>, DrawError>;
    }

    traitwire::service_tests!(Echo);

    mod by_super {
        traitwire::service_tests!(super::Echo);
    }

    mod by_crate {
        traitwire::service_tests!(crate::named::Echo, crate = ::traitwire);
    }

    mod by_import {
        use super::EchoService;

        traitwire::service_tests!(Echo,);

        mod by_self {
            use super::EchoService;

            // Another attribute of the same name as that of tests.
            #[expect(
                unused_imports,
                reason = "the macro means the one of the standard library"
            )]
            use traitwire::message as test;

            traitwire::service_tests!(self::Echo, crate = traitwire,);
        }
    }

    mod by_two_supers {
        mod deeper {
            traitwire::service_tests!(super::super::Echo);
        }
    }
}

#[test]
fn kinds_of_streams_are_seen() {
    let kinds = named::EchoService::spec().methods.iter();
    let kinds: Vec<_> = kinds.map(|method| method.kind).collect();
    assert_eq!(
        kinds,
        [
            MethodKind::Unary,
            MethodKind::Unary,
            MethodKind::BidiStreaming
        ]
    );
}
