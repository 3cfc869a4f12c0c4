//! What one side writes the other reads, as the same value.

use arbitrary::Unstructured;
use crosswire::rows::Row;
use crosswire_api::{choices, enums, known, lists, nested, scalars};
use proptest::prelude::*;
use prost::Message as _;
use traitwire::__private::wire::{decode_request, encode};

/// The bytes that a random value is made of. Runs of zeros and ones make the numbers at the ends of a range, which are rare
/// among all numbers.
fn seeds() -> impl Strategy<Value = Vec<u8>> {
    let chunk = prop_oneof![
        Just(vec![0; 8]),
        Just(vec![0xff; 8]),
        any::<[u8; 1]>().prop_map(Vec::from),
        any::<[u8; 8]>().prop_map(Vec::from),
        prop::collection::vec(any::<char>(), 0..6)
            .prop_map(|text| text.into_iter().collect::<String>().into_bytes()),
    ];
    prop::collection::vec(chunk, 0..60).prop_map(|chunks| chunks.concat())
}

/// Sends a value both ways.
fn cross<T: Row>(seed: &[u8]) -> Result<(), TestCaseError> {
    let ours = T::arbitrary_take_rest(Unstructured::new(seed));
    let ours = ours.map_err(|error| TestCaseError::fail(format!("no value: {error}")))?;
    let theirs = ours.sorted();

    let written = encode(&ours).map_err(|fault| TestCaseError::fail(fault.to_string()))?;
    let read = T::Theirs::decode(&*written).map(T::in_order);
    prop_assert_eq!(read.as_ref(), Ok(&theirs), "ours as they read it");

    let written = theirs.encode_to_vec();
    let read = decode_request::<T>(&written).map_err(|status| status.message().to_owned());
    prop_assert_eq!(read.as_ref(), Ok(&ours), "theirs as we read it");
    let again = read.ok().and_then(|read| encode(&read).ok());
    let again = again.map(|again| T::Theirs::decode(&*again).map(T::in_order));
    prop_assert_eq!(again, Some(Ok(theirs)), "theirs as we write it again");
    Ok(())
}

macro_rules! rows {
    ($($name:ident: $($ty:ty),+;)*) => { $(
        #[test]
        fn $name() {
            let config = ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() };
            proptest!(config, |(seed in seeds())| { $(cross::<$ty>(&seed)?;)+ });
        }
    )* };
}

rows! {
    numbers: scalars::Integers, scalars::NonZeros;
    single_values: scalars::Words;
    optional_values: scalars::Options;
    presence: scalars::Explicit, scalars::Defaulted;
    enums_without_data: enums::Enums;
    lists_and_sets: lists::Lists;
    wrapped_values: lists::Wrapped;
    maps: lists::Maps;
    types_by_other_names: nested::Newtypes, nested::Likes;
    tuples: nested::Tuples;
    generic_types: nested::Pages;
    messages_in_messages: nested::Leaf, nested::Tree, nested::Twig;
    flattened_fields: nested::Flat, choices::FlatChoice;
    enums_with_data: choices::Choices, choices::Choice;
    values_of_other_crates: known::Known;
    any_json: known::Loose;
}
