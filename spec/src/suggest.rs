//! "Did you mean": the known name that is closest to one that nobody knows.

/// The candidate that `name` was most likely meant to be, if one is close enough to be worth a question.
///
/// Upper and lower case, `-` and `_` count as the same. One letter in three may be wrong, missing, too many or swapped
/// with its neighbour. Of several that are equally close the first counts.
///
/// ```
/// use traitwire_spec::suggest::closest;
///
/// assert_eq!(closest("asignee", ["title", "assignee"]), Some("assignee"));
/// assert_eq!(closest("owner", ["title", "assignee"]), None);
/// ```
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = folded(name);
    let allowed = (name.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&name, &folded(candidate)), candidate))
        .filter(|(distance, candidate)| {
            *distance <= allowed && *distance < candidate.chars().count()
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A name without what people confuse: case, and the ways of joining words.
fn folded(name: &str) -> Vec<char> {
    // Longer names are no names; the distance takes the square of the length.
    const MOST: usize = 100;
    let lower = name.chars().flat_map(char::to_lowercase).take(MOST);
    lower.map(|c| if c == '-' { '_' } else { c }).collect()
}

/// How many single letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
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
        ] {
            let (a, b): (Vec<_>, Vec<_>) = (a.chars().collect(), b.chars().collect());
            assert_eq!(distance(&a, &b), expected, "{a:?} {b:?}");
            assert_eq!(distance(&b, &a), expected, "{b:?} {a:?}");
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
    }

    #[test]
    fn a_very_long_name_costs_little() {
        let long = "x".repeat(1_000_000);
        assert_eq!(closest(&long, ["create"]), None);
    }
}
