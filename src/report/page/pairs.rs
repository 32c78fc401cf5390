//! The pairs of the page: a table of their figures, and the passages of those that can be read.

use super::super::Run;
use super::super::pairs::remark;
use super::blocks::Blocks;
use super::choice::{Choice, Chosen, passages_of};
use super::ruler::Ruler;
use crate::findings::worth::Question;
use crate::findings::{Held, Mark, Operation, Passage, Remark, Segment, Side, Span};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// One column of each kind, one row for each pair of the page. Articles are named by their places on it.
#[derive(Serialize, Default)]
pub(super) struct Pairs<'a> {
    a: Vec<u32>,
    b: Vec<u32>,
    relation: Vec<&'static str>,
    /// Shingles that both have, that the one has, that the other has.
    shared: Vec<u32>,
    a_shingles: Vec<u32>,
    b_shingles: Vec<u32>,
    /// What passages tell; empty columns if they were not asked for.
    passages: Vec<u32>,
    matched: Vec<u32>,
    quoted: Vec<u32>,
    /// Words covered, of how many.
    a_covered: Vec<[u32; 2]>,
    b_covered: Vec<[u32; 2]>,
    /// 0 where `a` is the earlier text, 1 where `b` is.
    earlier: Vec<Option<u8>>,
    /// The earlier text that both have all their passages from, if that is one and on the page.
    via: Vec<Option<u32>>,
    /// What it asks of a person.
    question: Vec<Option<&'static str>>,
    /// Its place by how much it deserves a look.
    rank: Vec<u32>,
    /// What a person has said of it, why, and who.
    review: Vec<Option<&'static str>>,
    notes: BTreeMap<u32, Said<'a>>,
    /// The block of the passages, where they are there.
    block: Vec<Option<u32>>,
}

impl<'a> Pairs<'a> {
    pub(super) fn of(run: &Run<'a>, choice: &Choice, blocks: &[Option<u32>]) -> Self {
        let held = |chosen: &Chosen| run.findings.reviews.of_pair(chosen.number);
        let notes = (0..).zip(&choice.pairs).filter_map(|(at, chosen)| Some((at, said(run, held(chosen))?)));
        let mut pairs = Self {
            block: blocks.to_vec(),
            review: choice.pairs.iter().map(|chosen| word(held(chosen))).collect(),
            notes: notes.collect(),
            question: choice.pairs.iter().map(|chosen| chosen.question.map(Question::word)).collect(),
            rank: choice.pairs.iter().map(|chosen| chosen.rank).collect(),
            ..Self::default()
        };
        for found in choice.found(run.findings) {
            let place = |article| choice.place(article).expect("articles of listed pairs are on the page");
            pairs.a.push(place(found.pair.first()));
            pairs.b.push(place(found.pair.second()));
            pairs.relation.push(found.relation.word());
            pairs.shared.push(found.overlap.shared);
            pairs.a_shingles.push(found.overlap.first);
            pairs.b_shingles.push(found.overlap.second);
            let Some(totals) = found.passages else { continue };
            let (_, passages) = passages_of(run.findings, found.pair);
            pairs.passages.push(totals.count);
            pairs.matched.push(totals.matched_words);
            pairs.quoted.push(passages.iter().map(|passage| passage.quoted_words).sum());
            let (a, b) = (totals.coverage_of_first, totals.coverage_of_second);
            pairs.a_covered.push([a.part, a.whole]);
            pairs.b_covered.push([b.part, b.whole]);
            pairs.earlier.push(passages.first().and_then(|passage| passage.earlier).map(number_of));
            pairs.via.push(common_source(passages, choice));
        }
        pairs
    }
}

/// Why a person said what holds of a pair or a passage, and who.
#[derive(Serialize)]
struct Said<'a> {
    note: &'a str,
    reviewer: &'a str,
}

fn said<'a>(run: &Run<'a>, held: Option<Held>) -> Option<Said<'a>> {
    let Remark { note, reviewer, .. } = remark(*run, held)?;
    (!note.is_empty() || !reviewer.is_empty()).then_some(Said { note, reviewer })
}

fn word(held: Option<Held>) -> Option<&'static str> {
    held.map(|held| held.verdict.word())
}

