//! Passages by number, and the words that they match.

use super::said::Said;
use super::wording::PairWording;
use crate::align::{Aligned, PassageKind};
use crate::article::{ArticleId, Pair};
use crate::attribute::sources::SharedWord;
use crate::measure::Side;

/// A passage with its pair and its number in the order of findings.
pub(super) struct Numbered<'a> {
    pub(super) pair: Pair,
    pub(super) number: u32,
    pub(super) passage: &'a Aligned,
}

impl Numbered<'_> {
    /// Its words that are the same, inflected or substituted, as pairs of word numbers, with whether they are substituted.
    /// Of sentences told again in other words only those that agree. What stands in the place of boilerplate, or is it, is
    /// left out.
    fn matches(&self, said: &[Said]) -> Vec<Match> {
        let mut matches = Vec::new();
        for segment in &self.passage.segments {
            let mut end = (segment.first.start, segment.second.start);
            for run in &segment.runs {
                let gap = (run.first - end.0).min(run.second - end.1);
                let substituted = if segment.rewritten { 0 } else { gap };
                let step = |from: (u32, u32), is_replaced| {
                    move |step| Match { first: from.0 + step, second: from.1 + step, is_replaced }
                };
                matches.extend((0..substituted).map(step(end, true)));
                matches.extend((0..run.length).map(step((run.first, run.second), false)));
                end = (run.first + run.length, run.second + run.length);
            }
        }
        let masked = |article: ArticleId, word: u32| said[article.index()].is_boilerplate(word);
        let (first, second) = (self.pair.first(), self.pair.second());
        matches.retain(|found| !masked(first, found.first) && !masked(second, found.second));
        matches
    }

    /// Its words in one of the two articles.
    pub(super) fn words(&self, side: Side, said: &[Said]) -> Vec<SharedWord> {
        let (first, second) = (&said[self.pair.first().index()], &said[self.pair.second().index()]);
        let word = |found: Match| SharedWord {
            word: found.word(side),
            passage: self.number,
            is_verbatim: self.passage.kind == PassageKind::Verbatim,
            is_quoted: first.is_quoted(found.first) || second.is_quoted(found.second),
            is_replaced: found.is_replaced,
        };
        self.matches(said).into_iter().map(word).collect()
    }
}

/// A word of each of two articles that stand for one another.
#[derive(Clone, Copy)]
struct Match {
    first: u32,
    second: u32,
    /// Whether one was put in the other's place.
    is_replaced: bool,
}

impl Match {
    fn word(self, side: Side) -> u32 {
        if side == Side::First { self.first } else { self.second }
    }
}

/// All passages, in the order of findings.
pub(super) fn numbered(wording: &[PairWording]) -> impl Iterator<Item = Numbered<'_>> {
    let all =
        wording.iter().flat_map(|found| found.passages.iter().map(move |passage| (found.pair, passage)));
    all.zip(0..).map(|((pair, passage), number)| Numbered { pair, number, passage })
}

/// Matched words of a passage that are quoted speech in either article.
pub(super) fn quoted_words(found: &Numbered<'_>, said: &[Said]) -> u32 {
    let (first, second) = (&said[found.pair.first().index()], &said[found.pair.second().index()]);
    let runs = found.passage.segments.iter().flat_map(|segment| &segment.runs);
    let steps = runs.flat_map(|run| (0..run.length).map(|step| (run.first + step, run.second + step)));
    steps.filter(|&(one, other)| first.is_quoted(one) || second.is_quoted(other)).count() as u32
}
