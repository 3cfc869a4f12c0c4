//! What `#[service]` and `#[service_error]` write down of a trait: constant data, turned into a
//! [`ServiceSpec`](crate::spec::ServiceSpec) once, when it is asked for.

use schemars::{Schema, SchemaGenerator};

use crate::message::Value;
use crate::spec::shape::{Gone, Kind};
use crate::spec::{Code, MethodKind};

/// A service, as its trait says it.
#[derive(Debug)]
pub struct ServiceDef {
    /// Name of the trait, or `#[service(name = "..")]`.
    pub name: &'static str,
    /// Package, such as `tasks.v1`.
    pub package: &'static str,
    /// Name in URLs and tool names, such as `tasks`.
    pub path: &'static str,
    /// Its documentation.
    pub doc: DocDef,
    /// In the order of their declaration.
    pub methods: &'static [MethodDef],
    /// Name of its error type; empty where methods return a plain status.
    pub error: &'static str,
    /// The module that this is in.
    pub error_module: &'static str,
    /// The variants of its error type.
    pub errors: &'static [ErrorDef],
    /// Those that are gone, by `api.lock`.
    pub errors_gone: &'static [Gone],
    /// Where the trait is declared, as `path::of::module (file.rs:12)`.
    pub origin: &'static str,
}

/// Documentation from a doc comment.
#[derive(Debug)]
pub struct DocDef {
    /// The first paragraph, on one line.
    pub summary: &'static str,
    /// The rest.
    pub description: &'static str,
}

/// A method, as its trait says it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of its own in `#[method(..)]`"
)]
#[derive(Debug)]
pub struct MethodDef {
    /// Name on all wires, such as `create`.
    pub name: &'static str,
    /// Name in gRPC, such as `Create`.
    pub pascal: &'static str,
    /// Whether it is a tool.
    pub tool: bool,
    /// Whether request or reply are streams.
    pub kind: MethodKind,
    /// Its documentation.
    pub doc: DocDef,
    /// The request, or one item of it.
    pub input: TypeDef,
    /// The reply, or one item of it.
    pub output: TypeDef,
    /// From `@error`; `None` where the method may return any of the service's errors.
    pub errors: Option<&'static [&'static str]>,
    /// From `@example`.
    pub examples: &'static [ExampleDef],
    /// From `#[method(read_only)]`.
    pub read_only: bool,
    /// From `#[method(destructive)]`.
    pub destructive: bool,
    /// From `#[method(idempotent)]`.
    pub idempotent: bool,
    /// From `#[method(scopes(..))]`: each entry is a list of alternatives, one for a plain scope.
    pub scopes: &'static [&'static [&'static str]],
    /// From `#[method(public)]`.
    pub public: bool,
    /// From `#[method(timeout = "..")]`, in milliseconds.
    pub timeout_ms: Option<u64>,
    /// From `#[method(on = "..")]`.
    pub on: Option<&'static str>,
    /// From `#[deprecated]`: the text of its note, which may be empty.
    pub deprecated: Option<&'static str>,
}

/// An `@example`. The JSON is valid: the macro has parsed it.
#[derive(Debug)]
pub struct ExampleDef {
    /// The name.
    pub title: Option<&'static str>,
    /// The request in JSON.
    pub input: &'static str,
    /// What it gives.
    pub outcome: Option<OutcomeDef>,
}

/// What an example gives.
#[derive(Debug)]
pub enum OutcomeDef {
    /// The reply in JSON.
    Reply(&'static str),
    /// The reason of an error.
    Error(&'static str),
}

/// A variant of an error enum.
#[derive(Debug)]
pub struct ErrorDef {
    /// Stable name, such as `no_such_task`.
    pub reason: &'static str,
    /// Its number in protobuf.
    pub number: u32,
    /// The canonical code.
    pub code: Code,
    /// Whether the same call may succeed later.
    pub retryable: bool,
    /// Its documentation.
    pub doc: DocDef,
    /// Its fields, an object; `None` where it has none.
    pub fields: Option<TypeDef>,
}

/// A type: its constant description, and how to get its schema.
#[derive(Clone, Copy, Debug)]
pub struct TypeDef {
    /// What the value is.
    pub kind: Kind,
    /// Its schema by schemars, in whichever contract the generator has.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
}

impl TypeDef {
    /// The description of a type.
    pub const fn of<T: Value>() -> Self {
        Self {
            kind: T::KIND,
            schema: |generator| generator.subschema_for::<T>(),
        }
    }
}
