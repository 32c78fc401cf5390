//! Quotations: the stretches of a text that are somebody's speech, told by their marks.
//!
//! Two reporters at one press conference share what was said there without having taken a word from one another, so
//! quoted words are counted apart. The marks of all languages are known at once: a mark opens or closes by what it is,
//! by what is open, and by what stands on either side of it. One pass, a stack of at most [`DEEPEST`] open marks.
//!
//! - *Outermost only*: what is quoted inside a quotation is part of it.
//! - *A quotation ends with its paragraph*, closed or not; if the next paragraph opens with a mark of the same kind, it is
//!   the same quotation. One that is never closed, in a paragraph longer than [`LONGEST_UNCLOSED`], ends with its
//!   sentence. One that opens again before it is closed, as paragraphs joined to one line do, ends where that one does.
//! - *Dialogue*: a paragraph that begins with a dash and a letter, and ends as a sentence does, is speech up to the next
//!   dash between blanks, behind which the narrator stands, or else up to its end.

use super::sentence::is_sentence_end;
use super::{Folding, Tokenizer, is_written_without_blanks};
use std::ops::{Range, RangeInclusive};

/// Fewest words of a quotation. Of one or two, marks say more often that a word is doubted, foreign or a title.
const LEAST_WORDS: usize = 3;

/// Open marks of which the innermost is remembered; nobody quotes deeper.
const DEEPEST: usize = 8;

/// Bytes within which a paragraph may end a quotation that is never closed: a paragraph of speech, not an article that
/// is one paragraph.
const LONGEST_UNCLOSED: usize = 600;

/// Characters of the longest line of a text whose line breaks may stand in the middle of a sentence: a shorter one is
/// dialogue or verse, a longer one is nobody's column.
const WRAPPED: RangeInclusive<usize> = 40..=100;

/// Marks that open a quotation, each with those that close it.
const MARKS: [(char, &str); 17] = [
    ('«', "»"),
    ('»', "«"),
    ('“', "”"),
    ('”', "”"),
    ('„', "“”„"),
    ('‟', "”"),
    ('‹', "›"),
    ('›', "‹"),
    ('‘', "’"),
    ('‚', "‘’"),
    ('"', "\""),
    ('＂', "＂"),
    ('\'', "'"),
    ('「', "」"),
    ('『', "』"),
    ('｢', "｣"),
    ('〝', "〟〞"),
];

/// Marks that are apostrophes as well: they quote only if they are closed, and close only what they opened.
const APOSTROPHES: [char; 4] = ['\'', '’', '‘', '‚'];

/// Words that begin with an apostrophe.
const CLIPPED: [&str; 14] =
    ["tis", "twas", "em", "n", "cause", "til", "till", "round", "bout", "t", "s", "ns", "k", "neath"];

/// Marks with which a paragraph of dialogue begins.
const DASHES: [char; 4] = ['—', '–', '―', '-'];

/// The quotations of a text in bytes, marks included: outermost only, disjoint, in order, each of at least
/// three words (one or two are more often doubted, foreign or a title than speech).
#[must_use]
pub fn quotations(text: &str) -> Vec<Range<u32>> {
    let mut found: Vec<Found> = Vec::new();
    let mut open = None;
    for paragraph in paragraphs(text) {
        let here = Scan::of(text, paragraph.clone()).quotations();
        let mut here = here.into_iter().peekable();
        let first = here.peek().filter(|first| continues(&text[paragraph.clone()], open, first));
        if let (Some(first), Some(last)) = (first, found.last_mut()) {
            last.range.end = first.range.end;
            last.closed = first.closed;
            here.next();
        }
        found.extend(here);
        open =
            found.last().filter(|last| !last.closed && last.range.end == paragraph.end).map(|last| last.mark);
    }
    let mut words = WordCount(Tokenizer::new(Folding::CaseOnly));
    let ranges = found.into_iter().map(|found| found.range);
    ranges
        .filter(|range| words.reaches(&text[range.clone()], LEAST_WORDS))
        .map(|range| range.start as u32..range.end as u32)
        .collect()
}

/// Whether a paragraph's first quotation is the one that the paragraph before left open.
fn continues(paragraph: &str, open: Option<char>, first: &Found) -> bool {
    let begins = paragraph.trim_start().chars().next();
    open == Some(first.mark) && begins == open
}

