//! A service that reads each message and answers nothing.

use crosswire_api::{Rows, choices, enums, known, lists, nested, scalars};
use traitwire::Status;

/// It.
pub(crate) struct Silent;

fn silent<T>() -> Result<T, Status> {
    Err(Status::not_found("there is no reply"))
}

macro_rules! rows {
    ($($name:ident($request:ty) -> $reply:ty;)*) => {
        impl Rows for Silent {
            $(async fn $name(&self, _: $request) -> Result<$reply, Status> { silent() })*
        }
    };
}

rows! {
    integers(scalars::Integers) -> scalars::NonZeros;
    words(scalars::Words) -> scalars::Options;
    explicit(scalars::Explicit) -> scalars::Defaulted;
    enums(enums::Enums) -> ();
    lists(lists::Lists) -> lists::Maps;
    wrapped(lists::Wrapped) -> nested::Tuples;
    newtypes(nested::Newtypes) -> nested::Pages;
    tree(nested::Tree) -> nested::Flat;
    likes(nested::Likes) -> known::Loose;
    choices(choices::Choices) -> choices::FlatChoice;
    known(known::Known) -> choices::Choice;
}
