use std::sync::Arc;

use super::{fixture, stem};
use crate::app::{App, log};
use crate::endpoint::Endpoint;
use crate::spec::ServiceSpec;
use crate::{BoxFuture, Call, Outcome, Service, Status};

/// A service that is only described.
struct Described(ServiceSpec);

impl Service for Described {
    fn spec(&self) -> &ServiceSpec {
        &self.0
    }

    fn call(&self, call: Call) -> BoxFuture<'static, Result<Outcome, Status>> {
        let status = Status::not_found(call.method.full_name.clone());
        Box::pin(std::future::ready(Err(status)))
    }
}

/// An endpoint of so many methods, of which the first so many are no tools.
fn endpoint(methods: usize, hidden: usize) -> Arc<Endpoint> {
    let mut spec = fixture::service(&[], "true");
    let first = spec.methods[0].clone();
    spec.methods = (0..methods)
        .map(|number| {
            let mut method = (*first).clone();
            method.name = format!("go{number}");
            method.index = number;
            method.http_path = format!("/api/test/go{number}");
            method.grpc_path = format!("/test.v1.Test/Go{number}");
            method.tool = (number >= hidden).then(|| format!("test_go{number}"));
            Arc::new(method)
        })
        .collect();
    App::new("test")
        .service(Described(spec))
        .endpoint()
        .unwrap()
}

#[test]
fn more_than_forty_tools_are_warned_of() {
    let warnings = |methods, hidden| {
        let endpoint = endpoint(methods, hidden);
        log::tests::lines(|| endpoint.warn())
    };
    assert!(warnings(40, 0).is_empty());
    assert!(warnings(45, 5).is_empty());
    let [warning] = &warnings(41, 0)[..] else {
        panic!("one warning");
    };
    assert!(
        warning.contains(" WARN ") && warning.contains("tool = false"),
        "{warning}"
    );
    assert!(warning.ends_with(" tools=41\n"), "{warning}");
}

#[test]
fn a_program_is_called_as_its_file() {
    assert_eq!(stem("/usr/bin/tasks"), Some("tasks"));
    assert_eq!(stem("tasks.exe"), Some("tasks"));
    assert_eq!(stem(""), None);
}
