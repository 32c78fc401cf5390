//! Review: what a person has said of pairs and passages, and which of a run it is about.
//!
//! A person looks at a pair, or at one passage of it, and dismisses it (a press release, a quotation) or confirms it. What was
//! said is a list of [`Remark`]s that only grows, and of two that are about the same thing the later one holds. A remark
//! without places is about the pair and every passage of it; one with places is about the passages that lie where it says,
//! give or take half of their length ([`is_meant`]), so that it still holds when a text was edited a little. A passage that is
//! much longer than the one that was looked at is another passage: nobody has dismissed the rest of it. A pair whose passages
//! are all dismissed is dismissed itself.

mod remark;
mod reviewer;

pub use remark::{Remark, Remarks, is_meant};
pub use reviewer::{Disagreement, PairReview, Reviewable, Reviewer};

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

/// A verdict that holds, and the remark that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Dismissed or confirmed.
    pub verdict: Verdict,
    /// The place of the remark among all of them; none where the verdict follows from those of all passages.
    pub remark: Option<usize>,
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
