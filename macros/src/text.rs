//! Every message to the user is a function here.
//!
//! A message is in lower case and without a final full stop, has the item in backticks, and says what to write instead.

pub(crate) mod attr;
pub(crate) mod error;
pub(crate) mod lock;
pub(crate) mod message;
pub(crate) mod method;
pub(crate) mod proto;
pub(crate) mod service;
pub(crate) mod service_tests;
pub(crate) mod signature;
pub(crate) mod similar;
pub(crate) mod tags;

/// The words in backticks, separated by commas.
pub(crate) fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<_> = words.into_iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}