/// A tokenizer that only counts.
struct WordCount(Tokenizer);

impl WordCount {
    fn reaches(&mut self, text: &str, least: usize) -> bool {
        let mut words = 0;
        self.0.for_each(text, |_| words += 1);
        words >= least
    }
}

/// The paragraphs of a text. A line break ends one, unless the text is wrapped and the next word had no room; a blank
/// line and an indented one do so always.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = || text.split_inclusive('\n');
    let widest = lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
    let (mut paragraphs, mut start, mut end) = (Vec::new(), 0, 0);
    let mut lines = lines().peekable();
    while let Some(line) = lines.next() {
        let filled = end + line.trim_end().len();
        end += line.len();
        let next = lines.peek().unwrap_or(&"");
        if !WRAPPED.contains(&widest) || !is_wrapped(line, next, widest) {
            if start < filled {
                paragraphs.push(start..filled);
            }
            start = end;
        }
    }
    paragraphs
}

/// Whether a line breaks off because its next word had no room in it.
fn is_wrapped(line: &str, next: &str, widest: usize) -> bool {
    let indented = next.starts_with("  ") || next.starts_with('\t');
    let Some(word) = next.split_whitespace().next().filter(|_| !indented && !line.trim().is_empty()) else {
        return false;
    };
    line.trim_end().chars().count() + 1 + word.chars().count() > widest
}

/// A quotation inside a paragraph.
#[derive(Debug)]
struct Found {
    mark: char,
    range: Range<usize>,
    closed: bool,
}

/// A mark that was opened, and how many quotations had been found before it.
struct Open {
    mark: char,
    at: usize,
    before: usize,
}

/// One pass over a paragraph.
struct Scan<'a> {
    text: &'a str,
    paragraph: Range<usize>,
    stack: Vec<Open>,
    found: Vec<Found>,
}

impl<'a> Scan<'a> {
    fn of(text: &'a str, paragraph: Range<usize>) -> Self {
        Self { text, paragraph, stack: Vec::new(), found: Vec::new() }
    }

    fn quotations(mut self) -> Vec<Found> {
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

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'')
        || (!c.is_ascii() && MARKS.iter().any(|(mark, ends)| *mark == c || ends.contains(c)))
}

fn closers(mark: char) -> &'static str {
    MARKS.iter().find(|(opening, _)| *opening == mark).map_or("", |(_, closing)| closing)
}

/// What stands on either side of a mark.
#[derive(Debug, Clone, Copy)]
struct Sides {
    before: Option<char>,
    behind: Option<char>,
    behind_digit: bool,
    behind_s: bool,
    behind_stop: bool,
    next_at: usize,
}

impl Sides {
    fn of(text: &str, paragraph: &Range<usize>, at: usize, c: char) -> Self {
        let next_at = at + c.len_utf8();
        let before = text[paragraph.start..at].chars().next_back();
        let behind = text[next_at..paragraph.end].chars().next();
        Self {
            before,
            behind,
            behind_digit: before.is_some_and(|c| c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾')),
            behind_s: matches!(before, Some('s' | 'S' | 'z' | 'x')) && behind == Some(' '),
            behind_stop: matches!(before, Some('.' | ',' | '!' | '?' | '…')),
            next_at,
        }
    }

    /// Behind no word of a script with blanks: at the start, or behind a blank or a sign.
    fn is_behind_gap(self) -> bool {
        self.before.is_none_or(|c| !c.is_alphanumeric() || is_written_without_blanks(c))
    }

    fn is_before_letter(self) -> bool {
        self.behind.is_some_and(|c| c.is_alphanumeric() && !is_written_without_blanks(c))
    }

    fn is_before_word(self) -> bool {
        self.behind
            .is_some_and(|c| !c.is_whitespace() && !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')'))
    }

