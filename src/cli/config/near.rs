//! Which word somebody may have meant.

/// The word nearest to another, if it is near: at least two letters in three stay.
pub(super) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (distance, near) = known.map(|known| (distance(word, known), known)).min()?;
    (3 * distance <= word.chars().count()).then_some(near)
}

/// Letters to put in, take out or replace to make one word of another (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, &wanted) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != wanted);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_meant_if_it_is_near() {
        let known = || ["threshold", "shingle", "seed"].into_iter();
        for (word, near) in [("treshold", Some("threshold")), ("sead", Some("seed")), ("colour", None)] {
            assert_eq!(nearest(word, known()), near, "{word}");
        }
    }
}
