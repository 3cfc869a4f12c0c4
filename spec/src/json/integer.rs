//! Integers in the text of a JSON number, exactly. The compiler reads examples by these functions, too.

/// No 64-bit integer has more digits.
const MOST_DIGITS: u8 = 20;

/// What a JSON number is, seen as an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exact {
    /// This integer; of at most 20 digits.
    Int(i128),
    /// An integer of more digits.
    TooLarge,
    /// No integer.
    Fraction,
}

/// The value of a number that is written as serde reads integers: digits alone, perhaps behind a minus.
pub const fn plain_integer(text: &str) -> Option<i128> {
    let bytes = text.as_bytes();
    let (negative, start) = sign(bytes, 0);
    let count = bytes.len() - start;
    if count == 0
        || count > MOST_DIGITS as usize
        || (negative && count == 1 && bytes[start] == b'0')
    {
        return None;
    }
    let mut value: i128 = 0;
    let mut at = start;
    while at < bytes.len() {
        let digit = match bytes[at] {
            digit @ b'0'..=b'9' => digit - b'0',
            _ => return None,
        };
        value = value * 10 + digit as i128;
        at += 1;
    }
    Some(if negative { -value } else { value })
}

/// The value of any JSON number, without rounding: `50.0`, `5e1` and `500e-1` are all 50.
pub const fn exact_integer(text: &str) -> Exact {
    let bytes = text.as_bytes();
    let (negative, start) = sign(bytes, 0);
    let mantissa = Mantissa::of(bytes, start);
    if mantissa.last == 0 {
        return Exact::Int(0);
    }
    // The digits from the first to the last that is not zero are a whole number times this power of ten.
    let power = exponent(bytes, mantissa.end)
        .saturating_add(mantissa.whole)
        .saturating_sub(mantissa.last);
    if power < 0 {
        return Exact::Fraction;
    }
    let significant = mantissa.last - mantissa.first + 1;
    if significant.saturating_add(power) > MOST_DIGITS as i64 {
        return Exact::TooLarge;
    }
    let mut value = mantissa.value(bytes, start);
    let mut zeros = 0;
    while zeros < power {
        value *= 10;
        zeros += 1;
    }
    Exact::Int(if negative { -value } else { value })
}

/// Whether there is a minus at a byte, and where the digits begin.
const fn sign(bytes: &[u8], at: usize) -> (bool, usize) {
    let negative = at < bytes.len() && bytes[at] == b'-';
    (negative, at + negative as usize)
}

/// The number before its exponent. Digits are counted from 1.
struct Mantissa {
    /// The digits before the point.
    whole: i64,
    /// The first digit that is not zero.
    first: i64,
    /// The last one; 0 where there is none.
    last: i64,
    /// The byte after the mantissa.
    end: usize,
}

impl Mantissa {
    const fn of(bytes: &[u8], start: usize) -> Self {
        let (mut count, mut first, mut last) = (0, 0, 0);
        let mut whole = None;
        let mut at = start;
        while at < bytes.len() && !matches!(bytes[at], b'e' | b'E') {
            if bytes[at] == b'.' {
                whole = Some(count);
            } else {
                count += 1;
                if bytes[at] != b'0' {
                    last = count;
                    if first == 0 {
                        first = count;
                    }
                }
            }
            at += 1;
        }
        let whole = match whole {
            Some(whole) => whole,
            None => count,
        };
        Self {
            whole,
            first,
            last,
            end: at,
        }
    }

    /// The digits up to the last that is not zero.
    const fn value(&self, bytes: &[u8], start: usize) -> i128 {
        let mut value = 0;
        let mut count = 0;
        let mut at = start;
        while count < self.last {
            if bytes[at] != b'.' {
                value = value * 10 + (bytes[at] - b'0') as i128;
                count += 1;
            }
            at += 1;
        }
        value
    }
}

/// The exponent at a byte, which is cut off where no sensible text reaches.
const fn exponent(bytes: &[u8], at: usize) -> i64 {
    if at >= bytes.len() {
        return 0;
    }
    let (negative, mut at) = sign(bytes, at + 1);
    if at < bytes.len() && bytes[at] == b'+' {
        at += 1;
    }
    let mut size: i64 = 0;
    while at < bytes.len() {
        size = size
            .saturating_mul(10)
            .saturating_add((bytes[at] - b'0') as i64);
        at += 1;
    }
    if negative { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_integers() {
        for (text, value) in [
            ("0", Some(0)),
            ("-7", Some(-7)),
            ("18446744073709551615", Some(i128::from(u64::MAX))),
            ("18446744073709551616", Some(i128::from(u64::MAX) + 1)),
            ("-9223372036854775808", Some(i128::from(i64::MIN))),
            ("-0", None),
            ("1.0", None),
            ("1e2", None),
            ("123456789012345678901", None),
        ] {
            assert_eq!(plain_integer(text), value, "{text}");
        }
    }

    #[test]
    fn integers_in_other_clothes_are_exact() {
        for (text, value) in [
            ("50.0", 50),
            ("5e1", 50),
            ("500e-1", 50),
            ("0.5E+2", 50),
            ("-0", 0),
            ("-0.0e7", 0),
            ("0e999999999999999999999999", 0),
            ("9007199254740993.000", 9_007_199_254_740_993),
            ("9.007199254740993e15", 9_007_199_254_740_993),
            ("-9223372036854775808.0", i128::from(i64::MIN)),
            ("18446744073709551615.0", i128::from(u64::MAX)),
            ("1844674407370955161.5e1", i128::from(u64::MAX)),
            ("100", 100),
        ] {
            assert_eq!(exact_integer(text), Exact::Int(value), "{text}");
        }
    }

    #[test]
    fn fractions_and_giants_are_told_apart() {
        for text in [
            "50.5",
            "5e-1",
            "1e-99999999999999999999",
            "0.1",
            "18446744073709551615.1",
        ] {
            assert_eq!(exact_integer(text), Exact::Fraction, "{text}");
        }
        for text in [
            "1e20",
            "1e99999999999999999999",
            "123456789012345678901",
            "-1.5e300",
        ] {
            assert_eq!(exact_integer(text), Exact::TooLarge, "{text}");
        }
    }
}
