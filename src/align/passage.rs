//! Passages: blocks that belong together, and whether they are evidence of re-use.

use super::block::{Block, LEAST_MOVED, Taken, gap, is_moved_name};
use super::common::CommonWords;
use super::{
    AlignSettings, Aligned, AlignedSegment, Both, Millinats, Run, Words, operations, prose, rewrite,
    statement, wording,
};
use std::ops::Range;

/// Chains so few words apart in both articles are one passage: a long sentence may have been dropped between them.
const NEAR: u32 = 40;
/// A thin chain falls apart where more words than this are between two that agree.
const LONGEST_BREAK: u32 = 8;
/// A chain with less information than this joins no passage.
const WORTH_JOINING: Millinats = 4_000;
/// The information that a passage must carry.
const ENOUGH: Millinats = 16_000;
/// A passage with a run of so many words needs less …
const LONG_RUN: u32 = 11;
/// … namely this much information, in stretches that match for the most part.
const ENOUGH_WITH_LONG_RUN: Millinats = 9_000;
/// A passage that is one or more sentences, whole and word for word in both articles, needs no more information than this:
/// that two texts begin and end alike is evidence too.
const ENOUGH_OF_A_SENTENCE: Millinats = 7_000;
/// A list must be so many times as long and as telling as sentences: it states things, and has no wording.
const OF_A_LIST: u32 = 2;
/// Characters that are counted as a word where words are not parted: about two in Chinese, two or three in Japanese, four
/// in Thai.
const CHARACTERS: u32 = 3;
/// Percent of an article's own words that are a good part of it.
const GOOD_PART: usize = 50;

/// Joins blocks into passages and keeps those that are evidence of one text in two articles, be it of wording or of facts, in
/// the order of the first article.
#[must_use]
pub fn passages(blocks: Vec<Block>, both: &Both<'_>, settings: AlignSettings) -> Vec<Aligned> {
    let stretches =
        one_to_one(blocks, both).into_iter().flat_map(|block| without_thin_spots(block, both)).collect();
    let mut copied = join_reordered(join_near(stretches));
    copied.iter_mut().filter(|block| is_evidence(block, both, settings)).for_each(Block::accept);
    let common = CommonWords::of(both);
    let statements = statement::statements(both, &common, &copied);
    let mut found = rewrite::assembled(copied, statements, both, &common);
    let least = least_words(both, settings);
    found.retain(|block| {
        block.matched >= least && (block.is_accepted() || rewrite::is_rewriting(block, both, &common))
    });
    found.sort_by_key(|block| (block.first.start, block.second.start));
    let is_wording = |block: &Block| wording::is_wording(block, both, &common, word_length(both));
    found.into_iter().map(|block| aligned(is_wording(&block), block, both)).collect()
}

/// Whether a block is long, dense and telling enough to be shown to anyone.
fn is_evidence(block: &Block, both: &Both<'_>, settings: AlignSettings) -> bool {
    let shorter = block.shorter();
    let information = block.information(both);
    let mostly_matched = block.matched * 4 >= shorter * 3;
    let telling = information >= ENOUGH
        || (information >= ENOUGH_OF_A_SENTENCE && is_whole_sentences(block, both))
        || (block.longest_run >= LONG_RUN * word_length(both)
            && information >= ENOUGH_WITH_LONG_RUN
            && mostly_matched);
    let list = if prose::is_list(&block.first, &block.second, both) { OF_A_LIST } else { 1 };
    let telling = telling && (list == 1 || information >= ENOUGH * list as Millinats);
    let long = block.matched >= least_words(both, settings) * list && is_dense(block.matched, block.longer());
    telling && long && (fills_an_article(block, both) || !block.is_formula(both))
}

/// How many of the tokens that are compared make a word: several where each is a character of a script without blanks,
/// or the long name of an office would be enough.
pub(super) fn word_length(both: &Both<'_>) -> u32 {
    let are_characters = |words: &Words<'_>| words.sentences.is_empty() && !words.is_empty();
    if are_characters(&both.first) || are_characters(&both.second) { CHARACTERS } else { 1 }
}

/// The fewest tokens that a passage of two articles must match.
pub(super) fn least_words(both: &Both<'_>, settings: AlignSettings) -> u32 {
    settings.min_words.saturating_mul(word_length(both))
}

/// Whether a block is whole sentences of both articles, the same words from first to last.
fn is_whole_sentences(block: &Block, both: &Both<'_>) -> bool {
    let is_border = |words: &Words<'_>, place: u32| {
        place as usize == words.len() || words.sentences.binary_search(&place).is_ok()
    };
    let is_whole = |words: &Words<'_>, stretch: &Range<u32>| {
        is_border(words, stretch.start)
            && is_border(words, stretch.end)
            && stretch.len() as u32 == block.matched
    };
    is_whole(&both.first, &block.first) && is_whole(&both.second, &block.second)
}

/// Whether a block makes up a good part of the shorter article, by words that are its own.
fn fills_an_article(block: &Block, both: &Both<'_>) -> bool {
    let own = |masked: &[bool]| masked.iter().filter(|&&masked| !masked).count();
    let shorter = own(both.first.masked).min(own(both.second.masked));
    block.matched as usize * 100 >= shorter * GOOD_PART
}

