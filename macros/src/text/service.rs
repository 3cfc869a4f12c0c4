//! What is wrong with a trait as a whole.

pub(crate) fn no_trait() -> String {
    "`#[service]` goes on a trait: write `#[service(package = \"tasks.v1\")] pub trait Tasks { .. }`, \
     and leave the implementation without an attribute"
        .to_owned()
}

pub(crate) fn no_package(service: &str) -> String {
    format!(
        "the service `{service}` has no package, which is part of its name on every wire; \
         write `#[service(package = \"tasks.v1\")]`"
    )
}

pub(crate) fn package_form(found: &str) -> String {
    format!(
        "`{found}` cannot be a package: it is words in lower case with dots between them, such as `tasks.v1`"
    )
}

pub(crate) fn name_form(found: &str) -> String {
    format!(
        "`{found}` cannot be the name of a service: it begins with an upper-case letter and has ASCII letters and \
         digits only, such as `name = \"TaskBoard\"`"
    )
}

pub(crate) fn ident_form(found: &str) -> String {
    format!(
        "the trait `{found}` has no name that all callers can write: give it one of ASCII letters and digits \
         with `#[service(package = \"..\", name = \"..\")]`"
    )
}

pub(crate) fn reserved(path: &str) -> String {
    format!(
        "a service cannot be named `{path}`, which is where MCP is served; \
         choose another with `#[service(package = \"..\", name = \"..\")]`"
    )
}

pub(crate) fn no_methods(service: &str) -> String {
    format!(
        "the service `{service}` has no methods; write one: `async fn list(&self) -> Result<.., ..>;`"
    )
}

pub(crate) fn generic(service: &str) -> String {
    format!(
        "the service `{service}` is generic, and callers from afar see one service; \
         write the types themselves, and a trait for each service"
    )
}

pub(crate) fn where_clause(service: &str) -> String {
    format!("the service `{service}` has a `where` clause; leave it out: there is nothing to bound")
}

pub(crate) fn supertrait(service: &str) -> String {
    format!(
        "the service `{service}` has a supertrait, and its clients could not implement that one; \
         `Send + Sync + 'static` are there already, so leave it out"
    )
}

pub(crate) fn twice(service: &str) -> String {
    format!("the service `{service}` has `#[service]` twice; keep one, with the arguments of both")
}

pub(crate) fn is_unsafe(service: &str) -> String {
    format!("the service `{service}` is an `unsafe` trait; leave `unsafe` out")
}

pub(crate) fn associated_type(service: &str) -> String {
    format!(
        "the service `{service}` has an associated type, and callers do not know the implementation; write the type itself"
    )
}

pub(crate) fn associated_const(service: &str) -> String {
    format!(
        "the service `{service}` has an associated constant, which no caller can read; make it a method, or move it out"
    )
}

pub(crate) fn macro_item(service: &str) -> String {
    format!(
        "the service `{service}` has an item that `#[service]` cannot see into; write the methods themselves"
    )
}
