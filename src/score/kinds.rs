//! Passages against a truth, all together and by kind.

use super::detection::{DetectionFigures, Passage, plagdet};
use super::roles::{self, Pair, Roles, Siblings};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A passage of the truth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case<'a> {
    /// Where it stands.
    pub passage: Passage<'a>,
    /// What kind of re-use it is; empty if the truth does not say.
    pub kind: &'a str,
}

/// A pair of articles, with the kind of what they share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairKind<'a> {
    /// The two articles, in their roles.
    pub pair: (&'a str, &'a str),
    /// What they share; a kind without cases is one of unrelated pairs.
    pub kind: &'a str,
}

/// What passages are held to.
#[derive(Debug)]
pub struct PassageTruth<'a> {
    /// Every passage that should be found.
    pub cases: Vec<Case<'a>>,
    /// The only pairs that are looked at, with their kinds; all pairs, and the kinds of the cases, if there is no list.
    pub pairs: Option<Vec<PairKind<'a>>>,
}

/// Figures of all passages, and of each kind.
#[derive(Debug, PartialEq, Serialize)]
pub struct PassageFigures {
    /// All of them.
    #[serde(flatten)]
    pub all: DetectionFigures,
    /// Detections of pairs that have no case.
    pub elsewhere: u64,
    /// Detections that were left out: of pairs that are not listed, or between siblings.
    pub left_out: u64,
    /// Each kind that has cases, in alphabetical order.
    pub kinds: Vec<KindFigures>,
    /// Each kind that has none, in alphabetical order.
    pub unrelated: Vec<UnrelatedFigures>,
}

/// Figures of one kind: its cases, and the detections of its pairs.
///
/// Where a pair has cases of several kinds, a detection that detects cases of other kinds only is left to those.
#[derive(Debug, PartialEq, Serialize)]
pub struct KindFigures {
    /// The kind.
    pub kind: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: DetectionFigures,
}

/// Pairs that share nothing, and how many of them have a passage all the same.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct UnrelatedFigures {
    /// The kind.
    pub kind: String,
    /// Pairs of the kind.
    pub pairs: u64,
    /// Of these, pairs with any detection.
    pub with_passage: u64,
}

/// Holds the passages of a run to a truth.
///
/// 1. each passage has `a` and `b` as the truth has them; 2. pairs that are not listed are left out; 3. siblings are, if that
///    is asked; 4. the rest is measured, 5. all together and by kind.
#[must_use]
pub fn measure_passages<'a>(
    truth: &PassageTruth<'a>,
    found: Vec<Passage<'a>>,
    roles: Roles,
    siblings: Siblings,
) -> PassageFigures {
    let cases: Vec<Passage<'a>> = truth.cases.iter().map(|case| case.passage.clone()).collect();
    let with_case: BTreeSet<Pair<'a>> = cases.iter().map(Passage::pair).collect();
    let kinds = truth.pairs.as_ref().map(|pairs| kind_by_pair(pairs, &with_case, roles));
    let listed = kinds.iter().flat_map(BTreeMap::keys).copied();
    let wanted = with_case.iter().copied().chain(listed).collect();
    let ignored = match siblings {
        Siblings::Count => BTreeSet::new(),
        Siblings::Ignore => roles::siblings(&cases),
    };
    let is_held = |passage: &Passage<'a>| {
        let pair = passage.pair();
        kinds.as_ref().is_none_or(|listed| listed.contains_key(&pair)) && !ignored.contains(&pair)
    };
    let given = found.len();
    let turned = found.into_iter().map(|passage| roles::turned(passage, &wanted, roles));
    let detections: Vec<Passage<'a>> = turned.filter(is_held).collect();
    let (kinds, unrelated) = ByKind::new(&truth.cases, kinds.as_ref()).figures(&detections);
    PassageFigures {
        all: plagdet(&cases, &detections),
        elsewhere: detections.iter().filter(|found| !with_case.contains(&found.pair())).count() as u64,
        left_out: (given - detections.len()) as u64,
        kinds,
        unrelated,
    }
}

type KindByPair<'a> = BTreeMap<Pair<'a>, &'a str>;

/// Listed pairs in the order in which the cases have them.
fn kind_by_pair<'a>(listed: &[PairKind<'a>], with_case: &BTreeSet<Pair<'a>>, roles: Roles) -> KindByPair<'a> {
    listed.iter().map(|listed| (roles::oriented(listed.pair, with_case, roles), listed.kind)).collect()
}

/// Cases and pairs of each kind.
#[derive(Default)]
struct ByKind<'a> {
    cases: BTreeMap<&'a str, Vec<Passage<'a>>>,
    pairs: BTreeMap<&'a str, BTreeSet<Pair<'a>>>,
}

