//! What a `const fn` needs of texts and the standard library does not offer it.

/// Whether two texts are the same.
pub const fn same(a: &str, b: &str) -> bool {
    matches!(without_start(a.as_bytes(), b.as_bytes()), Some([]))
}

/// What is behind the start of a text; `None` where it does not start so.
pub(crate) const fn without_start<'t>(mut text: &'t [u8], mut start: &[u8]) -> Option<&'t [u8]> {
    // Patterns, since every call costs the compiler much more than a comparison.
    loop {
        match (text, start) {
            (rest, []) => return Some(rest),
            ([a0, a1, a2, a3, rest_a @ ..], [b0, b1, b2, b3, rest_b @ ..]) => {
                if *a0 != *b0 || *a1 != *b1 || *a2 != *b2 || *a3 != *b3 {
                    return None;
                }
                (text, start) = (rest_a, rest_b);
            }
            ([a0, rest_a @ ..], [b0, rest_b @ ..]) if *a0 == *b0 => {
                (text, start) = (rest_a, rest_b);
            }
            _ => return None,
        }
    }
}

/// Whether a text is one of several.
pub(crate) const fn is_among(text: &str, several: &[&str]) -> bool {
    let mut at = 0;
    while at < several.len() {
        if same(text, several[at]) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a text starts with another.
pub(crate) const fn starts_with(text: &str, start: &str) -> bool {
    without_start(text.as_bytes(), start.as_bytes()).is_some()
}

/// The character at a byte, which is the first of one, and how many bytes it has.
pub(crate) const fn character(text: &str, at: usize) -> (u32, usize) {
    let bytes = text.as_bytes();
    let first = bytes[at] as u32;
    let (mut letter, length) = match first {
        0..0x80 => (first, 1),
        0x80..0xE0 => (first & 0x1F, 2),
        0xE0..0xF0 => (first & 0x0F, 3),
        _ => (first & 0x07, 4),
    };
    let mut next = 1;
    while next < length {
        letter = (letter << 6) | (bytes[at + next] as u32 & 0x3F);
        next += 1;
    }
    (letter, length)
}

/// How many characters a text has.
pub(crate) const fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut count = 0;
    let mut at = 0;
    while at < bytes.len() {
        count += is_first(bytes[at]) as usize;
        at += 1;
    }
    count
}

/// The byte at which the character of this number begins, from 0; the end of the text where it has no more.
pub(crate) const fn place_of(text: &str, number: usize) -> usize {
    let bytes = text.as_bytes();
    let mut before = 0;
    let mut at = 0;
    while at < bytes.len() {
        if is_first(bytes[at]) {
            if before == number {
                return at;
            }
            before += 1;
        }
        at += 1;
    }
    bytes.len()
}

/// Whether a byte is the first of a character.
const fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_compared() {
        assert!(same("", "") && same("ab", "ab"));
        assert!(!same("ab", "ac") && !same("ab", "a"));
        assert!(is_among("b", &["a", "b"]) && !is_among("b", &[]));
        assert!(starts_with("abc", "ab") && starts_with("abc", "") && !starts_with("a", "ab"));
    }

    proptest! {
        #[test]
        fn characters_are_those_of_the_standard_library(text in ".*") {
            prop_assert_eq!(count(&text), text.chars().count());
            for (number, (at, letter)) in text.char_indices().enumerate() {
                prop_assert_eq!(character(&text, at), (u32::from(letter), letter.len_utf8()));
                prop_assert_eq!(place_of(&text, number), at);
            }
            prop_assert_eq!(place_of(&text, count(&text)), text.len());
        }
    }
}
