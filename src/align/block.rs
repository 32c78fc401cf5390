//! Blocks: stretches of the two articles that correspond, on the way from chains to passages.

use super::extend::push;
use super::{AlignedSegment, Both, GRAM, Millinats, Run};
use std::ops::Range;

/// A segment of a block, and whether it is evidence by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) segment: AlignedSegment,
    /// Whether it comes from a block that was accepted word for word.
    pub(super) firm: bool,
}

/// One or more corresponding stretches as one stretch in each article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub(super) first: Range<u32>,
    pub(super) second: Range<u32>,
    /// Words that agree in step.
    pub(super) matched: u32,
    pub(super) longest_run: u32,
    /// The information of the words that agree in step.
    pub(super) score: Millinats,
    pub(super) pieces: Vec<Piece>,
}

impl Block {
    /// The block of one chain's runs, which must not be empty.
    #[must_use]
    pub fn new(runs: Vec<Run>, both: &Both<'_>) -> Self {
        let (head, tail) = (runs[0], runs[runs.len() - 1]);
        let (first, second) = (head.first..tail.first_end(), head.second..tail.second_end());
        Self::of(AlignedSegment { first, second, rewritten: false, runs }, both)
    }

    /// The block of one segment.
    pub(super) fn of(segment: AlignedSegment, both: &Both<'_>) -> Self {
        let words = segment.runs.iter().flat_map(|run| run.first..run.first_end());
        Self {
            first: segment.first.clone(),
            second: segment.second.clone(),
            matched: segment.runs.iter().map(|run| run.length).sum(),
            longest_run: segment.runs.iter().map(|run| run.length).max().unwrap_or(0),
            score: words.map(|word| both.weight(word as usize)).sum(),
            pieces: vec![Piece { segment, firm: false }],
        }
    }

    /// Takes up another block.
    pub(super) fn join(&mut self, other: Self) {
        self.first = hull(&self.first, &other.first);
        self.second = hull(&self.second, &other.second);
        self.matched += other.matched;
        self.longest_run = self.longest_run.max(other.longest_run);
        self.score += other.score;
        self.pieces.extend(other.pieces);
    }

    /// The block without one of its pieces; none if it has no other.
    pub(super) fn without(&self, piece: usize, both: &Both<'_>) -> Option<Self> {
        let rest = self.pieces.iter().enumerate().filter(|&(at, _)| at != piece).map(|(_, piece)| piece);
        rest.map(|piece| Self { pieces: vec![piece.clone()], ..Self::of(piece.segment.clone(), both) })
            .reduce(|mut whole, block| {
                whole.join(block);
                whole
            })
    }

    /// Calls every piece evidence.
    pub(super) fn accept(&mut self) {
        self.pieces.iter_mut().for_each(|piece| piece.firm = true);
    }

    /// Whether a piece of it is evidence by itself.
    pub(super) fn is_accepted(&self) -> bool {
        self.pieces.iter().any(|piece| piece.firm)
    }

    /// Whether a piece of it was found as a rewritten sentence.
    pub(super) fn has_rewriting(&self) -> bool {
        self.pieces.iter().any(|piece| piece.segment.rewritten)
    }

    /// All runs, piece by piece.
    pub(super) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.pieces.iter().flat_map(|piece| &piece.segment.runs)
    }

    /// The number of words of the longer stretch.
    pub(super) fn longer(&self) -> u32 {
        self.first.len().max(self.second.len()) as u32
    }

    /// The number of words of the shorter stretch.
    pub(super) fn shorter(&self) -> u32 {
        self.first.len().min(self.second.len()) as u32
    }

    /// Whether so many of the grams that agree are stock phrases that the whole is one.
    pub(super) fn is_formula(&self, both: &Both<'_>) -> bool {
        are_stock(self.runs(), both)
    }

    /// The information of the words that agree, each word counted once however often it is repeated.
    pub(super) fn information(&self, both: &Both<'_>) -> Millinats {
        let words = self.runs().flat_map(|run| run.first..run.first_end()).map(|word| word as usize);
        let mut stems: Vec<(u32, Millinats)> =
            words.map(|at| (both.first.stems[at], both.weight(at))).collect();
        stems.sort_unstable();
        stems.dedup_by_key(|row| row.0);
        stems.iter().map(|row| row.1).sum()
    }
}

/// Percent of the grams of a stretch that make it a stock phrase if they are.
const STOCK: u32 = 40;

/// Whether so many of the grams of some runs are stock phrases that the whole is one.
pub(super) fn are_stock<'a>(runs: impl Iterator<Item = &'a Run>, both: &Both<'_>) -> bool {
    let grams = runs.flat_map(|run| run.first..(run.first_end() + 1).saturating_sub(GRAM as u32));
    let (common, all) =
        grams.fold((0, 0), |(common, all), at| (common + u32::from(both.first.common[at as usize]), all + 1));
    common * 100 > all * STOCK
}

