//! Credits for pictures: in a caption or a line of their own, told by a word for picture, a person, or an archive.

use super::phrases::{BEHIND_PHOTOS, BY, PHOTOS, VIA};
use super::position::{Bytes, LABEL, Position};
use super::short_line::is_credit_word;

/// Lines at the start of a text among which the caption of its picture stands.
const ABOVE: usize = 3;

/// Words of a caption.
const CAPTION: usize = 40;

impl Position<'_> {
    /// `/AFP via Getty Images`, `(Photo AFP)`, `Photo: Reuters/Jane Doe`, `REUTERS/John Doe`, `AP Photo/…`.
    pub(super) fn photo(&self) -> Option<Bytes> {
        if self.small || self.is_last_credit() {
            return None;
        }
        self.via()
            .or_else(|| self.behind_photo_word())
            .or_else(|| self.before_photo_word())
            .or_else(|| self.with_person())
            .or_else(|| self.below_picture())
    }

    /// Whether this is the article's last line and credits its text, though it looks like a picture's: `Le Journal/AFP`,
    /// `Credit: Reuters`.
    fn is_last_credit(&self) -> bool {
        let last = self.left == 0 && self.number > 0 && self.name.end == self.line.words.end;
        let mut before = self.line.words.start..self.name.start;
        let labelled = before.len() == 1 && is_credit_word(self.words.folded(before.start));
        let journal = self.person_before() == Some(self.line.words.start)
            && !before.any(|word| PHOTOS.contains(&self.words.folded(word)));
        last && self.brackets.is_none() && (labelled || journal)
    }

    /// `Des pompiers à Lyon, lundi. © AFP`, a caption above the text.
    fn below_picture(&self) -> Option<Bytes> {
        let above = self.number < ABOVE && self.number < self.left && self.line.words.len() <= CAPTION;
        let sign = self.before().rfind('©').map(|sign| self.line.bytes.start + sign)?;
        let first = self.line.words.start;
        let described = self.words.place(first).start < sign
            && !BY.contains(&self.words.folded(first))
            && !self.is_of_copy(first);
        let next =
            !self.words.text[sign..self.words.place(self.name.start).start].contains(char::is_alphabetic);
        (above && described && next).then(|| sign..self.words.bytes(&self.name).end)
    }

    fn via(&self) -> Option<Bytes> {
        let blank = self.gap_behind().trim().chars().all(|c| c == '/');
        let end = VIA.iter().find_map(|via| self.words.phrase_begins_at(self.name.end, via))?;
        let person = self.person_before().unwrap_or(self.name.start);
        blank.then(|| self.span(person, end))
    }

    fn behind_photo_word(&self) -> Option<Bytes> {
        let begins = |word: usize| {
            word == self.line.words.start
                || self.words.gap_before(word).contains(['(', '[', '|', '•', '–', '—', '.', '/', '©'])
        };
        let mut found = None;
        for word in self.words_before(LABEL) {
            if PHOTOS.contains(&self.words.folded(word)) {
                found = Some(word);
            }
            if begins(word) {
                break;
            }
        }
        let first = found?;
        let labelled = (first + 1..=self.name.start).any(|word| self.words.gap_before(word).contains(':'));
        let head = begins(first) || (first > 0 && begins(first - 1));
        (head && (labelled || !self.goes_on())).then(|| self.span(first, self.name.end))
    }

    fn before_photo_word(&self) -> Option<Bytes> {
        if self.gap_behind() != " " || self.name.end >= self.line.words.end {
            return None;
        }
        let end =
            BEHIND_PHOTOS.iter().filter_map(|word| self.words.phrase_begins_at(self.name.end, word)).max()?;
        let closed = self.words.gap_before(end).trim_start().starts_with([')', ']', '/'])
            || end == self.line.words.end;
        (closed || self.words.has_capital(self.name.end)).then(|| self.span(self.name.start, end))
    }

    /// `REUTERS/John Doe`, `John Doe/AFP`.
    fn with_person(&self) -> Option<Bytes> {
        if let Some(end) = self.person_behind().filter(|_| !self.doubtful || self.begins_something()) {
            return Some(self.span(self.name.start, end));
        }
        let start = self.person_before()?;
        let ends = self.name.end == self.line.words.end
            || self.gap_behind().trim_start().starts_with([')', ']', '/']);
        let byline = BY.contains(&self.words.folded(self.line.words.start));
        let sure = !self.doubtful || self.brackets.is_some() || start == self.line.words.start;
        (ends && !byline && sure).then(|| self.span(start, self.name.end))
    }

    /// Whether the names are the first words of their line or brackets.
    fn begins_something(&self) -> bool {
        self.name.start == self.line.words.start || (self.brackets.is_some() && self.begins_brackets())
    }

    fn person_before(&self) -> Option<usize> {
        let start = self.name.start.checked_sub(2).filter(|&start| start >= self.line.words.start)?;
        let slash = self.words.gap_before(self.name.start).trim() == "/";
        (slash && self.is_person(start)).then_some(start)
    }

    fn person_behind(&self) -> Option<usize> {
        let end = self.name.end + 2;
        let slash = end <= self.line.words.end && self.words.gap_before(self.name.end).trim() == "/";
        (slash && self.is_person(self.name.end)).then_some(end)
    }

    /// Whether two words are the name of somebody.
    fn is_person(&self, first: usize) -> bool {
        let gap = self.words.gap_before(first + 1);
        let named = |word| self.words.has_capital(word) && self.words.written(word).chars().count() > 1;
        named(first + 1) && self.words.has_capital(first) && matches!(gap, " " | "." | ". " | "-" | "\u{a0}")
    }
}
