//! Passages found against passages planted: recall, precision, granularity, plagdet.
//!
//! The measures of the PAN evaluations (Potthast, Stein, Barrón-Cedeño, Rosso, *An evaluation framework for plagiarism
//! detection*, COLING 2010), the macro-averaged ones. A *case* is a passage of the truth, a *detection* one that was found.
//! A detection detects a case if it is of the same pair, in the same roles, and overlaps it in both articles.

use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// Two spans that tell the same text, in code points; neither is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    /// The article `a`.
    pub a: &'a str,
    /// Where in its text.
    pub a_chars: Range<u32>,
    /// The article `b`.
    pub b: &'a str,
    /// Where in its text.
    pub b_chars: Range<u32>,
}

impl<'a> Passage<'a> {
    /// The two articles, in their roles.
    #[must_use]
    pub fn pair(&self) -> (&'a str, &'a str) {
        (self.a, self.b)
    }

    /// The same with `a` and `b` exchanged.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { a: self.b, a_chars: self.b_chars, b: self.a, b_chars: self.a_chars }
    }

    /// Whether the two overlap in both articles of one pair; symmetric.
    #[must_use]
    pub fn detects(&self, other: &Self) -> bool {
        self.pair() == other.pair()
            && overlap(&self.a_chars, &other.a_chars)
            && overlap(&self.b_chars, &other.b_chars)
    }

    /// Code points of both spans.
    fn chars(&self) -> u64 {
        length(&self.a_chars) + length(&self.b_chars)
    }

    /// Code points of both spans that these others cover; none counts twice.
    fn covered_by(&self, others: &[&Self]) -> u64 {
        let a = others.iter().map(|other| meet(&self.a_chars, &other.a_chars)).collect();
        let b = others.iter().map(|other| meet(&self.b_chars, &other.b_chars)).collect();
        union(a) + union(b)
    }
}

/// Whether two spans have a code point in common.
pub(super) fn overlap(one: &Range<u32>, other: &Range<u32>) -> bool {
    one.start < other.end && other.start < one.end
}

fn meet(one: &Range<u32>, other: &Range<u32>) -> Range<u32> {
    one.start.max(other.start)..one.end.min(other.end)
}

fn length(chars: &Range<u32>) -> u64 {
    u64::from(chars.end.saturating_sub(chars.start))
}

/// Code points in any of these spans.
fn union(mut spans: Vec<Range<u32>>) -> u64 {
    spans.sort_by_key(|span| span.start);
    let (mut covered, mut reached) = (0, 0);
    for span in spans {
        covered += length(&(span.start.max(reached)..span.end));
        reached = reached.max(span.end);
    }
    covered
}

/// How well the cases of a truth were detected.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DetectionFigures {
    /// F1 of recall and precision, divided by `log2(1 + granularity)`; in `[0, 1]`.
    pub plagdet: f64,
    /// Mean over cases of the share of their code points that the detections of each cover; in `[0, 1]`.
    pub recall: f64,
    /// Mean over detections of the share of their code points that the cases of each cover; in `[0, 1]`.
    pub precision: f64,
    /// Mean over detected cases of the number of detections of each; at least 1, and 1 where none is detected.
    pub granularity: f64,
    /// Passages of the truth.
    pub cases: u64,
    /// Cases that some detection detects.
    pub detected: u64,
    /// Passages that were found.
    pub detections: u64,
}

/// Plagdet and its parts, for these cases and these detections.
///
/// Where nothing is to be found and nothing is found, recall and precision are 1; where one of the two is missing, both
/// are 0.
#[must_use]
pub fn plagdet(cases: &[Passage<'_>], detections: &[Passage<'_>]) -> DetectionFigures {
    let (recall, precision) = (covered(cases, detections), covered(detections, cases));
    let (detected, seen) = multiplicity(cases, detections);
    let granularity = if detected == 0 { 1.0 } else { seen as f64 / detected as f64 };
    let f1 = super::Rates::new(precision, recall).f1;
    DetectionFigures {
        plagdet: f1 / (1.0 + granularity).log2(),
        recall,
        precision,
        granularity,
        cases: cases.len() as u64,
        detected,
        detections: detections.len() as u64,
    }
}

/// Mean share of each passage that those which overlap it cover.
fn covered(passages: &[Passage<'_>], others: &[Passage<'_>]) -> f64 {
    match (passages, others) {
        ([], []) => 1.0,
        ([], _) | (_, []) => 0.0,
        _ => {
            let by_pair = by_pair(others);
            let share = |passage: &Passage<'_>| {
                passage.covered_by(&overlapping(passage, &by_pair)) as f64 / passage.chars() as f64
            };
            passages.iter().map(share).sum::<f64>() / passages.len() as f64
        }
    }
}

/// How many cases are detected, and how many detections they have together.
fn multiplicity(cases: &[Passage<'_>], detections: &[Passage<'_>]) -> (u64, u64) {
    let by_pair = by_pair(detections);
    let counts = cases.iter().map(|case| overlapping(case, &by_pair).len() as u64).filter(|count| *count > 0);
    counts.fold((0, 0), |(cases, sum), count| (cases + 1, sum + count))
}

type ByPair<'p, 'a> = BTreeMap<(&'a str, &'a str), Vec<&'p Passage<'a>>>;

fn by_pair<'p, 'a>(passages: &'p [Passage<'a>]) -> ByPair<'p, 'a> {
    let mut by_pair = ByPair::new();
    for passage in passages {
        by_pair.entry(passage.pair()).or_default().push(passage);
    }
    by_pair
}

