//! The items of a stream of requests, where they come as one value: `{"items": [..]}`.

use super::problem::{Problem, Problems};
use super::text;
use crate::Status;
use crate::spec::json::{JsonError, Kind, Scanner};
use crate::spec::suggest::closest;

/// The name under which the items stand.
const ITEMS: &str = "items";

/// The array of the items. What stands beside it is refused.
pub(crate) fn item_list(request: &[u8]) -> Result<&str, Status> {
    match read(request) {
        Ok(Ok(array)) => Ok(array),
        Ok(Err(problems)) => Err(problems.into()),
        Err(error) => Err(Problems::from(Problem::new("", text::invalid_json(&error))).into()),
    }
}

fn read(request: &[u8]) -> Result<Result<&str, Problems>, JsonError> {
    let mut scanner = Scanner::new(request);
    let mut array = None;
    let mut unknown = Vec::new();
    let mut problems = Problems::default();
    let kind = scanner.peek()?;
    if kind != Kind::Object {
        let raw = scanner.raw()?;
        let message = text::mismatch("an object with the field `items`", kind, raw, false);
        return Ok(Err(Problem::new("", message).into()));
    }
    scanner.begin_object()?;
    while let Some(key) = scanner.next_key()? {
        if key != ITEMS {
            scanner.skip()?;
            unknown.push(key);
            continue;
        }
        let kind = scanner.peek()?;
        let raw = scanner.raw()?;
        if kind != Kind::Array {
            let message = text::mismatch("an array", kind, raw, false);
            problems.add(|| Problem::new(ITEMS, message));
        }
        if array.replace(raw).is_some() {
            problems.add(|| Problem::new(ITEMS, text::repeated_key(ITEMS, ITEMS)));
        }
    }
    scanner.end()?;
    for key in unknown {
        let meant = closest(&key, array.is_none().then_some(ITEMS));
        let message = text::unknown_field(meant, &[ITEMS]);
        problems.add(|| Problem::new(&*key, message).with_suggestion(meant));
    }
    match array {
        Some(array) if problems.is_empty() => Ok(Ok(array)),
        Some(_) => Ok(Err(problems)),
        None => {
            problems.add(|| Problem::new(ITEMS, text::missing_field(ITEMS, None)));
            Ok(Err(problems))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found() {
        let request = br#" {"items" : [1, {"items": 2}] } "#;
        assert_eq!(item_list(request).unwrap(), r#"[1, {"items": 2}]"#);
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (request, message) in [
            ("{}", "`items`: missing required field"),
            (
                "[]",
                "expected an object with the field `items`, found an array",
            ),
            (
                r#"{"items": 1}"#,
                "`items`: expected an array, found the number 1",
            ),
            (
                r#"{"item": []}"#,
                "2 problems: `item`: unknown field, did you mean `items`?; `items`: missing required field",
            ),
            (
                r#"{"items": [], "more": 1}"#,
                "`more`: unknown field, expected `items`",
            ),
            (
                r#"{"items": [], "items": []}"#,
                "`items`: the key is written twice",
            ),
        ] {
            let refused = item_list(request.as_bytes()).unwrap_err();
            assert_eq!(refused.message(), message);
            assert_eq!(refused.reason(), Some("invalid_request"));
        }
        let cut = item_list(br#"{"items": ["#).unwrap_err();
        assert_eq!(cut.reason(), Some("invalid_request"));
    }
}
