//! Credits told by where they stand: datelines, bylines, last lines, captions, labels.

use super::mention::Group;
use super::phrases::{BY, RESERVED, SOURCES, WITH};
use super::words::{Line, Words};
use std::ops::Range;

/// Lines at the start of a text among which headline, byline, caption and dateline stand.
const FIRST_LINES: usize = 6;

/// Lines at the end of a text among which a closing credit stands.
const LAST_LINES: usize = 4;

/// Words of place and date in front of the agency in a dateline.
const DATELINE: usize = 10;

/// Words in front of a dateline in its line: a note on what was corrected, names of authors.
const PREFACE: usize = 50;

/// Words of a line that is a byline.
const BYLINE: usize = 15;

/// Words below a closing credit, such as the initials of editors.
const INITIALS: usize = 4;

/// Words of a line that is a byline though it ends as a sentence does: `Avec AFP.`
const SIGNED: usize = 5;

/// Words between a label or a picture's word and the name.
pub(super) const LABEL: usize = 7;

/// Words inside brackets that are a credit.
const BRACKETS: usize = 12;

/// Characters that are looked through for a bracket.
const LOOK: usize = 120;

/// A list of names in its line.
pub(super) struct Position<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) name: Range<usize>,
    pub(super) line: Line,
    /// Number of the line, and of lines behind it.
    pub(super) number: usize,
    pub(super) left: usize,
    /// The brackets around the names, in bytes, brackets included.
    pub(super) brackets: Option<Range<usize>>,
    /// Whether all names may be initials of something else, or are in small letters.
    pub(super) doubtful: bool,
    pub(super) small: bool,
}

pub(super) type Bytes = Range<usize>;

impl<'a> Position<'a> {
    pub(super) fn of(words: &'a Words<'a>, group: &Group) -> Self {
        let name = group.words.clone();
        let number = words.line_of(name.start);
        let line = words.lines()[number].clone();
        let brackets = brackets(words.text, &line.bytes, &words.bytes(&name));
        let doubtful = group.mentions.iter().all(|mention| mention.ambiguous);
        let small = group.mentions.iter().all(|mention| mention.small);
        let left = words.lines().len() - 1 - number;
        Self { words, name, line, number, left, brackets, doubtful, small }
    }

    fn in_first_lines(&self) -> bool {
        self.number < FIRST_LINES
    }

    fn in_last_lines(&self) -> bool {
        self.left < LAST_LINES
    }

    fn bytes(&self) -> Bytes {
        self.words.bytes(&self.name)
    }

