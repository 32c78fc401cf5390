//! Extension: from a chain of anchors to all words that agree along it and at its two ends.

use super::seed::Anchor;
use super::{Both, GRAM, Millinats, Run};
use std::ops::Range;

/// A word that agrees adds its information, but no more than this.
const MOST_PER_WORD: Millinats = 3_000;
/// Cost of a word that was replaced or passed over.
const SKIP_COST: Millinats = 1_100;
/// Words that may be replaced or passed over in a row.
const LONGEST_SKIP: usize = 4;
/// The extension stops when its score has fallen so far below its best.
const DROP: Millinats = 6_000;
/// After a skip, a word with less information than this must be followed by another that agrees.
const TELLING: Millinats = 1_000;

/// The words that agree along a chain: those of its anchors, and between two anchors the heaviest common subsequence.
#[must_use]
pub fn runs_of(chain: &[Anchor], both: &Both<'_>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for anchor in chain {
        let mut run = Run { first: anchor.first, second: anchor.second, length: GRAM as u32 };
        if let Some(last) = runs.last() {
            let overlap =
                last.first_end().saturating_sub(run.first).max(last.second_end().saturating_sub(run.second));
            if overlap >= run.length {
                continue;
            }
            run = Run {
                first: run.first + overlap,
                second: run.second + overlap,
                length: run.length - overlap,
            };
            let between = (last.first_end()..run.first, last.second_end()..run.second);
            agreeing(between, both, &mut runs);
        }
        push(&mut runs, run);
    }
    runs
}

/// Appends a run, joined to the last one if it goes on where that ends.
pub(super) fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if last.first_end() == run.first && last.second_end() == run.second => {
            last.length += run.length;
        }
        _ => runs.push(run),
    }
}

/// Appends what agrees in a rectangle: the heaviest common subsequence of its words.
pub(super) fn agreeing((first, second): (Range<u32>, Range<u32>), both: &Both<'_>, runs: &mut Vec<Run>) {
    let (rows, columns) = (first.len(), second.len());
    if rows == 0 || columns == 0 {
        return;
    }
    let (top, left) = (first.start as usize, second.start as usize);
    let width = columns + 1;
    let mut best = vec![0; (rows + 1) * width];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let skipped = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let taken = if both.agree(top + i, left + j) {
                both.weight(top + i) + best[(i + 1) * width + j + 1]
            } else {
                0
            };
            best[i * width + j] = skipped.max(taken);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        let here = best[i * width + j];
        if here == best[(i + 1) * width + j] {
            i += 1;
        } else if here == best[i * width + j + 1] {
            j += 1;
        } else {
            push(runs, Run { first: (top + i) as u32, second: (left + j) as u32, length: 1 });
            (i, j) = (i + 1, j + 1);
        }
    }
}

/// The runs, lengthened at both ends as far as agreement outweighs what is replaced or passed over.
#[must_use]
pub fn extended(runs: Vec<Run>, both: &Both<'_>) -> Vec<Run> {
    let (Some(&head), Some(&tail)) = (runs.first(), runs.last()) else { return runs };
    let mut out = Vec::new();
    let backward = Walk { both, backward: true, origin: (head.first as usize, head.second as usize) };
    for (i, j) in backward.agreeing().into_iter().rev() {
        push(&mut out, Run { first: i as u32, second: j as u32, length: 1 });
    }
    for run in runs {
        push(&mut out, run);
    }
    let forward =
        Walk { both, backward: false, origin: (tail.first_end() as usize, tail.second_end() as usize) };
    for (i, j) in forward.agreeing() {
        push(&mut out, Run { first: i as u32, second: j as u32, length: 1 });
    }
    out
}

/// A walk away from a chain's end, in one direction. Steps are counted from 0 at the word next to the chain.
struct Walk<'a> {
    both: &'a Both<'a>,
    backward: bool,
    origin: (usize, usize),
}

