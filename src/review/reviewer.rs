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
        let mut heard = Heard { pair: None, passages: vec![None; found.passages.len()] };
        for (at, turned) in self.about(found.ids) {
            let before = heard.clone();
            if heard.hear((at, turned), self.remarks, found.passages) {
                self.used.insert(at);
                self.note_disagreements(&before, &heard, at);
            }
        }
        let held = |said: Option<usize>| {
            let verdict = self.remarks[said?].verdict.settled()?;
            Some(Held { verdict, remark: said })
        };
        let passages: Vec<Option<Held>> = heard.passages.into_iter().map(held).collect();
        let mut review = PairReview { pair: held(heard.pair), passages };
        let is_dismissed = |held: &Option<Held>| held.is_some_and(Held::is_dismissal);
        // Who confirmed the pair confirmed its passages, so these were dismissed later.
        let all_are = !review.passages.is_empty() && review.passages.iter().all(is_dismissed);
        if all_are && !is_dismissed(&review.pair) {
            review.pair = Some(Held { verdict: Verdict::Dismissed, remark: None });
        }
        review
    }

    /// Takes down whom of another file a remark has contradicted, those among them who took something back. To take back what
    /// was said contradicts nobody.
    fn note_disagreements(&mut self, before: &Heard, after: &Heard, later: usize) {
        for (was, is) in before.all().zip(after.all()) {
            let Some(earlier) = was.filter(|_| is == Some(later)) else { continue };
            let (said, says) = (&self.remarks[earlier], &self.remarks[later]);
            if said.file != says.file && said.verdict != says.verdict && says.verdict != Verdict::Open {
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

/// The last remark about a pair, and about each of its passages, by its place among all.
#[derive(Debug, Clone)]
struct Heard {
    pair: Option<usize>,
    passages: Vec<Option<usize>>,
}

impl Heard {
    fn all(&self) -> impl Iterator<Item = Option<usize>> + '_ {
        self.passages.iter().copied().chain([self.pair])
    }

    /// Takes in a remark, later than all before, by its place among all, and whether it names the articles the other way
    /// round; says whether it is about anything here.
    fn hear(
        &mut self,
        (at, turned): (usize, bool),
        remarks: &[Remark],
        passages: &[[Range<u32>; 2]],
    ) -> bool {
        let remark = &remarks[at];
        if !remark.is_of_a_passage() {
            self.pair = Some(at);
            self.passages.fill(Some(at));
            return true;
        }
        let mut is_about = false;
        for (last, passage) in self.passages.iter_mut().zip(passages) {
            if remark.means(passage, turned) {
                *last = Some(at);
                is_about = true;
            }
        }
        // Who stands by a passage of a pair no longer dismisses the pair, and has not confirmed the rest of it.
        let is_dismissal = |at: usize| remarks[at].verdict == Verdict::Dismissed;
        if is_about && !is_dismissal(at) && self.pair.is_some_and(is_dismissal) {
            self.pair = None;
        }
        is_about
    }
}

#[cfg(test)]
mod tests;
