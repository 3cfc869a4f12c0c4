//! All that is wrong with a service, with its places.

use std::fmt::Write as _;

use super::{MethodTests, ServiceTests};
use crate::spec::{ExampleSpec, MethodSpec, ServiceSpec};

/// What has been found by now.
pub(super) struct Report {
    pub(super) spec: &'static ServiceSpec,
    file: &'static str,
    methods: &'static [MethodTests],
    found: Vec<String>,
}

/// An example, and what is known of its place.
#[derive(Clone, Copy)]
pub(super) struct Example<'a> {
    pub(super) method: &'a MethodSpec,
    pub(super) tests: &'a MethodTests,
    pub(super) said: &'a ExampleSpec,
    index: usize,
}

impl Report {
    pub(super) fn new(tests: &ServiceTests) -> Self {
        Self {
            spec: (tests.spec)(),
            file: tests.file,
            methods: tests.methods,
            found: Vec::new(),
        }
    }

    /// All examples of all methods.
    pub(super) fn examples(&self) -> impl Iterator<Item = Example<'static>> + use<> {
        let methods = self.spec.methods.iter().zip(self.methods);
        methods.flat_map(|(method, tests)| {
            let examples = method.examples.iter().enumerate();
            examples.map(move |(index, said)| Example {
                method,
                tests,
                said,
                index,
            })
        })
    }

    /// Notes what is wrong with an example.
    pub(super) fn add(&mut self, of: Example<'_>, message: &str) {
        let mut text = self.file.to_owned();
        if let Some(line) = of.tests.lines.get(of.index) {
            let _ = write!(text, ":{line}");
        }
        let _ = write!(
            text,
            ": method `{}`, example {}",
            of.method.name,
            of.index + 1
        );
        if let Some(title) = &of.said.title {
            let _ = write!(text, " `{title}`");
        }
        self.found.push(format!("{text}: {message}"));
    }

    /// Notes what is wrong with a tool.
    pub(super) fn add_tool(&mut self, tool: &str, message: &str) {
        self.found
            .push(format!("{}: tool `{tool}`: {message}", self.file));
    }

    /// Everything at once.
    pub(super) fn finish(self) -> Result<(), String> {
        if self.found.is_empty() {
            return Ok(());
        }
        let count = match self.found.len() {
            1 => "one problem".to_owned(),
            count => format!("{count} problems"),
        };
        let service = self.spec.full_name();
        Err(format!(
            "the service `{service}` has {count}\n\n{}\n",
            self.found.join("\n")
        ))
    }
}
