//! Equality as JSON Schema has it (Core, section 4.2.2).

use crate::json::Json;

/// Whether two values are equal: numbers by their value, objects whatever their order.
pub(super) fn equal(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => a.compare(*b).is_eq(),
        (Json::Array(a), Json::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Json::Object(members), Json::Object(others)) => {
            let has = |(key, value): &(String, Json)| b.get(key).is_some_and(|b| equal(value, b));
            members.len() == others.len() && members.iter().all(has)
        }
        _ => a == b,
    }
}