impl<'a> ByKind<'a> {
    fn new(cases: &[Case<'a>], listed: Option<&KindByPair<'a>>) -> Self {
        let mut by_kind = Self::default();
        for (&pair, &kind) in listed.into_iter().flatten() {
            by_kind.pairs.entry(kind).or_default().insert(pair);
        }
        for Case { passage, kind } in cases {
            let kind = listed.map_or(Some(*kind), |kinds| kinds.get(&passage.pair()).copied());
            if let Some(kind) = kind.filter(|kind| !kind.is_empty()) {
                by_kind.cases.entry(kind).or_default().push(passage.clone());
                by_kind.pairs.entry(kind).or_default().insert(passage.pair());
            }
        }
        by_kind
    }

    fn figures(&self, detections: &[Passage<'a>]) -> (Vec<KindFigures>, Vec<UnrelatedFigures>) {
        let (mut kinds, mut unrelated) = (Vec::new(), Vec::new());
        for (&kind, pairs) in self.pairs.iter().filter(|(kind, _)| !kind.is_empty()) {
            let of_pairs = detections.iter().filter(|found| pairs.contains(&found.pair()));
            if let Some(cases) = self.cases.get(kind) {
                let own: Vec<_> = of_pairs.filter(|found| self.is_of(kind, found)).cloned().collect();
                kinds.push(KindFigures { kind: kind.to_owned(), figures: plagdet(cases, &own) });
            } else {
                let with_passage = of_pairs.map(Passage::pair).collect::<BTreeSet<_>>().len() as u64;
                let (kind, pairs) = (kind.to_owned(), pairs.len() as u64);
                unrelated.push(UnrelatedFigures { kind, pairs, with_passage });
            }
        }
        (kinds, unrelated)
    }

    /// Whether a detection of a pair of this kind detects a case of it, or none of another kind either.
    fn is_of(&self, kind: &str, found: &Passage<'a>) -> bool {
        let of_kind = |kind: &str| self.cases[kind].iter().any(|case| found.detects(case));
        let shared = |other: &&&str| **other != kind && self.pairs[**other].contains(&found.pair());
        of_kind(kind) || !self.cases.keys().filter(shared).any(|other| of_kind(other))
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same counts give the same quotient")]
mod tests {
    use super::*;
    use std::ops::Range;

    fn passage(a: &'static str, chars: Range<u32>, b: &'static str) -> Passage<'static> {
        Passage { a, a_chars: chars.clone(), b, b_chars: chars }
    }

    fn case(a: &'static str, chars: Range<u32>, b: &'static str, kind: &'static str) -> Case<'static> {
        Case { passage: passage(a, chars, b), kind }
    }

    fn measure(truth: &PassageTruth<'static>, found: &[Passage<'static>]) -> PassageFigures {
        measure_passages(truth, found.to_vec(), Roles::InputOrder, Siblings::Count)
    }

    #[test]
    fn each_kind_has_its_cases_and_the_detections_of_its_pairs() {
        let truth = PassageTruth {
            cases: vec![case("a", 0..10, "b", "edited"), case("a", 0..10, "c", "verbatim")],
            pairs: None,
        };
        let figures = measure(&truth, &[passage("a", 0..5, "b"), passage("x", 0..9, "y")]);
        let of = |at: usize| (&*figures.kinds[at].kind, figures.kinds[at].figures);
        let (kind, edited) = of(0);
        assert_eq!((kind, edited.recall, edited.precision, edited.detections), ("edited", 0.5, 1.0, 1));
        let (kind, verbatim) = of(1);
        assert_eq!((kind, verbatim.recall, verbatim.detections), ("verbatim", 0.0, 0));
        assert_eq!((figures.all.recall, figures.all.precision, figures.elsewhere), (0.25, 0.5, 1));
    }

    #[test]
    fn two_kinds_in_one_pair_do_not_take_one_another_s_detections() {
        let truth = PassageTruth {
            cases: vec![case("a", 0..10, "b", "edited"), case("a", 50..60, "b", "verbatim")],
            pairs: None,
        };
        let figures = measure(&truth, &[passage("a", 0..10, "b"), passage("a", 50..60, "b")]);
        assert!(figures.kinds.iter().all(|kind| kind.figures.plagdet == 1.0), "{:?}", figures.kinds);
    }

    #[test]
    fn a_list_of_pairs_leaves_others_out_and_counts_unrelated_ones() {
        let pair = |a, b, kind| PairKind { pair: (a, b), kind };
        let truth = PassageTruth {
            cases: vec![case("a", 0..10, "b", "")],
            pairs: Some(vec![pair("b", "a", "edited"), pair("c", "d", "none"), pair("e", "f", "none")]),
        };
        let found = [passage("b", 0..10, "a"), passage("d", 0..10, "c"), passage("d", 20..30, "c")];
        let figures = measure(&truth, &[&found[..], &[passage("x", 0..1, "y")]].concat());
        assert_eq!((figures.left_out, figures.all.detections, figures.all.recall), (1, 3, 1.0));
        assert_eq!(figures.kinds[0].figures.plagdet, 1.0);
        let none = UnrelatedFigures { kind: "none".to_owned(), pairs: 2, with_passage: 1 };
        assert_eq!(figures.unrelated, [none]);
    }

    #[test]
    fn siblings_count_unless_they_are_to_be_ignored() {
        let truth = PassageTruth {
            cases: vec![case("wire", 0..10, "paper", ""), case("wire", 0..10, "daily", "")],
            pairs: None,
        };
        let found = || vec![passage("daily", 0..10, "paper")];
        let of = |siblings| measure_passages(&truth, found(), Roles::InputOrder, siblings).all.detections;
        assert_eq!((of(Siblings::Count), of(Siblings::Ignore)), (1, 0));
    }
}