    /// Looks like the mark behind the last word of a quotation: behind a stop, before a blank or nothing.
    fn ends_sentence(self) -> bool {
        self.behind_stop || self.behind.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn quoted(text: &str, expected: &[&str]) {
        let found: Vec<&str> =
            quotations(text).iter().map(|range| &text[range.start as usize..range.end as usize]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[track_caller]
    fn quotes_all(texts: &[(&str, &str)]) {
        for (text, expected) in texts {
            quoted(text, &[expected]);
        }
    }

    #[test]
    fn every_language_has_its_marks() {
        quotes_all(&[
            ("Il dit : « Nous restons ici. » Puis rien.", "« Nous restons ici. »"),
            ("Il dit : «Nous restons ici» hier.", "«Nous restons ici»"),
            ("She said “we will stay” today.", "“we will stay”"),
            ("Er sagte: „Wir bleiben noch hier.“ Dann nichts.", "„Wir bleiben noch hier.“"),
            ("Powiedział: „Zostajemy tu na zawsze” i wyszedł.", "„Zostajemy tu na zawsze”"),
            ("Er sagte: »Wir bleiben noch hier.« Dann nichts.", "»Wir bleiben noch hier.«"),
            ("Han sade: ”Vi stannar kvar här” och gick.", "”Vi stannar kvar här”"),
            ("Er sagte: ‚Wir bleiben noch hier.‘ Dann nichts.", "‚Wir bleiben noch hier.‘"),
            ("Il dit ‹ nous restons bien ici › hier.", "‹ nous restons bien ici ›"),
            ("Er sagte ›wir bleiben noch hier‹ gestern.", "›wir bleiben noch hier‹"),
            ("She said \"we will stay\" today.", "\"we will stay\""),
            ("Elle dit \" nous restons ici \" hier.", "\" nous restons ici \""),
            ("She said ‘we will stay’ today.", "‘we will stay’"),
            ("She said 'we will stay' today.", "'we will stay'"),
            ("市長は「橋は安全」と述べた。", "「橋は安全」"),
            ("彼は『橋は安全』と述べた。", "『橋は安全』"),
            ("市长说“大桥安全”。", "“大桥安全”"),
            ("市长说\"大桥安全\"。", "\"大桥安全\""),
        ]);
    }

    #[test]
    fn apostrophes_quote_nothing() {
        for text in [
            "L’entrée de l’Otan n’est qu’un début d’accord.",
            "L'entrée de l'Otan n'est qu'un début d'accord.",
            "Mr O'Neill and Ms O’Hara said they weren't there.",
            "Hits of the '90s and the ’80s and the '70s' best.",
            "The dogs' owners met the cats' owners at noon.",
            "Rock 'n' roll for 'em all, 'tis said.",
            "The dogs’ owners met the cats’ owners at noon.",
        ] {
            quoted(text, &[]);
        }
    }

    #[test]
    fn apostrophes_stand_inside_single_marks() {
        quoted("He said ‘we won’t go there’ twice.", &["‘we won’t go there’"]);
        quoted("He said 'we won't go there' twice.", &["'we won't go there'"]);
        quoted("‘The dogs’ bowls are full,’ he said.", &["‘The dogs’ bowls are full,’"]);
        quoted("'I met the '90s stars there,' she said.", &["'I met the '90s stars there,'"]);
    }

    #[test]
    fn what_is_quoted_inside_a_quotation_is_part_of_it() {
        quoted("“He said ‘not a word more’ to me,” she said.", &["“He said ‘not a word more’ to me,”"]);
        quoted(
            "« La « politique du bon voisin » est la nôtre », dit-il.",
            &["« La « politique du bon voisin » est la nôtre »"],
        );
        quoted("„Er sagte ‚nie mehr wieder‘ zu mir“, sagte sie.", &["„Er sagte ‚nie mehr wieder‘ zu mir“"]);
        quoted("\"He said 'not a word' to me,\" she said.", &["\"He said 'not a word' to me,\""]);
    }

    #[test]
    fn one_or_two_words_are_doubted_rather_than_spoken() {
        quoted("The “smart” city has a « plan vert » and a \"big hole\".", &[]);
    }

    #[test]
    fn a_quotation_continued_over_paragraphs_is_one() {
        let text = "He rose. “We stay here.\n\n“We have work to do.\n\n“And bread,” he said.\n\nHe left.";
        quoted(text, &["“We stay here.\n\n“We have work to do.\n\n“And bread,”"]);
        let french = "« Nous restons ici.\n« Nous avons à faire », dit-il.\nIl partit.";
        quoted(french, &["« Nous restons ici.\n« Nous avons à faire »"]);
        let plain = "\"We stay here.\n\n\"We have work to do,\" he said.\n\nHe left.";
        quoted(plain, &["\"We stay here.\n\n\"We have work to do,\""]);
    }

    #[test]
    fn a_quotation_continued_in_one_line_ends_where_it_is_closed() {
        let text = "He rose. “We stay here. We like it. “And we have work,” he said. It rained for days.";
        quoted(text, &["“We stay here. We like it. “And we have work,”"]);
    }

    #[test]
    fn an_unclosed_mark_ends_with_its_paragraph() {
        quoted("“We stay here, he said.\n\nIt rained for days.", &["“We stay here, he said."]);
        quoted(
            "It is \"not over yet.\n\nIt rained \"all day long\" then.",
            &["\"not over yet.", "\"all day long\""],
        );
    }

    #[test]
    fn an_unclosed_mark_in_an_article_of_one_paragraph_ends_with_its_sentence() {
        let text = format!("He said: “We stay here. {}", "It rained for many days. ".repeat(40));
        quoted(&text, &["“We stay here."]);
    }

    #[test]
    fn a_closing_mark_without_an_opening_one_is_none() {
        quoted("We stay here,” he said. It rained for days.", &[]);
        quoted("We stay here,\" he said. \"It rained for days.\"", &["\"It rained for days.\""]);
        quoted("Nous restons ici », dit-il. Il a plu.", &[]);
    }

    #[test]
    fn an_inch_mark_is_none() {
        quoted("He is 5'10\" tall and bought 12\" pipes and 14\" pipes.", &[]);
        quoted("He said \"a 12\" pipe has burst\" and left.", &["\"a 12\" pipe has burst\""]);
        quoted("\"We are number 1\" they sang to the crowd.", &["\"We are number 1\""]);
    }

    #[test]
    fn a_paragraph_of_dialogue_is_speech_up_to_the_next_dash() {
        quoted("— Je reste ici ce soir.\nIl partit.", &["— Je reste ici ce soir."]);
        quoted("– Vi stannar kvar här, säger hon.\n\nHan gick.", &["– Vi stannar kvar här, säger hon."]);
        quoted("—Me quedo aquí hoy —dijo él.\nSe fue.", &["—Me quedo aquí hoy"]);
        quoted("- Je reste ici ce soir.\nIl partit.", &["- Je reste ici ce soir."]);
    }

    #[test]
    fn a_list_a_figure_and_a_dash_inside_are_no_dialogue() {
        quoted("- pain de seigle frais\n- beurre doux de Bretagne\n- sel", &[]);
        quoted("-12 degrees were measured at noon.", &[]);
        quoted("The bridge – closed since May – opens today.", &[]);
    }

    #[test]
    fn a_wrapped_line_ends_no_paragraph_and_an_indented_one_does() {
        let text = "The mayor said at noon that “the old bridge\nover the river will stay closed until May” and\nleft.";
        quoted(text, &["“the old bridge\nover the river will stay closed until May”"]);
        let text =
            "The mayor said that “the old bridge will stay\n    It rained for many days in the valley, so it";
        quoted(text, &["“the old bridge will stay"]);
    }

    #[test]
    fn time_grows_with_the_text_and_not_with_its_square() {
        for part in ["“a ", "\"a", "'s ", "5\" ", "‘dogs’ ", "« ", "„‚‹", "— a\n", "” ’ ", "\"1\" "]
        {
            let text = part.repeat(400_000 / part.len());
            let begun = std::time::Instant::now();
            assert!(quotations(&text).len() <= text.len());
            assert!(begun.elapsed().as_secs() < 20, "{part:?}: {:?}", begun.elapsed());
        }
    }

    proptest! {
        #[test]
        fn ranges_are_valid_disjoint_and_in_order(
            text in r#"([a-z0-9]{1,3}|[ \n.,-]|["'«»“”„‘’‚‹›—–「」『』é]|\PC){0,60}"#,
        ) {
            let found = quotations(&text);
            prop_assert!(found.windows(2).all(|two| two[0].end <= two[1].start));
            for range in found {
                prop_assert!(range.start < range.end);
                prop_assert!(text.get(range.start as usize..range.end as usize).is_some());
            }
        }
    }
}
