//! Quotations: the stretches of a text that are somebody's speech, told by their marks.
//!
//! Two reporters at one press conference share what was said there without having taken a word from one another, so
//! quoted words are counted apart. The marks of all languages are known at once: a mark opens or closes by what it is,
//! by what is open, and by what stands on either side of it. One pass, a stack of at most `DEEPEST` open marks.
//!
//! - *Outermost only*: what is quoted inside a quotation is part of it.
//! - *A quotation ends with its paragraph*, closed or not; if the next paragraph opens with a mark of the same kind, it is
//!   the same quotation. One that is never closed, in a paragraph longer than `LONGEST_UNCLOSED`, ends with its
//!   sentence. One that opens again before it is closed, as paragraphs joined to one line do, ends where that one does.
//! - *Dialogue*: a paragraph that begins with a dash and a letter, and ends as a sentence does, is speech up to the next
//!   dash between blanks, behind which the narrator stands, or else up to its end.

mod marks;
mod paragraphs;
mod scan;
#[cfg(test)]
mod tests;

use super::{Folding, Tokenizer};
use paragraphs::paragraphs;
use scan::{Found, Scan};
use std::ops::Range;

/// Fewest words of a quotation. Of one or two, marks say more often that a word is doubted, foreign or a title.
const LEAST_WORDS: usize = 3;

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
