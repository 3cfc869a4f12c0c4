//! Numbers of JSON.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

/// A number: exact if it is an integer of 64 bits, signed or unsigned, and a 64-bit float otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer between `i64::MIN` and `u64::MAX`.
    Int(i128),
    /// Any other number; finite.
    Float(f64),
}

/// A number is too large for a 64-bit float.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberOutOfRange(String);

impl fmt::Display for NumberOutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the number `{}` is out of range", self.0)
    }
}

impl std::error::Error for NumberOutOfRange {}

impl Number {
    /// Reads a number that follows the grammar of JSON, as [`Scanner::number`] answers it.
    ///
    /// `-0` is a float, since no integer keeps its sign.
    ///
    /// [`Scanner::number`]: super::Scanner::number
    pub fn parse(text: &str) -> Result<Self, NumberOutOfRange> {
        if let Some(integer) = parse_integer(text) {
            return Ok(Self::Int(integer));
        }
        match text.parse() {
            Ok(float) if f64::is_finite(float) => Ok(Self::Float(float)),
            _ => Err(NumberOutOfRange(text.to_owned())),
        }
    }

    /// The value as `i64`, if it is such an integer.
    pub fn as_i64(self) -> Option<i64> {
        self.as_integer()?.try_into().ok()
    }

    /// The value as `u64`, if it is such an integer.
    pub fn as_u64(self) -> Option<u64> {
        self.as_integer()?.try_into().ok()
    }

    /// The value as a float; large integers are rounded.
    #[expect(clippy::cast_precision_loss, reason = "documented")]
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Int(integer) => integer as f64,
            Self::Float(float) => float,
        }
    }

    /// Whether it has no fraction, however it is written: `50.0` has none.
    pub fn is_integer(self) -> bool {
        match self {
            Self::Int(_) => true,
            Self::Float(float) => float.fract() == 0.0,
        }
    }

    /// Compares the values exactly: `1` and `1.0` are equal, 2^53 + 1 and the float 2^53 are not.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => a.cmp(&b),
            (Self::Int(a), Self::Float(b)) => compare_mixed(a, b),
            (Self::Float(a), Self::Int(b)) => compare_mixed(b, a).reverse(),
            // Zero has two signs and one value.
            (Self::Float(a), Self::Float(b)) => {
                a.partial_cmp(&b).unwrap_or_else(|| a.total_cmp(&b))
            }
        }
    }

    fn as_integer(self) -> Option<i128> {
        match self {
            Self::Int(integer) => Some(integer),
            Self::Float(_) => None,
        }
    }
}

/// Compares an integer of 64 bits with a float.
fn compare_mixed(integer: i128, float: f64) -> Ordering {
    let floor = float.floor();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what is beyond 128 bits is beyond every integer here"
    )]
    let order = integer.cmp(&(floor as i128));
    if float > floor {
        order.then(Ordering::Less)
    } else {
        order
    }
}

fn parse_integer(text: &str) -> Option<i128> {
    match text.parse::<i64>() {
        Ok(0) if text.starts_with('-') => None,
        Ok(integer) => Some(integer.into()),
        Err(_) => text.parse::<u64>().ok().map(i128::from),
    }
}

impl From<i64> for Number {
    fn from(integer: i64) -> Self {
        Self::Int(integer.into())
    }
}

impl From<u64> for Number {
    fn from(integer: u64) -> Self {
        Self::Int(integer.into())
    }
}

/// Writes an integer as an integer and a float always with a fraction or an exponent.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Float(float) => serializer.serialize_f64(float),
            Self::Int(integer) => match (i64::try_from(integer), u64::try_from(integer)) {
                (Ok(signed), _) => serializer.serialize_i64(signed),
                (_, Ok(unsigned)) => serializer.serialize_u64(unsigned),
                _ => serializer.serialize_i128(integer),
            },
        }
    }
}
