//! Ids that somebody may have meant who typed another one.

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// So many are named.
const NAMED: usize = 4;
/// Ids longer than this are compared by their parts only.
const LONGEST: usize = 64;

/// The known ids nearest to one that is not known, nearest first: those with few letters changed, and those that it is a
/// part of.
pub(super) fn near<'a>(id: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: Vec<char> = id.to_lowercase().chars().collect();
    let most = (wanted.len() / 3).max(1);
    let distinct: BTreeSet<&str> = known.into_iter().collect();
    let mut found: Vec<(usize, Reverse<usize>, &str)> = Vec::new();
    for name in distinct {
        let other: Vec<char> = name.to_lowercase().chars().collect();
        let is_part = wanted.len() > 2 && contains(&other, &wanted);
        let changes = if other.len().abs_diff(wanted.len()) > most || other.len().max(wanted.len()) > LONGEST
        {
            usize::MAX
        } else {
            changes(&wanted, &other)
        };
        if changes <= most {
            let common = wanted.iter().zip(&other).take_while(|(x, y)| x == y).count();
            found.push((changes, Reverse(common), name));
        } else if is_part {
            found.push((most + 1, Reverse(0), name));
        }
    }
    found.sort_unstable();
    found.into_iter().take(NAMED).map(|(_, _, name)| name).collect()
}

fn contains(whole: &[char], part: &[char]) -> bool {
    whole.windows(part.len().max(1)).any(|window| window == part)
}

/// Letters to be changed, added or dropped to make one of the other (Levenshtein 1966).
fn changes(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, x) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in other.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_counted_as_levenshtein_counts_them() {
        let of = |one: &str, other: &str| {
            changes(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>())
        };
        assert_eq!([of("kitten", "sitting"), of("", "abc"), of("abc", "abc")], [3, 3, 0]);
    }

    #[test]
    fn a_slip_of_the_pen_is_known() {
        let known = ["afp-barrage", "matin-barrage", "press/2026/afp-1.txt", "x"];
        assert_eq!(near("afp-barage", known), ["afp-barrage"]);
        assert_eq!(near("AFP-Barrage", known)[0], "afp-barrage");
        assert_eq!(near("afp-1.txt", known), ["press/2026/afp-1.txt"]);
        assert!(near("something else", known).is_empty());
        assert!(near("", ["abc"]).is_empty());
    }
}
