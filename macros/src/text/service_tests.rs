//! What is wrong with the argument of `service_tests!`.

pub(crate) fn nothing() -> String {
    "`service_tests!` wants the trait of a service: write `traitwire::service_tests!(Tasks);`"
        .to_owned()
}

pub(crate) fn no_path() -> String {
    "`service_tests!` wants the path of a service's trait: write `Tasks`, or `tasks_api::Tasks`"
        .to_owned()
}

pub(crate) fn generic(service: &str) -> String {
    format!(
        "the service `{service}` has arguments, and no service is generic; write `{service}` alone"
    )
}

pub(crate) fn several() -> String {
    "`service_tests!` takes one service, and `crate = path` where traitwire is not at `::traitwire`; \
     write it once for each service"
        .to_owned()
}

pub(crate) fn out_of_reach(service: &str) -> String {
    format!(
        "no service `{service}` is in reach here; write the path of a trait with `#[service]`, such as \
         `tasks_api::{service}`, by which its `{service}Service` is in reach too"
    )
}
