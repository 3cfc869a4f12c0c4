//! The context of the call that runs just now.

#[cfg(any(feature = "app", test))]
mod within;

use std::cell::RefCell;

#[cfg(feature = "app")]
pub(crate) use within::WithContext;

use super::Context;

thread_local! {
    static CURRENT: RefCell<Option<Context>> = const { RefCell::new(None) };
}

pub(super) fn get() -> Option<Context> {
    CURRENT.with_borrow(Clone::clone)
}
