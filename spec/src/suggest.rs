//! "Did you mean": the known name that is closest to one that nobody knows.

mod letters;

use letters::Letters;

/// The candidate that `name` was most likely meant to be, if one is close enough to be worth a question.
///
/// Upper and lower case of ASCII letters, `-` and `_` count as the same. One letter in three may be wrong, missing, too
/// many or swapped with its neighbour. Of several that are equally close the first counts.
///
/// ```
/// use traitwire_spec::suggest::closest;
///
/// assert_eq!(closest("asignee", ["title", "assignee"]), Some("assignee"));
/// assert_eq!(closest("owner", ["title", "assignee"]), None);
/// ```
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut guess = Guess::new(name);
    for candidate in candidates {
        guess.offer(candidate);
    }
    guess.best()
}

/// The search for the closest candidate, one by one, as a `const fn` can do it.
#[derive(Debug)]
pub(crate) struct Guess<'a> {
    wanted: Letters,
    /// How far away a candidate may be.
    allowed: usize,
    best: Option<&'a str>,
}

impl<'a> Guess<'a> {
    pub(crate) const fn new(name: &str) -> Self {
        let wanted = Letters::of(name);
        let third = wanted.count() / 3;
        Self {
            wanted,
            allowed: if third == 0 { 1 } else { third },
            best: None,
        }
    }

    pub(crate) const fn offer(&mut self, candidate: &'a str) {
        let letters = Letters::of(candidate);
        // The distance is at least the difference of the lengths.
        if letters.count().abs_diff(self.wanted.count()) > self.allowed {
            return;
        }
        let distance = distance(&self.wanted, &letters);
        let is_closer = match self.best {
            None => distance <= self.allowed,
            // The distance of the best so far is what is allowed since it was found.
            Some(_) => distance < self.allowed,
        };
        if is_closer && distance < letters.count() {
            self.allowed = distance;
            self.best = Some(candidate);
        }
    }

    pub(crate) const fn best(&self) -> Option<&'a str> {
        self.best
    }
}

/// How many single letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
const fn distance(a: &Letters, b: &Letters) -> usize {
    const WIDTH: usize = Letters::MOST + 1;
    let mut before = [0; WIDTH];
    let mut last = [0; WIDTH];
    let mut j = 0;
    while j <= b.count() {
        last[j] = j;
        j += 1;
    }
    let mut i = 1;
    while i <= a.count() {
        let mut row = [0; WIDTH];
        row[0] = i;
        let mut j = 1;
        while j <= b.count() {
            let is_other = a.at(i - 1) != b.at(j - 1);
            let mut best = least(last[j - 1] + is_other as usize, last[j] + 1);
            best = least(best, row[j - 1] + 1);
            let is_swap =
                i > 1 && j > 1 && a.at(i - 1) == b.at(j - 2) && a.at(i - 2) == b.at(j - 1);
            if is_swap {
                best = least(best, before[j - 2] + 1);
            }
            row[j] = best;
            j += 1;
        }
        before = last;
        last = row;
        i += 1;
    }
    last[b.count()]
}

const fn least(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values: the optimal string alignment distances of the textbook examples.
    #[test]
    fn distances_count_single_changes() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("saturday", "sunday", 3),
            ("ca", "abc", 3),
            ("abcd", "acbd", 1),
            ("größe", "grosse", 3),
        ] {
            let (one, other) = (Letters::of(a), Letters::of(b));
            assert_eq!(distance(&one, &other), expected, "{a:?} {b:?}");
            assert_eq!(distance(&other, &one), expected, "{b:?} {a:?}");
        }
    }

    #[test]
    fn a_name_is_suggested_where_it_is_close() {
        let names = ["create", "delete", "list", "tasks_create"];
        for (name, expected) in [
            ("crate", Some("create")),
            ("CREATE", Some("create")),
            ("tasks-create", Some("tasks_create")),
            ("lsit", Some("list")),
            ("remove", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(closest(name, names), expected, "{name}");
        }
        assert_eq!(closest("b", ["a", "c"]), None, "one letter is no likeness");
        assert_eq!(closest("ab", ["ad", "ac"]), Some("ad"));
        assert_eq!(closest("abcdef", ["abxxef", "abcdxf"]), Some("abcdxf"));
    }

    #[test]
    fn a_very_long_name_costs_little() {
        let long = "x".repeat(1_000_000);
        assert_eq!(closest(&long, ["create"]), None);
    }

    #[test]
    fn the_search_is_known_to_the_compiler() {
        const BEST: Option<&str> = {
            let mut guess = Guess::new("titel");
            guess.offer("tag");
            guess.offer("title");
            guess.best()
        };
        assert_eq!(BEST, Some("title"));
    }
}
