//! Where a `const fn` writes a text to.

use crate::text;

/// What becomes of a text that is written piece by piece.
pub(crate) enum Sink<'a> {
    /// It is put here as far as there is room.
    Fill {
        /// The text.
        bytes: &'a mut [u8],
        /// How long it is, also where there is no room for all of it.
        length: usize,
    },
    /// It is compared with this, of which the rest is left; `None` once they differ.
    Compare(Option<&'a str>),
}

impl<'a> Sink<'a> {
    pub(crate) const fn fill(bytes: &'a mut [u8]) -> Self {
        Self::Fill { bytes, length: 0 }
    }

    pub(crate) const fn compare(with: &'a str) -> Self {
        Self::Compare(Some(with))
    }

    pub(crate) const fn push(&mut self, piece: &str) {
        match self {
            Self::Fill { bytes, length } => {
                let piece = piece.as_bytes();
                let mut at = 0;
                while at < piece.len() {
                    if *length < bytes.len() {
                        bytes[*length] = piece[at];
                    }
                    *length += 1;
                    at += 1;
                }
            }
            Self::Compare(Some(rest)) if text::starts_with(rest, piece) => {
                *self = Self::Compare(Some(rest.split_at(piece.len()).1));
            }
            Self::Compare(_) => *self = Self::Compare(None),
        }
    }

    /// Lets what it is compared with have any package in front of the next name, but for protobuf's own.
    pub(crate) const fn any_package(&mut self) {
        let Self::Compare(Some(rest)) = self else {
            return;
        };
        if text::starts_with(rest, "google.protobuf.") {
            return;
        }
        let bytes = rest.as_bytes();
        let (mut at, mut name) = (0, 0);
        while at < bytes.len() && !matches!(bytes[at], b' ' | b',' | b'>') {
            at += 1;
            if bytes[at - 1] == b'.' {
                name = at;
            }
        }
        *self = Self::Compare(Some(rest.split_at(name).1));
    }

    /// Whether all that was written is exactly what it was compared with.
    pub(crate) const fn is_same(&self) -> bool {
        matches!(self, Self::Compare(Some(rest)) if rest.is_empty())
    }

    /// How long the text is that was written.
    pub(crate) const fn length(&self) -> usize {
        match self {
            Self::Fill { length, .. } => *length,
            Self::Compare(_) => 0,
        }
    }
}

/// All that a function writes.
pub(crate) fn text(write: impl Fn(&mut Sink<'_>)) -> String {
    let mut bytes = vec![0; 64];
    loop {
        let mut sink = Sink::fill(&mut bytes);
        write(&mut sink);
        let length = sink.length();
        if length <= bytes.len() {
            bytes.truncate(length);
            // Only whole texts are written.
            return String::from_utf8(bytes).unwrap_or_default();
        }
        bytes.resize(length, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_long_as_it_is() {
        for count in [0, 1, 31, 32, 33, 1000] {
            let all = text(|sink| (0..count).for_each(|_| sink.push("aé")));
            assert_eq!(all, "aé".repeat(count));
        }
    }

    #[test]
    fn a_package_can_be_anything() {
        let compare = |with: &str| {
            let mut sink = Sink::compare(with);
            sink.push("map<string, ");
            sink.any_package();
            sink.push("Task>");
            sink.is_same()
        };
        for same in ["map<string, Task>", "map<string, a.v1.Task>"] {
            assert!(compare(same), "{same}");
        }
        for other in [
            "map<string, a.v1.Tasks>",
            "map<string, a.v1.SubTask>",
            "map<string, google.protobuf.Task>",
            "map<a.string, Task>",
        ] {
            assert!(!compare(other), "{other}");
        }
    }

    #[test]
    fn texts_are_compared_whole() {
        let compare = |with: &str| {
            let mut sink = Sink::compare(with);
            sink.push("map<");
            sink.push("string>");
            sink.is_same()
        };
        assert!(compare("map<string>"));
        for other in ["", "map<", "map<string", "map<string>>", "mop<string>"] {
            assert!(!compare(other), "{other}");
        }
    }
}
