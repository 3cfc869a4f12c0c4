//! What `service_tests!` calls: every `@example` of a service, sent through serde, the schemas and the lists of errors.

mod equal;
mod examples;
mod report;
mod round_trip;
mod tools;

pub use round_trip::RoundTrip;
pub(crate) use round_trip::{of_reply, of_request};

use crate::spec::ServiceSpec;
use report::Report;

/// What tests need of a service: its description, and code of each type.
///
/// It is a constant that nobody but tests evaluates, so that programs do not carry the code.
#[derive(Debug)]
pub struct ServiceTests {
    /// The description.
    pub spec: fn() -> &'static ServiceSpec,
    /// The file in which the trait stands.
    pub file: &'static str,
    /// In the order of their declaration, which is that of the description.
    pub methods: &'static [MethodTests],
}

/// What tests need of a method.
#[derive(Debug)]
pub struct MethodTests {
    /// From a request, or an item of it, to the type and back.
    pub request: RoundTrip,
    /// From a reply, or an item of it, to the type and back.
    pub reply: RoundTrip,
    /// The line on which each example begins.
    pub lines: &'static [u32],
}

/// One thing that is tested of all methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// Requests are read as a tool call reads them, and come back as they were written.
    Requests,
    /// Requests are what their schema says.
    RequestSchemas,
    /// Replies can be read by a client, and come back as they were written.
    Replies,
    /// Replies are what their schema says.
    ReplySchemas,
    /// The errors that examples give are among those of their method.
    Errors,
    /// Models can take the tools.
    Tools,
}

/// Fails with all that is wrong.
#[track_caller]
pub fn assert_service(tests: &ServiceTests, concern: Concern) {
    if let Err(report) = check_service(tests, concern) {
        panic!("{report}");
    }
}

/// All that is wrong, as a text for people.
pub fn check_service(tests: &ServiceTests, concern: Concern) -> Result<(), String> {
    let mut report = Report::new(tests);
    match concern {
        Concern::Requests => examples::requests(&mut report),
        Concern::RequestSchemas => examples::request_schemas(&mut report),
        Concern::Replies => examples::replies(&mut report),
        Concern::ReplySchemas => examples::reply_schemas(&mut report),
        Concern::Errors => examples::errors(&mut report),
        Concern::Tools => tools::tools(&mut report),
    }
    report.finish()
}