fn number_of(side: Side) -> u8 {
    match side {
        Side::First => 0,
        Side::Second => 1,
    }
}

/// The text that all of these passages are from, where they are all from one.
fn common_source(passages: &[Passage], choice: &Choice) -> Option<u32> {
    let via = passages.first()?.via?;
    passages.iter().all(|passage| passage.via == Some(via)).then(|| choice.place(via))?
}

/// A passage as it is shown. Places are start and end in UTF-16 code units.
#[derive(Serialize)]
struct Shown<'a> {
    /// Its number in `passages.csv`.
    number: usize,
    kind: &'static str,
    a: [u32; 2],
    b: [u32; 2],
    /// The same in code points, as `passages.csv` has it.
    a_chars: [u32; 2],
    b_chars: [u32; 2],
    a_words: u32,
    b_words: u32,
    matched: u32,
    quoted: u32,
    via: Option<u32>,
    review: Option<&'static str>,
    said: Option<Said<'a>>,
    segments: Vec<[u32; 4]>,
    /// Start, end, and the number of the operation, closest first, in a row for each stretch of words.
    a_marks: Vec<u32>,
    b_marks: Vec<u32>,
}

/// Packs the passages, and gives the block of each pair of the page that has some.
pub(super) fn pack(blocks: &mut Blocks<'_>, run: &Run<'_>, choice: &Choice) -> io::Result<Vec<Option<u32>>> {
    let mut places = Vec::new();
    for ((key, found), chosen) in (0..).zip(choice.found(run.findings)).zip(&choice.pairs) {
        let block = if chosen.is_readable {
            let texts = [found.pair.first(), found.pair.second()].map(|id| run.batch.text(id));
            let texts = [&*texts[0], &*texts[1]];
            let rulers = texts.map(Ruler::of);
            let (first, passages) = passages_of(run.findings, found.pair);
            let shown = (first + 1..).zip(passages);
            let shown: Vec<Shown<'_>> = shown
                .map(|(number, passage)| shown_passage(run, choice, (number, passage), &rulers, texts))
                .collect();
            Some(blocks.put(key, &shown)?)
        } else {
            None
        };
        places.push(block);
    }
    blocks.close()?;
    Ok(places)
}

fn shown_passage<'a>(
    run: &Run<'a>,
    choice: &Choice,
    (number, passage): (usize, &Passage),
    rulers: &[Ruler<'_>; 2],
    texts: [&str; 2],
) -> Shown<'a> {
    let units = |ruler: &Ruler<'_>, span: &Span| [ruler.units(span.bytes.start), ruler.units(span.bytes.end)];
    let [first, second] = rulers;
    let segment = |segment: &Segment| {
        let [a_start, a_end] = units(first, &segment.first);
        let [b_start, b_end] = units(second, &segment.second);
        [a_start, a_end, b_start, b_end]
    };
    let marks = |side, ruler, text| {
        let marks = passage.marks(side, text, run.plan.folding);
        let row = |mark: &Mark| {
            let [start, end] = units(ruler, &mark.span);
            [start, end, operation(mark.operation)]
        };
        marks.iter().flat_map(row).collect()
    };
    let held = run.findings.reviews.of_passage(number - 1);
    Shown {
        number,
        kind: passage.kind.word(),
        a: units(first, &passage.first),
        b: units(second, &passage.second),
        a_chars: chars(&passage.first),
        b_chars: chars(&passage.second),
        a_words: passage.first_words,
        b_words: passage.second_words,
        matched: passage.matched_words,
        quoted: passage.quoted_words,
        via: passage.via.and_then(|article| choice.place(article)),
        review: word(held),
        said: said(run, held),
        segments: passage.segments.iter().map(segment).collect(),
        a_marks: marks(Side::First, first, texts[0]),
        b_marks: marks(Side::Second, second, texts[1]),
    }
}

fn chars(span: &Span) -> [u32; 2] {
    [span.chars.start, span.chars.end]
}

/// The number by which the page knows an operation.
fn operation(operation: Operation) -> u32 {
    match operation {
        Operation::Same => 0,
        Operation::Inflected => 1,
        Operation::Substituted => 2,
        Operation::Inserted => 3,
        Operation::Deleted => 4,
    }
}