impl Walk<'_> {
    /// The word numbers after so many steps in each article, if both articles reach that far.
    fn at(&self, steps: (usize, usize)) -> Option<(usize, usize)> {
        if self.backward {
            return Some((self.origin.0.checked_sub(steps.0 + 1)?, self.origin.1.checked_sub(steps.1 + 1)?));
        }
        let (i, j) = (self.origin.0 + steps.0, self.origin.1 + steps.1);
        (i < self.both.first.len() && j < self.both.second.len()).then_some((i, j))
    }

    fn agrees(&self, steps: (usize, usize)) -> bool {
        self.at(steps).is_some_and(|(i, j)| self.both.agree(i, j))
    }

    /// Whether the words here agree and are worth a skip: they tell something, or the next ones agree as well.
    fn resumes(&self, steps: (usize, usize)) -> bool {
        self.agrees(steps)
            && (self.at(steps).is_some_and(|(i, _)| self.both.weight(i) > TELLING)
                || self.agrees((steps.0 + 1, steps.1 + 1)))
    }

    /// The shortest skip after which the words agree again: replaced words first, then words passed over in one article.
    fn skip(&self, steps: (usize, usize)) -> Option<(usize, usize)> {
        if self.agrees(steps) {
            return Some((0, 0));
        }
        (1..=LONGEST_SKIP)
            .flat_map(|by| [(by, by), (by, 0), (0, by)])
            .find(|&(ahead, across)| self.resumes((steps.0 + ahead, steps.1 + across)))
    }

    /// The words that agree on the best stretch of the walk, nearest first.
    fn agreeing(&self) -> Vec<(usize, usize)> {
        let (mut steps, mut score, mut best) = ((0, 0), 0, 0);
        let (mut found, mut kept) = (Vec::new(), 0);
        while best - score < DROP {
            let Some((ahead, across)) = self.skip(steps) else { break };
            steps = (steps.0 + ahead, steps.1 + across);
            let Some((i, j)) = self.at(steps) else { break };
            found.push((i, j));
            score += self.both.weight(i).min(MOST_PER_WORD) - SKIP_COST * ahead.max(across) as Millinats;
            steps = (steps.0 + 1, steps.1 + 1);
            if score > best {
                (best, kept) = (score, found.len());
            }
        }
        found.truncate(kept);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::seed::tests::{Article, both};
    use super::*;
    use proptest::prelude::*;

    fn run(first: u32, second: u32, length: u32) -> Run {
        Run { first, second, length }
    }

    /// The runs of one chain of anchors, lengthened.
    fn lengthened(first: &Article, second: &Article, chain: &[(u32, u32)]) -> Vec<Run> {
        let chain: Vec<Anchor> = chain.iter().map(|&(first, second)| Anchor { first, second }).collect();
        let both = both(first, second);
        extended(runs_of(&chain, &both), &both)
    }

    #[test]
    fn anchors_that_overlap_are_one_run() {
        let article = Article::new(0..6);
        let chain = [0, 1, 3].map(|at| Anchor { first: at, second: at });
        assert_eq!(runs_of(&chain, &both(&article, &article)), [run(0, 0, 6)]);
    }

    #[test]
    fn between_two_anchors_everything_that_agrees_in_order_is_matched() {
        let first = Article::new([0, 1, 2, 90, 50, 91, 51, 3, 4, 5]);
        let second = Article::new([0, 1, 2, 50, 80, 51, 3, 4, 5]);
        let chain = [Anchor { first: 0, second: 0 }, Anchor { first: 7, second: 6 }];
        let runs = runs_of(&chain, &both(&first, &second));
        assert_eq!(runs, [run(0, 0, 3), run(4, 3, 1), run(6, 5, 4)]);
    }

    #[test]
    fn of_two_ways_to_agree_the_more_telling_is_taken() {
        let (mut first, second) =
            (Article::new([0, 1, 2, 70, 71, 3, 4, 5]), Article::new([0, 1, 2, 71, 70, 3, 4, 5]));
        let chain = [Anchor { first: 0, second: 0 }, Anchor { first: 5, second: 5 }];
        first.weights[3] = 2_001;
        assert_eq!(runs_of(&chain, &both(&first, &second))[1], run(3, 4, 1));
        first.weights[3] = 1_999;
        assert_eq!(runs_of(&chain, &both(&first, &second))[1], run(4, 3, 4 - 3));
    }

    #[test]
    fn a_chain_grows_to_both_ends_of_both_articles_and_not_beyond() {
        let article = Article::new(0..9);
        assert_eq!(lengthened(&article, &article, &[(3, 3)]), [run(0, 0, 9)]);
    }

    #[test]
    fn a_replaced_word_does_not_end_a_passage() {
        let (first, mut second) = (Article::new(0..11), Article::new(0..11));
        second.stems[2] = 99;
        second.stems[8] = 98;
        assert_eq!(lengthened(&first, &second, &[(4, 4)]), [run(0, 0, 2), run(3, 3, 5), run(9, 9, 2)]);
    }

    #[test]
    fn more_words_than_may_be_passed_over_end_it() {
        let replaced = |words: usize| {
            let (first, mut second) = (Article::new(0..20), Article::new(0..20));
            second.stems[5..5 + words].fill(99);
            lengthened(&first, &second, &[(0, 0)]).len()
        };
        assert_eq!((replaced(LONGEST_SKIP), replaced(LONGEST_SKIP + 1)), (2, 1));
    }

    /// The sixth word was replaced; the seventh is the same and tells little.
    #[test]
    fn behind_a_skip_a_word_that_tells_little_counts_if_the_next_is_the_same_too() {
        let skipped = |eighth_is_replaced: bool| {
            let (mut first, mut second) = (Article::new(0..20), Article::new(0..20));
            first.weights[6] = TELLING;
            second.stems[5] = 99;
            if eighth_is_replaced {
                second.stems[7] = 98;
            }
            lengthened(&first, &second, &[(0, 0)])
        };
        assert_eq!(skipped(false), [run(0, 0, 5), run(6, 6, 14)]);
        assert_eq!(skipped(true), [run(0, 0, 5), run(8, 8, 12)]);
    }

    #[test]
    fn words_passed_over_in_one_article_are_looked_for_in_either() {
        let longer = Article::new((0..5).chain(100..103).chain(5..20));
        let other = Article::new(0..20);
        assert_eq!(lengthened(&longer, &other, &[(0, 0)]), [run(0, 0, 5), run(8, 5, 15)]);
        assert_eq!(lengthened(&other, &longer, &[(0, 0)]), [run(0, 0, 5), run(5, 8, 15)]);
        assert_eq!(lengthened(&longer, &other, &[(20, 17)]), [run(0, 0, 5), run(8, 5, 15)]);
    }

    #[test]
    fn an_extension_goes_on_below_its_best_for_six_nats() {
        // Two words of a quarter of a nat behind each that was replaced: six tenths of a nat less, and a little more in between.
        let reaches = |pairs: usize| {
            let words = 6 + 3 * pairs + 10;
            let (mut first, mut second) = (Article::new(0..words as u32), Article::new(0..words as u32));
            for pair in 0..pairs {
                let at = 6 + 3 * pair;
                second.stems[at] = 1_000 + at as u32;
                first.weights[at + 1..at + 3].fill(250);
            }
            lengthened(&first, &second, &[(0, 0)]).last().map(|run| run.first_end() as usize) == Some(words)
        };
        assert!(reaches(9) && !reaches(10));
    }

    #[test]
    fn an_extension_that_has_lost_six_nats_to_a_thousandth_is_over() {
        // Eight words replaced, less two that tell a little more than a skip is worth: and then ten that would make up for it.
        let grows = |weight: Millinats| {
            let (mut first, mut second) = (Article::new(0..23), Article::new(0..23));
            second.stems[3..7].fill(98);
            second.stems[8..12].fill(99);
            (first.weights[7], first.weights[12]) = (weight, 8 * SKIP_COST - DROP - 1_400);
            lengthened(&first, &second, &[(0, 0)]).len() > 1
        };
        assert!(!grows(1_400) && grows(1_401));
    }

    #[test]
    fn what_costs_more_than_it_tells_is_not_taken() {
        let (mut first, mut second) = (Article::new(0..6), Article::new(0..6));
        second.stems[3] = 99;
        second.stems[4] = 99;
        first.weights[5] = SKIP_COST;
        assert_eq!(lengthened(&first, &second, &[(0, 0)]), [run(0, 0, 3)]);
    }

    #[test]
    fn masked_words_never_match() {
        let (mut first, second) = (Article::new(0..9), Article::new(0..9));
        first.masked[0..2].fill(true);
        assert_eq!(lengthened(&first, &second, &[(4, 4)]), [run(2, 2, 7)]);
        assert_eq!(lengthened(&second, &first, &[(4, 4)]), [run(2, 2, 7)]);
    }

    /// The weight of the heaviest common subsequence of two texts from these words on: of both without the first word of one or
    /// of the other, or of what follows it where it is the same.
    fn heaviest(both: &Both<'_>, i: usize, j: usize) -> Millinats {
        if i == both.first.len() || j == both.second.len() {
            return 0;
        }
        let skipped = heaviest(both, i + 1, j).max(heaviest(both, i, j + 1));
        let taken = if both.agree(i, j) { both.weight(i) + heaviest(both, i + 1, j + 1) } else { 0 };
        skipped.max(taken)
    }

    proptest! {
        #[test]
        fn what_agrees_in_a_rectangle_is_its_heaviest_common_subsequence(
            words in prop::collection::vec((0u32..5, 1i32..9), 0..8),
            other in prop::collection::vec(0u32..5, 0..8),
        ) {
            let (mut first, second) = (Article::new(words.iter().map(|word| word.0)), Article::new(other));
            first.weights = words.iter().map(|word| word.1).collect();
            let both = both(&first, &second);
            let mut runs = Vec::new();
            agreeing((0..both.first.len() as u32, 0..both.second.len() as u32), &both, &mut runs);
            let of = |run: &Run| (run.first as usize..).zip(run.second as usize..).take(run.length as usize);
            let pairs: Vec<(usize, usize)> = runs.iter().flat_map(of).collect();
            prop_assert!(pairs.iter().all(|&(i, j)| both.agree(i, j)), "{runs:?}");
            prop_assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1), "{runs:?}");
            prop_assert_eq!(pairs.iter().map(|pair| both.weight(pair.0)).sum::<Millinats>(), heaviest(&both, 0, 0));
        }
    }
}