    /// The text of the line in front of the names, at most [`LOOK`] characters and from its start only if it is short.
    pub(super) fn before(&self) -> &'a str {
        &self.words.text[self.line.bytes.start..self.bytes().start]
    }

    fn behind(&self) -> &'a str {
        &self.words.text[self.bytes().end..self.line.bytes.end.max(self.bytes().end)]
    }

    fn gap_before(&self) -> &'a str {
        if self.name.start == self.line.words.start {
            self.before()
        } else {
            self.words.gap_before(self.name.start)
        }
    }

    pub(super) fn gap_behind(&self) -> &'a str {
        if self.name.end >= self.line.words.end {
            self.behind()
        } else {
            self.words.gap_before(self.name.end)
        }
    }

    /// Whether the sentence goes on behind the names with a word of its own.
    pub(super) fn goes_on(&self) -> bool {
        self.name.end < self.line.words.end
            && self.gap_behind().trim().is_empty()
            && !self.words.has_capital(self.name.end)
            && !self.words.has_digit(self.name.end)
    }

    /// Words of the line in front of the names, nearest first, at most so many.
    pub(super) fn words_before(&self, most: usize) -> impl Iterator<Item = usize> {
        (self.line.words.start..self.name.start).rev().take(most)
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Bytes {
        let own = self.words.bytes(&(from..to));
        match &self.brackets {
            Some(brackets) if brackets.start <= own.start && own.end <= brackets.end => brackets.clone(),
            _ => own,
        }
    }

    /// `© 2026 AFP`, `Copyright AFP`, `Tous droits réservés. AFP`, `AFP. All rights reserved`.
    pub(super) fn copyright(&self) -> Option<Bytes> {
        let sign = |word: usize| {
            let gap = if word == self.line.words.start { self.before() } else { self.words.gap_before(word) };
            gap.contains('©')
        };
        let passed_over = |word: usize| {
            self.words.has_digit(word)
                || ["by", "the", "l", "la", "le", "c", "copyright", "agence", "agency", "thomson"]
                    .contains(&self.words.folded(word))
        };
        let mut at = self.name.start;
        for _ in 0..=LABEL {
            let reserved = RESERVED.iter().find_map(|phrase| self.words.phrase_ends_at(at, phrase));
            if let Some(start) = reserved.filter(|&start| start >= self.line.words.start) {
                return Some(self.span(start, self.name.end));
            }
            if sign(at) {
                let start = self.words.text[..self.words.place(at).start].rfind('©')?;
                return Some(start..self.bytes().end);
            }
            at = at.checked_sub(1).filter(|&at| at >= self.line.words.start && passed_over(at))?;
        }
        None
    }

    /// `Reuters ©`, `AFP. Tous droits réservés`.
    pub(super) fn copyright_behind(&self) -> Option<Bytes> {
        let gap = self.gap_behind();
        if let Some(sign) = gap.find('©') {
            return Some(self.bytes().start..self.bytes().end + sign + '©'.len_utf8());
        }
        let end =
            RESERVED.iter().filter_map(|phrase| self.words.phrase_begins_at(self.name.end, phrase)).max()?;
        let short = gap.trim().chars().count() <= 1 && end <= self.line.words.end;
        short.then(|| self.span(self.name.start, end))
    }

    /// `Source : Belga`, `(Quelle: dpa)`.
    pub(super) fn source_line(&self) -> Option<Bytes> {
        let label = self.words_before(LABEL).find(|&word| SOURCES.contains(&self.words.folded(word)))?;
        let starts = label == self.line.words.start
            || self.words.gap_before(label).contains(['(', '[', '.', '|', '–', '—', '!', '?', '”', '»', '/']);
        let colon = self.words.gap_before(label + 1).trim() == ":";
        let alone = label + 1 == self.name.start && !self.goes_on() && self.is_alone_from(label);
        let listed = (label + 2..=self.name.start).all(|word| {
            let gap = self.words.gap_before(word).trim();
            gap.is_empty() || matches!(gap, "," | "/" | "&" | "-" | "–" | "’" | "'")
        });
        (starts && (colon && listed && !self.goes_on() || alone)).then(|| self.span(label, self.name.end))
    }

    /// Whether a line or a bracket has nothing but what begins with this word and ends with the names.
    fn is_alone_from(&self, word: usize) -> bool {
        let start = self.words.place(word).start;
        let bounds = self.brackets.clone().unwrap_or(self.line.bytes.clone());
        let signs = |text: &str| !text.contains(char::is_alphanumeric);
        signs(&self.words.text[bounds.start.min(start)..start])
            && signs(&self.words.text[self.bytes().end..bounds.end.max(self.bytes().end)])
    }

    /// `PARIS (AFP) –`, `ROMA, 3 MAR - (ANSA)`, `(Boréale)`, `MOSCOW, March 3. /TASS/.`, `AFP – …`.
    pub(super) fn dateline(&self) -> Option<Bytes> {
        let before = self.name.start - self.line.words.start;
        if !self.in_first_lines()
            || before > PREFACE
            || (self.small && (self.brackets.is_none() || before == 0))
        {
            return None;
        }
        let slashes = self.gap_before().ends_with('/') && self.gap_behind().starts_with('/');
        let enclosed =
            self.brackets.clone().or_else(|| slashes.then(|| self.bytes().start - 1..self.bytes().end + 1));
        let end = enclosed.as_ref().map_or(self.bytes().end, |enclosed| enclosed.end);
        let behind = self.words.text[end..self.line.bytes.end.max(end)].trim_start();
        let dash = behind.trim_start_matches(['.', ',']).trim_start().starts_with(['-', '–', '—', '―', ':']);
        let more = behind.contains(char::is_alphanumeric);
        let opens = match enclosed {
            Some(_) if !self.begins_brackets() => false,
            Some(_) if before > DATELINE => dash && self.number == 0 && self.is_behind_place(),
            Some(_) => dash || self.opens_undashed(before, more),
            None => {
                dash && more
                    && self.is_place_and_date()
                    && before <= DATELINE / 2
                    && !self.gap_before().contains('.')
                    && !behind.starts_with(':')
                    && self.is_spaced(behind)
            }
        };
        let from = if before > DATELINE { self.brackets.clone()?.start } else { self.line.bytes.start };
        opens.then_some(from..end)
    }

    /// Whether a name, or a bracket, stands right in front of the brackets around the names.
    fn is_behind_place(&self) -> bool {
        let behind_bracket = self.gap_before().trim_start().starts_with([')', ']']);
        behind_bracket || (self.gap_before().trim() == "(" && self.words.has_capital(self.name.start - 1))
    }

    /// Whether names in brackets open a text without a dash behind them: `(Boréale) The bridge …`, or a line of theirs
    /// under the headline.
    fn opens_undashed(&self, before: usize, more: bool) -> bool {
        let head = before == 0 && self.number <= 2 && self.left > 0;
        let dated = (self.line.words.start..self.name.start).any(|word| self.words.has_digit(word));
        let sure = before == 0 || dated || !self.doubtful;
        self.is_place_and_date() && sure && (more || head)
    }

    /// A dash is one of a dateline if a blank stands behind it.
    fn is_spaced(&self, behind: &str) -> bool {
        behind.trim_start_matches(['.', ',', '-', '–', '—', '―']).starts_with(char::is_whitespace)
            && self.gap_before().len() <= self.gap_before().trim_end().len() + 2
    }

    /// Whether the names are the first words inside the brackets.
    pub(super) fn begins_brackets(&self) -> bool {
        let start = self.brackets.as_ref().map_or(self.bytes().start, |brackets| brackets.start);
        !self.words.text[start..self.bytes().start].contains(char::is_alphanumeric)
    }

    /// Whether what stands in front of the names in their line may be a place and a date: capitals, figures, months.
    fn is_place_and_date(&self) -> bool {
        const SMALL: [&str; 14] =
            ["de", "du", "la", "le", "les", "el", "of", "the", "den", "di", "der", "am", "sur", "en"];
        let all = self.line.words.start..self.name.start;
        let dated = all.clone().any(|word| self.words.has_digit(word));
        let fits = |word: usize| {
            self.words.has_capital(word)
                || self.words.has_digit(word)
                || SMALL.contains(&self.words.folded(word))
                || (dated && word > 0 && self.words.has_digit(word - 1))
        };
        all.clone().all(fits)
    }

    /// `Par X avec AFP`, `By X, Reuters`, `(avec AFP)`, `mit Material von dpa`.
    pub(super) fn byline(&self) -> Option<Bytes> {
        if !(self.in_first_lines() || self.in_last_lines()) || self.goes_on() || self.small {
            return None;
        }
        let short = self.line.words.len() <= BYLINE;
        if self.number <= 1 && self.left > 0 && self.line.words == self.name && self.is_behind_stop() {
            return Some(self.bytes());
        }
        let with = WITH.iter().filter_map(|with| self.words.phrase_ends_at(self.name.start, with)).min();
        let with = with.filter(|&start| self.begins_no_sentence(start) && self.joins(start));
        if let Some(start) = with.filter(|_| self.brackets.is_some() || (short && self.line_stops())) {
            return Some(self.span(start, self.name.end));
        }
        let first = self.line.words.start;
        let begins = BY.contains(&self.words.folded(first)) && first < self.name.start && short;
        let signed = (first + 1..self.name.start).any(|word| self.words.has_capital(word));
        let parted = self.gap_before().trim().chars().next().is_some_and(|c| ",|-–—/(·•".contains(c));
        (begins && signed && parted && self.line_stops()).then(|| {
            self.words.place(first).start..self.brackets.as_ref().map_or(self.bytes().end, |b| b.end)
        })
    }

    /// Whether a phrase begins its line, or stands behind names in it; not in the middle of a sentence or a wrapped line.
    fn begins_no_sentence(&self, start: usize) -> bool {
        let first = self.line.words.start;
        let sentence =
            |word: usize| self.words.gap_before(word).starts_with(". ") && !self.words.has_capital(word - 1);
        start >= first
            && (start == first || self.brackets.is_some() || self.words.has_capital(first))
            && !(first + 1..start).any(sentence)
    }

    /// Whether nothing but a sign stands between a phrase and the names.
    fn joins(&self, start: usize) -> bool {
        (start + 1..=self.name.start).all(|word| {
            let gap = self.words.gap_before(word).trim();
            gap.is_empty() || matches!(gap, "'" | "’" | ":")
        })
    }

    /// Whether what is left of the line is no sentence: nothing, or behind a sign, or a date.
    fn line_stops(&self) -> bool {
        let gap = self.gap_behind().trim();
        let ends = self.name.end == self.line.words.end;
        let sentence = gap.starts_with('.') && self.line.words.len() > SIGNED;
        (ends && !sentence)
            || (!gap.is_empty() && !gap.starts_with(['\'', '’', '.']))
            || (!ends && self.words.has_digit(self.name.end))
            || !ends
                && ["publie", "published", "le", "mis", "updated", "stand", "am", "on"]
                    .contains(&self.words.folded(self.name.end))
    }

    /// `(Reuters)`, `AFP`, `(dpa/lnw)`, `afp/rl`, `(APA, 10.3.2026)`, as a line of its own or the end of the last paragraphs.
    pub(super) fn tail(&self) -> Option<Bytes> {
        let end = self.end_of_code();
        let ends_line =
            |end: usize| !self.words.text[end..self.line.bytes.end.max(end)].contains(char::is_alphanumeric);
        let own_line = self.name.start == self.line.words.start;
        let code = end > self.bytes().end;
        if let Some(brackets) = self.brackets.clone() {
            let closes = ends_line(brackets.end) && (own_line || !self.is_wrapped());
            let whole = self.begins_brackets() && self.closes_brackets(end, &brackets);
            let behind = self.words.text[self.line.bytes.start..brackets.start].trim_end();
            let stopped =
                behind.is_empty() || behind.ends_with(['.', '!', '?', '…', '”', '"', '»', '“', ')', '。']);
            let sure = if self.doubtful || self.small {
                stopped && (own_line || self.in_last_lines())
            } else {
                true
            };
            return (closes && whole && sure).then_some(brackets);
        }
        let stopped =
            self.gap_before().trim_end().ends_with(['.', '!', '?', '…', '”', '"', '»', '–', '—', '-', '/']);
        let closes = ends_line(end) && (own_line || (stopped && self.is_at_end()));
        let written = !self.small || code || own_line;
        let closes = closes && (!own_line || self.is_behind_stop());
        (closes && written && (!self.in_first_lines() || own_line || self.is_at_end()))
            .then(|| self.bytes().start..end)
    }

    /// Whether nothing but initials stands in the lines below.
    fn is_at_end(&self) -> bool {
        self.in_last_lines() && self.words.len() - self.line.words.end <= INITIALS
    }

    /// Whether the next line goes on with a small letter.
    pub(super) fn is_wrapped(&self) -> bool {
        self.words.text[self.line.bytes.end..].trim_start().starts_with(char::is_lowercase)
    }

    /// Whether the line before has come to an end, so that this one is no wrapped rest of it.
    pub(super) fn is_behind_stop(&self) -> bool {
        let before = self.words.text[..self.line.bytes.start].trim_end();
        let gap = &self.words.text[before.len()..self.line.bytes.start];
        self.left == 0
            || (self.number <= 1 && !self.is_wrapped())
            || gap.matches('\n').nth(1).is_some()
            || !before.ends_with(char::is_alphanumeric)
    }

    /// The end of the names, and of the code of an editor or desk behind a slash: `afp/rl`, `dpa/lnw`.
    fn end_of_code(&self) -> usize {
        let code = self.name.end;
        let is_code = code < self.line.words.end
            && self.words.gap_before(code).trim() == "/"
            && self.words.written(code).chars().count() <= 4;
        if is_code { self.words.place(code).end } else { self.bytes().end }
    }

    /// Whether hardly anything stands in the brackets behind the names; the figures of a date are nothing.
    fn closes_brackets(&self, end: usize, brackets: &Bytes) -> bool {
        let rest = &self.words.text[end.min(brackets.end)..brackets.end];
        let words = rest.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit())).count() <= 2
    }
}

/// The round or square brackets of a line around these bytes, if they are near and no others stand between.
fn brackets(text: &str, line: &Bytes, inside: &Bytes) -> Option<Bytes> {
    let before = text[line.start..inside.start].char_indices().rev().take(LOOK);
    let open = before.into_iter().find(|(_, c)| matches!(c, '(' | '[' | ')' | ']'));
    let open = open.filter(|(_, c)| matches!(c, '(' | '[')).map(|(offset, _)| line.start + offset)?;
    let behind = text[inside.end..line.end.max(inside.end)].char_indices().take(LOOK);
    let close = behind.into_iter().find(|(_, c)| matches!(c, '(' | '[' | ')' | ']'));
    let close = close.filter(|(_, c)| matches!(c, ')' | ']')).map(|(offset, _)| inside.end + offset + 1)?;
    let words = text[open..close].split_whitespace().count();
    (words <= BRACKETS * 2).then_some(open..close)
}