fn overlapping<'p, 'a>(passage: &Passage<'a>, by_pair: &ByPair<'p, 'a>) -> Vec<&'p Passage<'a>> {
    let of_pair = by_pair.get(&passage.pair()).into_iter().flatten();
    of_pair.copied().filter(|other| passage.detects(other)).collect()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same counts give the same quotient")]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn passage(a_chars: Range<u32>, b_chars: Range<u32>) -> Passage<'static> {
        Passage { a: "a", a_chars, b: "b", b_chars }
    }

    #[test]
    fn a_case_found_to_the_character_is_all_there_is() {
        let case = [passage(10..20, 30..40)];
        let figures = plagdet(&case, &case);
        assert_eq!(
            (figures.plagdet, figures.recall, figures.precision, figures.granularity),
            (1.0, 1.0, 1.0, 1.0)
        );
        assert_eq!((figures.cases, figures.detected, figures.detections), (1, 1, 1));
    }

    #[test]
    fn two_detections_of_one_case_cost_granularity() {
        let figures = plagdet(&[passage(0..10, 0..10)], &[passage(0..5, 0..5), passage(5..10, 5..10)]);
        assert_eq!((figures.recall, figures.precision, figures.granularity), (1.0, 1.0, 2.0));
        assert_eq!(figures.plagdet, 1.0 / 3_f64.log2());
    }

    #[test]
    fn what_two_detections_both_cover_counts_once() {
        let figures = plagdet(&[passage(0..10, 0..10)], &[passage(0..6, 0..6), passage(4..8, 4..8)]);
        assert_eq!((figures.recall, figures.precision), (0.8, 1.0));
    }

    #[test]
    fn half_a_case_found_and_as_much_beside_it_is_a_half_of_both() {
        let figures = plagdet(&[passage(0..10, 0..10)], &[passage(5..15, 5..15)]);
        assert_eq!((figures.recall, figures.precision, figures.plagdet), (0.5, 0.5, 0.5));
    }

    #[test]
    fn an_overlap_in_one_article_only_detects_nothing() {
        let figures = plagdet(&[passage(0..10, 0..10)], &[passage(0..10, 10..20)]);
        assert_eq!(
            (figures.detected, figures.recall, figures.precision, figures.plagdet),
            (0, 0.0, 0.0, 0.0)
        );
        assert_eq!(figures.granularity, 1.0);
    }

    #[test]
    fn roles_matter() {
        let case = passage(0..10, 0..10);
        assert_eq!(plagdet(std::slice::from_ref(&case), &[case.clone().turned()]).detected, 0);
    }

    #[test]
    fn nothing_to_find_and_nothing_found_is_all_right() {
        assert_eq!(plagdet(&[], &[]).plagdet, 1.0);
        assert_eq!(plagdet(&[passage(0..1, 0..1)], &[]).plagdet, 0.0);
        assert_eq!(plagdet(&[], &[passage(0..1, 0..1)]).plagdet, 0.0);
    }

    /// Every code point of a passage by itself: the definition.
    fn points(passage: &Passage<'_>) -> BTreeSet<(char, u32)> {
        let a = passage.a_chars.clone().map(|at| ('a', at));
        a.chain(passage.b_chars.clone().map(|at| ('b', at))).collect()
    }

    fn mean_of_shares(passages: &[Passage<'_>], others: &[Passage<'_>]) -> f64 {
        if passages.is_empty() || others.is_empty() {
            return f64::from(u8::from(passages.is_empty() && others.is_empty()));
        }
        let mut sum = 0.0;
        for passage in passages {
            let own = points(passage);
            let mut met = BTreeSet::new();
            for other in others.iter().filter(|other| other.pair() == passage.pair()) {
                let common: BTreeSet<_> = own.intersection(&points(other)).copied().collect();
                let sides = |side| common.iter().any(|point| point.0 == side);
                met.extend(if sides('a') && sides('b') { common.clone() } else { BTreeSet::new() });
            }
            sum += met.len() as f64 / own.len() as f64;
        }
        sum / passages.len() as f64
    }

    fn passages() -> impl Strategy<Value = Vec<Passage<'static>>> {
        let span = || (0_u32..30, 1_u32..12).prop_map(|(start, length)| start..start + length);
        let one = (span(), span(), any::<bool>()).prop_map(|(a_chars, b_chars, other)| Passage {
            a: if other { "c" } else { "a" },
            a_chars,
            b: "b",
            b_chars,
        });
        prop::collection::vec(one, 0..8)
    }

    proptest! {
        #[test]
        fn spans_count_what_their_characters_count(cases in passages(), detections in passages()) {
            let figures = plagdet(&cases, &detections);
            prop_assert_eq!(figures.recall, mean_of_shares(&cases, &detections));
            prop_assert_eq!(figures.precision, mean_of_shares(&detections, &cases));
            let seen = |case: &Passage<'_>| detections.iter().filter(|found| found.detects(case)).count();
            let seen: Vec<usize> = cases.iter().map(seen).filter(|count| *count > 0).collect();
            prop_assert_eq!(figures.detected, seen.len() as u64);
            let granularity = seen.iter().sum::<usize>() as f64 / seen.len() as f64;
            prop_assert_eq!(figures.granularity, if seen.is_empty() { 1.0 } else { granularity });
            prop_assert!((0.0..=1.0).contains(&figures.plagdet));
        }
    }
}
