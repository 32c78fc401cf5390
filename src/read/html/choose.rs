//! Which blocks of a page are the article's.

use super::scan::{Beside, Block, Region, Scanned};
use super::tags::Role;
use std::ops::Range;

/// Words from which on a block without many links is prose.
const PROSE: usize = 12;
/// Words of prose that an article has at the least, where an element says that it is one.
const LEAST: usize = 20;

/// The most words of a byline, and of a short line.
const LONGEST_BYLINE: usize = 25;
const SHORT: usize = 12;
/// Short lines behind the last sentence that are still the article's.
const LAST_LINES: usize = 2;
/// Hundredths of the prose of a page that the article has at the least, where no element says which part it is.
const MOST: usize = 60;

/// The text of the article: its paragraphs with a blank line between them. A heading that is the title is none of it.
pub(super) fn text(page: &Scanned, title: Option<&str>) -> String {
    for is_strict in [true, false] {
        let place = place(page, is_strict);
        let chosen = paragraphs(&page.blocks[place], title, is_strict);
        if !chosen.is_empty() {
            return chosen;
        }
    }
    String::new()
}

/// Whether a block is beside the article: by its element, and by the names of classes where they are believed.
fn is_aside(block: &Block, is_strict: bool) -> bool {
    block.beside == Beside::Sure || is_strict && block.beside == Beside::Called
}

/// Whether a block is sentences and not links.
fn is_prose(block: &Block) -> bool {
    block.words >= PROSE && block.linked * 3 < block.words
}

/// Where the article stands: in what says that it is its body, or an article, or the main part of the page; else in the
/// smallest region that most prose is in.
fn place(page: &Scanned, is_strict: bool) -> Range<usize> {
    let prose = Prose::of(page, is_strict);
    [Role::Body, Role::Article, Role::Main]
        .into_iter()
        .find_map(|role| largest(page, &prose, role))
        .or_else(|| densest(page, &prose))
        .unwrap_or(0..page.blocks.len())
}

/// Words of prose before each block, so that regions inside one another are not added up again and again.
struct Prose(Vec<usize>);

impl Prose {
    fn of(page: &Scanned, is_strict: bool) -> Self {
        let mut before = vec![0];
        for block in &page.blocks {
            let own = if is_prose(block) && !is_aside(block, is_strict) { block.words } else { 0 };
            before.push(before[before.len() - 1] + own);
        }
        Self(before)
    }

    fn inside(&self, region: &Region) -> usize {
        self.0[region.end] - self.0[region.first]
    }

    fn all(&self) -> usize {
        self.0[self.0.len() - 1]
    }
}

/// The one of this role with most prose, the outer one of equals; none where several have a good part of it each, as on a
/// page of teasers.
fn largest(page: &Scanned, prose: &Prose, role: Role) -> Option<Range<usize>> {
    let (mut best, mut all, mut behind) = (None, 0, 0);
    for region in page.regions.iter().filter(|region| region.role == role) {
        let words = prose.inside(region);
        if region.first >= behind {
            all += words;
            behind = region.end;
        }
        if best.as_ref().is_none_or(|&(most, _)| words > most) {
            best = Some((words, region.first..region.end));
        }
    }
    best.filter(|&(words, _)| words >= LEAST && 2 * words > all).map(|(_, place)| place)
}

/// The smallest region with most of the prose of the page.
fn densest(page: &Scanned, prose: &Prose) -> Option<Range<usize>> {
    let has_most = |region: &&Region| 100 * prose.inside(region) >= MOST * prose.all();
    let place = page.regions.iter().filter(has_most).min_by_key(|region| region.end - region.first);
    place.filter(|_| prose.all() > 0).map(|region| region.first..region.end)
}

/// Blocks that are sentences; short ones between them (jusText), a line of dialogue or a heading; and what says whose text it
/// is: the byline, and the last short lines, where `(AFP)` stands. Whoever is credited on a page must be so in its text.
fn paragraphs(blocks: &[Block], title: Option<&str>, is_strict: bool) -> String {
    let is_own =
        |block: &&Block| !is_aside(block, is_strict) && (is_byline(block) || 2 * block.linked < block.words);
    let own: Vec<&Block> = blocks.iter().filter(is_own).collect();
    let is_sure = |block: &&Block| is_prose(block) || ends_a_sentence(&block.text) && !block.is_heading;
    let (Some(first), Some(last)) = (own.iter().position(is_sure), own.iter().rposition(is_sure)) else {
        return String::new();
    };
    let (before, rest) = own.split_at(first);
    let (sure, behind) = rest.split_at(last - first + 1);
    if !sure.iter().any(|block| is_prose(block))
        && sure.iter().map(|block| block.words).sum::<usize>() < PROSE
    {
        return String::new();
    }
    let is_short = |block: &&&Block| block.words <= SHORT && !block.is_heading;
    let before = before.iter().filter(|block| is_byline(block));
    let behind = behind.iter().take_while(is_short).take(LAST_LINES);
    let is_title = |block: &&&Block| title.is_some_and(|title| block.is_heading && same(&block.text, title));
    let chosen = before.chain(sure).chain(behind).filter(|block| !is_title(block)).map(|block| &*block.text);
    chosen.collect::<Vec<_>>().join("\n\n")
}

fn is_byline(block: &Block) -> bool {
    block.is_byline && block.words <= LONGEST_BYLINE
}

fn ends_a_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '»', '“', ')', '\u{a0}', '\u{202f}', ' ']);
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', ':'])
}

/// Whether two headings say the same, whatever their case and blanks.
fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    letters(one) == letters(other)
}
