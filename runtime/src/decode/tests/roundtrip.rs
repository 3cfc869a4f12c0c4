//! What serde writes comes back equal, on every transport.

use proptest::prelude::*;

use super::sample::{Sample, sample};
use crate::Payload;
use crate::decode::decode;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_serde_writes_is_taken_and_comes_back(value in sample()) {
        let text = serde_json::to_vec(&value).expect("it has a JSON form");
        let strict: Sample = decode(&Payload::strict_json(text.clone())).expect("it is taken");
        prop_assert_eq!(&strict, &value);
        let loose: Sample = decode(&Payload::json(text)).expect("it is taken");
        prop_assert_eq!(&loose, &value);
    }

    #[test]
    fn the_order_of_keys_does_not_matter(value in sample()) {
        let text = serde_json::to_string(&value).expect("it has a JSON form");
        let turned = turned(&serde_json::from_str::<Turned>(&text).expect("JSON"));
        let strict: Sample = decode(&Payload::strict_json(turned)).expect("it is taken");
        prop_assert_eq!(&strict, &value);
    }
}

/// JSON whose numbers and strings keep their text.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Turned<'t>(#[serde(borrow)] &'t serde_json::value::RawValue);

/// The same text with the members of all objects in reverse.
fn turned(text: &Turned<'_>) -> String {
    let raw = text.0.get();
    match raw.as_bytes()[0] {
        b'{' => {
            let members: Members<'_> = serde_json::from_str(raw).expect("an object");
            let members = members.0.iter().rev().map(|(key, value)| {
                let key = serde_json::to_string(key).expect("a key");
                format!("{key}:{}", turned(value))
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        b'[' => {
            let elements: Vec<Turned<'_>> = serde_json::from_str(raw).expect("an array");
            let elements: Vec<_> = elements.iter().map(turned).collect();
            format!("[{}]", elements.join(","))
        }
        _ => raw.to_owned(),
    }
}

struct Members<'t>(Vec<(String, Turned<'t>)>);

impl<'de> serde::Deserialize<'de> for Members<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}
