//! What holds of every alignment, whatever the two articles are.

use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;
use wirecopy::align::seed::grams;
use wirecopy::align::{AlignSettings, Aligned, AlignedSegment, Both, Millinats, Run, Words, align};
use wirecopy::columns::Particular;
use wirecopy::findings::{Operation, Operations, PassageKind};

/// An article as alignment sees it, with its columns.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    pub(crate) words: Vec<u32>,
    stems: Vec<u32>,
    weights: Vec<Millinats>,
    pub(crate) masked: Vec<bool>,
    common: Vec<bool>,
    particulars: Vec<Particular>,
    sentences: Vec<u32>,
}

/// Forms of one word that have one stem.
const FORMS: u32 = 2;

impl Columns {
    /// Weights follow from stems, and common grams from grams, as they do in a batch; one gram in `common` is common.
    fn new(words: Vec<u32>, masked: Vec<bool>, common: Option<u64>) -> Self {
        let stems: Vec<u32> = words.iter().map(|word| word / FORMS).collect();
        let weight = |&stem: &u32| 50 + (stem.wrapping_mul(0x9e37_79b1) >> 20) as Millinats % 2_951;
        Self {
            weights: stems.iter().map(weight).collect(),
            common: grams(&stems).map(|gram| common.is_some_and(|one_in| gram % one_in == 0)).collect(),
            particulars: vec![Particular::Wording; words.len()],
            sentences: (0..words.len() as u32).step_by(15).collect(),
            words,
            stems,
            masked,
        }
    }

    fn plain(words: Vec<u32>) -> Self {
        let masked = vec![false; words.len()];
        let mut columns = Self::new(words, masked, None);
        columns.weights.fill(3_000);
        columns
    }

    pub(crate) fn view(&self) -> Words<'_> {
        Words {
            words: &self.words,
            stems: &self.stems,
            weights: &self.weights,
            masked: &self.masked,
            common: &self.common,
            particulars: &self.particulars,
            sentences: &self.sentences,
        }
    }
}

fn aligned(first: &Columns, second: &Columns, min_words: u32) -> Vec<Aligned> {
    align(
        &Both { first: first.view(), second: second.view() },
        AlignSettings { min_words, ..Default::default() },
    )
}

fn runs(passage: &Aligned) -> impl Iterator<Item = Run> {
    passage.segments.iter().flat_map(|segment| segment.runs.iter().copied())
}

fn of_first(run: &Run) -> Range<u32> {
    run.first..run.first + run.length
}

fn of_second(run: &Run) -> Range<u32> {
    run.second..run.second + run.length
}

/// A stretch that one article copies from the other.
#[derive(Debug, Clone)]
struct Copied {
    from: prop::sample::Index,
    length: usize,
    to: prop::sample::Index,
}

fn copied() -> impl Strategy<Value = Copied> {
    (any::<prop::sample::Index>(), 1usize..40, any::<prop::sample::Index>())
        .prop_map(|(from, length, to)| Copied { from, length, to })
}

/// Two articles over a vocabulary of any size, with copied stretches, masked stretches and common grams.
pub(crate) fn two_articles() -> impl Strategy<Value = (Columns, Columns)> {
    prop::sample::select(vec![2u32, 8, 60, 5_000]).prop_flat_map(|vocabulary| {
        let words = move || prop::collection::vec(0..vocabulary * FORMS, 0..150);
        let masked = prop::collection::vec(prop::bool::weighted(0.02), 150 + 4 * 40);
        let common = prop::sample::select(vec![None, Some(2), Some(7)]);
        let copies = prop::collection::vec(copied(), 0..4);
        (words(), words(), copies, masked.clone(), masked, common).prop_map(
            |(first, mut second, copies, first_mask, second_mask, common)| {
                for copy in copies.iter().filter(|_| !first.is_empty()) {
                    let from = copy.from.index(first.len());
                    let stretch = &first[from..first.len().min(from + copy.length)];
                    let to = copy.to.index(second.len() + 1);
                    second.splice(to..to, stretch.iter().copied());
                }
                let (first_mask, second_mask) =
                    (spread(&first_mask[..first.len()]), spread(&second_mask[..second.len()]));
                (Columns::new(first, first_mask, common), Columns::new(second, second_mask, common))
            },
        )
    })
}

