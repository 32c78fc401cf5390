//! The marks of all languages, and what stands on either side of one.

use super::super::is_written_without_blanks;
use std::ops::Range;

/// Marks that open a quotation, each with those that close it.
pub(super) const MARKS: [(char, &str); 17] = [
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
pub(super) const APOSTROPHES: [char; 4] = ['\'', '’', '‘', '‚'];

/// Words that begin with an apostrophe.
pub(super) const CLIPPED: [&str; 14] =
    ["tis", "twas", "em", "n", "cause", "til", "till", "round", "bout", "t", "s", "ns", "k", "neath"];

/// Marks with which a paragraph of dialogue begins.
pub(super) const DASHES: [char; 4] = ['—', '–', '―', '-'];

/// Whether a character opens or closes quotations of some language: any of [`MARKS`], on either side. Every character of every
/// text is asked.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '«' | '»' | '‘'..='‚' | '“'..='‟' | '‹' | '›' | '「'..='』' | '〝'..='〟' | '＂' | '｢' | '｣'
    )
}

/// The marks that close what this one opens.
pub(super) fn closers(mark: char) -> &'static str {
    MARKS.iter().find(|(opening, _)| *opening == mark).map_or("", |(_, closing)| closing)
}

/// What stands on either side of a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sides {
    before: Option<char>,
    behind: Option<char>,
    pub(super) behind_digit: bool,
    pub(super) behind_s: bool,
    pub(super) behind_stop: bool,
    pub(super) next_at: usize,
}

impl Sides {
    pub(super) fn of(text: &str, paragraph: &Range<usize>, at: usize, c: char) -> Self {
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
    pub(super) fn is_behind_gap(self) -> bool {
        self.before.is_none_or(|c| !c.is_alphanumeric() || is_written_without_blanks(c))
    }

    pub(super) fn is_before_letter(self) -> bool {
        self.behind.is_some_and(|c| c.is_alphanumeric() && !is_written_without_blanks(c))
    }

    pub(super) fn is_before_word(self) -> bool {
        self.behind
            .is_some_and(|c| !c.is_whitespace() && !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')'))
    }

    /// Looks like the mark behind the last word of a quotation: behind a stop, before a blank or nothing.
    pub(super) fn ends_sentence(self) -> bool {
        self.behind_stop || self.behind.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_those_that_open_or_close_and_no_others() {
        let listed = |c: char| MARKS.iter().any(|(mark, ends)| *mark == c || ends.contains(c));
        for c in '\0'..=char::MAX {
            assert_eq!(is_mark(c), listed(c), "{c:?}");
        }
    }
}
