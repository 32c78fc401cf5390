//! One pass over a paragraph: which of its marks open and close what.

use super::super::sentence::is_sentence_end;
use super::marks::{APOSTROPHES, CLIPPED, DASHES, MARKS, Sides, closers, is_mark};
use std::ops::Range;

/// Open marks of which the innermost is remembered; nobody quotes deeper.
const DEEPEST: usize = 8;

/// Bytes within which a paragraph may end a quotation that is never closed: a paragraph of speech, not an article that
/// is one paragraph.
const LONGEST_UNCLOSED: usize = 600;

/// A quotation inside a paragraph.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) mark: char,
    pub(super) range: Range<usize>,
    pub(super) closed: bool,
}

/// A mark that was opened, and how many quotations had been found before it.
struct Open {
    mark: char,
    at: usize,
    before: usize,
}

/// One pass over a paragraph.
pub(super) struct Scan<'a> {
    text: &'a str,
    paragraph: Range<usize>,
    stack: Vec<Open>,
    found: Vec<Found>,
}

impl<'a> Scan<'a> {
    pub(super) fn of(text: &'a str, paragraph: Range<usize>) -> Self {
        Self { text, paragraph, stack: Vec::new(), found: Vec::new() }
    }

    pub(super) fn quotations(mut self) -> Vec<Found> {
        if let Some(end) = self.end_of_dialogue() {
            self.found.push(Found { mark: '—', range: self.paragraph.start..end, closed: true });
            self.paragraph.start = end;
        }
        let start = self.paragraph.start;
        for (at, c) in self.text[self.paragraph.clone()].char_indices() {
            if is_mark(c) {
                self.meet(start + at, c);
            }
        }
        while let Some(open) = self.stack.pop() {
            self.give_up(&open);
        }
        self.found
    }

    /// Takes a mark for what it is where it stands: one that closes, one that opens, or none.
    fn meet(&mut self, at: usize, c: char) {
        let sides = Sides::of(self.text, &self.paragraph, at, c);
        let closes = |open: &Open| closers(open.mark).contains(c);
        match self.stack.iter().rposition(closes) {
            Some(depth) if self.may_close(depth, at, c, sides) => self.close(depth, at + c.len_utf8()),
            Some(_) if closers(c).contains(c) => {}
            _ if self.stack.len() < DEEPEST && self.may_open(c, sides) => {
                self.stack.push(Open { mark: c, at, before: self.found.len() });
            }
            _ => {}
        }
    }

    fn may_open(&self, c: char, sides: Sides) -> bool {
        if !MARKS.iter().any(|(mark, _)| *mark == c) {
            return false;
        }
        match c {
            '\'' | '‘' | '‚' => {
                sides.is_behind_gap() && sides.is_before_word() && !self.is_clipped(sides.next_at, c)
            }
            '"' | '＂' => sides.is_behind_gap() && (sides.is_before_word() || !sides.ends_sentence()),
            '»' | '›' | '”' => sides.is_behind_gap() && sides.is_before_word() && !sides.behind_stop,
            _ => true,
        }
    }

    /// Whether what looks like the mark of a single quotation is the apostrophe of `'90s` or `'em`.
    fn is_clipped(&self, at: usize, c: char) -> bool {
        let rest = &self.text[at..self.paragraph.end];
        let word: String = rest.chars().take(6).take_while(|c| c.is_alphanumeric()).collect();
        let year = word.bytes().take(2).filter(u8::is_ascii_digit).count() == 2;
        c != '‚' && (year || CLIPPED.contains(&word.to_lowercase().as_str()))
    }

    fn may_close(&self, depth: usize, at: usize, c: char, sides: Sides) -> bool {
        if APOSTROPHES.contains(&c) && self.stack[depth].mark != '„' {
            let apostrophe = sides.is_before_letter() || (sides.behind_s && self.closes_later(at, c));
            return !apostrophe;
        }
        let inch = matches!(c, '"' | '”') && sides.behind_digit;
        !(inch && self.closes_later(at, c))
    }

