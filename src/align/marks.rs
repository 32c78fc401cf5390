//! Marks: what happened to each word of a passage, as spans of one article's text, for a view that shows it.
//!
//! They are found when they are asked for, by looking for the words of the passage once more: a run keeps no place of a
//! word.

use super::operations::Operation;
use super::{Passage, Segment};
use crate::measure::{Side, Span};
use crate::text::{Folding, Places};

/// Words in a row to which the same happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// From the first to the last of them.
    pub span: Span,
    /// What happened to them.
    pub operation: Operation,
}

impl Passage {
    /// What happened to the words of the passage in one article, in the order of its text: every word of every segment
    /// is in one mark, and words between segments are in none. Of a word that several segments hold, the closest
    /// operation is given.
    ///
    /// The text must be that article's, and the folding the one that the run was made with.
    #[must_use]
    pub fn marks(&self, side: Side, text: &str, folding: Folding) -> Vec<Mark> {
        let places = Places::within(text, self.on(side), folding);
        let mut closest: Vec<Option<Operation>> = vec![None; places.len()];
        for segment in &self.segments {
            let start = places.words_before(segment.on(side).bytes.start);
            for run in segment.operations.runs() {
                for word in run.on(side) {
                    let known = &mut closest[(start + word) as usize];
                    *known = Some(known.map_or(run.operation, |known| known.min(run.operation)));
                }
            }
        }
        let mut end = 0;
        let marks = closest.chunk_by(|x, y| x == y).filter_map(|same| {
            let words = end..end + same.len() as u32;
            end = words.end;
            same[0].map(|operation| Mark { span: places.span(&words), operation })
        });
        marks.collect()
    }

    /// The whole stretch in one article.
    #[must_use]
    pub fn on(&self, side: Side) -> &Span {
        match side {
            Side::First => &self.first,
            Side::Second => &self.second,
        }
    }
}

impl Segment {
    /// The stretch in one article.
    #[must_use]
    pub fn on(&self, side: Side) -> &Span {
        match side {
            Side::First => &self.first,
            Side::Second => &self.second,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::operations::Operation::{Deleted, Inflected, Inserted, Same, Substituted};
    use super::super::operations::Operations;
    use super::super::{AlignedSegment, PassageKind, Run};
    use super::*;
    use crate::article::{ArticleId, Pair};
    use crate::text::{Tokenizer, word_hash};
    use std::ops::Range;

    fn hashes(text: &str) -> Vec<u32> {
        let mut hashes = Vec::new();
        Tokenizer::new(Folding::default())
            .for_each(text, |token| hashes.push(word_hash(token.folded) as u32));
        hashes
    }

    /// A passage from the first to the last word of two texts.
    fn passage(first: &str, second: &str, segments: &[(Range<u32>, Range<u32>, &[Run])]) -> Passage {
        let places = [first, second].map(|text| Places::of(text, Folding::default()));
        let (one, other) = (hashes(first), hashes(second));
        let segment = |(a, b, runs): &(Range<u32>, Range<u32>, &[Run])| {
            let aligned =
                AlignedSegment { first: a.clone(), second: b.clone(), rewritten: false, runs: runs.to_vec() };
            let operations = Operations::of(&aligned, &one, &other);
            Segment { first: places[0].span(a), second: places[1].span(b), operations }
        };
        let (first_words, second_words) = (one.len() as u32, other.len() as u32);
        Passage {
            pair: Pair::new(ArticleId(0), ArticleId(1)).unwrap(),
            first: places[0].span(&(0..first_words)),
            second: places[1].span(&(0..second_words)),
            first_words,
            second_words,
            matched_words: 0,
            kind: PassageKind::Edited,
            segments: segments.iter().map(segment).collect(),
            earlier: None,
            quoted_words: 0,
            via: None,
        }
    }

    fn marked<'a>(passage: &Passage, side: Side, text: &'a str) -> Vec<(&'a str, Operation)> {
        let marks = passage.marks(side, text, Folding::default());
        let shown = marks.iter().map(|mark| {
            let bytes = mark.span.bytes.start as usize..mark.span.bytes.end as usize;
            assert_eq!(text[..bytes.start].chars().count(), mark.span.chars.start as usize);
            (&text[bytes], mark.operation)
        });
        shown.collect()
    }

    #[test]
    fn each_article_shows_what_it_has() {
        let (first, second) =
            ("« Le maire élu a fermé l’école hier. »", "– LE maire a fermé l'écoles mardi soir");
        let run = |first, second, length| Run { first, second, length };
        let passage = passage(first, second, &[(0..8, 0..8, &[run(0, 0, 2), run(3, 2, 4)])]);
        assert_eq!(
            marked(&passage, Side::First, first),
            [
                ("Le maire", Same),
                ("élu", Deleted),
                ("a fermé l", Same),
                ("école", Inflected),
                ("hier", Substituted)
            ]
        );
        assert_eq!(
            marked(&passage, Side::Second, second),
            [("LE maire a fermé l", Same), ("écoles", Inflected), ("mardi", Substituted), ("soir", Inserted)]
        );
    }

    #[test]
    fn a_word_of_two_segments_has_the_closest_operation_and_one_of_none_has_no_mark() {
        let text = "one two three four five six";
        let run = |at, length| Run { first: at, second: at, length };
        let passage = passage(
            text,
            text,
            &[(0..3, 0..3, &[run(0, 1)]), (1..4, 1..4, &[run(1, 3)]), (5..6, 5..6, &[run(5, 1)])],
        );
        assert_eq!(marked(&passage, Side::First, text), [("one two three four", Same), ("six", Same)]);
    }
}
