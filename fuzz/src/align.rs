//! The passages of two articles.

use crate::two::{Case, Columns, Plant};
use std::collections::BTreeSet;
use std::ops::Range;
use wirecopy::align::seed::anchors;
use wirecopy::align::verbatim::ExactWords;
use wirecopy::align::{AlignSettings, Aligned, Both, PassageKind, Run, align};
use wirecopy::findings::{Operation, Operations};

fn first_of(run: Run) -> Range<u32> {
    run.first..run.first + run.length
}

fn second_of(run: Run) -> Range<u32> {
    run.second..run.second + run.length
}

fn runs(passage: &Aligned) -> impl Iterator<Item = Run> {
    passage.segments.iter().flat_map(|segment| segment.runs.iter().copied())
}

fn within(inner: &Range<u32>, outer: &Range<u32>) -> bool {
    outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end
}

/// Any two articles: spans lie in them and in one another, words that are said to agree do and are told once, what is called
/// verbatim is, and operations hold every word of a stretch.
pub fn passages(given: &[u8]) {
    let Some(case) = crate::arbitrary::<Case>(given) else { return };
    let (first, second) = case.articles();
    let settings =
        AlignSettings { min_words: u32::from(case.min_words), strict_verbatim: case.exact_words() };
    let both = Both { first: first.view(), second: second.view() };
    anchors_are_few(&both);
    let found = align(&both, settings);
    assert_eq!(align(&both, settings), found, "asked twice");
    assert!(found.is_sorted_by_key(|passage| (passage.first.start, passage.second.start)));
    let (mut in_first, mut in_second) = (BTreeSet::new(), BTreeSet::new());
    for passage in &found {
        assert!(passage.first.end as usize <= first.words.len());
        assert!(passage.second.end as usize <= second.words.len());
        assert_eq!(passage.matched, runs(passage).map(|run| run.length).sum::<u32>());
        assert!(passage.matched >= settings.min_words && passage.matched > 0);
        for run in runs(passage) {
            assert!(first_of(run).all(|word| in_first.insert(word)), "{run:?} is matched twice");
            assert!(second_of(run).all(|word| in_second.insert(word)), "{run:?} is matched twice");
        }
        stretches_hold_one_another(passage, &first, &second);
    }
    let back = align(&Both { first: second.view(), second: first.view() }, settings);
    assert_eq!(found.is_empty(), back.is_empty(), "{found:?}\nthe other way round: {back:?}");
}

/// Of one gram there are fewer than 64 pairs of places, so there are no more anchors than a multiple of the words.
fn anchors_are_few(both: &Both<'_>) {
    let words = both.first.len().min(both.second.len());
    let found = anchors(both).len();
    assert!(found <= 64 * words, "{found} anchors of {words} words");
}

fn stretches_hold_one_another(passage: &Aligned, first: &Columns, second: &Columns) {
    let segments = &passage.segments;
    let hull = |side: fn(&wirecopy::align::AlignedSegment) -> &Range<u32>| {
        let start =
            segments.iter().map(|segment| side(segment).start).min().expect("a passage has a segment");
        start..segments.iter().map(|segment| side(segment).end).max().expect("a passage has a segment")
    };
    assert_eq!(
        (hull(|one| &one.first), hull(|one| &one.second)),
        (passage.first.clone(), passage.second.clone())
    );
    assert!(segments.is_sorted_by_key(|segment| (segment.first.start, segment.second.start)));
    let part =
        |columns: &Columns, span: &Range<u32>| columns.words[span.start as usize..span.end as usize].to_vec();
    let same = part(first, &passage.first) == part(second, &passage.second)
        && passage.matched as usize == passage.first.len();
    assert_eq!(passage.kind == PassageKind::Verbatim, same, "{passage:?}");
    for segment in segments {
        for run in &segment.runs {
            assert!(run.length > 0);
            assert!(within(&first_of(*run), &segment.first) && within(&second_of(*run), &segment.second));
            for (i, j) in first_of(*run).zip(second_of(*run)) {
                let (i, j) = (i as usize, j as usize);
                assert_eq!(first.stems[i], second.stems[j], "words {i} and {j}");
                assert!(!first.masked[i] && !second.masked[j], "words {i} and {j} are masked");
            }
        }
        for two in segment.runs.windows(2) {
            assert!(
                first_of(two[0]).end <= two[1].first && second_of(two[0]).end <= two[1].second,
                "{two:?}"
            );
        }
        if segment.rewritten {
            assert!(
                first.sentences.contains(&segment.first.start)
                    && second.sentences.contains(&segment.second.start)
            );
        }
        let (mut i, mut j) = (0, 0);
        for run in Operations::of(segment, &first.words, &second.words).runs() {
            assert_eq!((run.first.start, run.second.start), (i, j));
            assert_eq!(run.first.is_empty(), run.operation == Operation::Inserted);
            assert_eq!(run.second.is_empty(), run.operation == Operation::Deleted);
            (i, j) = (run.first.end, run.second.end);
        }
        assert_eq!((i as usize, j as usize), (segment.first.len(), segment.second.len()));
    }
}

/// Stretches of one article that stand in the other, in any order, among words that stand nowhere else: each word is matched
/// to its own and no other, and the passages are the same from both sides.
pub fn plants(given: &[u8]) {
    let Some(plant) = crate::arbitrary::<Plant>(given) else { return };
    let (first, second, places) = plant.articles();
    let found = |one: &Columns, other: &Columns| {
        align(&Both { first: one.view(), second: other.view() }, AlignSettings::default())
    };
    let (there, back) = (found(&first, &second), found(&second, &first));
    let words = |passage: &Aligned| -> BTreeSet<(u32, u32)> {
        runs(passage).flat_map(|run| first_of(run).zip(second_of(run))).collect()
    };
    let matched: BTreeSet<(u32, u32)> = there.iter().flat_map(words).collect();
    let planted: BTreeSet<(u32, u32)> =
        places.iter().flat_map(|(first, second)| first.clone().zip(second.clone())).collect();
    assert_eq!(matched, planted);
    let told =
        |passage: &Aligned| (passage.first.clone(), passage.second.clone(), passage.kind, words(passage));
    let mut mirrored: Vec<_> = back
        .iter()
        .map(|passage| {
            let (first, second, kind, words) = told(passage);
            (second, first, kind, words.into_iter().map(|(i, j)| (j, i)).collect())
        })
        .collect();
    mirrored.sort_by_key(|(first, second, ..)| (first.start, second.start));
    assert_eq!(there.iter().map(told).collect::<Vec<_>>(), mirrored);
}

impl Case {
    fn exact_words(&self) -> Option<ExactWords> {
        self.exact.and_then(|words| ExactWords::new(u32::from(words)).ok())
    }
}
