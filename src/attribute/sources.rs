//! Sources: which earlier text each word of an article is attributed to.
//!
//! A word goes to the earliest text that has it at its place; so two papers that print one dispatch are both attributed to
//! the dispatch, and not one to the other. A text that has another word there has it only where no text has the same
//! one: whoever repeats what a paper changed in a dispatch has read the paper. That is the oldest rule of textual
//! criticism, that shared changes show descent and what is shared of the common original does not (Maas, *Textkritik*,
//! 1927). AFP → A → B shows as the dispatch's words in B, and A's changes in B. Each word is attributed once.

use crate::article::ArticleId;
use std::cmp::Reverse;

/// Percent of the words that a passage leaves as they were which a text must have as well, for the passage to be taken for
/// that text's.
const COVERS: usize = 90;

/// A word of an article that a text has too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SharedWord {
    /// Its number in the article.
    pub word: u32,
    /// The passage that matches it, as a number in the order of findings.
    pub passage: u32,
    /// Whether that passage is the same word for word.
    pub is_verbatim: bool,
    /// Whether it is quoted speech in either article.
    pub is_quoted: bool,
    /// Whether the text has another word in its place.
    pub is_replaced: bool,
}

/// What an article shares with one earlier text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The earlier text.
    pub source: ArticleId,
    /// Where it stands among earlier texts ([`super::Party::order`]).
    pub order: (i64, bool, ArticleId),
    /// The words, ordered, each once.
    words: Vec<SharedWord>,
}

impl Shared {
    /// These words, shared with this text; a word that two passages match is the first one's that leaves it as it was.
    #[must_use]
    pub fn new(source: ArticleId, order: (i64, bool, ArticleId), mut words: Vec<SharedWord>) -> Self {
        words.sort_unstable_by_key(|shared| (shared.word, shared.is_replaced, shared.passage));
        words.dedup_by_key(|shared| shared.word);
        words.shrink_to_fit();
        Self { source, order, words }
    }

    /// The words, ordered, each once.
    #[must_use]
    pub fn words(&self) -> &[SharedWord] {
        &self.words
    }

    /// Whether the text has this word of the article, and not another one in its place.
    fn has(&self, word: u32) -> bool {
        let at = self.words.binary_search_by_key(&word, |shared| shared.word);
        at.is_ok_and(|at| !self.words[at].is_replaced)
    }

    /// Whether the text has nearly all of those words of the article that these leave as they were.
    #[must_use]
    pub fn covers(&self, words: &[SharedWord]) -> bool {
        let kept = words.iter().filter(|shared| !shared.is_replaced);
        let (kept, had) =
            kept.fold((0, 0), |(kept, had), shared| (kept + 1, had + usize::from(self.has(shared.word))));
        kept > 0 && had * 100 >= kept * COVERS
    }

    /// The words of each passage, which stand apart in the order of passages.
    fn passages(&self) -> Vec<Vec<SharedWord>> {
        let mut words = self.words.clone();
        words.sort_by_key(|shared| (shared.passage, shared.word));
        words.chunk_by(|x, y| x.passage == y.passage).map(<[SharedWord]>::to_vec).collect()
    }
}

/// A word and the text that it is attributed to, as an index into what was asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttributedWord {
    /// Which text.
    pub text: usize,
    /// The word, as that text shares it.
    pub shared: SharedWord,
}

