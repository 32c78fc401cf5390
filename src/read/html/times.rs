//! Dates that readers see on a page, and what they are of.
//!
//! A `<time>` may be the day on which the article appeared, that of a change, or any day that is spoken of. So one inside a sentence
//! says nothing of the article, nor does one that is said to be of a change; of the others one that is said to be of the publication
//! counts, or the only one.

use super::choose::ends_a_sentence;
use super::shown;
use super::tags::{self, DateOf};

/// Words that a line with a date has at the most which ends as a sentence does.
const LONGEST_LINE: usize = 6;

/// A date that may be that of the article.
#[derive(Debug)]
pub(super) struct Time {
    /// The date.
    date: String,
    /// Whether it is said to be that of the publication.
    is_publication: bool,
    /// The number of the block in which it stands.
    block: usize,
}

/// The `<time>` elements of a block.
#[derive(Debug, Default)]
pub(super) struct Met(Vec<Element>);

#[derive(Debug)]
struct Element {
    of: DateOf,
    /// The date for machines.
    given: Option<String>,
    /// Where in the block its words stand.
    start: usize,
    end: Option<usize>,
}

impl Met {
    /// One begins at this place of the block.
    pub(super) fn begin(&mut self, of: DateOf, given: Option<String>, start: usize) {
        self.0.push(Element { of, given, start, end: None });
    }

    /// One ends there.
    pub(super) fn end(&mut self, end: usize) {
        if let Some(last) = self.0.last_mut() {
            last.end.get_or_insert(end);
        }
    }

    /// The dates of a block of this text, of so many words, that may be those of the article.
    pub(super) fn of_block(self, raw: &str, words: usize, block: usize) -> Vec<Time> {
        if self.0.is_empty() || words > LONGEST_LINE && ends_a_sentence(raw.trim_end()) {
            return Vec::new();
        }
        let mut behind = 0;
        let mut times = Vec::new();
        for Element { of, given, start, end } in self.0 {
            let end = end.unwrap_or(start);
            let is_change = of == DateOf::Change
                || of == DateOf::Something && tags::tells_of_change(&shown(&raw[behind..end]));
            behind = end;
            let date = given.or_else(|| Some(shown(&raw[start..end])).filter(|date| is_for_machines(date)));
            if let (Some(date), false) = (date, is_change) {
                times.push(Time { date, is_publication: of == DateOf::Publication, block });
            }
        }
        times
    }
}

/// Whether the words of an element are a date as machines read it, which it need not repeat: `2026-03-10`.
fn is_for_machines(date: &str) -> bool {
    let is_year = |year: &[u8]| year.iter().all(u8::is_ascii_digit);
    date.as_bytes()
        .split_first_chunk::<4>()
        .is_some_and(|(year, rest)| is_year(year) && rest.starts_with(b"-"))
}

/// The date of the article that some blocks are near to: the first that is said to be of the publication, or the only one.
pub(super) fn published(times: &[Time], is_near: &[bool]) -> Option<String> {
    // One without words of its own stands before the block that follows, or behind them all.
    let here = || times.iter().filter(|time| is_near.get(time.block).or(is_near.last()) == Some(&true));
    let told = here().find(|time| time.is_publication);
    let only = || here().next().filter(|first| here().all(|time| time.date == first.date));
    told.or_else(only).map(|time| time.date.clone())
}
