//! Whether two JSON texts say the same.

use crate::spec::Json;

/// Whether two texts hold the same value. The order of keys does not count, nor does that of elements: a set writes
/// them as they come.
pub(super) fn same(a: &str, b: &str) -> bool {
    match (Json::parse(a), Json::parse(b)) {
        (Ok(a), Ok(b)) => in_order(a) == in_order(b),
        _ => false,
    }
}

/// The value with the elements of all arrays, and the members of all objects, in the order of their texts.
fn in_order(json: Json) -> Json {
    match json {
        Json::Array(elements) => {
            let mut elements: Vec<_> = elements.into_iter().map(in_order).collect();
            elements.sort_by_cached_key(Json::to_string);
            Json::Array(elements)
        }
        Json::Object(members) => {
            let member = |(key, value)| (key, in_order(value));
            let mut members: Vec<_> = members.into_iter().map(member).collect();
            members.sort_by(|(a, _), (b, _)| a.cmp(b));
            Json::Object(members)
        }
        scalar => scalar,
    }
}
