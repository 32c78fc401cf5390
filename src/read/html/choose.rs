//! Which blocks of a page are the article's.

use super::ends_a_sentence;
use super::scan::{Beside, Block, Region, Scanned};
use super::tags::Role;
use std::collections::BTreeSet;
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

/// The article on a page.
pub(super) struct Chosen {
    /// Its paragraphs with a blank line between them, none if there are none. A heading that is the title is none of them.
    pub(super) text: String,
    /// The blocks of its body.
    pub(super) place: Range<usize>,
    /// For each block, whether it is of the article, or stands around it and is of no other.
    pub(super) is_near: Vec<bool>,
}

/// Chooses the article.
pub(super) fn article(page: &Scanned, title: Option<&str>) -> Chosen {
    for is_strict in [true, false] {
        let place = place(page, is_strict);
        let text = paragraphs(&page.blocks[place.clone()], title, is_strict);
        if !text.is_empty() {
            let is_near = near(page, &place, &around(page, &place, title));
            let text = with_credits(&text, page, &place, &is_near);
            return Chosen { text, place, is_near };
        }
    }
    Chosen { text: String::new(), place: 0..0, is_near: vec![true; page.blocks.len()] }
}

/// The region around the body of an article in which its heading stands, or else the next one around it: there it is said who wrote
/// it, and when. A body that has its heading has that too.
fn around(page: &Scanned, place: &Range<usize>, title: Option<&str>) -> Range<usize> {
    let is_title = |block: &Block| block.is_heading() && title.is_some_and(|title| same(&block.text, title));
    let is_heading =
        |block: &Block| block.beside == Beside::Not && (block.heading == Some(1) || is_title(block));
    if page.blocks[place.clone()].iter().any(is_heading) {
        return place.clone();
    }
    let smallest_with = |start: usize| {
        let holds = |region: &&Region| region.first <= start && region.end >= place.end;
        let holding = page.regions.iter().filter(holds).map(|region| region.first..region.end);
        holding.filter(|region| region != place).min_by_key(ExactSizeIterator::len)
    };
    let heading = page.blocks[..place.start].iter().rposition(is_heading);
    heading.and_then(smallest_with).or_else(|| smallest_with(place.start)).unwrap_or_else(|| place.clone())
}

/// The blocks in this stretch around the body of an article that stand in no other article: behind a heading that follows the body
/// something else begins.
fn near(page: &Scanned, place: &Range<usize>, around: &Range<usize>) -> Vec<bool> {
    let mut is_near = vec![false; page.blocks.len()];
    let next = (place.end..around.end).find(|&at| page.blocks[at].is_heading()).unwrap_or(around.end);
    is_near[around.start..next].fill(true);
    let is_other = |region: &&Region| {
        region.role == Role::Article && (region.end <= place.start || region.first >= place.end)
    };
    let mut behind = 0;
    for region in page.regions.iter().filter(is_other) {
        // They begin one after another, and may stand inside one another: no block is looked at twice.
        is_near[region.first.max(behind).min(region.end)..region.end].fill(false);
        behind = behind.max(region.end);
    }
    is_near
}

/// A text with the lines around it that say who wrote it, each once.
fn with_credits(text: &str, page: &Scanned, place: &Range<usize>, is_near: &[bool]) -> String {
    let mut known: BTreeSet<&str> = text.split("\n\n").collect();
    let mut credits = |blocks: Range<usize>| {
        let near = blocks.filter(|&at| is_near[at] && is_credit(&page.blocks[at], true));
        near.map(|at| page.blocks[at].text.as_str()).filter(|line| known.insert(line)).collect::<Vec<_>>()
    };
    let (before, behind) = (credits(0..place.start), credits(place.end..is_near.len()));
    [before, vec![text], behind].concat().join("\n\n")
}

/// Whether a block is beside the article, or about it: by its element, and by the names of classes where they are believed.
fn is_aside(block: &Block, is_strict: bool) -> bool {
    match block.beside {
        Beside::Sure | Beside::About => true,
        Beside::Called => is_strict,
        Beside::Not => false,
    }
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
    let is_own = |block: &&Block| {
        is_credit(block, is_strict) || !is_aside(block, is_strict) && 2 * block.linked < block.words
    };
    let own: Vec<&Block> = blocks.iter().filter(is_own).collect();
    let is_sure = |block: &&Block| {
        !is_aside(block, is_strict)
            && (is_prose(block) || ends_a_sentence(&block.text) && !block.is_heading())
    };
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
    let is_short = |block: &&&Block| block.words <= SHORT && !block.is_heading();
    let before = before.iter().filter(|block| is_credit(block, is_strict));
    let short = behind.iter().take_while(is_short).take(LAST_LINES).count();
    let (short, behind) = behind.split_at(short);
    let behind = short.iter().chain(
        behind.iter().take_while(|block| !block.is_heading()).filter(|block| is_credit(block, is_strict)),
    );
    let is_title =
        |block: &&&Block| title.is_some_and(|title| block.is_heading() && same(&block.text, title));
    let chosen = before.chain(sure).chain(behind).filter(|block| !is_title(block)).map(|block| &*block.text);
    chosen.collect::<Vec<_>>().join("\n\n")
}

/// Whether a block says whose text it is: by the name of a class, or as the line of a copyright at the foot of an article.
fn is_credit(block: &Block, is_strict: bool) -> bool {
    let is_copyright = || {
        let text = block.text.to_lowercase();
        block.beside == Beside::About
            && (text.contains('©') || text.contains("(c)") || text.contains("copyright"))
    };
    let is_beside = match block.beside {
        Beside::Sure => true,
        Beside::Called => is_strict,
        Beside::Not | Beside::About => false,
    };
    // An author's name may be a heading, but not the first.
    !is_beside
        && block.heading != Some(1)
        && block.words <= LONGEST_BYLINE
        && (block.is_byline || is_copyright())
}

/// Whether two headings say the same, whatever their case and blanks.
pub(super) fn same(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
}
