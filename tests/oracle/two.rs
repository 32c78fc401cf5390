//! Two articles as alignment sees them, and what must hold of every alignment of theirs.
//!
//! Two searches look for an exception, and share this: `alignment` draws articles at random (proptest), and the targets `passages`
//! and `plants` of `fuzz/` make them of any bytes.

use std::collections::BTreeSet;
use std::ops::Range;
use wirecopy::align::seed::grams;
use wirecopy::align::{AlignSettings, Aligned, AlignedSegment, Both, Millinats, Run, Words, align};
use wirecopy::columns::Particular;
use wirecopy::findings::{Operation, Operations, PassageKind};

/// Forms of one word that have one stem.
pub(crate) const FORMS: u32 = 2;

/// An article with its columns.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    pub(crate) words: Vec<u32>,
    pub(crate) stems: Vec<u32>,
    pub(crate) weights: Vec<Millinats>,
    pub(crate) masked: Vec<bool>,
    pub(crate) common: Vec<bool>,
    pub(crate) particulars: Vec<Particular>,
    pub(crate) sentences: Vec<u32>,
}

impl Columns {
    /// Weights follow from stems, and common grams from grams, as they do in a batch: one gram in `common` is common, none
    /// for 0. Nothing is masked, and sentences have fifteen words.
    pub(crate) fn new(words: Vec<u32>, common: u64) -> Self {
        let stems: Vec<u32> = words.iter().map(|word| word / FORMS).collect();
        let weight = |&stem: &u32| 50 + (stem.wrapping_mul(0x9e37_79b1) >> 20) as Millinats % 2_951;
        Self {
            weights: stems.iter().map(weight).collect(),
            masked: vec![false; words.len()],
            common: grams(&stems).map(|gram| common > 0 && gram.is_multiple_of(common)).collect(),
            particulars: vec![Particular::Wording; words.len()],
            sentences: (0..words.len() as u32).step_by(15).collect(),
            words,
            stems,
        }
    }

