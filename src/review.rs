//! Review: what a person has said of pairs and passages, and which of a run it is about.
//!
//! A person looks at a pair, or at one passage of it, and dismisses it (a press release, a quotation) or confirms it. What was
//! said is a list of [`Remark`]s that only grows, and of two that are about the same thing the later one holds. A remark
//! without places is about the pair and every passage of it; one with places is about the passages that lie where it says,
//! give or take half of their length ([`is_meant`]), so that it still holds when a text was edited a little. A passage that is
//! much longer than the one that was looked at is another passage: nobody has dismissed the rest of it. A pair whose passages
//! are all dismissed is dismissed itself.

use crate::article::Place;
use crate::measure::Side;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_128;

/// What a person makes of a pair or a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is no re-use that counts.
    Dismissed,
    /// It is what it looks like.
    Confirmed,
    /// What was said before is taken back.
    Open,
}

impl Verdict {
    /// The word used in the tables; an open one is said in a file of remarks only.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Dismissed => "dismissed",
            Self::Confirmed => "confirmed",
            Self::Open => "open",
        }
    }

    /// The verdict of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Dismissed, Self::Confirmed, Self::Open].into_iter().find(|verdict| verdict.word() == word)
    }

    /// What it leaves of itself: nothing if it is open.
    fn settled(self) -> Option<Self> {
        Some(self).filter(|verdict| *verdict != Self::Open)
    }
}

/// One thing that a person has said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The file that says it, by its place among [`Remarks::paths`].
    pub file: usize,
    /// The line that says it, from 1.
    pub line: u64,
    /// The two articles; which is the first matters only where there are references.
    pub ids: [String; 2],
    /// Where the passage stands in each of them, in code points; none for the pair. One of the two is enough for a passage.
    pub chars: [Option<Range<u32>>; 2],
    /// What was said.
    pub verdict: Verdict,
    /// Why, in the person's words; may be empty.
    pub note: String,
    /// Who said it; may be empty.
    pub reviewer: String,
}

impl Remark {
    /// Whether it is about a passage, and not about the pair.
    #[must_use]
    pub fn is_of_a_passage(&self) -> bool {
        self.chars.iter().any(Option::is_some)
    }

    /// Whether it is about a passage that stands here, if the articles come in the other order when it is `turned`.
    fn means(&self, passage: &[Range<u32>; 2], turned: bool) -> bool {
        let said = |side: Side| &self.chars[if turned { 1 - side as usize } else { side as usize }];
        self.is_of_a_passage()
            && [Side::First, Side::Second]
                .into_iter()
                .all(|side| said(side).as_ref().is_none_or(|said| is_meant(said, &passage[side as usize])))
    }
}

/// Whether somebody who spoke of one stretch of a text spoke of another: they have at least half of the longer one in common.
#[must_use]
pub fn is_meant(said: &Range<u32>, found: &Range<u32>) -> bool {
    let common = said.end.min(found.end).saturating_sub(said.start.max(found.start));
    common > 0 && 2 * u64::from(common) >= said.len().max(found.len()) as u64
}

/// All that was said, in the order in which it was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remarks {
    /// Where they were read, in the order in which the files were named.
    pub paths: Vec<String>,
    /// What identifies their content: XXH3-128 of the file; of several, of their digests in order.
    pub digest: u128,
    /// The remarks.
    pub remarks: Vec<Remark>,
}

impl Remarks {
    /// These remarks and behind them those of a file that was named later.
    #[must_use]
    pub fn followed_by(mut self, later: Self) -> Self {
        let before = self.paths.len();
        self.paths.extend(later.paths);
        let moved = later.remarks.into_iter().map(|remark| Remark { file: before + remark.file, ..remark });
        self.remarks.extend(moved);
        let digests = [self.digest.to_le_bytes(), later.digest.to_le_bytes()].concat();
        self.digest = xxh3_128(&digests);
        self
    }

    /// Where a remark stands.
    #[must_use]
    pub fn place(&self, remark: &Remark) -> Place {
        Place::line(self.paths.get(remark.file).map_or("", String::as_str), remark.line)
    }
}

