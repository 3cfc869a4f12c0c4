//! Messages of every form that protobuf has a place for, and a service that takes them all.
//!
//! It is a crate of its own since a build script has to see it: prost's types are written from its `.proto` file.
#![expect(missing_docs, reason = "the name of a field says all there is to say")]

pub mod choices;
pub mod enums;
pub mod known;
pub mod lists;
pub mod nested;
mod random;
pub mod scalars;

use traitwire::{Status, service};

/// A method for each message.
#[service(package = "crosswire.v1")]
pub trait Rows {
    /// Integers.
    async fn integers(&self, req: scalars::Integers) -> Result<scalars::NonZeros, Status>;
    /// Other single values.
    async fn words(&self, req: scalars::Words) -> Result<scalars::Options, Status>;
    /// Presence.
    async fn explicit(&self, req: scalars::Explicit) -> Result<scalars::Defaulted, Status>;
    /// Enums without data.
    async fn enums(&self, req: enums::Enums) -> Result<(), Status>;
    /// Lists and maps.
    async fn lists(&self, req: lists::Lists) -> Result<lists::Maps, Status>;
    /// What has to be wrapped.
    async fn wrapped(&self, req: lists::Wrapped) -> Result<nested::Tuples, Status>;
    /// Types by other names, and generic ones.
    async fn newtypes(&self, req: nested::Newtypes) -> Result<nested::Pages, Status>;
    /// Recursion, and fields among others.
    async fn tree(&self, req: nested::Tree) -> Result<nested::Flat, Status>;
    /// Values that travel as others.
    async fn likes(&self, req: nested::Likes) -> Result<known::Loose, Status>;
    /// Enums with data.
    async fn choices(&self, req: choices::Choices) -> Result<choices::FlatChoice, Status>;
    /// Values of other crates.
    async fn known(&self, req: known::Known) -> Result<choices::Choice, Status>;
}
