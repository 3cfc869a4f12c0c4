//! A method for messages of every form.

use std::collections::BTreeMap;

use traitwire::{CallError, service, service_error};

use crate::types::*;

/// Why a form was refused.
#[service_error]
pub(crate) enum FormsError {
    /// No leaf has this name.
    #[code(not_found)]
    NoSuchLeaf { leaf: Leaf },
    /// Too many asked at once.
    #[code(resource_exhausted, retryable)]
    Busy,
    /// The call did not reach the service.
    #[code(call)]
    Call(CallError),
}

/// Give back messages of every form.
#[service(package = "forms.v1")]
pub(crate) trait Forms {
    /// Give back scalars.
    ///
    /// @example {"u64": 18446744073709551615, "double": 0.5}
    #[method(read_only)]
    async fn scalars(&self, req: Scalars) -> Result<Scalars, FormsError>;

    /// Give back lists and maps.
    #[method(idempotent)]
    async fn containers(&self, req: Containers) -> Result<Containers, FormsError>;

    /// Give back what serde was told of fields.
    ///
    /// @error no_such_leaf
    async fn fields(&self, req: Fields) -> Result<Fields, FormsError>;

    /// Give back what schemars was told.
    #[deprecated(note = "use `fields`")]
    async fn limits(&self, req: Limits) -> Result<Limits, FormsError>;

    /// Give back any members.
    #[method(destructive)]
    async fn open(&self, req: Open) -> Result<Open, FormsError>;

    /// Give back known members.
    async fn strict(&self, req: Strict) -> Result<Strict, FormsError>;

    /// Give back a tree.
    async fn tree(&self, req: Tree) -> Result<Tree, FormsError>;

    /// Give back what is no struct.
    async fn odds(&self, req: Odds) -> Result<Odds, FormsError>;

    /// Give back an enum told by the key.
    async fn external(&self, req: External) -> Result<External, FormsError>;

    /// Give back an enum told by a tag.
    async fn internal(&self, req: Internal) -> Result<Internal, FormsError>;

    /// Give back an enum told by a tag beside the content.
    async fn adjacent(&self, req: Adjacent) -> Result<Adjacent, FormsError>;

    /// Give back an enum and other fields.
    async fn flattened(&self, req: Flattened) -> Result<Flattened, FormsError>;

    /// Take plain arguments.
    async fn arguments(
        &self,
        /// A leaf, or none.
        leaf: Option<Leaf>,
        #[schemars(range(max = 9))]
        #[serde(default)]
        number: u64,
    ) -> Result<(), FormsError>;

    /// Give a number.
    async fn number(&self) -> Result<u64, FormsError>;

    /// Give a list.
    async fn list(&self) -> Result<Vec<State>, FormsError>;

    /// Give a map.
    async fn map(&self) -> Result<BTreeMap<String, Leaf>, FormsError>;

    /// Give a page of leaves.
    async fn page_of_leaves(&self) -> Result<Page<Leaf>, FormsError>;

    /// Give a page of numbers.
    async fn page_of_numbers(&self) -> Result<Page<u8>, FormsError>;

    /// Give a leaf or none.
    async fn maybe(&self) -> Result<Option<Leaf>, FormsError>;

    /// Give a number with a name.
    async fn id(&self) -> Result<Id, FormsError>;

    /// Give a position.
    async fn position(&self) -> Result<Position, FormsError>;

    /// Give one of several.
    async fn choices(&self) -> Result<External, FormsError>;

    /// Give one of several without a name.
    async fn untagged(&self) -> Result<Untagged, FormsError>;
}