/// Attributes each shared word of an article to one of the earlier texts, which stand in their order. Ordered by word.
/// Words that a passage adds to what earlier texts have, and that are fewer than `least`, go to the text that has most of
/// the passage: they are words that two alignments saw differently, and nobody's evidence.
#[must_use]
pub fn attributed(texts: &[Shared], least: usize) -> Vec<AttributedWord> {
    let mut claims: Vec<AttributedWord> = Vec::new();
    let mut first = FirstTexts::default();
    for (own, text) in texts.iter().enumerate() {
        for passage in text.passages() {
            let most = first.has_most_of(&passage);
            let is_new = |shared: &&SharedWord| first.is_new(shared);
            let adds = passage.iter().filter(is_new).count();
            let rest = most.filter(|_| adds < least);
            claims.extend(passage.iter().map(|shared| match rest {
                Some(most) if is_new(&shared) => AttributedWord { text: most, shared: *shared },
                _ => AttributedWord { text: own, shared: *shared },
            }));
        }
        first.note(own, text.words());
    }
    claims.sort_unstable_by_key(|claim| (claim.shared.word, claim.shared.is_replaced, claim.text));
    claims.dedup_by_key(|claim| claim.shared.word);
    claims
}

/// For each word of an article the first text that has it: as it is, and at all.
#[derive(Default)]
struct FirstTexts(Vec<(Option<usize>, Option<usize>)>);

impl FirstTexts {
    /// The words of a text that stands behind all that were noted.
    fn note(&mut self, text: usize, words: &[SharedWord]) {
        let end = words.last().map_or(0, |shared| shared.word as usize + 1);
        self.0.resize(self.0.len().max(end), (None, None));
        for shared in words {
            let (same, any) = &mut self.0[shared.word as usize];
            any.get_or_insert(text);
            if !shared.is_replaced {
                same.get_or_insert(text);
            }
        }
    }

    fn of(&self, word: u32) -> (Option<usize>, Option<usize>) {
        self.0.get(word as usize).copied().unwrap_or_default()
    }

    /// Whether no text has the word as well as this.
    fn is_new(&self, shared: &SharedWord) -> bool {
        let (same, any) = self.of(shared.word);
        if shared.is_replaced { any.is_none() } else { same.is_none() }
    }

    /// The text that is the first one for most words of a passage; the first of equals.
    fn has_most_of(&self, passage: &[SharedWord]) -> Option<usize> {
        let mut texts: Vec<usize> = passage.iter().filter_map(|shared| self.of(shared.word).0).collect();
        texts.sort_unstable();
        let most = texts.chunk_by(|x, y| x == y).min_by_key(|of_text| Reverse(of_text.len()));
        most.map(|of_text| of_text[0])
    }
}

/// Of these texts, which stand in their order, those that have nearly all of a passage as an article has it.
pub fn covering<'a>(texts: &'a [Shared], passage: &'a [SharedWord]) -> impl Iterator<Item = ArticleId> + 'a {
    texts.iter().filter(|shared| shared.covers(passage)).map(|shared| shared.source)
}