    /// The same with words that are equally telling.
    pub(crate) fn plain(words: Vec<u32>) -> Self {
        let mut columns = Self::new(words, 0);
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

    fn is_start(&self, place: u32) -> bool {
        self.sentences.contains(&place)
    }

    fn is_end(&self, place: u32) -> bool {
        place as usize == self.words.len() || self.is_start(place)
    }
}

/// The passages of two articles.
pub(crate) fn aligned(first: &Columns, second: &Columns, settings: AlignSettings) -> Vec<Aligned> {
    align(&Both { first: first.view(), second: second.view() }, settings)
}

pub(crate) fn runs(passage: &Aligned) -> impl Iterator<Item = Run> {
    passage.segments.iter().flat_map(|segment| segment.runs.iter().copied())
}

pub(crate) fn of_first(run: Run) -> Range<u32> {
    run.first..run.first + run.length
}

pub(crate) fn of_second(run: Run) -> Range<u32> {
    run.second..run.second + run.length
}

/// The words of both articles that a passage matches, two and two.
pub(crate) fn matched(passage: &Aligned) -> BTreeSet<(u32, u32)> {
    runs(passage).flat_map(|run| of_first(run).zip(of_second(run))).collect()
}

/// A passage lies in both articles, its segments in the passage, its runs in their segment; and each begins and ends where one of
/// its parts does, or a sentence.
pub(crate) fn spans_hold_one_another(passage: &Aligned, first: &Columns, second: &Columns) {
    assert!(passage.first.end as usize <= first.words.len());
    assert!(passage.second.end as usize <= second.words.len());
    let hull = |side: fn(&AlignedSegment) -> &Range<u32>| {
        let sides = || passage.segments.iter().map(side);
        let start = sides().map(|side| side.start).min().expect("a passage has a segment");
        start..sides().map(|side| side.end).max().expect("a passage has a segment")
    };
    assert_eq!(hull(|one| &one.first), passage.first);
    assert_eq!(hull(|one| &one.second), passage.second);
    for segment in &passage.segments {
        for &run in &segment.runs {
            assert!(is_within(&of_first(run), &segment.first) && is_within(&of_second(run), &segment.second));
        }
        if segment.rewritten {
            assert!(first.is_start(segment.first.start) && second.is_start(segment.second.start));
        } else {
            let (head, tail) = (segment.runs[0], segment.runs[segment.runs.len() - 1]);
            let (start, end) = (&segment.first.start, &segment.first.end);
            assert!(*start == head.first || first.is_start(*start), "{segment:?}");
            assert!(*end == of_first(tail).end || first.is_end(*end), "{segment:?}");
            let (start, end) = (&segment.second.start, &segment.second.end);
            assert!(*start == head.second || second.is_start(*start), "{segment:?}");
            assert!(*end == of_second(tail).end || second.is_end(*end), "{segment:?}");
        }
    }
}

fn is_within(inner: &Range<u32>, outer: &Range<u32>) -> bool {
    outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end
}

/// Passages, their segments and the runs of these stand in the order of the articles.
pub(crate) fn everything_stands_in_order(passages: &[Aligned]) {
    assert!(passages.is_sorted_by_key(|passage| (passage.first.start, passage.second.start)));
    for passage in passages {
        assert!(passage.segments.is_sorted_by_key(|segment| (segment.first.start, segment.second.start)));
        for two in passage.segments.iter().flat_map(|segment| segment.runs.windows(2)) {
            let (one, next) = (two[0], two[1]);
            assert!(of_first(one).end <= next.first && of_second(one).end <= next.second, "{two:?}");
        }
    }
}

/// Words that are said to agree have one stem and are the articles' own.
pub(crate) fn words_that_agree_do(passage: &Aligned, first: &Columns, second: &Columns) {
    for run in runs(passage) {
        assert!(run.length > 0);
        for (i, j) in of_first(run).zip(of_second(run)) {
            let (i, j) = (i as usize, j as usize);
            assert_eq!(first.stems[i], second.stems[j], "words {i} and {j}");
            assert!(!first.masked[i] && !second.masked[j], "words {i} and {j} are masked");
        }
    }
}

/// No word is matched twice, and every passage has enough of them.
pub(crate) fn words_are_counted_once(passages: &[Aligned], min_words: u32) {
    let (mut in_first, mut in_second) = (BTreeSet::new(), BTreeSet::new());
    for passage in passages {
        assert_eq!(passage.matched, runs(passage).map(|run| run.length).sum::<u32>());
        assert!(passage.matched as usize <= passage.first.len().min(passage.second.len()));
        assert!(passage.matched >= min_words && passage.matched > 0);
        for run in runs(passage) {
            assert!(of_first(run).all(|word| in_first.insert(word)), "{run:?} is matched twice");
            assert!(of_second(run).all(|word| in_second.insert(word)), "{run:?} is matched twice");
        }
    }
}

/// Verbatim are the very words from first to last, and nothing else is.
pub(crate) fn verbatim_is_verbatim(passage: &Aligned, first: &Columns, second: &Columns) {
    let part =
        |columns: &Columns, span: &Range<u32>| columns.words[span.start as usize..span.end as usize].to_vec();
    let same = part(first, &passage.first) == part(second, &passage.second)
        && passage.matched as usize == passage.first.len();
    assert_eq!(passage.kind == PassageKind::Verbatim, same, "{passage:?}");
}

/// What happened to the words of a segment.
pub(crate) fn operations(segment: &AlignedSegment, first: &Columns, second: &Columns) -> Operations {
    Operations::of(segment, &first.words, &second.words)
}

/// Operations hold every word of a segment once and in order.
pub(crate) fn operations_hold_every_word(segment: &AlignedSegment, first: &Columns, second: &Columns) {
    let (mut i, mut j) = (0, 0);
    for run in operations(segment, first, second).runs() {
        assert_eq!((run.first.start, run.second.start), (i, j));
        assert_eq!(run.first.is_empty(), run.operation == Operation::Inserted);
        assert_eq!(run.second.is_empty(), run.operation == Operation::Deleted);
        (i, j) = (run.first.end, run.second.end);
    }
    assert_eq!((i as usize, j as usize), (segment.first.len(), segment.second.len()));
}

/// Two articles of words that occur once, and stretches that stand in both.
#[derive(Debug, Clone)]
pub(crate) struct Plant {
    /// Own words of the first and of the second article before each stretch, and the length of the stretch.
    pub(crate) parts: Vec<(usize, usize, usize)>,
    /// In which order the second article has the stretches.
    pub(crate) order: Vec<usize>,
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

    /// Each word of each stretch is matched to its own word in the other article, and to no other.
    pub(crate) fn every_word_is_matched_to_its_own(&self) {
        let (first, second, places) = self.articles();
        let found: BTreeSet<_> =
            aligned(&first, &second, AlignSettings::default()).iter().flat_map(matched).collect();
        let planted: BTreeSet<_> =
            places.iter().flat_map(|(first, second)| first.clone().zip(second.clone())).collect();
        assert_eq!(found, planted);
    }

    /// The passages are the same whichever article is the first.
    pub(crate) fn looks_the_same_from_both_sides(&self) {
        let (first, second, _) = self.articles();
        let there = aligned(&first, &second, AlignSettings::default());
        let back = aligned(&second, &first, AlignSettings::default());
        let seen = |passage: &Aligned| {
            (passage.first.clone(), passage.second.clone(), passage.kind, matched(passage))
        };
        let mut mirrored: Vec<_> = back
            .iter()
            .map(|passage| {
                let (first, second, kind, words) = seen(passage);
                (second, first, kind, words.into_iter().map(|(i, j)| (j, i)).collect())
            })
            .collect();
        mirrored.sort_by_key(|(first, second, ..)| (first.start, second.start));
        assert_eq!(there.iter().map(seen).collect::<Vec<_>>(), mirrored);
    }
}
