//! Sources: which earlier text each word of an article is attributed to.
//!
//! A passage is attributed to the earliest text that has at least 90 percent of its words, be it the one that
//! it was found with or another; so two papers that print one dispatch are both attributed to the dispatch, and not one
//! to the other. What such a text does not have stays with the one that the passage was found with: AFP → A → B shows
//! as a few words of A in B. Each word is attributed once.

use crate::article::ArticleId;

/// Percent of a passage's words that a text must have for the passage to be attributed to it.
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
    /// These words, shared with this text; a word that two passages match is the first one's.
    #[must_use]
    pub fn new(source: ArticleId, order: (i64, bool, ArticleId), mut words: Vec<SharedWord>) -> Self {
        words.sort_unstable();
        words.dedup_by_key(|shared| shared.word);
        words.shrink_to_fit();
        Self { source, order, words }
    }

    /// The words, ordered, each once.
    #[must_use]
    pub fn words(&self) -> &[SharedWord] {
        &self.words
    }

    /// What is shared at a word of the article.
    fn at(&self, word: u32) -> Option<&SharedWord> {
        self.words.binary_search_by_key(&word, |shared| shared.word).ok().map(|at| &self.words[at])
    }

    /// Whether the text has nearly all of these words of the article.
    #[must_use]
    pub fn covers(&self, words: &[SharedWord]) -> bool {
        let had = words.iter().filter(|shared| self.at(shared.word).is_some()).count();
        had * 100 >= words.len() * COVERS
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
/// What is left of a passage and has fewer than `least` words stays with the rest of the passage: it is a word that two
/// alignments saw differently, and nobody's evidence.
#[must_use]
pub fn attributed(texts: &[Shared], least: usize) -> Vec<AttributedWord> {
    let mut claims: Vec<(bool, AttributedWord)> = Vec::new();
    for (own, text) in texts.iter().enumerate() {
        for passage in text.passages() {
            let best = texts[..own].iter().position(|other| other.covers(&passage)).unwrap_or(own);
            let (had, rest): (Vec<SharedWord>, Vec<SharedWord>) =
                passage.iter().partition(|shared| texts[best].at(shared.word).is_some());
            let of_rest = if rest.len() < least { best } else { own };
            let had = had.iter().filter_map(|shared| texts[best].at(shared.word));
            claims.extend(had.map(|&shared| (false, AttributedWord { text: best, shared })));
            claims.extend(rest.into_iter().map(|shared| (true, AttributedWord { text: of_rest, shared })));
        }
    }
    claims.sort_unstable_by_key(|(is_rest, claim)| (claim.shared.word, *is_rest, claim.text));
    claims.dedup_by_key(|(_, claim)| claim.shared.word);
    claims.into_iter().map(|(_, claim)| claim).collect()
}

/// The earliest text that both articles of a passage took it from: it is earlier than both, and has nearly all of the
/// passage's words of either. Both lists stand in the order of earlier texts.
#[must_use]
pub fn via(first: (&[Shared], &[SharedWord]), second: (&[Shared], &[SharedWord])) -> Option<ArticleId> {
    let of_second = |source| second.0.iter().find(|shared| shared.source == source);
    let both = first.0.iter().filter(|shared| shared.covers(first.1));
    both.map(|shared| shared.source)
        .find(|&source| of_second(source).is_some_and(|shared| shared.covers(second.1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Range;

    fn words(passage: u32, words: Range<u32>) -> Vec<SharedWord> {
        words.map(|word| SharedWord { word, passage, is_verbatim: true, is_quoted: false }).collect()
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
    }
}
