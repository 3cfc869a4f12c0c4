//! The check of examples beside the decoder of requests: both think alike of every value, and say it in the same words.

mod bounded;
mod tokens;

use proptest::prelude::*;
use serde_json::Value as Json;

use super::super::check;
use bounded::{Bounded, bounded};

use super::mutation::{change, changed};
use super::sample::{Sample, sample};
use crate::Message;
use crate::service::Unknown;
use crate::spec::example::{Example, Form, Side, check_example};
use crate::spec::shape::Kind;

/// What the decoder says first of a value; `None` where it takes it.
fn decoder(kind: &Kind, text: &str) -> Option<String> {
    let status = check(kind, text.as_bytes(), Unknown::Deny).err()?;
    let details: Json = serde_json::from_slice(status.details()?).expect("JSON");
    let first = &details["problems"][0];
    let word = |key: &str| first[key].as_str().expect("a text").to_owned();
    let (path, message) = (word("path"), word("message"));
    Some(match path.as_str() {
        "" => message,
        path => format!("`{path}`: {message}"),
    })
}

/// What the check of examples says.
fn example(kind: &Kind, tokens: &'static [crate::spec::example::Token]) -> Option<String> {
    let example = Example {
        about: "",
        form: Form::Whole,
        side: Side::Read,
        tokens,
    };
    let problem = check_example(kind, &example)?;
    Some(problem.sentence().to_owned())
}

/// Holds the two against each other; `false` where the text is no example at all.
#[track_caller]
fn compare<T: Message>(text: &str) -> bool {
    let kind = Kind::Message(T::SHAPE);
    let Some(tokens) = tokens::of(text) else {
        return false;
    };
    let (decoder, example) = (decoder(&kind, text), example(&kind, tokens.leak()));
    if example.is_none() && depth(text) > DEEP {
        return true;
    }
    let decoder = decoder.as_deref().map(without_closest);
    assert_eq!(example.as_deref(), decoder, "{text}");
    true
}

/// Values that nest deeper may be too much for the compiler.
const DEEP: usize = 9;

/// How deep a text is nested, brackets in strings counted too.
fn depth(text: &str) -> usize {
    let mut open: usize = 0;
    let depth = text.bytes().map(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open
    });
    depth.max().unwrap_or_default()
}

/// The check of examples does not tell which variant comes closest.
fn without_closest(message: &str) -> &str {
    let end = message.find("found none of them");
    end.map_or(message, |end| &message[..end + "found none of them".len()])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_serde_writes_is_an_example(value in sample()) {
        let text = serde_json::to_string(&value).expect("it has a JSON form");
        prop_assert!(compare::<Sample>(&text));
    }

    #[test]
    fn of_what_is_almost_right_both_think_alike(
        value in sample(),
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let mut text = serde_json::to_string(&value).expect("it has a JSON form");
        for change in &changes {
            match String::from_utf8(changed(&text, change)) {
                Ok(next) if compare::<Sample>(&next) => text = next,
                _ => break,
            }
        }
    }

    #[test]
    fn of_limits_both_think_alike(text in bounded()) {
        prop_assert!(compare::<Bounded>(&text));
    }
}