/// The fewest words of a block that was moved.
pub(super) const LEAST_MOVED: u32 = 5;

/// Whether one of two blocks stands on the other side of the other in the second article and is hardly more than a name
/// or a title, which stand here in one article and there in the other without being copied.
pub(super) fn is_moved_name(one: &Block, other: &Block) -> bool {
    let moved = (one.first.start < other.first.start) != (one.second.start < other.second.start);
    let is_short = |block: &Block| block.matched < LEAST_MOVED && !block.has_rewriting();
    moved && (is_short(one) || is_short(other))
}

/// The words between two stretches; none if they touch or overlap.
pub(super) fn gap(one: &Range<u32>, other: &Range<u32>) -> u32 {
    one.start.max(other.start).saturating_sub(one.end.min(other.end))
}

/// The shortest stretch that holds both.
pub(super) fn hull(one: &Range<u32>, other: &Range<u32>) -> Range<u32> {
    one.start.min(other.start)..one.end.max(other.end)
}

/// Which words of the two articles are matched already.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) first: Vec<bool>,
    pub(super) second: Vec<bool>,
}

impl Taken {
    /// No word is.
    pub(super) fn none(both: &Both<'_>) -> Self {
        Self { first: vec![false; both.first.len()], second: vec![false; both.second.len()] }
    }

    /// Takes the words of these runs that are free in both articles, and gives them back as runs.
    pub(super) fn take(&mut self, runs: &[Run]) -> Vec<Run> {
        let mut free = Vec::new();
        for run in runs {
            for (i, j) in (run.first..run.first_end()).zip(run.second..run.second_end()) {
                if !self.first[i as usize] && !self.second[j as usize] {
                    push(&mut free, Run { first: i, second: j, length: 1 });
                }
            }
        }
        for run in &free {
            self.mark(run);
        }
        free
    }

    /// Takes all words that a block matches.
    pub(super) fn fill(&mut self, block: &Block) {
        block.runs().for_each(|run| self.mark(run));
    }

    fn mark(&mut self, run: &Run) {
        self.first[run.first as usize..run.first_end() as usize].fill(true);
        self.second[run.second as usize..run.second_end() as usize].fill(true);
    }
}

#[cfg(test)]
mod tests {
    use super::super::seed::tests::{Article, both};
    use super::*;

    #[test]
    fn gaps_and_overlaps_are_measured_between_half_open_stretches() {
        assert_eq!((gap(&(0..5), &(5..9)), gap(&(7..9), &(0..5)), gap(&(0..5), &(3..9))), (0, 2, 0));
    }

    #[test]
    fn a_word_is_taken_once() {
        let article = Article::new(0..10);
        let mut taken = Taken::none(&both(&article, &article));
        let run = |first, second, length| Run { first, second, length };
        assert_eq!(taken.take(&[run(2, 2, 3)]), [run(2, 2, 3)]);
        assert_eq!(taken.take(&[run(0, 0, 10)]), [run(0, 0, 2), run(5, 5, 5)]);
    }

    #[test]
    fn a_block_without_a_piece_is_as_long_as_the_others_reach() {
        let article = Article::new(0..30);
        let both = both(&article, &article);
        let mut block = Block::new(vec![Run { first: 0, second: 0, length: 5 }], &both);
        block.join(Block::new(vec![Run { first: 20, second: 20, length: 4 }], &both));
        assert_eq!((block.first.clone(), block.matched), (0..24, 9));
        let rest = block.without(0, &both).unwrap();
        assert_eq!((rest.first.clone(), rest.matched), (20..24, 4));
        assert_eq!(rest.without(0, &both), None);
    }

    #[test]
    fn a_stretch_is_a_stock_phrase_if_more_than_two_in_five_of_its_grams_are() {
        let judged = |common: usize| {
            let mut article = Article::new(0..40);
            article.common[10..10 + common].fill(true);
            let both = both(&article, &article);
            // Seven words have five grams, and two words none.
            let runs = [Run { first: 10, second: 10, length: 7 }, Run { first: 30, second: 30, length: 2 }];
            let block = Block::new(runs.to_vec(), &both);
            (block.is_formula(&both), are_stock(runs.iter(), &both))
        };
        assert_eq!((judged(2), judged(3)), ((false, false), (true, true)));
    }

    #[test]
    fn a_name_that_stands_on_the_other_side_is_no_moved_stretch() {
        let article = Article::new(0..100);
        let both = both(&article, &article);
        let block = |first, second, length| Block::new(vec![Run { first, second, length }], &both);
        let (one, before) = (block(40, 40, 20), |words| block(20, 70, words));
        assert!(is_moved_name(&one, &before(4)) && is_moved_name(&before(4), &one));
        assert!(!is_moved_name(&one, &before(5)));
        assert!(!is_moved_name(&one, &block(20, 20, 3)), "it did not move");
    }
}
