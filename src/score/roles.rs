//! Which of the passages found are held to the truth, and with which article as `a`.

use super::detection::{Passage, overlap};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Whether it matters which article of a pair is `a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roles {
    /// It does: `a` was examined, `b` is a reference.
    Fixed,
    /// It does not: `a` stands before `b` in the input, which says nothing of who took from whom.
    InputOrder,
}

/// What becomes of a passage between two articles that both share one passage of a third.
///
/// The truth often lists the copies of a source with that source only. A passage that two copies share is then true
/// re-use that nobody has labelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Siblings {
    /// It counts as any other: as a false alarm, if the truth does not have the pair.
    #[default]
    Count,
    /// It is left out, if the truth does not have the pair.
    Ignore,
}

pub(super) type Pair<'a> = (&'a str, &'a str);

/// The pair as `wanted` has it: turned, if it is there in the other order only.
pub(super) fn oriented<'a>((a, b): Pair<'a>, wanted: &BTreeSet<Pair<'a>>, roles: Roles) -> Pair<'a> {
    let turn = roles == Roles::InputOrder && !wanted.contains(&(a, b)) && wanted.contains(&(b, a));
    if turn { (b, a) } else { (a, b) }
}

/// The passage with its pair as `wanted` has it.
pub(super) fn turned<'a>(found: Passage<'a>, wanted: &BTreeSet<Pair<'a>>, roles: Roles) -> Passage<'a> {
    if oriented(found.pair(), wanted, roles) == found.pair() { found } else { found.turned() }
}

/// Pairs of articles of which each has a case with one third article, where the two cases overlap in that article.
///
/// Both orders of a pair are in it; pairs that have a case of their own are not.
pub(super) fn siblings<'a>(cases: &[Passage<'a>]) -> BTreeSet<Pair<'a>> {
    let known: BTreeSet<Pair<'a>> = cases.iter().map(Passage::pair).collect();
    let mut siblings = BTreeSet::new();
    for copies in copies_by_source(cases).values() {
        for (at, (one, place)) in copies.iter().enumerate() {
            let others = copies[at + 1..].iter().filter(|(other, _)| other != one);
            for (other, _) in others.filter(|(_, other_place)| overlap(place, other_place)) {
                siblings.extend([(*one, *other), (*other, *one)]);
            }
        }
    }
    siblings.retain(|&(one, other)| !known.contains(&(one, other)) && !known.contains(&(other, one)));
    siblings
}

type Copies<'a> = Vec<(&'a str, Range<u32>)>;

/// For each article: with whom it has a case, and where in its own text.
fn copies_by_source<'a>(cases: &[Passage<'a>]) -> BTreeMap<&'a str, Copies<'a>> {
    let mut copies: BTreeMap<&str, Copies<'a>> = BTreeMap::new();
    for case in cases {
        copies.entry(case.a).or_default().push((case.b, case.a_chars.clone()));
        copies.entry(case.b).or_default().push((case.a, case.b_chars.clone()));
    }
    copies
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(a: &'static str, a_chars: Range<u32>, b: &'static str) -> Passage<'static> {
        Passage { a, a_chars, b, b_chars: 0..10 }
    }

    #[test]
    fn two_copies_of_one_passage_are_siblings() {
        let cases = [case("wire", 0..50, "paper"), case("wire", 40..90, "daily")];
        assert_eq!(siblings(&cases), [("daily", "paper"), ("paper", "daily")].into());
    }

    #[test]
    fn copies_of_different_passages_are_none() {
        assert!(siblings(&[case("wire", 0..50, "paper"), case("wire", 50..90, "daily")]).is_empty());
    }

    #[test]
    fn a_pair_with_a_case_of_its_own_is_none() {
        let cases =
            [case("wire", 0..50, "paper"), case("wire", 0..50, "daily"), case("daily", 0..10, "paper")];
        assert!(siblings(&cases).is_empty(), "each pair of the three is labelled");
    }

    #[test]
    fn only_a_pair_that_the_truth_has_the_other_way_round_is_turned() {
        let found = || case("a", 1..2, "b");
        let of = |wanted: &[Pair<'static>], roles| {
            turned(found(), &wanted.iter().copied().collect(), roles).pair()
        };
        assert_eq!(of(&[("b", "a")], Roles::InputOrder), ("b", "a"));
        assert_eq!(of(&[("b", "a"), ("a", "b")], Roles::InputOrder), ("a", "b"));
        assert_eq!(of(&[], Roles::InputOrder), ("a", "b"));
        assert_eq!(of(&[("b", "a")], Roles::Fixed), ("a", "b"));
    }
}