/// Leaves each word of either article to the strongest block that matches it, so that a phrase which one article
/// repeats is not counted for each repetition.
fn one_to_one(mut blocks: Vec<Block>, both: &Both<'_>) -> Vec<Block> {
    blocks.sort_by_key(|block| (-block.score, block.first.start, block.second.start));
    let mut taken = Taken::none(both);
    let free = blocks.into_iter().map(|block| taken.take(&block.runs().copied().collect::<Vec<Run>>()));
    free.filter(|runs| !runs.is_empty()).map(|runs| Block::new(runs, both)).collect()
}

/// A block, or the stretches of one in which too few words are matched for it to be a passage: a chain goes over so many words
/// between two that it can be thin all over, and each of its stretches evidence.
fn without_thin_spots(block: Block, both: &Both<'_>) -> Vec<Block> {
    if is_dense(block.matched, block.longer()) {
        return vec![block];
    }
    let runs: Vec<Run> = block.runs().copied().collect();
    let is_close = |one: &Run, next: &Run| {
        (next.first - one.first_end()).max(next.second - one.second_end()) <= LONGEST_BREAK
    };
    let mut stretches: Vec<Block> =
        runs.chunk_by(is_close).map(|runs| Block::new(runs.to_vec(), both)).collect();
    stretches.sort_by_key(|block| (-block.score, block.first.start, block.second.start));
    stretches
}

/// Whether two blocks stand close together in both articles and are worth joining.
fn are_near(one: &Block, other: &Block) -> bool {
    one.score.min(other.score) >= WORTH_JOINING
        && !is_moved_name(one, other)
        && gap(&one.first, &other.first) <= NEAR
        && gap(&one.second, &other.second) <= NEAR
        && is_dense(one.matched + other.matched, joined_length(&[one, other]))
}

/// Whether so many matched words are enough of a stretch of such a length; of two that are not, each may be evidence
/// alone.
fn is_dense(matched: u32, longer: u32) -> bool {
    matched * 5 >= longer * 2
}

/// The number of words of the longer of the stretches that blocks would span together.
fn joined_length(blocks: &[&Block]) -> u32 {
    let hull_of = |side: fn(&Block) -> &Range<u32>| {
        let start = blocks.iter().map(|block| side(block).start).min();
        let end = blocks.iter().map(|block| side(block).end).max();
        end.zip(start).map_or(0, |(end, start)| end - start)
    };
    hull_of(|block| &block.first).max(hull_of(|block| &block.second))
}

/// Joins blocks that stand in one piece in both articles, though in another order: paragraphs that were moved about.
fn join_reordered(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::new();
    for group in touching(blocks) {
        let in_one_piece =
            is_in_one_piece(&group, |block| &block.first) && is_in_one_piece(&group, |block| &block.second);
        let blocks: Vec<&Block> = group.iter().collect();
        let is_dense = is_dense(group.iter().map(|block| block.matched).sum(), joined_length(&blocks));
        let mut group = group.into_iter();
        if in_one_piece
            && is_dense
            && let Some(mut whole) = group.next()
        {
            group.by_ref().for_each(|block| whole.join(block));
            joined.push(whole);
        }
        joined.extend(group);
    }
    joined
}

/// Blocks worth joining, grouped so that those near one another in either article are in one group; the others alone.
fn touching(blocks: Vec<Block>) -> Vec<Vec<Block>> {
    let mut groups: Vec<Vec<Block>> = Vec::new();
    for block in blocks {
        let touches = |other: &Block| {
            block.score.min(other.score) >= WORTH_JOINING
                && block.matched.min(other.matched) >= LEAST_MOVED
                && (gap(&block.first, &other.first) <= NEAR || gap(&block.second, &other.second) <= NEAR)
        };
        let (near, far): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.iter().any(touches));
        groups = far;
        groups.push(near.into_iter().flatten().chain([block]).collect());
    }
    groups
}

/// Whether the blocks follow one another in an article without a long gap.
fn is_in_one_piece(group: &[Block], side: impl Fn(&Block) -> &Range<u32>) -> bool {
    let mut ranges: Vec<&Range<u32>> = group.iter().map(side).collect();
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.windows(2).all(|pair| gap(pair[0], pair[1]) <= NEAR)
}

/// Joins near blocks until no two are near. Blocks come best first, and the earlier of two takes up the later.
fn join_near(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::new();
    for mut block in blocks {
        while let Some(at) = joined.iter().position(|other| are_near(other, &block)) {
            let mut other = joined.remove(at);
            other.join(block);
            block = other;
        }
        joined.push(block);
    }
    joined
}

pub(super) fn aligned(is_wording: bool, block: Block, both: &Both<'_>) -> Aligned {
    let shorter = block.shorter();
    let mut segments: Vec<AlignedSegment> = block.pieces.into_iter().map(|piece| piece.segment).collect();
    segments.sort_by_key(|segment| (segment.first.start, segment.second.start));
    let kind = operations::kind_of(&segments, shorter, both);
    Aligned {
        first: block.first,
        second: block.second,
        matched: block.matched,
        kind,
        is_evidence: true,
        is_wording,
        segments,
    }
}

#[cfg(test)]
mod tests;
