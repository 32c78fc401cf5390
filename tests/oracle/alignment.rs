//! What holds of every alignment, whatever the two articles are.

use crate::two::{self, Columns, FORMS, Plant, aligned, of_first, of_second, operations};
use proptest::prelude::*;
use std::ops::Range;
use wirecopy::align::speech::{Speech, beyond_speech};
use wirecopy::align::{AlignSettings, Aligned, AlignedSegment, Both};
use wirecopy::findings::{Operation, Operations, PassageKind};

/// The passages of two articles that have so many words.
fn passages((first, second): &(Columns, Columns), min_words: u32) -> Vec<Aligned> {
    aligned(first, second, AlignSettings { min_words, ..Default::default() })
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
        let common = prop::sample::select(vec![0, 2, 7]);
        let copies = prop::collection::vec(copied(), 0..4);
        (words(), words(), copies, masked.clone(), masked, common).prop_map(
            |(first, mut second, copies, first_mask, second_mask, common)| {
                for copy in copies.iter().filter(|_| !first.is_empty()) {
                    let from = copy.from.index(first.len());
                    let stretch = &first[from..first.len().min(from + copy.length)];
                    let to = copy.to.index(second.len() + 1);
                    second.splice(to..to, stretch.iter().copied());
                }
                let masked = |words: Vec<u32>, mask: &[bool]| {
                    let masked = spread(&mask[..words.len()]);
                    Columns { masked, ..Columns::new(words, common) }
                };
                (masked(first, &first_mask), masked(second, &second_mask))
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
    fn spans_lie_in_the_articles_and_hold_one_another(both in two_articles(), min_words in 1u32..12) {
        for passage in passages(&both, min_words) {
            two::spans_hold_one_another(&passage, &both.0, &both.1);
        }
    }

    #[test]
    fn everything_stands_in_order(both in two_articles(), min_words in 1u32..12) {
        two::everything_stands_in_order(&passages(&both, min_words));
    }

    #[test]
    fn words_that_are_said_to_agree_do_and_are_the_articles_own(both in two_articles(), min_words in 1u32..12) {
        for passage in passages(&both, min_words) {
            two::words_that_agree_do(&passage, &both.0, &both.1);
        }
    }

    #[test]
    fn matched_words_are_counted_once_and_are_enough(both in two_articles(), min_words in 1u32..12) {
        two::words_are_counted_once(&passages(&both, min_words), min_words);
    }

    #[test]
    fn verbatim_means_the_very_words_from_first_to_last(both in two_articles(), min_words in 1u32..12) {
        for passage in passages(&both, min_words) {
            two::verbatim_is_verbatim(&passage, &both.0, &both.1);
        }
    }
}

/// Stretches of so many words that are quoted, in order.
fn quoted(words: usize, ends: &[prop::sample::Index]) -> Vec<Range<u32>> {
    let mut ends: Vec<u32> = ends.iter().map(|end| end.index(words + 1) as u32).collect();
    ends.sort_unstable();
    ends.dedup();
    ends.chunks_exact(2).map(|two| two[0]..two[1]).collect()
}

/// What is left of passages without speech.
fn left(
    passages: Vec<Aligned>,
    (first, second): (&Columns, &Columns),
    [of_first, of_second]: [&[Range<u32>]; 2],
    min_words: u32,
) -> Vec<Aligned> {
    let both = Both { first: first.view(), second: second.view() };
    let speech = [Speech::of(&both.first, of_first), Speech::of(&both.second, of_second)];
    let settings = AlignSettings { min_words, ..Default::default() };
    beyond_speech(passages, &both, [&speech[0], &speech[1]], settings)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn without_speech_a_passage_stays_as_it_is_or_leaves_its_quotations(
        both in two_articles(),
        ends in prop::array::uniform2(prop::collection::vec(any::<prop::sample::Index>(), 0..8)),
        min_words in 1u32..12,
    ) {
        let (first, second) = &both;
        let speech = [quoted(first.words.len(), &ends[0]), quoted(second.words.len(), &ends[1])];
        let before = passages(&both, min_words);
        let after = left(before.clone(), (first, second), [&speech[0], &speech[1]], min_words);
        two::everything_stands_in_order(&after);
        two::words_are_counted_once(&after, min_words);
        for passage in &after {
            two::spans_hold_one_another(passage, first, second);
            two::words_that_agree_do(passage, first, second);
            two::verbatim_is_verbatim(passage, first, second);
        }
        let is_in_one = |passage: &Aligned| {
            let holds = |speech: &[Range<u32>], stretch: &Range<u32>| {
                speech.iter().any(|quotation| quotation.start <= stretch.start && stretch.end <= quotation.end)
            };
            holds(&speech[0], &passage.first) || holds(&speech[1], &passage.second)
        };
        for passage in &after {
            let holds = |whole: &&Aligned| two::matched(passage).is_subset(&two::matched(whole));
            let whole = before.iter().find(holds).expect("nothing is found that was not there");
            prop_assert!(passage == whole || (whole.is_wording && is_in_one(passage)), "{:?} of {:?}", passage, whole);
        }
        let back = left(passages(&(second.clone(), first.clone()), min_words), (second, first), [&speech[1], &speech[0]], min_words);
        prop_assert_eq!(after.len(), back.len(), "whichever comes first");
    }
}

/// What happens to each word of a segment, found by looking for each word of the first article through all runs, and
/// writing what is left of the second before the next word that is matched.
fn plainly(
    segment: &AlignedSegment,
    first: &Columns,
    second: &Columns,
) -> Vec<(Operation, Option<u32>, Option<u32>)> {
    let pairs: Vec<(u32, u32)> =
        segment.runs.iter().flat_map(|&run| of_first(run).zip(of_second(run))).collect();
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
    fn operations_hold_every_word_of_a_segment_once_and_in_order(both in two_articles(), min_words in 1u32..12) {
        for segment in passages(&both, min_words).iter().flat_map(|passage| &passage.segments) {
            two::operations_hold_every_word(segment, &both.0, &both.1);
        }
    }

    #[test]
    fn the_same_are_the_same_words_and_inflected_are_other_words_of_the_same_stem(both in two_articles(), min_words in 1u32..12) {
        let (first, second) = &both;
        for segment in passages(&both, min_words).iter().flat_map(|passage| &passage.segments) {
            for run in operations(segment, first, second).runs().filter(|run| run.operation.agrees()) {
                for (i, j) in run.first.zip(run.second) {
                    let (i, j) = ((segment.first.start + i) as usize, (segment.second.start + j) as usize);
                    prop_assert_eq!(first.words[i] == second.words[j], run.operation == Operation::Same);
                    prop_assert_eq!(first.stems[i], second.stems[j]);
                }
            }
        }
    }

    #[test]
    fn operations_are_what_looking_at_each_word_finds(both in two_articles(), min_words in 1u32..12) {
        let (first, second) = &both;
        for segment in passages(&both, min_words).iter().flat_map(|passage| &passage.segments) {
            let mut rows = Vec::new();
            for run in operations(segment, first, second).runs() {
                for word in 0..run.first.len().max(run.second.len()) as u32 {
                    let of = |range: &Range<u32>, start: u32| (!range.is_empty()).then(|| start + range.start + word);
                    rows.push((run.operation, of(&run.first, segment.first.start), of(&run.second, segment.second.start)));
                }
            }
            prop_assert_eq!(rows, plainly(segment, first, second));
        }
    }

    #[test]
    fn the_kind_of_a_passage_follows_from_its_operations(both in two_articles(), min_words in 1u32..12) {
        let (first, second) = &both;
        for passage in passages(&both, min_words) {
            let all = passage.segments.iter().map(|segment| operations(segment, first, second));
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

fn plants() -> impl Strategy<Value = Plant> {
    prop::collection::vec((0usize..60, 0usize..60, 11usize..50), 1..5).prop_flat_map(|parts| {
        let order: Vec<usize> = (0..parts.len()).collect();
        Just(order).prop_shuffle().prop_map(move |order| Plant { parts: parts.clone(), order })
    })
}

#[test]
fn a_stretch_that_stands_in_the_gap_of_two_others_is_not_lost() {
    let parts = vec![(0, 0, 11), (0, 42, 14), (2, 24, 13)];
    Plant { parts, order: vec![1, 0, 2] }.every_word_is_matched_to_its_own();
}

#[test]
fn two_short_stretches_far_apart_are_not_lost_together() {
    for (parts, order) in [
        (vec![(0, 13, 11), (38, 8, 12)], vec![0, 1]),
        (vec![(7, 19, 33), (11, 5, 11), (27, 1, 13), (32, 47, 11)], vec![1, 2, 3, 0]),
    ] {
        Plant { parts, order }.every_word_is_matched_to_its_own();
    }
}

/// The first stretch stands close to the second in the first article, and to the last in the second.
#[test]
fn a_stretch_that_could_be_condensed_with_either_of_two_goes_with_the_same_from_both_sides() {
    let parts = vec![(59, 44, 29), (5, 59, 20), (59, 59, 20), (59, 59, 20), (59, 59, 20), (59, 3, 20)];
    Plant { parts, order: vec![1, 2, 3, 4, 5, 0] }.looks_the_same_from_both_sides();
}

proptest! {
    #[test]
    fn every_word_of_a_clean_plant_is_matched_to_its_own_and_no_other(plant in plants()) {
        plant.every_word_is_matched_to_its_own();
    }

    #[test]
    fn clean_plants_look_the_same_from_both_sides(plant in plants()) {
        plant.looks_the_same_from_both_sides();
    }
}

#[test]
fn copied_strings_are_found_however_many_stand_far_apart() {
    for apart in [15, 18, 21, 25, 40] {
        for strings in 1..12 {
            let parts = [vec![(2, 4, 12)], vec![(apart, apart, 12); strings]].concat();
            let plant = Plant { order: (0..parts.len()).collect(), parts };
            plant.every_word_is_matched_to_its_own();
            plant.looks_the_same_from_both_sides();
        }
    }
}
