//! Choice: what of a run stands on the page, where a browser could not carry all of it.

use crate::article::{ArticleId, Batch, Pair, Texts};
use crate::findings::{Findings, Flag, PairFinding, Passage};
use crate::observe::{Warning, WarningKind};
use std::cmp::Reverse;

/// The most pairs that the page lists. Those that bear out a flag come first, then those with most words in common.
pub(super) const MOST_PAIRS: usize = 50_000;

/// The most articles among which those without a pair are listed as well.
pub(super) const MOST_ARTICLES: usize = 20_000;

/// The most bytes of text that the page holds, before they are packed.
pub(super) const MOST_TEXT: usize = 64 << 20;

/// An article that is not on the page.
const ABSENT: u32 = u32::MAX;

/// Which pairs, articles and texts stand on the page.
pub(super) struct Choice {
    /// Indices into the pairs of the findings, in their order.
    pub(super) pairs: Vec<u32>,
    /// For each of these, whether both texts are there, and so its passages.
    pub(super) is_readable: Vec<bool>,
    /// Articles in the order of the batch.
    pub(super) articles: Vec<ArticleId>,
    /// For each article of the batch, whether its text is there.
    pub(super) has_text: Vec<bool>,
    /// For each article of the batch, its place among those of the page.
    places: Vec<u32>,
}

impl Choice {
    pub(super) fn of(batch: &Batch, findings: &Findings) -> Self {
        Self::within(batch, findings, MOST_PAIRS, MOST_TEXT)
    }

    fn within(batch: &Batch, findings: &Findings, most_pairs: usize, most_text: usize) -> Self {
        let telling = pairs_of_flags(findings);
        let mut wanted: Vec<u32> = (0..findings.pairs.len() as u32).collect();
        wanted.sort_by_key(|&at| {
            let found = &findings.pairs[at as usize];
            Reverse((telling.binary_search(&found.pair).is_ok(), weight(found)))
        });
        wanted.truncate(most_pairs);
        let mut has_text = vec![false; batch.articles().len()];
        let mut room = most_text;
        let mut readable: Vec<(u32, bool)> = wanted
            .into_iter()
            .map(|at| (at, takes_texts(batch, &findings.pairs[at as usize], &mut has_text, &mut room)))
            .collect();
        readable.sort_unstable();
        let (pairs, is_readable): (Vec<u32>, Vec<bool>) = readable.into_iter().unzip();
        let articles = articles(batch, pairs.iter().map(|&at| findings.pairs[at as usize].pair));
        let mut places = vec![ABSENT; batch.articles().len()];
        for (place, article) in (0..).zip(&articles) {
            places[article.index()] = place;
        }
        Self { pairs, is_readable, articles, has_text, places }
    }

    /// The place of an article on the page; none if it is not there.
    pub(super) fn place(&self, article: ArticleId) -> Option<u32> {
        Some(self.places[article.index()]).filter(|&place| place != ABSENT)
    }

    /// The pairs of the page, as they were found.
    pub(super) fn found<'a>(
        &self,
        findings: &'a Findings,
    ) -> impl Iterator<Item = &'a PairFinding> + use<'a, '_> {
        self.pairs.iter().map(|&at| &findings.pairs[at as usize])
    }

    /// The pairs that share passages and whose texts are not there.
    pub(super) fn unreadable(&self, findings: &Findings) -> usize {
        let readable = self.found(findings).zip(&self.is_readable);
        readable.filter(|(found, is_readable)| has_passages(found) && !**is_readable).count()
    }

    /// What is left out, and where it is.
    pub(super) fn warnings(&self, findings: &Findings) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let (shown, all) = (self.pairs.len(), findings.pairs.len());
        if shown < all {
            let what = format!("report.html lists {shown} of {all} pairs (pairs.csv has all of them)");
            warnings.push(Warning::general(WarningKind::LeftOut, what));
        }
        let unreadable = self.unreadable(findings);
        if unreadable > 0 {
            let limit = MOST_TEXT >> 20;
            let what = format!(
                "report.html has no texts for {unreadable} of its pairs: it holds {limit} MiB of text at most \
                 (passages.csv has their passages)"
            );
            warnings.push(Warning::general(WarningKind::LeftOut, what));
        }
        warnings
    }
}

/// The passages of a pair, and the number of the first of them.
pub(super) fn passages_of(findings: &Findings, pair: Pair) -> (usize, &[Passage]) {
    let start = findings.passages.partition_point(|passage| passage.pair < pair);
    let behind = &findings.passages[start..];
    (start, &behind[..behind.partition_point(|passage| passage.pair == pair)])
}

