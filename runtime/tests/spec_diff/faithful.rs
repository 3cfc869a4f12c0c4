//! Whether what one side read is what the other meant. Protobuf refuses little: what is absent is read as zero.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use traitwire::spec::Code;
use traitwire::{ServiceError, Status};

/// How a type reads the JSON of another version of it, if it can.
pub type ByJson = fn(&Value) -> Option<Value>;

/// Two names of one value, the old one and the new one.
pub type Names = [(&'static str, &'static str)];

pub fn by_json<T: Serialize + DeserializeOwned>(meant: &Value) -> Option<Value> {
    let read = T::deserialize(meant).ok()?;
    Some(json(&read))
}

pub fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("a message is JSON")
}

/// An error as JSON.
pub fn error(status: &Status) -> Value {
    let details = status.details().map(serde_json::from_slice::<Value>);
    let details = details.and_then(Result::ok).unwrap_or_default();
    serde_json::json!({"reason": status.reason(), "code": status.code().name(), "details": details})
}

/// [`by_json`] for errors.
pub fn error_by_json<E: ServiceError>(meant: &Value) -> Option<Value> {
    let code = Code::from_name(meant["code"].as_str()?)?;
    let mut status = Status::new(code, "").with_reason(meant["reason"].as_str()?.to_owned());
    if !meant["details"].is_null() {
        status = status.with_details(meant["details"].to_string().into_bytes());
    }
    let read = error(&E::from_status(status).into_status());
    // A variant that it does not know is its call error.
    (read["reason"] == meant["reason"]).then_some(read)
}

/// A sample as a `T` says it, with what stands in the sample and a `T` leaves out.
pub fn said<T: Serialize + DeserializeOwned>(sample: &str) -> Value {
    let typed: T = serde_json::from_str(sample).unwrap_or_else(|error| panic!("{sample}: {error}"));
    let mut said: Value = serde_json::from_str(sample).expect("a sample is JSON");
    match (&mut said, json(&typed)) {
        (Value::Object(said), Value::Object(typed)) => said.extend(typed),
        (said, typed) => *said = typed,
    }
    said
}

/// Whether `read` is `meant`. Names of fields may have changed, so that values count: each was written, or is what the
/// reader's type has for what is absent; none is lost that the same type finds in the JSON; and where a name is on both
/// sides, the values are the same.
pub fn check(meant: &Value, read: &Value, by_json: ByJson, names: &Names) -> Result<(), String> {
    let leaves = |value: &Value| {
        let mut leaves = Leaves {
            names,
            found: Vec::new(),
        };
        leaves.collect("", value);
        leaves.found
    };
    let found = by_json(&without_null(meant)).map_or_else(Vec::new, |found| leaves(&found));
    let (meant_values, read_values) = (leaves(meant), leaves(read));
    let complain = |what: &str| Err(format!("{what}: {meant} is read as {read}"));
    // A variant without data is a text, one with data a name.
    let written = meant_values
        .iter()
        .chain(&found)
        .cloned()
        .chain(keys(meant));
    if !are_among(&read_values, written.collect()) {
        return complain("nobody wrote that");
    }
    if !are_among(&found, read_values.clone()) {
        return complain("something is lost");
    }
    let at = |values: &[Leaf], path: &str| {
        let values = values.iter().filter(|value| value.path == path);
        let mut values: Vec<_> = values.map(|value| value.text.clone()).collect();
        values.sort();
        values
    };
    let is_other = |leaf: &&Leaf| {
        let (meant, read) = (at(&meant_values, &leaf.path), at(&read_values, &leaf.path));
        !meant.is_empty() && meant != read
    };
    match read_values.iter().find(is_other) {
        Some(leaf) => complain(&format!("`{}` is another", leaf.path)),
        None => Ok(()),
    }
}

/// A value without others inside, or what is empty.
#[derive(Clone)]
struct Leaf {
    /// The names around it. Elements of lists have none, since a list may become a value.
    path: String,
    text: String,
}

/// Whether each of the values is among the others, each of which counts once.
fn are_among(values: &[Leaf], mut others: Vec<Leaf>) -> bool {
    values.iter().all(|value| {
        let index = others.iter().position(|other| other.text == value.text);
        index.map(|index| others.swap_remove(index)).is_some()
    })
}

/// The names in a value, as values.
fn keys(value: &Value) -> Vec<Leaf> {
    let leaf = |name: &String| Leaf {
        path: String::new(),
        text: format!("{name:?}"),
    };
    match value {
        Value::Object(fields) => {
            let inside = fields.values().flat_map(keys);
            fields.keys().map(leaf).chain(inside).collect()
        }
        Value::Array(items) => items.iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}

struct Leaves<'a> {
    names: &'a Names,
    found: Vec<Leaf>,
}

impl Leaves<'_> {
    fn collect(&mut self, path: &str, value: &Value) {
        let text = match value {
            Value::Null => return,
            Value::Array(items) if !items.is_empty() => {
                return items.iter().for_each(|item| self.collect(path, item));
            }
            Value::Object(fields) if !fields.is_empty() => {
                for (name, field) in fields {
                    self.collect(&format!("{path}.{name}"), field);
                }
                return;
            }
            Value::String(text) => {
                let name = self.names.iter().find(|(_, new)| new == text);
                format!("{:?}", name.map_or(text.as_str(), |(old, _)| old))
            }
            Value::Number(number) => number.as_f64().unwrap_or(f64::NAN).to_string(),
            other => other.to_string(),
        };
        let path = path.to_owned();
        self.found.push(Leaf { path, text });
    }
}

/// The same without `null`, which protobuf does not have.
fn without_null(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, field)| !field.is_null());
            fields
                .map(|(name, field)| (name.clone(), without_null(field)))
                .collect()
        }
        Value::Array(items) => items.iter().map(without_null).collect(),
        other => other.clone(),
    }
}
