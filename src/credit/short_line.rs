//! Credits in short lines at either end of an article: `By Helen Frost and Reuters`, `Helen Frost | Reuters`, `This story
//! was first published by Reuters.` One rule for all that the closer rules do not know. It leans towards a credit, which
//! only takes an accusation away: a line of names and small words, or one that speaks of its article's text, credits the
//! agency, unless the agency is itself the news.

use super::CreditKind;
use super::phrases::{BESIDE, BY, LANGUAGES, Language, PHOTOS};
use super::position::{Bytes, Position};
use super::telling::{ends_sentence, is_of_no_name};

/// Words of a short line.
const SHORT: usize = 15;

/// Words of a line in which initials may stand right behind names of people, or in front of a place: `Helen Frost AFP`.
const SHORTEST: usize = 4;

/// The lines at either end, from the first or last on.
const ENDS: usize = 2;

impl Position<'_> {
    /// A short line among the first or last of the article that credits the agency, as the byline or as the last line.
    pub(super) fn short_line(&self) -> Option<(CreditKind, Bytes)> {
        let kind = self.end()?;
        let credits = self.line.words.len() <= SHORT
            && !self.doubtful
            && !self.small
            && self.is_own_line()
            && !self.is_of_picture()
            && !self.is_news()
            && (self.speaks_of_text() || self.has_names_only());
        credits.then(|| (kind, self.line.bytes.clone()))
    }

    /// At which end of the article the line stands. A text of one line has no ends.
    fn end(&self) -> Option<CreditKind> {
        if self.number < ENDS && self.number <= self.left && self.left > 0 {
            return Some(CreditKind::Byline);
        }
        (self.left < ENDS && self.number > 0).then_some(CreditKind::Tail)
    }

    /// Whether the line is no part of a wrapped paragraph.
    fn is_own_line(&self) -> bool {
        let before = self.words.text[..self.line.bytes.start].trim_end();
        let gap = &self.words.text[before.len()..self.line.bytes.start];
        let rest = self.words.text[self.line.bytes.start..].starts_with(char::is_lowercase)
            && before.ends_with(|c: char| c.is_alphanumeric() || c == ',')
            && gap.matches('\n').nth(1).is_none();
        !rest && self.is_behind_stop() && !self.is_wrapped()
    }

    /// Whether a word for pictures stands in the line.
    fn is_of_picture(&self) -> bool {
        let picture = |word: usize| {
            let folded = self.words.folded(word);
            PHOTOS.contains(&folded) && !is_credit_word(folded)
        };
        self.line.words.clone().any(picture)
    }

    /// Whether the agency does something, or is beside a word of business. *Material von dpa wurde verwendet* is no deed.
    fn is_news(&self) -> bool {
        let business = |word: usize| self.is_among(word, |language| &language.news);
        let beside = || {
            let next = self.name.end;
            BESIDE.contains(&self.words.folded(next)) && self.words.written(next) != "a"
        };
        let said =
            || self.left < ENDS && self.others().any(|word| word < self.name.start && self.is_of_copy(word));
        let acts = self.goes_on() && !self.is_of_copy(self.name.end) && !beside() && !said();
        acts || self.others().any(business)
    }

    /// Whether the line says something of where a text comes from.
    fn speaks_of_text(&self) -> bool {
        self.others().any(|word| self.is_of_copy(word))
    }

    /// Whether the line has names, figures and small words only, and the agency's name is no part of another.
    fn has_names_only(&self) -> bool {
        let small = |word: usize| is_of_no_name(self.words, word) || BY.contains(&self.words.folded(word));
        let fits = |word: usize| self.words.has_capital(word) || self.words.has_digit(word) || small(word);
        let sentence = |word: usize| ends_sentence(self.words, word);
        let first = self.line.words.start;
        let initials = !self.words.text[self.words.bytes(&self.name)].contains(char::is_lowercase);
        let joined =
            |gap: &str, word: usize| gap.trim().is_empty() && !small(word) && !self.words.has_digit(word);
        let before =
            self.name.start > first && joined(self.words.gap_before(self.name.start), self.name.start - 1);
        let behind = self.name.end < self.line.words.end && joined(self.gap_behind(), self.name.end);
        let own = !(before || behind) || (initials && self.line.words.len() <= SHORTEST);
        own && self.others().all(fits) && !(first + 1..self.line.words.end).any(sentence)
    }

    /// Words of the line that are none of the names.
    fn others(&self) -> impl Iterator<Item = usize> {
        let name = self.name.clone();
        self.line.words.clone().filter(move |word| !name.contains(word))
    }

    pub(super) fn is_of_copy(&self, word: usize) -> bool {
        self.is_among(word, |language| &language.copy)
    }

    fn is_among(&self, word: usize, role: fn(&'static Language) -> &'static [&'static str]) -> bool {
        LANGUAGES.iter().flat_map(role).any(|known| *known == self.words.folded(word))
    }
}

/// Whether a word for pictures may be one for the text of the last line: `Credit: Reuters`.
pub(super) fn is_credit_word(folded: &str) -> bool {
    matches!(folded, "credit" | "credits")
}
