//! Choice: what of a run stands on the page, where a browser could not carry all of it.

use crate::article::{ArticleId, Batch, Pair};
use crate::findings::worth::{self, Question};
use crate::findings::{Findings, PairFinding, Passage};
use crate::observe::{Warning, WarningKind};

/// The most pairs that the page lists: those that deserve a look most ([`worth`]).
pub(super) const MOST_PAIRS: usize = 50_000;

/// The most articles among which those without a pair are listed as well.
pub(super) const MOST_ARTICLES: usize = 20_000;

/// The most bytes of text that the page holds, before they are packed.
pub(super) const MOST_TEXT: usize = 64 << 20;

/// An article that is not on the page.
const ABSENT: u32 = u32::MAX;

/// Which pairs, articles and texts stand on the page.
pub(super) struct Choice {
    /// Pairs in the order of the findings.
    pub(super) pairs: Vec<Chosen>,
    /// Articles in the order of the batch.
    pub(super) articles: Vec<ArticleId>,
    /// For each article of the batch, whether its text is there.
    pub(super) has_text: Vec<bool>,
    /// For each article of the batch, its place among those of the page.
    places: Vec<u32>,
}

/// A pair of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Its place among the pairs of the findings.
    pub(super) number: usize,
    /// Its place among those of the page by how much it deserves a look.
    pub(super) rank: u32,
    /// What it asks of a person.
    pub(super) question: Option<Question>,
    /// Whether both texts are there, and so its passages.
    pub(super) is_readable: bool,
}

impl Choice {
    pub(super) fn of(batch: &Batch, findings: &Findings) -> Self {
        Self::within(batch, findings, MOST_PAIRS, MOST_TEXT)
    }

    fn within(batch: &Batch, findings: &Findings, most_pairs: usize, most_text: usize) -> Self {
        let mut shelf = Shelf::new(batch, most_text);
        let wanted = worth::ranked(batch, findings).into_iter().take(most_pairs).zip(0..);
        let mut pairs: Vec<Chosen> = wanted
            .map(|(ranked, rank)| {
                let is_readable = shelf.takes(&findings.pairs[ranked.number]);
                Chosen { number: ranked.number, rank, question: ranked.question, is_readable }
            })
            .collect();
        pairs.sort_unstable_by_key(|chosen| chosen.number);
        let articles = articles(batch, pairs.iter().map(|chosen| findings.pairs[chosen.number].pair));
        let mut places = vec![ABSENT; batch.articles().len()];
        for (place, article) in (0..).zip(&articles) {
            places[article.index()] = place;
        }
        Self { pairs, articles, has_text: shelf.has_text, places }
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
        self.pairs.iter().map(|chosen| &findings.pairs[chosen.number])
    }

    /// The pairs that share passages and whose texts are not there.
    pub(super) fn unreadable(&self, findings: &Findings) -> usize {
        let readable = self.found(findings).zip(&self.pairs);
        readable.filter(|(found, chosen)| has_passages(found) && !chosen.is_readable).count()
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

/// The texts of the page, and the room that is left for more.
struct Shelf<'a> {
    batch: &'a Batch,
    has_text: Vec<bool>,
    /// Bytes of the texts that were asked for: a text may be on disk, and is measured once.
    lengths: Vec<Option<usize>>,
    room: usize,
}

impl<'a> Shelf<'a> {
    fn new(batch: &'a Batch, room: usize) -> Self {
        let articles = batch.articles().len();
        Self { batch, has_text: vec![false; articles], lengths: vec![None; articles], room }
    }

    /// Takes both texts of a pair that shares passages, if there is room for what is not there yet.
    fn takes(&mut self, found: &PairFinding) -> bool {
        if !has_passages(found) {
            return false;
        }
        let both = [found.pair.first(), found.pair.second()];
        let bytes = both.map(|article| self.missing_bytes(article)).iter().sum();
        let Some(left) = self.room.checked_sub(bytes) else { return false };
        self.room = left;
        for article in both {
            self.has_text[article.index()] = true;
        }
        true
    }

    fn missing_bytes(&mut self, article: ArticleId) -> usize {
        if self.has_text[article.index()] {
            return 0;
        }
        *self.lengths[article.index()].get_or_insert_with(|| self.batch.text(article).len())
    }
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
    use crate::findings::{Flag, Held, Verdict};

    #[test]
    fn what_matches_most_comes_first_and_what_is_left_out_is_told() {
        let sample = Sample::new();
        let choice = Choice::within(&sample.batch, &sample.findings, 1, MOST_TEXT);
        assert_eq!(choice.pairs, [Chosen { number: 0, rank: 0, question: None, is_readable: true }]);
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
        assert_eq!((choice.pairs[0].number, choice.pairs[0].question), (1, Some(Question::Uncredited)));
    }

    #[test]
    fn what_a_person_has_dismissed_comes_last() {
        let mut sample = Sample::new();
        sample.findings.reviews.pairs = vec![Some(Held { verdict: Verdict::Dismissed, remark: None }), None];
        let choice = Choice::within(&sample.batch, &sample.findings, 1, MOST_TEXT);
        assert_eq!(choice.pairs[0].number, 1);
    }

    #[test]
    fn a_text_for_which_there_is_no_room_is_told() {
        let sample = Sample::new();
        let choice = Choice::within(&sample.batch, &sample.findings, MOST_PAIRS, 40);
        assert!(choice.pairs.iter().all(|chosen| !chosen.is_readable));
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