/// A mask in which each masked word takes the next five with it.
fn spread(mask: &[bool]) -> Vec<bool> {
    (0..mask.len()).map(|at| mask[at.saturating_sub(5)..=at].contains(&true)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn spans_lie_in_the_articles_and_hold_one_another(
        (first, second) in two_articles(), min_words in 1u32..12,
    ) {
        for passage in aligned(&first, &second, min_words) {
            prop_assert!(!passage.segments.is_empty());
            prop_assert!(passage.first.end as usize <= first.words.len());
            prop_assert!(passage.second.end as usize <= second.words.len());
            let least = |starts: Vec<u32>| starts.into_iter().min();
            let most = |ends: Vec<u32>| ends.into_iter().max();
            let segments = &passage.segments;
            prop_assert_eq!(least(segments.iter().map(|segment| segment.first.start).collect()), Some(passage.first.start));
            prop_assert_eq!(most(segments.iter().map(|segment| segment.first.end).collect()), Some(passage.first.end));
            prop_assert_eq!(least(segments.iter().map(|segment| segment.second.start).collect()), Some(passage.second.start));
            prop_assert_eq!(most(segments.iter().map(|segment| segment.second.end).collect()), Some(passage.second.end));
            for segment in segments {
                for run in &segment.runs {
                    prop_assert!(segment.first.start <= run.first && of_first(run).end <= segment.first.end);
                    prop_assert!(segment.second.start <= run.second && of_second(run).end <= segment.second.end);
                }
                if segment.rewritten {
                    prop_assert!(first.sentences.contains(&segment.first.start));
                    prop_assert!(second.sentences.contains(&segment.second.start));
                } else {
                    let (head, tail) = (segment.runs[0], segment.runs[segment.runs.len() - 1]);
                    let is_start = |columns: &Columns, place: u32| columns.sentences.contains(&place);
                    let is_end = |columns: &Columns, place: u32| {
                        place as usize == columns.words.len() || columns.sentences.contains(&place)
                    };
                    let of = |found: u32, agrees: u32, is_border: bool| found == agrees || is_border;
                    prop_assert!(of(segment.first.start, head.first, is_start(&first, segment.first.start)));
                    prop_assert!(of(segment.second.start, head.second, is_start(&second, segment.second.start)));
                    prop_assert!(of(segment.first.end, of_first(&tail).end, is_end(&first, segment.first.end)));
                    prop_assert!(of(segment.second.end, of_second(&tail).end, is_end(&second, segment.second.end)));
                }
            }
        }
    }

    #[test]
    fn everything_stands_in_order(
        (first, second) in two_articles(), min_words in 1u32..12,
    ) {
        let passages = aligned(&first, &second, min_words);
        prop_assert!(passages.is_sorted_by_key(|passage| (passage.first.start, passage.second.start)));
        for passage in &passages {
            prop_assert!(passage.segments.is_sorted_by_key(|segment| (segment.first.start, segment.second.start)));
            for segment in &passage.segments {
                for two in segment.runs.windows(2) {
                    let (one, next) = (two[0], two[1]);
                    prop_assert!(of_first(&one).end <= next.first && of_second(&one).end <= next.second, "{:?}", two);
                }
            }
        }
    }

    #[test]
    fn words_that_are_said_to_agree_do_and_are_the_articles_own(
        (first, second) in two_articles(), min_words in 1u32..12,
    ) {
        for passage in aligned(&first, &second, min_words) {
            for run in runs(&passage) {
                prop_assert!(run.length > 0);
                for (i, j) in of_first(&run).zip(of_second(&run)) {
                    let (i, j) = (i as usize, j as usize);
                    prop_assert_eq!(first.stems[i], second.stems[j]);
                    prop_assert!(!first.masked[i] && !second.masked[j], "words {} and {} are masked", i, j);
                }
            }
        }
    }

    #[test]
    fn matched_words_are_counted_once_and_are_enough(
        (first, second) in two_articles(), min_words in 1u32..12,
    ) {
        let (mut in_first, mut in_second) = (BTreeSet::new(), BTreeSet::new());
        for passage in aligned(&first, &second, min_words) {
            let all: Vec<Run> = runs(&passage).collect();
            prop_assert_eq!(passage.matched, all.iter().map(|run| run.length).sum::<u32>());
            prop_assert!(passage.matched as usize <= passage.first.len().min(passage.second.len()));
            prop_assert!(passage.matched >= min_words);
            for run in &all {
                prop_assert!(of_first(run).all(|word| in_first.insert(word)), "{:?} is matched twice", run);
                prop_assert!(of_second(run).all(|word| in_second.insert(word)), "{:?} is matched twice", run);
            }
        }
    }

    #[test]
    fn verbatim_means_the_very_words_from_first_to_last(
        (first, second) in two_articles(), min_words in 1u32..12,
    ) {
        let part = |columns: &Columns, span: &Range<u32>| columns.words[span.start as usize..span.end as usize].to_vec();
        for passage in aligned(&first, &second, min_words) {
            let same = part(&first, &passage.first) == part(&second, &passage.second)
                && passage.matched as usize == passage.first.len();
            prop_assert_eq!(passage.kind == PassageKind::Verbatim, same, "{:?}", passage);
        }
    }
}

/// The operations of a segment, a row for each run.
fn operations(segment: &AlignedSegment, first: &Columns, second: &Columns) -> Operations {
    Operations::of(segment, &first.words, &second.words)
}

/// What happens to each word of a segment, found by looking for each word of the first article through all runs, and
/// writing what is left of the second before the next word that is matched.
fn plainly(
    segment: &AlignedSegment,
    first: &Columns,
    second: &Columns,
) -> Vec<(Operation, Option<u32>, Option<u32>)> {
    let pairs: Vec<(u32, u32)> =
        segment.runs.iter().flat_map(|run| of_first(run).zip(of_second(run))).collect();
    let mut rows = Vec::new();
    let (mut i, mut j) = (segment.first.start, segment.second.start);
    while i < segment.first.end || j < segment.second.end {
        let (next_i, next_j) = pairs
            .iter()
            .copied()
            .find(|&(one, _)| one >= i)
            .unwrap_or((segment.first.end, segment.second.end));
        match (i < next_i, j < next_j) {
            (true, true) => rows.push((Operation::Substituted, Some(i), Some(j))),
            (true, false) => rows.push((Operation::Deleted, Some(i), None)),
            (false, true) => rows.push((Operation::Inserted, None, Some(j))),
            (false, false) if first.words[i as usize] == second.words[j as usize] => {
                rows.push((Operation::Same, Some(i), Some(j)));
            }
            (false, false) => rows.push((Operation::Inflected, Some(i), Some(j))),
        }
        let moves = |place: u32, next: u32| place < next || (i == next_i && j == next_j);
        (i, j) = (i + u32::from(moves(i, next_i)), j + u32::from(moves(j, next_j)));
    }
    rows
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn operations_hold_every_word_of_a_segment_once_and_in_order(
        (first, second) in two_articles(), min_words in 1u32..12,
    ) {
        for segment in aligned(&first, &second, min_words).iter().flat_map(|passage| &passage.segments) {
            let (mut i, mut j) = (0, 0);
            for run in operations(segment, &first, &second).runs() {
                prop_assert_eq!((run.first.start, run.second.start), (i, j));
                prop_assert_eq!(run.first.is_empty(), run.operation == Operation::Inserted);
                prop_assert_eq!(run.second.is_empty(), run.operation == Operation::Deleted);
                (i, j) = (run.first.end, run.second.end);
            }
            prop_assert_eq!((i as usize, j as usize), (segment.first.len(), segment.second.len()));
        }
    }

    #[test]
    fn the_same_are_the_same_words_and_inflected_are_other_words_of_the_same_stem(
        (first, second) in two_articles(), min_words in 1u32..12,
    ) {
        for segment in aligned(&first, &second, min_words).iter().flat_map(|passage| &passage.segments) {
            for run in operations(segment, &first, &second).runs().filter(|run| run.operation.agrees()) {
                for (i, j) in run.first.zip(run.second) {
                    let (i, j) = ((segment.first.start + i) as usize, (segment.second.start + j) as usize);
                    prop_assert_eq!(first.words[i] == second.words[j], run.operation == Operation::Same);
                    prop_assert_eq!(first.stems[i], second.stems[j]);
                }
            }
        }
    }

    #[test]
    fn operations_are_what_looking_at_each_word_finds(
        (first, second) in two_articles(), min_words in 1u32..12,
    ) {
        for segment in aligned(&first, &second, min_words).iter().flat_map(|passage| &passage.segments) {
            let mut rows = Vec::new();
            for run in operations(segment, &first, &second).runs() {
                for word in 0..run.first.len().max(run.second.len()) as u32 {
                    let of = |range: &Range<u32>, start: u32| (!range.is_empty()).then(|| start + range.start + word);
                    rows.push((run.operation, of(&run.first, segment.first.start), of(&run.second, segment.second.start)));
                }
            }
            prop_assert_eq!(rows, plainly(segment, &first, &second));
        }
    }

    #[test]
    fn the_kind_of_a_passage_follows_from_its_operations(
        (first, second) in two_articles(), min_words in 1u32..12,
    ) {
        for passage in aligned(&first, &second, min_words) {
            let all = passage.segments.iter().map(|segment| operations(segment, &first, &second));
            let all: Vec<Operations> = all.collect();
            let agreeing: u32 = all.iter().map(|operations| operations.count(Operation::agrees)).sum();
            prop_assert_eq!(agreeing, passage.matched);
            let rewritten = (agreeing as usize) * 2 < passage.first.len().min(passage.second.len());
            prop_assert_eq!(passage.kind == PassageKind::Rewritten, rewritten);
            if passage.kind == PassageKind::Verbatim {
                prop_assert!(all.iter().all(|operations| operations.count(|kind| kind != Operation::Same) == 0));
            }
        }
    }
}

/// An article of words that occur once, with stretches of another one; both given as parts.
#[derive(Debug, Clone)]
struct Plant {
    /// Own words of the first and of the second article before each stretch, and the length of the stretch.
    parts: Vec<(usize, usize, usize)>,
    /// In which order the second article has the stretches.
    order: Vec<usize>,
}

fn plants() -> impl Strategy<Value = Plant> {
    prop::collection::vec((0usize..60, 0usize..60, 11usize..50), 1..5).prop_flat_map(|parts| {
        let order: Vec<usize> = (0..parts.len()).collect();
        Just(order).prop_shuffle().prop_map(move |order| Plant { parts: parts.clone(), order })
    })
}

/// Where a stretch stands in the first and in the second article.
type Places = (Range<u32>, Range<u32>);

impl Plant {
    /// The two articles, and where each stretch stands in them.
    fn articles(&self) -> (Columns, Columns, Vec<Places>) {
        let mut fresh = 0;
        let mut own = |words: usize| -> Vec<u32> {
            fresh += words as u32;
            (fresh - words as u32..fresh).map(|word| word * FORMS).collect()
        };
        let stretches: Vec<Vec<u32>> = self.parts.iter().map(|part| own(part.2)).collect();
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let mut places = vec![(0..0, 0..0); stretches.len()];
        let append = |text: &mut Vec<u32>, before: Vec<u32>, stretch: &[u32]| {
            text.extend(before);
            text.extend_from_slice(stretch);
            (text.len() - stretch.len()) as u32..text.len() as u32
        };
        for (number, stretch) in stretches.iter().enumerate() {
            places[number].0 = append(&mut first, own(self.parts[number].0), stretch);
        }
        for (at, &number) in self.order.iter().enumerate() {
            places[number].1 = append(&mut second, own(self.parts[at].1), &stretches[number]);
        }
        (Columns::plain(first), Columns::plain(second), places)
    }
}

/// A passage seen from either side: its spans, its kind, and its words one by one.
type Seen = (Range<u32>, Range<u32>, PassageKind, BTreeSet<(u32, u32)>);

fn seen(passages: &[Aligned], mirrored: bool) -> Vec<Seen> {
    let mut all: Vec<Seen> = passages
        .iter()
        .map(|passage| {
            let words = runs(passage).flat_map(|run| of_first(&run).zip(of_second(&run)));
            let (first, second) = (passage.first.clone(), passage.second.clone());
            if mirrored {
                (second, first, passage.kind, words.map(|(i, j)| (j, i)).collect())
            } else {
                (first, second, passage.kind, words.collect())
            }
        })
        .collect();
    all.sort_by_key(|seen| (seen.0.start, seen.1.start));
    all
}

/// Fails unless each word of each stretch is matched to its own word in the other article, and to no other.
fn every_word_is_matched_to_its_own(plant: &Plant) -> Result<(), TestCaseError> {
    let (first, second, places) = plant.articles();
    let found = aligned(&first, &second, 9);
    let matched: BTreeSet<(u32, u32)> =
        found.iter().flat_map(runs).flat_map(|run| of_first(&run).zip(of_second(&run))).collect();
    let planted: BTreeSet<(u32, u32)> =
        places.iter().flat_map(|(first, second)| first.clone().zip(second.clone())).collect();
    prop_assert_eq!(matched, planted);
    Ok(())
}

#[test]
fn a_stretch_that_stands_in_the_gap_of_two_others_is_not_lost() {
    let parts = vec![(0, 0, 11), (0, 42, 14), (2, 24, 13)];
    every_word_is_matched_to_its_own(&Plant { parts, order: vec![1, 0, 2] }).unwrap();
}

#[test]
fn two_short_stretches_far_apart_are_not_lost_together() {
    for (parts, order) in [
        (vec![(0, 13, 11), (38, 8, 12)], vec![0, 1]),
        (vec![(7, 19, 33), (11, 5, 11), (27, 1, 13), (32, 47, 11)], vec![1, 2, 3, 0]),
    ] {
        every_word_is_matched_to_its_own(&Plant { parts, order }).unwrap();
    }
}

/// Fails unless the passages are the same whichever article is the first.
fn looks_the_same_from_both_sides(plant: &Plant) -> Result<(), TestCaseError> {
    let (first, second, _) = plant.articles();
    let there = seen(&aligned(&first, &second, 9), false);
    let back = seen(&aligned(&second, &first, 9), true);
    prop_assert_eq!(there, back);
    Ok(())
}

/// The first stretch stands close to the second in the first article, and to the last in the second.
#[test]
fn a_stretch_that_could_be_condensed_with_either_of_two_goes_with_the_same_from_both_sides() {
    let parts = vec![(59, 44, 29), (5, 59, 20), (59, 59, 20), (59, 59, 20), (59, 59, 20), (59, 3, 20)];
    looks_the_same_from_both_sides(&Plant { parts, order: vec![1, 2, 3, 4, 5, 0] }).unwrap();
}

proptest! {
    #[test]
    fn every_word_of_a_clean_plant_is_matched_to_its_own_and_no_other(plant in plants()) {
        every_word_is_matched_to_its_own(&plant)?;
    }

    #[test]
    fn clean_plants_look_the_same_from_both_sides(plant in plants()) {
        looks_the_same_from_both_sides(&plant)?;
    }
}
