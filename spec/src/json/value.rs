//! JSON values.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{JsonError, JsonErrorKind, Kind, Number, NumberOutOfRange, Scanner};

/// A JSON value. Objects keep the order in which their keys were written.
///
/// It displays as compact JSON.
///
/// ```
/// use traitwire_spec::json::Json;
///
/// let json = Json::parse(r#"{"b": 18446744073709551615, "a": [1.0]}"#)?;
/// assert_eq!(json.get("b").and_then(Json::as_u64), Some(u64::MAX));
/// assert_eq!(json.to_string(), r#"{"b":18446744073709551615,"a":[1.0]}"#);
/// # Ok::<(), traitwire_spec::json::JsonError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Self>),
    /// An object, its keys in written order; keys differ.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// Reads a JSON text: one value, nested up to [`MAX_DEPTH`](super::MAX_DEPTH) levels.
    ///
    /// A key that is written twice in one object is an error.
    pub fn parse<T: AsRef<[u8]> + ?Sized>(text: &T) -> Result<Self, JsonError> {
        let mut scanner = Scanner::new(text.as_ref());
        let value = read_value(&mut scanner)?;
        scanner.end()?;
        Ok(value)
    }

    /// The value of a key, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?
            .iter()
            .find_map(|(name, value)| (name == key).then_some(value))
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value of a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self {
            Some(*value)
        } else {
            None
        }
    }

    /// The value of a number.
    pub fn as_number(&self) -> Option<Number> {
        if let Self::Number(value) = self {
            Some(*value)
        } else {
            None
        }
    }

    /// The value of an integer within `i64`.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The value of an integer within `u64`.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// The characters of a string.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(value) = self {
            Some(value)
        } else {
            None
        }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(value) = self {
            Some(value)
        } else {
            None
        }
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        if let Self::Object(value) = self {
            Some(value)
        } else {
            None
        }
    }
}

/// Reads one value. The scanner bounds the recursion.
fn read_value(scanner: &mut Scanner<'_>) -> Result<Json, JsonError> {
    Ok(match scanner.peek()? {
        Kind::Null => {
            scanner.null()?;
            Json::Null
        }
        Kind::Bool => Json::Bool(scanner.boolean()?),
        Kind::Number => Json::Number(read_number(scanner)?),
        Kind::String => Json::String(scanner.string()?.into_owned()),
        Kind::Array => Json::Array(read_array(scanner)?),
        Kind::Object => Json::Object(read_object(scanner)?),
    })
}

fn read_number(scanner: &mut Scanner<'_>) -> Result<Number, JsonError> {
    let start = scanner.offset();
    let text = scanner.number()?;
    Number::parse(text).map_err(|_| scanner.fail_at(JsonErrorKind::NumberOutOfRange, start))
}

fn read_array(scanner: &mut Scanner<'_>) -> Result<Vec<Json>, JsonError> {
    let mut elements = Vec::new();
    scanner.begin_array()?;
    while scanner.next_element()? {
        elements.push(read_value(scanner)?);
    }
    Ok(elements)
}

fn read_object(scanner: &mut Scanner<'_>) -> Result<Vec<(String, Json)>, JsonError> {
    let mut members = Vec::new();
    let mut seen = SeenKeys::default();
    scanner.begin_object()?;
    while let Some((start, key)) = scanner.next_key_at()? {
        if !seen.add(&members, key.clone()) {
            return Err(scanner.fail_at(JsonErrorKind::DuplicateKey(key.into_owned()), start));
        }
        members.push((key.into_owned(), read_value(scanner)?));
    }
    Ok(members)
}

/// Finds duplicate keys: by comparing the first few, by hash the others.
#[derive(Default)]
struct SeenKeys<'a> {
    others: HashSet<Cow<'a, str>>,
}

impl<'a> SeenKeys<'a> {
    const COMPARED: usize = 16;

    /// Whether `key` is new; `members` are those before it.
    fn add(&mut self, members: &[(String, Json)], key: Cow<'a, str>) -> bool {
        let first = &members[..members.len().min(Self::COMPARED)];
        first.iter().all(|(name, _)| *name != key)
            && (members.len() < Self::COMPARED || self.others.insert(key))
    }
}

/// Fails on a number that no 64-bit float can hold, which only serde_json's `arbitrary_precision`
/// can bring. Objects keep the order of the `Value`.
impl TryFrom<&serde_json::Value> for Json {
    type Error = NumberOutOfRange;

    fn try_from(value: &serde_json::Value) -> Result<Self, NumberOutOfRange> {
        use serde_json::Value;
        Ok(match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            // Its text is the one form of a `Number` that no feature changes.
            Value::Number(value) => Self::Number(Number::parse(&value.to_string())?),
            Value::String(value) => Self::String(value.clone()),
            Value::Array(elements) => Self::Array(
                elements
                    .iter()
                    .map(Self::try_from)
                    .collect::<Result<_, _>>()?,
            ),
            Value::Object(members) => {
                let member = |(key, value): (&String, _)| Ok((key.clone(), Self::try_from(value)?));
                Self::Object(members.iter().map(member).collect::<Result<_, _>>()?)
            }
        })
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => value.serialize(serializer),
            Self::String(value) => serializer.serialize_str(value),
            Self::Array(elements) => elements.serialize(serializer),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}
