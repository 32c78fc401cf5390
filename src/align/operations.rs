//! Operations: what happened to each word of a segment on the way from the first article to the second.
//!
//! Words of a run agree: they are [`Same`](Operation::Same) if their hashes are equal, and
//! [`Inflected`](Operation::Inflected) if only their stems are. What stands between two runs, or between a run and an
//! end of the segment, agrees with nothing: of *m* words in the first article and *n* in the second, the first
//! min(*m*, *n*) are [`Substituted`](Operation::Substituted) one by one, and the rest are
//! [`Deleted`](Operation::Deleted) or [`Inserted`](Operation::Inserted). So every word of the segment, in either
//! article, is in one operation and in no other.
//!
//! Each segment is told by itself. Where two of them overlap (a rewritten sentence holds a few words that a copied
//! stretch runs through), a word that one of them matches is replaced or left out in the other, whatever stands beside
//! it there: matched once, it counts once. The same goes for words that are not the article's own. A view that marks
//! words takes the closest operation of each; [`Passage::marks`](super::Passage::marks) does. Words between two segments
//! are in no operation.
//!
//! Only kinds and lengths are kept, as in the alignments of genomes (CIGAR: Li and others, Bioinformatics 2009): eight
//! bytes for any number of words to which the same happened.

use super::{AlignedSegment, Both, PassageKind};
use crate::measure::Side;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What happened to a word, the closest wording first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// The same word stands in both articles.
    Same,
    /// Another word of the same stem stands in the second article.
    Inflected,
    /// Another word stands in the second article.
    Substituted,
    /// The word stands in the second article only.
    Inserted,
    /// The word stands in the first article only.
    Deleted,
}

impl Operation {
    /// What it is called where it is shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Inflected => "inflected",
            Self::Substituted => "substituted",
            Self::Inserted => "inserted",
            Self::Deleted => "deleted",
        }
    }

    /// Whether the two articles have the word in common.
    #[must_use]
    pub fn agrees(self) -> bool {
        matches!(self, Self::Same | Self::Inflected)
    }
}

/// The same operation on so many words in a row. Words are counted from the first of the segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationRun {
    /// What happened to them.
    pub operation: Operation,
    /// The words in the first article; empty, and where they would stand, if they are inserted.
    pub first: Range<u32>,
    /// The words in the second article; empty, and where they stood, if they are deleted.
    pub second: Range<u32>,
}

impl OperationRun {
    /// The words in one of the articles.
    #[must_use]
    pub fn on(&self, side: Side) -> Range<u32> {
        match side {
            Side::First => self.first.clone(),
            Side::Second => self.second.clone(),
        }
    }
}

/// What happened to all words of a segment, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Operations(Vec<(Operation, u32)>);

impl Operations {
    /// The operations of a segment of two articles, given by the hashes of all their words.
    #[must_use]
    pub fn of(segment: &AlignedSegment, first: &[u32], second: &[u32]) -> Self {
        let mut operations = Self::default();
        let (mut i, mut j) = (segment.first.start, segment.second.start);
        for run in &segment.runs {
            operations.push_gap(run.first - i, run.second - j);
            for (i, j) in (run.first..run.first_end()).zip(run.second..run.second_end()) {
                let same = first[i as usize] == second[j as usize];
                operations.push(if same { Operation::Same } else { Operation::Inflected }, 1);
            }
            (i, j) = (run.first_end(), run.second_end());
        }
        operations.push_gap(segment.first.end - i, segment.second.end - j);
        operations
    }

    /// One row for each run of words to which the same happened.
    pub fn runs(&self) -> impl Iterator<Item = OperationRun> + '_ {
        self.0.iter().scan((0, 0), |(i, j), &(operation, words)| {
            let ahead = if operation == Operation::Inserted { 0 } else { words };
            let across = if operation == Operation::Deleted { 0 } else { words };
            let run = OperationRun { operation, first: *i..*i + ahead, second: *j..*j + across };
            (*i, *j) = (run.first.end, run.second.end);
            Some(run)
        })
    }

    /// Operations of so many words each, in order.
    pub(super) fn of_counts(counts: impl IntoIterator<Item = (Operation, u32)>) -> Self {
        let mut operations = Self::default();
        counts.into_iter().for_each(|(operation, words)| operations.push(operation, words));
        operations
    }

    /// How many words in a row each operation has happened to, in order.
    pub(super) fn counts(&self) -> impl Iterator<Item = (Operation, u32)> + '_ {
        self.0.iter().copied()
    }

    /// The number of words that this happened to.
    #[must_use]
    pub fn count(&self, is_meant: impl Fn(Operation) -> bool) -> u32 {
        self.0.iter().filter(|row| is_meant(row.0)).map(|row| row.1).sum()
    }

    fn push_gap(&mut self, first: u32, second: u32) {
        let both = first.min(second);
        self.push(Operation::Substituted, both);
        self.push(Operation::Deleted, first - both);
        self.push(Operation::Inserted, second - both);
    }

    fn push(&mut self, operation: Operation, words: u32) {
        match self.0.last_mut() {
            _ if words == 0 => {}
            Some(last) if last.0 == operation => last.1 += words,
            _ => self.0.push((operation, words)),
        }
    }
}