impl Serialize for Remarks {
    /// What identifies them; they may be many, and are not repeated.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Remarks", 2)?;
        out.serialize_field("remarks", &self.remarks.len())?;
        out.serialize_field("digest", &format!("{:032x}", self.digest))?;
        out.end()
    }
}

/// A pair of a run, with what a verdict on it depends on.
#[derive(Debug, Clone, Copy)]
pub struct Reviewable<'a> {
    /// The two articles.
    pub ids: [&'a str; 2],
    /// Where its passages stand in both.
    pub passages: &'a [[Range<u32>; 2]],
}

/// A verdict that holds, and the remark that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Dismissed or confirmed.
    pub verdict: Verdict,
    /// The place of the remark among all of them; none where the verdict follows from those of all passages.
    pub remark: Option<usize>,
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

impl Held {
    fn is_dismissal(self) -> bool {
        self.verdict == Verdict::Dismissed
    }
}

/// What holds of all pairs and passages of a run, in their order; empty where nobody was asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reviews {
    /// Of each pair.
    pub pairs: Vec<Option<Held>>,
    /// Of each passage.
    pub passages: Vec<Option<Held>>,
    /// Remarks about nothing in the run.
    pub unused: u64,
}

impl Reviews {
    /// What holds of the pair of this number.
    #[must_use]
    pub fn of_pair(&self, number: usize) -> Option<Held> {
        self.pairs.get(number).copied().flatten()
    }

    /// What holds of the passage of this number.
    #[must_use]
    pub fn of_passage(&self, number: usize) -> Option<Held> {
        self.passages.get(number).copied().flatten()
    }

    /// Whether the pair of this number was dismissed.
    #[must_use]
    pub fn dismisses_pair(&self, number: usize) -> bool {
        self.of_pair(number).is_some_and(Held::is_dismissal)
    }

    /// Whether the passage of this number was dismissed.
    #[must_use]
    pub fn dismisses_passage(&self, number: usize) -> bool {
        self.of_passage(number).is_some_and(Held::is_dismissal)
    }

    /// How many pairs, and how many passages, have this verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> (usize, usize) {
        let is_meant = |held: &&Option<Held>| held.is_some_and(|held| held.verdict == verdict);
        let count = |held: &[Option<Held>]| held.iter().filter(is_meant).count();
        (count(&self.pairs), count(&self.passages))
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{Confirmed, Dismissed, Open};
    use super::*;

    fn remark(ids: [&str; 2], chars: [Option<Range<u32>>; 2], verdict: Verdict) -> Remark {
        let (note, reviewer) = (String::new(), String::new());
        Remark { file: 0, line: 2, ids: ids.map(str::to_owned), chars, verdict, note, reviewer }
    }

    /// What holds of the pair x, y with passages at 0..100 and 200..300 of x, and the same 10 further on in y.
    fn said(remarks: Vec<Remark>) -> (Option<Verdict>, Vec<Option<Verdict>>, usize) {
        let passages = [[0..100, 10..110], [200..300, 210..310]];
        let remarks = Remarks { remarks, ..Remarks::default() };
        let mut reviewer = Reviewer::new(&remarks, false);
        let found = Reviewable { ids: ["x", "y"], passages: &passages };
        let review = reviewer.review(found);
        let verdict = |held: Option<Held>| held.map(|held| held.verdict);
        let passages = review.passages.into_iter().map(verdict).collect();
        (verdict(review.pair), passages, reviewer.unused().count())
    }

    #[test]
    fn a_passage_that_moved_by_less_than_half_of_itself_is_meant() {
        assert!(is_meant(&(0..100), &(50..150)) && is_meant(&(0..100), &(0..200)));
        assert!(
            !is_meant(&(0..100), &(51..151))
                && !is_meant(&(0..100), &(0..201))
                && !is_meant(&(0..0), &(0..1))
        );
    }