/// The earliest text that both articles of a passage took it from: it is earlier than both, and has nearly all of the
/// words that are the same in both. Both lists stand in the order of earlier texts.
#[must_use]
pub fn via(first: (&[Shared], &[SharedWord]), second: (&[Shared], &[SharedWord])) -> Option<ArticleId> {
    let of_second = |source| second.0.iter().find(|shared| shared.source == source);
    covering(first.0, first.1).find(|&source| of_second(source).is_some_and(|shared| shared.covers(second.1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Range;

    fn words(passage: u32, words: Range<u32>) -> Vec<SharedWord> {
        let word =
            |word| SharedWord { word, passage, is_verbatim: true, is_quoted: false, is_replaced: false };
        words.map(word).collect()
    }

    /// Words of which the text has others in these places.
    fn edited(passage: u32, all: Range<u32>, replaced: Range<u32>) -> Vec<SharedWord> {
        let mut words = words(passage, all);
        for shared in &mut words {
            shared.is_replaced = replaced.contains(&shared.word);
        }
        words
    }

    fn shared(source: u32, shared: Vec<SharedWord>) -> Shared {
        Shared::new(ArticleId(source), (i64::from(source), false, ArticleId(source)), shared)
    }

    /// How many words each text gets.
    fn counts(texts: &[Shared]) -> Vec<usize> {
        let words = attributed(texts, 9);
        assert!(words.is_sorted_by(|x, y| x.shared.word < y.shared.word), "each word once: {words:?}");
        (0..texts.len()).map(|text| words.iter().filter(|word| word.text == text).count()).collect()
    }

    #[test]
    fn a_passage_goes_to_the_earliest_text_that_has_nearly_all_of_it() {
        assert_eq!(counts(&[shared(1, words(0, 0..90)), shared(2, words(1, 0..100))]), [90, 10]);
        assert_eq!(
            counts(&[shared(1, words(0, 0..92)), shared(2, words(1, 0..100))]),
            [100, 0],
            "8 words are no evidence"
        );
        assert_eq!(counts(&[shared(1, words(0, 0..89)), shared(2, words(1, 89..189))]), [89, 100]);
    }

    #[test]
    fn a_text_that_has_a_quotation_of_it_does_not_get_the_passage() {
        let texts = [shared(1, words(0, 40..60)), shared(2, words(1, 0..100))];
        assert_eq!(counts(&texts), [20, 80], "the quotation is earlier, the rest is not");
    }

    #[test]
    fn what_a_paper_changed_in_a_dispatch_is_the_paper_s() {
        let texts = [shared(1, edited(0, 0..62, 20..33)), shared(2, words(1, 0..62))];
        assert_eq!(counts(&texts), [49, 13], "the dispatch has other words in 13 places");
        let texts = [shared(1, edited(0, 0..62, 20..25)), shared(2, words(1, 0..62))];
        assert_eq!(counts(&texts), [62, 0], "5 words are no evidence");
        let texts = [shared(1, words(0, 0..30)), shared(2, words(1, 30..58)), shared(3, words(2, 0..62))];
        assert_eq!(counts(&texts), [34, 28, 0], "4 words stay with who has most of the others");
        let texts = [shared(1, words(0, 0..28)), shared(2, words(1, 28..58)), shared(3, words(2, 0..62))];
        assert_eq!(counts(&texts), [28, 34, 0], "whoever that is");
        let texts = [shared(1, edited(0, 0..62, 20..33)), shared(2, edited(1, 0..62, 20..33))];
        assert_eq!(counts(&texts), [62, 0], "the article itself changed them");
    }

    #[test]
    fn a_word_is_the_first_passage_s_that_leaves_it_as_it_was() {
        let text = shared(1, [edited(0, 0..20, 10..20), words(1, 15..40)].concat());
        let passages: Vec<u32> = text.words().iter().map(|shared| shared.passage).collect();
        assert_eq!(passages, [vec![0; 15], vec![1; 25]].concat());
    }

    #[test]
    fn nothing_is_counted_twice() {
        let texts: Vec<Shared> =
            (0..5).map(|text| shared(text, words(text, 10 * text..10 * text + 50))).collect();
        assert_eq!(counts(&texts).iter().sum::<usize>(), 90);
    }

    #[test]
    fn two_copies_of_one_dispatch_are_via_the_dispatch() {
        let (of_first, of_second) = ([shared(1, words(0, 0..50))], [shared(1, words(1, 20..70))]);
        let passage = |range: Range<u32>| words(2, range);
        assert_eq!(via((&of_first, &passage(0..50)), (&of_second, &passage(20..70))), Some(ArticleId(1)));
        assert_eq!(via((&of_first, &passage(0..60)), (&of_second, &passage(20..70))), None);
        assert_eq!(via((&of_first, &passage(0..50)), (&[], &passage(20..70))), None);
        let first = [shared(1, edited(0, 0..50, 10..20))];
        assert_eq!(
            via((&first, &passage(0..50)), (&of_second, &passage(20..70))),
            None,
            "both have ten words that the dispatch has not"
        );
        assert_eq!(
            via((&first, &edited(2, 0..50, 10..20)), (&of_second, &edited(2, 20..70, 30..40))),
            Some(ArticleId(1)),
            "where the two differ, they tell nothing"
        );
    }
}
