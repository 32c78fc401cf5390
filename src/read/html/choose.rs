//! Which blocks of a page are the article's.

use super::scan::{Block, Scanned};
use super::tags::Role;
use std::ops::Range;

/// Words from which on a block without many links is prose.
const PROSE: usize = 12;
/// Words of prose that an article has at the least, where an element says that it is one.
const LEAST: usize = 20;

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
    block.is_aside || is_strict && block.is_called_aside
}

/// Whether a block is sentences and not links.
fn is_prose(block: &Block) -> bool {
    block.words >= PROSE && block.linked * 3 < block.words
}

/// Words of prose among these blocks.
fn prose(blocks: &[Block], is_strict: bool) -> usize {
    let prose = blocks.iter().filter(|block| is_prose(block) && !is_aside(block, is_strict));
    prose.map(|block| block.words).sum()
}

/// Where the article stands: in what says that it is its body, or an article, or the main part of the page; else in the
/// region that prose is nearest to.
fn place(page: &Scanned, is_strict: bool) -> Range<usize> {
    [Role::Body, Role::Article, Role::Main]
        .into_iter()
        .find_map(|role| largest(page, role, is_strict))
        .or_else(|| densest(page, is_strict))
        .unwrap_or(0..page.blocks.len())
}

/// The one of this role with most prose, the outer one of equals; none where several have a good part of it each, as on a
/// page of teasers.
fn largest(page: &Scanned, role: Role, is_strict: bool) -> Option<Range<usize>> {
    // Words of prose before each block, so that nested regions are not added up again and again.
    let mut before = vec![0];
    for block in &page.blocks {
        let own = if is_prose(block) && !is_aside(block, is_strict) { block.words } else { 0 };
        before.push(before[before.len() - 1] + own);
    }
    let (mut best, mut all, mut behind) = (None, 0, 0);
    for region in page.regions.iter().filter(|region| region.role == role) {
        let words = before[region.end] - before[region.first];
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

/// The region that paragraphs stand in, each counting whole for the nearest region, half and a third for those around it.
fn densest(page: &Scanned, is_strict: bool) -> Option<Range<usize>> {
    let mut scores = vec![0; page.regions.len()];
    for block in page.blocks.iter().filter(|block| is_prose(block) && !is_aside(block, is_strict)) {
        for (region, part) in block.within.iter().flatten().zip([6, 3, 2]) {
            scores[*region] += part * (block.words - block.linked);
        }
    }
    // The last of equals is the inner one.
    let (best, &score) = scores.iter().enumerate().max_by_key(|&(_, score)| score)?;
    (score > 0).then(|| page.regions[best].first..page.regions[best].end)
}

/// Blocks that are sentences, and short ones between them (jusText): a line of dialogue, a heading with something below it.
fn paragraphs(blocks: &[Block], title: Option<&str>, is_strict: bool) -> String {
    let own: Vec<&Block> = blocks
        .iter()
        .filter(|block| !is_aside(block, is_strict) && 2 * block.linked < block.words.max(1))
        .collect();
    let is_title = |block: &&Block| title.is_some_and(|title| block.is_heading && same(&block.text, title));
    let is_sure = |block: &Block| is_prose(block) || ends_a_sentence(&block.text) && !block.is_heading;
    let (Some(first), Some(last)) =
        (own.iter().position(|block| is_sure(block)), own.iter().rposition(|block| is_sure(block)))
    else {
        return String::new();
    };
    if prose(blocks, is_strict) == 0
        && own[first..=last].iter().map(|block| block.words).sum::<usize>() < PROSE
    {
        return String::new();
    }
    let chosen = own[first..=last].iter().filter(|block| !is_title(block)).map(|block| &*block.text);
    chosen.collect::<Vec<_>>().join("\n\n")
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
