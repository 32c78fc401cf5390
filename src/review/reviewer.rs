//! What holds of a pair after all that was said of it, and who contradicted whom.

use super::{Held, Remark, Remarks, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A pair of a run, with what a verdict on it depends on.
#[derive(Debug, Clone, Copy)]
pub struct Reviewable<'a> {
    /// The two articles.
    pub ids: [&'a str; 2],
    /// Where its passages stand in both.
    pub passages: &'a [[Range<u32>; 2]],
}

/// What holds of a pair and of each of its passages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PairReview {
    /// Of the pair; none where nothing was said, or it was taken back.
    pub pair: Option<Held>,
    /// Of its passages, in their order.
    pub passages: Vec<Option<Held>>,
}

/// Two remarks in different files that say different things of the same pair or passage; the later one holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Disagreement {
    /// The place of the remark that does not hold.
    pub earlier: usize,
    /// The place of the one that does.
    pub later: usize,
}

/// Remarks as they are looked up; which of them are about anything is kept.
#[derive(Debug)]
pub struct Reviewer<'a> {
    remarks: &'a [Remark],
    of_pair: BTreeMap<[&'a str; 2], Vec<usize>>,
    has_roles: bool,
    used: BTreeSet<usize>,
    disagreements: BTreeSet<Disagreement>,
}

impl<'a> Reviewer<'a> {
    /// Looks up these remarks. With roles, the first article of a pair is an examined one and the second a reference.
    #[must_use]
    pub fn new(remarks: &'a Remarks, has_roles: bool) -> Self {
        let mut of_pair: BTreeMap<[&str; 2], Vec<usize>> = BTreeMap::new();
        for (at, remark) in remarks.remarks.iter().enumerate() {
            of_pair.entry([&remark.ids[0], &remark.ids[1]]).or_default().push(at);
        }
        Self {
            remarks: &remarks.remarks,
            of_pair,
            has_roles,
            used: BTreeSet::new(),
            disagreements: BTreeSet::new(),
        }
    }

    /// What holds of a pair.
    pub fn review(&mut self, found: Reviewable<'_>) -> PairReview {
        let mut review = PairReview { pair: None, passages: vec![None; found.passages.len()] };
        for (at, turned) in self.about(found.ids) {
            let before = review.clone();
            if review.hear(at, &self.remarks[at], turned, found.passages) {
                self.used.insert(at);
                self.note_disagreements(&before, &review, at);
            }
        }
        let is_dismissed = |held: &Option<Held>| held.is_some_and(Held::is_dismissal);
        // Who confirmed the pair confirmed its passages, so these were dismissed later.
        let all_are = !found.passages.is_empty() && review.passages.iter().all(is_dismissed);
        if all_are && !is_dismissed(&review.pair) {
            review.pair = Some(Held { verdict: Verdict::Dismissed, remark: None });
        }
        review
    }

    /// Takes down whom of another file a remark has contradicted. To take back what was said contradicts nobody.
    fn note_disagreements(&mut self, before: &PairReview, after: &PairReview, later: usize) {
        let all =
            |review: &PairReview| review.passages.iter().chain([&review.pair]).copied().collect::<Vec<_>>();
        for (was, is) in all(before).into_iter().zip(all(after)) {
            let (Some(was), Some(is)) = (was, is) else { continue };
            let Some(earlier) = was.remark.filter(|_| is.remark == Some(later)) else { continue };
            let is_of_another_file = self.remarks[earlier].file != self.remarks[later].file;
            if is_of_another_file && was.verdict != is.verdict {
                self.disagreements.insert(Disagreement { earlier, later });
            }
        }
    }

    /// Who contradicted whom across files, in order.
    pub fn disagreements(&self) -> impl Iterator<Item = Disagreement> + '_ {
        self.disagreements.iter().copied()
    }

    /// The remarks about nothing that was looked up, in order.
    pub fn unused(&self) -> impl Iterator<Item = &'a Remark> + '_ {
        (0..self.remarks.len()).filter(|at| !self.used.contains(at)).map(|at| &self.remarks[at])
    }

    /// The remarks about two articles, in order, and whether they name them the other way round.
    fn about(&self, [a, b]: [&str; 2]) -> Vec<(usize, bool)> {
        let named = |ids: [&str; 2], turned: bool| {
            let found = self.of_pair.get(&ids).into_iter().flatten();
            found.map(move |&at| (at, turned)).collect::<Vec<_>>()
        };
        let mut about = named([a, b], false);
        if !self.has_roles && a != b {
            about.extend(named([b, a], true));
        }
        about.sort_unstable();
        about
    }
}

impl PairReview {
    /// Takes in a remark, later than all before, by its place and itself; says whether it is about anything here.
    fn hear(&mut self, at: usize, remark: &Remark, turned: bool, passages: &[[Range<u32>; 2]]) -> bool {
        let said = remark.verdict.settled().map(|verdict| Held { verdict, remark: Some(at) });
        if !remark.is_of_a_passage() {
            self.pair = said;
            self.passages.fill(said);
            return true;
        }
        let mut is_about = false;
        for (held, passage) in self.passages.iter_mut().zip(passages) {
            if remark.means(passage, turned) {
                *held = said;
                is_about = true;
            }
        }
        // Who stands by a passage of a pair no longer dismisses the pair, and has not confirmed the rest of it.
        let stands_by_it = is_about && !said.is_some_and(Held::is_dismissal);
        if stands_by_it && self.pair.is_some_and(Held::is_dismissal) {
            self.pair = None;
        }
        is_about
    }
}

#[cfg(test)]
mod tests;
