//! What is wrong with a type or an example is said when the service is described, not when it is called.

use std::collections::BTreeMap;
use std::panic::catch_unwind;

use traitwire::{Status, message, service};

#[message]
#[serde(tag = "type")]
enum Tagged {
    Counts { by_id: BTreeMap<u64, u64> },
}

#[message]
#[serde(tag = "type", content = "data")]
enum Adjacent {
    Counts { by_id: BTreeMap<u64, u64> },
}

#[message]
struct Request {
    tagged: Vec<Tagged>,
}

#[message]
struct Fine {
    adjacent: Option<Adjacent>,
    by_id: BTreeMap<u64, u64>,
}

#[message]
struct Looking {
    #[schemars(regex(pattern = "(?=a)"))]
    ahead: Option<String>,
}

#[message]
struct Looks {
    #[schemars(inner(regex(pattern = "(?=a)")))]
    ahead: Vec<String>,
}

/// A map where serde cannot read it.
#[service(package = "tests.v1")]
trait Held {
    /// Takes it.
    async fn take(&self, req: Request) -> Result<(), Status>;
}

/// A pattern that is none.
#[service(package = "tests.v1")]
trait Pattern {
    /// Takes it.
    async fn take(&self, req: Looking) -> Result<(), Status>;
}

/// The same in a list.
#[service(package = "tests.v1")]
trait Patterns {
    /// Takes it.
    async fn take(&self, req: Looks) -> Result<(), Status>;
}

/// Maps where serde can read them.
#[service(package = "tests.v1")]
trait Good {
    /// Takes it.
    ///
    /// @example {"by_id": {"7": 1.0}}
    async fn take(&self, req: Fine) -> Result<(), Status>;
}

fn refusal<T>(describe: impl FnOnce() -> T + std::panic::UnwindSafe) -> String {
    let payload = catch_unwind(describe)
        .err()
        .expect("it cannot be described");
    *payload.downcast::<String>().expect("a message")
}

#[test]
fn a_map_that_serde_cannot_read_is_named() {
    assert_eq!(
        refusal(HeldService::spec),
        "cannot describe the service `tests.v1.Held`: `Tagged::Counts.by_id`: serde cannot read a map whose keys are \
         numbers or booleans inside an internally tagged or untagged enum or a flattened field; make the keys \
         `String`, or tag the enum in another way"
    );
}

#[test]
fn a_pattern_that_cannot_be_checked_is_named() {
    let text = refusal(PatternService::spec);
    let start = "cannot describe the service `tests.v1.Pattern`: `Looking.ahead`: the pattern `(?=a)` cannot be checked: ";
    assert!(text.starts_with(start), "{text}");
    let text = refusal(PatternsService::spec);
    let start = "cannot describe the service `tests.v1.Patterns`: `Looks.ahead`: the pattern ";
    assert!(text.starts_with(start), "{text}");
}

#[test]
fn whoever_asks_again_is_told_the_same() {
    assert_eq!(refusal(HeldService::spec), refusal(HeldService::spec));
}

#[test]
fn other_types_are_described() {
    assert_eq!(GoodService::spec().methods.len(), 1);
}

#[test]
fn an_example_that_is_no_request_is_named() {
    use traitwire::__private::{DocDef, ExampleDef, MethodDef, ServiceDef, TypeDef, build};
    const DOC: DocDef = DocDef {
        summary: "Takes it.",
        description: "",
    };
    static DEF: ServiceDef = ServiceDef {
        name: "Examples",
        package: "tests.v1",
        path: "examples",
        doc: DOC,
        error: "",
        error_module: "",
        methods: &[MethodDef {
            kind: traitwire::__private::MethodKind::Unary,
            name: "take",
            pascal: "Take",
            tool: true,
            doc: DOC,
            input: TypeDef::of::<Fine>(),
            output: TypeDef::of::<()>(),
            errors: None,
            examples: &[ExampleDef {
                title: None,
                input: r#"{"by_id": {}, "adjacnet": null}"#,
                outcome: None,
            }],
            read_only: false,
            destructive: false,
            idempotent: false,
            scopes: &[],
            public: false,
            timeout_ms: None,
            on: None,
            deprecated: None,
        }],
        errors: &[],
        errors_gone: &[],
        origin: "tests",
    };
    assert_eq!(
        refusal(|| build(&DEF).spec().methods.len()),
        "cannot describe the service `tests.v1.Examples`: an example of the method `take` is no request of it: \
         `adjacnet`: unknown field, did you mean `adjacent`?"
    );
}
