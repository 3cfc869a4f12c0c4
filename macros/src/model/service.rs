//! A service: what a trait says, with all that is wrong told apart.

use syn::{Attribute, Ident, Type};

use crate::parse::doc::Doc;
use crate::parse::service::{RawMethod, RawService};
use crate::parse::tags::Tagged;
use crate::paths::Paths;

/// A trait with `#[service]`.
#[derive(Debug)]
pub(crate) struct Service<'a> {
    pub(crate) original: &'a RawService,
    pub(crate) paths: Paths,
    pub(crate) package: String,
    /// Name of the trait, or the one it was given.
    pub(crate) name: String,
    /// Name in URLs and in tool names.
    pub(crate) path: String,
    pub(crate) doc: Doc,
    /// All methods, those with mistakes too.
    pub(crate) methods: Vec<Method<'a>>,
}

/// A method.
#[derive(Debug)]
pub(crate) struct Method<'a> {
    pub(crate) original: &'a RawMethod,
    /// Name on the wire.
    pub(crate) name: String,
    pub(crate) doc: Doc,
    pub(crate) tagged: Tagged,
    pub(crate) attrs: MethodAttrs,
    pub(crate) cfgs: Vec<Attribute>,
    /// The note of `#[deprecated]`, which may be empty.
    pub(crate) deprecated: Option<String>,
    /// How it is called; `None` where its signature is wrong.
    pub(crate) call: Option<CallForm>,
}

/// What `#[method(..)]` says, free of contradictions.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of its own to the user"
)]
#[derive(Debug)]
pub(crate) struct MethodAttrs {
    pub(crate) read_only: bool,
    pub(crate) destructive: bool,
    pub(crate) idempotent: bool,
    pub(crate) public: bool,
    pub(crate) tool: bool,
    /// Each entry is a list of alternatives.
    pub(crate) scopes: Vec<Vec<String>>,
    pub(crate) timeout_ms: Option<u64>,
    pub(crate) on: Option<String>,
}

/// How a method is called.
#[derive(Debug)]
pub(crate) struct CallForm {
    /// The type of the argument that takes the context.
    pub(crate) context: Option<Type>,
    pub(crate) request: Request,
    pub(crate) returns: Type,
}

/// Where a method's request comes from.
#[derive(Debug)]
pub(crate) enum Request {
    /// The argument `req` or `request` is all of it.
    Whole(Box<Type>),
    /// The arguments are the fields of a message that is generated.
    Fields(Vec<ArgumentField>),
}

/// An argument that is a field of the generated request.
#[derive(Debug)]
pub(crate) struct ArgumentField {
    /// Doc comments, and attributes for serde and schemars.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
}