    #[test]
    fn a_pair_takes_its_passages_with_it_and_a_later_word_holds() {
        let pair = |verdict| remark(["x", "y"], [None, None], verdict);
        let first = |verdict| remark(["x", "y"], [Some(0..100), Some(10..110)], verdict);
        assert_eq!(said(vec![pair(Dismissed)]), (Some(Dismissed), vec![Some(Dismissed); 2], 0));
        assert_eq!(
            said(vec![pair(Dismissed), first(Confirmed)]),
            (None, vec![Some(Confirmed), Some(Dismissed)], 0),
            "who confirms one passage has not confirmed the pair"
        );
        assert_eq!(said(vec![pair(Dismissed), first(Open)]), (None, vec![None, Some(Dismissed)], 0));
        assert_eq!(said(vec![pair(Dismissed), pair(Open)]), (None, vec![None; 2], 0));
        assert_eq!(said(vec![first(Confirmed), pair(Dismissed)]).0, Some(Dismissed));
        let second = |verdict| remark(["x", "y"], [Some(200..300), Some(210..310)], verdict);
        assert_eq!(said(vec![pair(Confirmed), first(Dismissed)]).0, Some(Confirmed));
        assert_eq!(
            said(vec![pair(Confirmed), first(Dismissed), second(Dismissed)]).0,
            Some(Dismissed),
            "who dismisses all passages of a pair that was confirmed dismisses it"
        );
    }

    #[test]
    fn a_pair_goes_with_the_last_of_its_passages() {
        let first = remark(["x", "y"], [Some(0..100), None], Dismissed);
        let second = remark(["x", "y"], [None, Some(210..310)], Dismissed);
        assert_eq!(said(vec![first.clone()]).0, None);
        assert_eq!(said(vec![first, second]).0, Some(Dismissed));
    }

    #[test]
    fn the_order_of_two_articles_matters_only_where_there_are_roles() {
        let turned = remark(["y", "x"], [Some(10..110), Some(0..100)], Dismissed);
        assert_eq!(said(vec![turned.clone()]).1, [Some(Dismissed), None]);
        let remarks = Remarks { remarks: vec![turned], ..Remarks::default() };
        let mut reviewer = Reviewer::new(&remarks, true);
        let passages = [[0..100, 10..110]];
        let found = Reviewable { ids: ["x", "y"], passages: &passages };
        assert_eq!(reviewer.review(found), PairReview { pair: None, passages: vec![None] });
        assert_eq!(reviewer.unused().count(), 1);
    }

    #[test]
    fn a_later_file_holds_and_who_was_contradicted_is_known() {
        let of_pair = |verdict| Remarks {
            paths: vec![format!("{verdict:?}.csv")],
            digest: 7,
            remarks: vec![remark(["x", "y"], [None, None], verdict)],
        };
        let passages = [[0..100, 10..110]];
        let heard = |files: [Verdict; 2]| {
            let [one, other] = files.map(of_pair);
            let both = one.followed_by(other);
            let mut reviewer = Reviewer::new(&both, false);
            let review = reviewer.review(Reviewable { ids: ["x", "y"], passages: &passages });
            let places: Vec<String> = both.remarks.iter().map(|said| both.place(said).to_string()).collect();
            (review.pair, reviewer.disagreements().collect::<Vec<_>>(), places)
        };
        let (held, disagreements, places) = heard([Dismissed, Confirmed]);
        assert_eq!(held, Some(Held { verdict: Confirmed, remark: Some(1) }));
        assert_eq!(disagreements, [Disagreement { earlier: 0, later: 1 }]);
        assert_eq!(places, ["Dismissed.csv:2", "Confirmed.csv:2"]);
        assert!(heard([Dismissed, Dismissed]).1.is_empty() && heard([Dismissed, Open]).1.is_empty());
    }

    #[test]
    fn a_remark_about_nothing_is_left_over() {
        let elsewhere = remark(["x", "y"], [Some(400..500), Some(410..510)], Dismissed);
        let others = remark(["x", "z"], [None, None], Dismissed);
        let in_one_only = remark(["x", "y"], [Some(0..100), Some(210..310)], Dismissed);
        assert_eq!(said(vec![elsewhere, others, in_one_only]), (None, vec![None; 2], 3));
    }
}
