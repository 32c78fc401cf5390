//! Dates that readers see on a page, and what they are of.
//!
//! A `<time>` may be the day on which the article appeared, that of a change, or any day that is spoken of. So one inside a sentence
//! says nothing of the article, nor does one that is said to be of a change; of the others one that is said to be of the publication
//! counts, or the only one.

use super::tags::{self, DateOf};
use super::{count, ends_a_sentence, shown};
use std::ops::Range;

/// Words that a line with a date has at the most …
const LONGEST_LINE: usize = 16;
/// … and one that ends as a sentence does.
const LONGEST_SENTENCE: usize = 6;

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

    /// The dates of a block of this text, whose lines are parted by U+2028, that may be those of the article.
    pub(super) fn of_block(self, raw: &str, block: usize) -> Vec<Time> {
        let mut times = Vec::new();
        let (mut behind, mut line, mut is_spoken) = (0, 0..0, false);
        for Element { of, given, start, end } in self.0 {
            if start >= line.end {
                line = raw[..start].rfind('\u{2028}').map_or(0, |mark| mark + 3)
                    ..raw[start..].find('\u{2028}').map_or(raw.len(), |mark| start + mark);
                let words = count(&raw[line.clone()]);
                is_spoken = words > LONGEST_LINE
                    || words > LONGEST_SENTENCE && ends_a_sentence(raw[line.clone()].trim_end());
            }
            let end = end.unwrap_or(start);
            let is_change = of == DateOf::Change
                || of == DateOf::Something
                    && tags::tells_of_change(&shown(&raw[behind.max(line.start).min(end)..end]));
            behind = end;
            let date = given.or_else(|| Some(shown(&raw[start..end])).filter(|date| is_for_machines(date)));
            if let (Some(date), false) = (date, is_change || is_spoken) {
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

/// The dates that are seen on a page, and where its article stands.
pub(super) struct Seen<'p> {
    pub(super) times: &'p [Time],
    /// The blocks of its body.
    pub(super) place: &'p Range<usize>,
    /// For each block, whether it is of the article or near to it.
    pub(super) is_near: &'p [bool],
}

impl Seen<'_> {
    /// Those of the article. One without words of its own stands before the block that follows, or behind them all.
    fn near(&self) -> impl Iterator<Item = &Time> {
        self.times.iter().filter(|time| self.is_near.get(time.block).or(self.is_near.last()) == Some(&true))
    }

    /// The date that is said to be that of the publication: the first in the article, or else the only one near to it.
    pub(super) fn publication(&self) -> Option<String> {
        let told = || self.near().filter(|time| time.is_publication);
        let inside = told().find(|time| self.place.contains(&time.block)).map(|time| time.date.clone());
        inside.or_else(|| only(told()))
    }

    /// The only date.
    pub(super) fn only(&self) -> Option<String> {
        only(self.near())
    }
}

fn only<'t>(mut times: impl Iterator<Item = &'t Time>) -> Option<String> {
    let first = times.next()?;
    times.all(|time| time.date == first.date).then(|| first.date.clone())
}
