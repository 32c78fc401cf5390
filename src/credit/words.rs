//! The words of a text as the rules for credits see them: folded, with their places and their lines.

use crate::text::{Folding, Tokenizer};
use std::ops::Range;

/// The words of a text, and its lines that have any.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    places: Vec<Range<usize>>,
    folded: String,
    ends: Vec<usize>,
    hashes: Vec<u64>,
    lines: Vec<Line>,
}

/// A line of a text with words in it, without the blanks around it.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) bytes: Range<usize>,
    pub(super) words: Range<usize>,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let (mut places, mut ends, mut folded, mut hashes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Tokenizer::new(Folding::Diacritics).for_each(text, |token| {
            places.push(token.start..token.end);
            folded.extend_from_slice(token.folded);
            ends.push(folded.len());
            hashes.push(token.hash);
        });
        let folded = String::from_utf8(folded).unwrap_or_default();
        let lines = lines(text, &places);
        Self { text, places, folded, ends, hashes, lines }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The number of the line in which a word stands.
    pub(super) fn line_of(&self, word: usize) -> usize {
        self.lines.partition_point(|line| line.words.end <= word)
    }

    pub(super) fn folded(&self, word: usize) -> &str {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.folded[start..self.ends[word]]
    }

    /// The hash of a folded word.
    pub(super) fn hash(&self, word: usize) -> u64 {
        self.hashes[word]
    }

    pub(super) fn place(&self, word: usize) -> Range<usize> {
        self.places[word].clone()
    }

    pub(super) fn written(&self, word: usize) -> &'a str {
        &self.text[self.place(word)]
    }

    /// What stands between the end of a word, or the start of the text, and the next.
    pub(super) fn gap_before(&self, word: usize) -> &'a str {
        let start = word.checked_sub(1).map_or(0, |before| self.places[before].end);
        let end = self.places.get(word).map_or(self.text.len(), |place| place.start);
        &self.text[start..end]
    }

    /// What these words say between them, from the first letter to the last.
    pub(super) fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        self.places[words.start].start..self.places[words.end - 1].end
    }

    /// Whether these folded words, parted by blanks, end in front of a word without a stop between them.
    pub(super) fn phrase_ends_at(&self, end: usize, phrase: &str) -> Option<usize> {
        let mut at = end;
        for (behind, word) in phrase.rsplit(' ').enumerate() {
            if behind > 0 && !is_joint(self.gap_before(at)) {
                return None;
            }
            at = at.checked_sub(1)?;
            if self.folded(at) != word {
                return None;
            }
        }
        Some(at)
    }

    /// Whether these folded words, parted by blanks, begin here; then the word behind them.
    pub(super) fn phrase_begins_at(&self, start: usize, phrase: &str) -> Option<usize> {
        let mut at = start;
        for (before, word) in phrase.split(' ').enumerate() {
            if at >= self.len() || self.folded(at) != word || (before > 0 && !is_joint(self.gap_before(at))) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    pub(super) fn has_capital(&self, word: usize) -> bool {
        self.written(word).starts_with(char::is_uppercase)
    }

    pub(super) fn has_digit(&self, word: usize) -> bool {
        self.written(word).contains(|c: char| c.is_ascii_digit())
    }
}

/// Whether two words with this between them may be of one phrase: blanks, the break of a wrapped line, an apostrophe, a
/// hyphen, an opening mark.
pub(super) fn is_joint(gap: &str) -> bool {
    gap.matches('\n').nth(1).is_none()
        && gap.chars().all(|c| c.is_whitespace() || matches!(c, '\'' | '’' | '-' | '“' | '"' | '«' | '‘'))
}

fn lines(text: &str, places: &[Range<usize>]) -> Vec<Line> {
    let (mut lines, mut start, mut word) = (Vec::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let first = word;
        while places.get(word).is_some_and(|place| place.start < end) {
            word += 1;
        }
        if first < word {
            let blank = line.len() - line.trim_start().len();
            lines.push(Line { bytes: start + blank..start + line.trim_end().len(), words: first..word });
        }
        start = end;
    }
    lines
}