/// How close the wording of a passage is, given as its segments in the order of the first article and the number of
/// words of its shorter stretch.
///
/// Verbatim: every word of the two stretches is the same, in step. Rewritten: fewer than half of the words of the shorter
/// stretch are the same or inflected. Edited: all else.
pub(super) fn kind_of(segments: &[AlignedSegment], shorter: u32, both: &Both<'_>) -> PassageKind {
    let operations = |segment| Operations::of(segment, both.first.words, both.second.words);
    let (mut agreeing, mut changed) = (0, 0);
    for operations in segments.iter().map(operations) {
        agreeing += operations.count(Operation::agrees);
        changed += operations.count(|operation| operation != Operation::Same);
    }
    if changed == 0 && segments.windows(2).all(|two| follows(&two[0], &two[1])) {
        PassageKind::Verbatim
    } else if agreeing * 2 < shorter {
        PassageKind::Rewritten
    } else {
        PassageKind::Edited
    }
}

/// Whether a segment begins in both articles where another ends.
fn follows(one: &AlignedSegment, next: &AlignedSegment) -> bool {
    (one.first.end, one.second.end) == (next.first.start, next.second.start)
}

#[cfg(test)]
mod tests {
    use super::super::Run;
    use super::super::seed::tests::{Article, both};
    use super::Operation::{Deleted, Inflected, Inserted, Same, Substituted};
    use super::*;

    fn segment(first: Range<u32>, second: Range<u32>, runs: &[(u32, u32, u32)]) -> AlignedSegment {
        let run = |&(first, second, length): &(u32, u32, u32)| Run { first, second, length };
        AlignedSegment { first, second, rewritten: false, runs: runs.iter().map(run).collect() }
    }

    #[test]
    fn words_that_agree_are_the_same_or_inflected() {
        let segment = segment(1..6, 0..5, &[(1, 0, 5)]);
        let operations = Operations::of(&segment, &[9, 1, 2, 3, 4, 5], &[1, 2, 30, 4, 5]);
        assert_eq!(operations, Operations(vec![(Same, 2), (Inflected, 1), (Same, 2)]));
    }

    #[test]
    fn of_a_gap_the_shorter_side_is_substituted_and_the_rest_deleted_or_inserted() {
        let of = |first: u32, second: u32| {
            let segment = segment(0..first + 2, 0..second + 2, &[(0, 0, 1), (first + 1, second + 1, 1)]);
            Operations::of(&segment, &[7; 9], &[7; 9]).0
        };
        assert_eq!(of(0, 0), [(Same, 2)]);
        assert_eq!(of(2, 2), [(Same, 1), (Substituted, 2), (Same, 1)]);
        assert_eq!(of(3, 1), [(Same, 1), (Substituted, 1), (Deleted, 2), (Same, 1)]);
        assert_eq!(of(0, 2), [(Same, 1), (Inserted, 2), (Same, 1)]);
    }

    #[test]
    fn the_ends_of_a_rewritten_sentence_are_gaps_as_well() {
        let segment = segment(10..14, 20..22, &[(12, 21, 1)]);
        let operations = Operations::of(&segment, &[0; 20], &[0; 30]);
        let run = |operation, first, second| OperationRun { operation, first, second };
        assert_eq!(
            operations.runs().collect::<Vec<_>>(),
            [
                run(Substituted, 0..1, 0..1),
                run(Deleted, 1..2, 1..1),
                run(Same, 2..3, 1..2),
                run(Deleted, 3..4, 2..2),
            ]
        );
    }

    #[test]
    fn the_kind_follows_from_the_operations() {
        let (first, mut second) = (Article::new(0..20), Article::new(0..20));
        let kind =
            |second: &Article, segments: &[AlignedSegment]| kind_of(segments, 20, &both(&first, second));
        let in_step = segment(0..20, 0..20, &[(0, 0, 20)]);
        let halves = [segment(0..10, 0..10, &[(0, 0, 10)]), segment(10..20, 10..20, &[(10, 10, 10)])];
        assert_eq!(kind(&second, std::slice::from_ref(&in_step)), PassageKind::Verbatim);
        assert_eq!(kind(&second, &halves), PassageKind::Verbatim, "nothing stands between them");
        let moved = [segment(0..10, 10..20, &[(0, 10, 10)]), segment(10..20, 0..10, &[(10, 0, 10)])];
        assert_eq!(kind(&second, &moved), PassageKind::Edited);
        second.words[3] = 99;
        assert_eq!(kind(&second, &[in_step]), PassageKind::Edited, "one is inflected");
        assert_eq!(kind(&second, &[segment(0..20, 0..20, &[(0, 0, 10)])]), PassageKind::Edited);
        assert_eq!(kind(&second, &[segment(0..20, 0..20, &[(0, 0, 9)])]), PassageKind::Rewritten);
    }
}
