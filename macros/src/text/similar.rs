//! What a misspelt word was meant to be.

/// The word of `known` that `word` is a misspelling of, if any is near enough.
pub(crate) fn similar<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = normal(word);
    // A third of the letters may be wrong: `recieve` is near `receive`, `get` is not near `put`.
    let limit = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|known| (distance(&word, &normal(known)), known))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// ``; did you mean `known`?`` where a word is near enough, else nothing.
pub(crate) fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    similar(word, known).map_or_else(String::new, |known| format!("; did you mean `{known}`?"))
}

/// `NotFound`, `not-found` and `not_found` are one word.
fn normal(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many letters must be added, left out, changed or swapped with their neighbour (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in table.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in table[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (table[i - 1][j] + 1)
                .min(table[i][j - 1] + 1)
                .min(table[i - 1][j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(table[i - 2][j - 2] + 1);
            }
            table[i][j] = least;
        }
    }
    table[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] = ["not_found", "already_exists", "internal", "call"];

    #[test]
    fn slips_are_recognised() {
        assert_eq!(similar("notfound", KNOWN), Some("not_found"));
        assert_eq!(similar("NotFound", KNOWN), Some("not_found"));
        assert_eq!(similar("not_fuond", KNOWN), Some("not_found"));
        assert_eq!(similar("already_exist", KNOWN), Some("already_exists"));
        assert_eq!(similar("cal", KNOWN), Some("call"));
    }

    #[test]
    fn other_words_are_left_alone() {
        assert_eq!(similar("timeout", KNOWN), None);
        assert_eq!(similar("", KNOWN), None);
        assert_eq!(suggestion("timeout", KNOWN), "");
    }

    #[test]
    fn the_suggestion_is_a_question() {
        assert_eq!(suggestion("interal", KNOWN), "; did you mean `internal`?");
    }
}
