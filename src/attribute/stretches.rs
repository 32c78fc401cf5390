//! Stretches: which words of an article are nobody's, somebody's speech, or an earlier text's, for a view that shows it.
//!
//! They are kept as word numbers; where these stand is found when it is asked for, by looking for the words of the text
//! once more.

use super::sources::{AttributedWord, Shared};
use crate::article::ArticleId;
use crate::measure::Span;
use crate::text::{Folding, Places};
use std::ops::Range;

/// Words in a row that are attributed to one earlier text by one passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributed<Place> {
    /// Where they are.
    pub place: Place,
    /// The earlier text.
    pub source: ArticleId,
    /// The passage that holds them, as a number in the order of findings, from 0.
    pub passage: u32,
}

/// Stretches of one article's text, each kind in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretches<Place> {
    /// What its outlet's template, or the user's list, says is not its own.
    pub boilerplate: Vec<Place>,
    /// Quoted speech.
    pub quoted: Vec<Place>,
    /// What is attributed to earlier texts. No two of them overlap.
    pub attributed: Vec<Attributed<Place>>,
}

impl<Place> Default for Stretches<Place> {
    fn default() -> Self {
        Self { boilerplate: Vec::new(), quoted: Vec::new(), attributed: Vec::new() }
    }
}

impl Stretches<Range<u32>> {
    /// Those of an article: its words that are nobody's, its speech, and the words that are attributed to these texts.
    #[must_use]
    pub fn of(
        boilerplate: &[Range<u32>],
        quoted: &[Range<u32>],
        texts: &[Shared],
        words: &[AttributedWord],
    ) -> Self {
        let row = |word: &AttributedWord| (word.shared.word, texts[word.text].source, word.shared.passage);
        Self {
            boilerplate: boilerplate.to_vec(),
            quoted: quoted.to_vec(),
            attributed: in_a_row(&words.iter().map(row).collect::<Vec<_>>()),
        }
    }

    /// Where the stretches stand.
    ///
    /// The text must be the article's, and the folding the one that the run was made with.
    #[must_use]
    pub fn located(&self, text: &str, folding: Folding) -> Stretches<Span> {
        if self.boilerplate.is_empty() && self.quoted.is_empty() && self.attributed.is_empty() {
            return Stretches::default();
        }
        let places = Places::of(text, folding);
        let span = |words: &Range<u32>| places.span(words);
        let attributed = self.attributed.iter().map(|found| Attributed {
            place: span(&found.place),
            source: found.source,
            passage: found.passage,
        });
        Stretches {
            boilerplate: self.boilerplate.iter().map(span).collect(),
            quoted: self.quoted.iter().map(span).collect(),
            attributed: attributed.collect(),
        }
    }
}

/// Words with what they are attributed to, ordered by word, as stretches.
fn in_a_row(words: &[(u32, ArticleId, u32)]) -> Vec<Attributed<Range<u32>>> {
    let follows = |x: &(u32, ArticleId, u32), y: &(u32, ArticleId, u32)| (x.0 + 1, x.1, x.2) == *y;
    let stretch = |row: &[(u32, ArticleId, u32)]| {
        let (start, source, passage) = row[0];
        Attributed { place: start..start + row.len() as u32, source, passage }
    };
    words.chunk_by(follows).map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sources::SharedWord;
    use super::*;

    #[test]
    fn words_in_a_row_are_one_stretch() {
        let word = |word, source, passage| (word, ArticleId(source), passage);
        let stretch = |place, source, passage| Attributed { place, source: ArticleId(source), passage };
        assert_eq!(
            in_a_row(&[word(0, 7, 0), word(1, 7, 0), word(2, 8, 0), word(3, 8, 1), word(5, 8, 1)]),
            [stretch(0..2, 7, 0), stretch(2..3, 8, 0), stretch(3..4, 8, 1), stretch(5..6, 8, 1)]
        );
    }

    #[test]
    fn an_article_has_the_stretches_that_it_was_given_and_each_run_of_words_from_one_text() {
        let word =
            |word| SharedWord { word, passage: 3, is_verbatim: true, is_quoted: false, is_replaced: false };
        let text = Shared::new(ArticleId(7), (0, false, ArticleId(7)), vec![word(4), word(5)]);
        let words = [4, 5].map(|at| AttributedWord { text: 0, shared: word(at) });
        let (boilerplate, quoted) = (std::slice::from_ref(&(0..2)), std::slice::from_ref(&(2..3)));
        let attributed = vec![Attributed { place: 4..6, source: ArticleId(7), passage: 3 }];
        assert_eq!(
            Stretches::of(boilerplate, quoted, &[text], &words),
            Stretches { boilerplate: boilerplate.to_vec(), quoted: quoted.to_vec(), attributed }
        );
    }

    #[test]
    fn stretches_stand_where_their_words_do() {
        let text = "« Élan » rompu, dit-il.";
        let stretches = Stretches {
            boilerplate: std::iter::once(3..4).collect(),
            quoted: std::iter::once(0..1).collect(),
            attributed: in_a_row(&[(0, ArticleId(4), 2), (1, ArticleId(4), 2)]),
        };
        let located = stretches.located(text, Folding::default());
        let shown = |span: &Span| text[span.bytes.start as usize..span.bytes.end as usize].to_owned();
        assert_eq!(located.boilerplate.iter().map(shown).collect::<Vec<_>>(), ["il"]);
        assert_eq!(located.quoted.iter().map(shown).collect::<Vec<_>>(), ["Élan"]);
        assert_eq!(shown(&located.attributed[0].place), "Élan » rompu");
        assert_eq!(located.attributed[0].place.chars, 2..14);
    }
}