    /// Whether the next mark of this kind in the paragraph closes as well, and for certain: behind a word or a stop, and
    /// before none. Every gap between two marks is looked through once.
    fn closes_later(&self, at: usize, c: char) -> bool {
        let from = at + c.len_utf8();
        let opening = MARKS.iter().find(|(mark, closers)| closers.contains(c) && !closers.contains(*mark));
        let rest = self.text[from..self.paragraph.end].char_indices();
        for (offset, next) in rest.filter(|&(_, next)| next == c || opening.is_some_and(|o| o.0 == next)) {
            let sides = Sides::of(self.text, &self.paragraph, from + offset, next);
            if next != c || (sides.is_behind_gap() && sides.is_before_word()) {
                return false;
            }
            if !sides.is_before_letter() {
                return !sides.behind_digit && (c == '"' || c == '”' || sides.behind_stop);
            }
        }
        false
    }

    /// Closes the mark at this depth; marks above it were none.
    fn close(&mut self, depth: usize, end: usize) {
        while self.stack.len() > depth + 1 {
            self.stack.pop();
        }
        if let Some(open) = self.stack.pop() {
            self.found.truncate(open.before);
            self.found.push(Found { mark: open.mark, range: open.at..end, closed: true });
        }
    }

    /// What becomes of a mark that nothing closed.
    fn give_up(&mut self, open: &Open) {
        if APOSTROPHES.contains(&open.mark) && !self.begins_paragraph(open.at) {
            return;
        }
        if open.mark == '\'' {
            return;
        }
        let again = self.found[open.before..].iter().position(|found| found.mark == open.mark);
        if let Some(again) = again.map(|offset| open.before + offset) {
            self.found[again].range.start = open.at;
            self.found.drain(open.before..again);
            return;
        }
        let end = self.end_of_unclosed(open.at);
        let inside = self.found[open.before..].iter().take_while(|found| found.range.end <= end).count();
        self.found.drain(open.before..open.before + inside);
        let end = self.found.get(open.before).map_or(end, |next| end.min(next.range.start));
        self.found.insert(open.before, Found { mark: open.mark, range: open.at..end, closed: false });
    }

    fn begins_paragraph(&self, at: usize) -> bool {
        self.text[self.paragraph.start..at].trim().is_empty()
    }

    /// The end of the paragraph, or of the first sentence of one that is too long to be all speech.
    fn end_of_unclosed(&self, at: usize) -> usize {
        let end = self.paragraph.end;
        if end - at <= LONGEST_UNCLOSED {
            return end;
        }
        let rest = &self.text[at..end];
        let stops =
            rest.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？'));
        let ends = stops.map(|(offset, c)| (offset, offset + c.len_utf8()));
        let mut borders = ends.filter(|&(offset, end)| {
            let between = rest[end..].find(|c: char| !c.is_whitespace()).map_or(rest.len(), |gap| end + gap);
            let next = rest[between..].chars().next().unwrap_or('A');
            is_sentence_end(&rest[offset..between], next)
        });
        borders.next().map_or(end, |(_, end)| at + end)
    }

    /// Where the speech of a paragraph of dialogue ends, if it is one.
    fn end_of_dialogue(&self) -> Option<usize> {
        let paragraph = &self.text[self.paragraph.clone()];
        let trimmed = paragraph.trim_start();
        let speech = trimmed.strip_prefix(DASHES)?;
        let hyphen = trimmed.starts_with('-');
        let words = speech.trim_start();
        let spaced = words.len() < speech.len();
        let ends = paragraph.ends_with(['.', '!', '?', '…', '»', '”', '"', '—']);
        if !words.starts_with(char::is_alphabetic) || !ends || (hyphen && !spaced) {
            return None;
        }
        let from = self.paragraph.end - words.len();
        let incise = [" — ", " – ", " —", " –"].iter().filter_map(|dash| words.find(dash)).min();
        Some(incise.map_or(self.paragraph.end, |offset| from + offset))
    }
}
