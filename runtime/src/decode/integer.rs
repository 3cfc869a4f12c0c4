//! Integers in the text of a JSON number, exactly.

/// More digits than any 64-bit integer has.
const MOST_DIGITS: usize = 20;

/// What a JSON number is, seen as an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exact {
    /// This integer; of at most 20 digits.
    Int(i128),
    /// An integer of more digits.
    TooLarge,
    /// No integer.
    Fraction,
}

/// The value of a number that is written as serde reads integers: digits alone, perhaps behind a minus.
pub(super) fn plain(text: &str) -> Option<i128> {
    let (negative, digits) = sign(text.as_bytes());
    if digits.len() > MOST_DIGITS || (negative && digits == b"0") {
        return None;
    }
    let mut value: i128 = 0;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + i128::from(digit);
    }
    Some(if negative { -value } else { value })
}

/// The value of any JSON number, without rounding: `50.0`, `5e1` and `500e-1` are all 50.
pub(super) fn exact(text: &str) -> Exact {
    let (negative, unsigned) = sign(text.as_bytes());
    let (mantissa, exponent) = split_exponent(unsigned);
    let point = mantissa.iter().position(|&byte| byte == b'.');
    let whole = point.unwrap_or(mantissa.len());
    let digits = || mantissa.iter().copied().filter(|byte| *byte != b'.');
    let Some(first) = digits().position(|byte| byte != b'0') else {
        return Exact::Int(0);
    };
    let count = mantissa.len() - usize::from(point.is_some());
    let zeros_behind = digits().rev().take_while(|byte| *byte == b'0').count();
    // The digits from `first` on, without the zeros behind, are a whole number times this power of ten.
    let power = exponent
        .saturating_add(signed(whole))
        .saturating_sub(signed(count - zeros_behind));
    if power < 0 {
        return Exact::Fraction;
    }
    let significant = count - zeros_behind - first;
    if signed(significant).saturating_add(power) > signed(MOST_DIGITS) {
        return Exact::TooLarge;
    }
    let value = digits()
        .skip(first)
        .take(significant)
        .fold(0, |value: i128, byte| value * 10 + i128::from(byte - b'0'));
    let value = (0..power).fold(value, |value, _| value * 10);
    Exact::Int(if negative { -value } else { value })
}

fn sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    }
}

/// The number before its exponent, and the exponent, which is cut off where no sensible text reaches.
fn split_exponent(text: &[u8]) -> (&[u8], i64) {
    let Some(at) = text.iter().position(|byte| matches!(byte, b'e' | b'E')) else {
        return (text, 0);
    };
    let (negative, digits) = match &text[at + 1..] {
        [b'+', digits @ ..] => (false, digits),
        rest => sign(rest),
    };
    let size = digits.iter().fold(0_i64, |size, byte| {
        size.saturating_mul(10)
            .saturating_add(i64::from(byte - b'0'))
    });
    (&text[..at], if negative { -size } else { size })
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
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
            assert_eq!(plain(text), value, "{text}");
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
            assert_eq!(exact(text), Exact::Int(value), "{text}");
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
            assert_eq!(exact(text), Exact::Fraction, "{text}");
        }
        for text in [
            "1e20",
            "1e99999999999999999999",
            "123456789012345678901",
            "-1.5e300",
        ] {
            assert_eq!(exact(text), Exact::TooLarge, "{text}");
        }
    }
}