fn has_passages(found: &PairFinding) -> bool {
    found.passages.is_some_and(|totals| totals.count > 0)
}

/// What makes a pair worth a look: first words matched in passages, then shingles shared.
fn weight(found: &PairFinding) -> (u32, u32) {
    (found.passages.map_or(0, |totals| totals.matched_words), found.overlap.shared)
}

/// The pairs that the flags of articles without a due credit rest on, ordered.
fn pairs_of_flags(findings: &Findings) -> Vec<Pair> {
    let flagged = findings
        .audits
        .iter()
        .filter(|audit| matches!(audit.flag, Some(Flag::Uncredited | Flag::Miscredited)));
    let numbers = flagged.flat_map(|audit| audit.sources.iter().flat_map(|source| &source.passages));
    let mut pairs: Vec<Pair> = numbers.map(|&number| findings.passages[number as usize].pair).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Puts both texts of a pair that shares passages on the page, if there is room for what is not there yet.
fn takes_texts(batch: &Batch, found: &PairFinding, has_text: &mut [bool], room: &mut usize) -> bool {
    if !has_passages(found) {
        return false;
    }
    let both = [found.pair.first(), found.pair.second()];
    let missing = both.into_iter().filter(|article| !has_text[article.index()]);
    let bytes = missing.map(|article| batch.text(article).len()).sum();
    let Some(left) = room.checked_sub(bytes) else { return false };
    *room = left;
    for article in both {
        has_text[article.index()] = true;
    }
    true
}

/// All articles, or where they are too many those of the pairs.
fn articles(batch: &Batch, pairs: impl Iterator<Item = Pair>) -> Vec<ArticleId> {
    if batch.articles().len() <= MOST_ARTICLES {
        return batch.ids().collect();
    }
    let mut articles: Vec<ArticleId> = pairs.flat_map(|pair| [pair.first(), pair.second()]).collect();
    articles.sort_unstable();
    articles.dedup();
    articles
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::Sample;
    use super::*;

    #[test]
    fn what_matches_most_comes_first_and_what_is_left_out_is_told() {
        let sample = Sample::new();
        let choice = Choice::within(&sample.batch, &sample.findings, 1, MOST_TEXT);
        assert_eq!((choice.pairs.as_slice(), choice.is_readable.as_slice()), (&[0][..], &[true][..]));
        assert_eq!(choice.has_text, [true, true, false]);
        let told: Vec<String> = choice.warnings(&sample.findings).iter().map(ToString::to_string).collect();
        assert_eq!(told, ["report.html lists 1 of 2 pairs (pairs.csv has all of them)"]);
    }

    #[test]
    fn what_bears_out_a_flag_comes_before_all_else() {
        let mut sample = Sample::new();
        sample.findings.pairs.reverse();
        sample.findings.pairs[0].pair = sample.findings.pairs[1].pair;
        sample.findings.pairs[1].passages = None;
        sample.findings.audits[1].flag = Some(Flag::Uncredited);
        sample.findings.pairs[0].passages.as_mut().unwrap().matched_words = 1_000;
        let pair = Pair::new(ArticleId(0), ArticleId(2)).unwrap();
        sample.findings.pairs[0].pair = pair;
        let choice = Choice::within(&sample.batch, &sample.findings, 1, MOST_TEXT);
        assert_eq!(choice.pairs, [1]);
    }

    #[test]
    fn a_text_for_which_there_is_no_room_is_told() {
        let sample = Sample::new();
        let choice = Choice::within(&sample.batch, &sample.findings, MOST_PAIRS, 40);
        assert_eq!(choice.is_readable, [false, false]);
        let told = choice.warnings(&sample.findings)[0].to_string();
        assert!(told.starts_with("report.html has no texts for 1 of its pairs: it holds 64 MiB"), "{told}");
        assert!(
            Choice::of(&sample.batch, &sample.findings).warnings(&sample.findings).is_empty(),
            "nothing is left out of a small run"
        );
    }

    #[test]
    fn an_article_that_is_not_on_the_page_has_no_place() {
        let sample = Sample::new();
        let mut choice = Choice::of(&sample.batch, &sample.findings);
        assert_eq!(choice.place(ArticleId(2)), Some(2));
        choice.places[2] = ABSENT;
        assert_eq!(choice.place(ArticleId(2)), None);
    }
}
