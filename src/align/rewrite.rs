//! Rewriting: passages whose statements were told again in other words.
//!
//! Blocks of word-by-word agreement and sentences that tell the same ([`super::statement`]) grow together where the
//! join holds more of what both articles have than of what is each one's own (*excess*, [`CommonWords::excess`]). What
//! has no block that is evidence word for word is held to a stricter standard: enough words that stand nowhere else in
//! either article, and more of them than the articles have on the average.

use super::block::{Block, gap, hull, is_moved_name};
use super::common::CommonWords;
use super::{Both, ends};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// Blocks so many words apart in both articles may grow together.
const REACH: u32 = 40;
/// The share, in tenths, of all their words that two rewritten stretches must have in common …
const COMMON: i64 = 2;
/// … of a stretch that was copied nearly word for word and what is joined to it …
const COMMON_IN_COPY: i64 = 5;
/// … and at the ends of the whole.
const COMMON_AT_ENDS: i64 = 3;
/// Percent of the shorter stretch that a copy matches.
const COPY: u32 = 80;
/// A join may lose so much, in tenths of millinats: a sentence between two that were told again.
const LOSS: i64 = 100_000;
/// A join of two stretches that are both evidence may lose so much.
const LOSS_OF_EVIDENCE: i64 = 150_000;

/// Words that stand nowhere else, of a rewritten passage.
const BOUND: u32 = 3;
/// The Dice coefficient of its telling words, in percent, at the least.
const DICE: u32 = 40;
/// The weight of the words it shares, in millinats.
const WEIGHT: i64 = 16_000;
/// The evidence that it must carry, in nats (a chance of one in a million): the concentration of its bound words …
const CONCENTRATION: f64 = 14.0;
/// … and so many nats for each percent of Dice coefficient …
const ALIKENESS: f64 = 0.25;
/// … above what two stretches on one subject have by chance.
const CHANCE_DICE: u32 = 30;

/// Bound words, figures and names left aside, from which on two articles may be one rewriting from end to end, so that
/// nothing is left to compare with; two reports of one event share fewer …
const MANY_BOUND: u32 = 15;
/// … and are less alike.
const MUCH_DICE: u32 = 50;

/// What chance must be given up for the words alone, figures and names left aside, in nats: two reports of one event
/// share these without having taken a word.
const CONCENTRATION_OF_WORDING: f64 = 8.0;

/// One word in so many of the longer stretch stands in the same order in both; so it does in what grows from a copy.
const IN_STEP: u32 = 5;
/// Words in the same order, at the least: one sentence told again is as likely another report of the same.
const WORDS_IN_STEP: u32 = 20;

/// How many times as long the stretch is that was condensed.
const CONDENSED: u32 = 3;
/// Words between two stretches that were condensed into one.
const NEAR: u32 = 30;
/// Percent of the telling words of a condensed stretch that the other has.
const OVERLAP: u32 = 50;
/// Words of a condensed stretch that stand nowhere else.
const CONDENSED_BOUND: u32 = 8;
/// Of these, those that stand in other pieces than the best.
const BOUND_IN_OTHERS: u32 = 3;

/// Joins what grows together, leaves out ends that do not belong, and joins what was condensed.
pub(super) fn assembled(
    blocks: Vec<Block>,
    statements: Vec<Block>,
    both: &Both<'_>,
    common: &CommonWords,
) -> Vec<Block> {
    let grown = if statements.is_empty() {
        blocks
    } else {
        Growth::new(both, common).of(blocks.into_iter().chain(statements).collect())
    };
    let trimmed = grown.into_iter().map(|block| trimmed(block, both, common)).collect();
    let mut all = condensed(trimmed, common);
    all.iter_mut().filter(|block| is_much_changed(block)).for_each(|block| ends::complete(block, both));
    all
}

/// Whether a block is a rewritten passage.
pub(super) fn is_rewriting(block: &Block, both: &Both<'_>, common: &CommonWords) -> bool {
    if !block.has_rewriting() {
        return false;
    }
    let (first, second) = (&block.first, &block.second);
    let (shared, dice) = (common.shared(first, second), common.dice(first, second));
    let evidence =
        || common.concentration(first, second) + ALIKENESS * (f64::from(dice) - f64::from(CHANCE_DICE));
    let enough = shared.bound >= BOUND && dice >= DICE && shared.weight >= WEIGHT;
    let from_end_to_end = shared.bound_wording >= MANY_BOUND && dice >= MUCH_DICE;
    let is_in_step = block.matched >= WORDS_IN_STEP && block.matched * IN_STEP >= block.longer();
    let wording = || common.concentration_of_wording(first, second) >= CONCENTRATION_OF_WORDING;
    enough
        && is_in_step
        && (from_end_to_end || (evidence() >= CONCENTRATION && wording()))
        && !block.is_formula(both)
}

/// Whether a block is the same words for the most part.
fn is_copy(block: &Block) -> bool {
    block.matched * 100 >= block.shorter() * COPY
}

/// Whether fewer than two words in three of the shorter stretch are the same.
fn is_much_changed(block: &Block) -> bool {
    block.matched * 3 < block.shorter() * 2
}

/// A block on its way, with what is asked of it for every join.
struct Node {
    block: Block,
    is_copy: bool,
    is_evidence: bool,
    /// Whether it has become part of another.
    is_joined: bool,
}

/// A join that may be made, best first; of equals the one that was found first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Join {
    gain: i64,
    one: Reverse<usize>,
    other: Reverse<usize>,
}

/// Agglomerative joining, best join first.
struct Growth<'a> {
    both: &'a Both<'a>,
    common: &'a CommonWords,
    /// All blocks so far, in the order in which they came to be.
    nodes: Vec<Node>,
    joins: BinaryHeap<Join>,
}

impl<'a> Growth<'a> {
    fn new(both: &'a Both<'a>, common: &'a CommonWords) -> Self {
        Self { both, common, nodes: Vec::new(), joins: BinaryHeap::new() }
    }

    fn of(mut self, blocks: Vec<Block>) -> Vec<Block> {
        for block in blocks {
            self.add(block);
        }
        while let Some(Join { one, other, .. }) = self.joins.pop() {
            let (one, other) = (one.0, other.0);
            if !self.nodes[one].is_joined && !self.nodes[other].is_joined {
                (self.nodes[one].is_joined, self.nodes[other].is_joined) = (true, true);
                let mut whole = self.nodes[one].block.clone();
                whole.join(self.nodes[other].block.clone());
                self.add(whole);
            }
        }
        self.nodes.into_iter().filter(|node| !node.is_joined).map(|node| node.block).collect()
    }

    fn add(&mut self, block: Block) {
        let is_copy = block.is_accepted() && is_copy(&block);
        let is_evidence = block.is_accepted() || is_rewriting(&block, self.both, self.common);
        let node = Node { block, is_copy, is_evidence, is_joined: false };
        let new = self.nodes.len();
        for (at, other) in self.nodes.iter().enumerate().filter(|(_, other)| !other.is_joined) {
            let join = |gain| Join { gain, one: Reverse(at), other: Reverse(new) };
            self.joins.extend(self.gain(other, &node).map(join));
        }
        self.nodes.push(node);
    }

    /// What a join gains over the better of the two; none if they do not belong together.
    fn gain(&self, one: &Node, other: &Node) -> Option<i64> {
        let (x, y) = (&one.block, &other.block);
        let far = gap(&x.first, &y.first) > REACH || gap(&x.second, &y.second) > REACH;
        if far || is_moved_name(x, y) {
            return None;
        }
        let tenths = if one.is_copy || other.is_copy { COMMON_IN_COPY } else { COMMON };
        let excess = |first, second| self.common.excess(first, second, tenths);
        let (first, second) = (hull(&x.first, &y.first), hull(&x.second, &y.second));
        let longer = first.len().max(second.len()) as u32;
        if (x.is_accepted() || y.is_accepted()) && (x.matched + y.matched) * IN_STEP < longer {
            return None;
        }
        let joined = excess(&first, &second);
        let gain = joined - excess(&x.first, &x.second).max(excess(&y.first, &y.second));
        let loss = match () {
            () if one.is_evidence && other.is_evidence => LOSS_OF_EVIDENCE,
            () if one.is_copy || other.is_copy => 0,
            () => LOSS,
        };
        (gain > -loss).then_some(gain)
    }
}

/// Leaves out pieces at the ends that have too little in common, worst first, and none that is evidence by itself.
fn trimmed(mut block: Block, both: &Both<'_>, common: &CommonWords) -> Block {
    let excess = |block: &Block| common.excess(&block.first, &block.second, COMMON_AT_ENDS);
    while block.has_rewriting() {
        let loose = block.pieces.iter().enumerate().filter(|(_, piece)| !piece.firm);
        let shorter = loose
            .filter_map(|(at, _)| block.without(at, both))
            .filter(|rest| (&rest.first, &rest.second) != (&block.first, &block.second));
        match shorter.max_by_key(excess).filter(|rest| excess(rest) > excess(&block)) {
            Some(rest) => block = rest,
            None => break,
        }
    }
    block
}

/// Joins blocks that stand one after another in one article and far apart in the other: the other was condensed. Of two ways to
/// join that have a block in common, the one that shares more goes before, whichever article is the first.
fn condensed(blocks: Vec<Block>, common: &CommonWords) -> Vec<Block> {
    let sides: [fn(&Block) -> &Range<u32>; 2] = [|block| &block.first, |block| &block.second];
    let groups = sides.into_iter().flat_map(|side| one_after_another(&blocks, side));
    let wholes = groups.filter_map(|group| Some((condensation(&blocks, &group, common)?, group)));
    let mut wholes: Vec<(Block, Vec<usize>)> = wholes.collect();
    wholes.sort_by_cached_key(|(whole, _)| {
        let bound = common.shared(&whole.first, &whole.second).bound;
        let (start, other) = (whole.first.start, whole.second.start);
        (Reverse(bound), whole.longer(), whole.shorter(), start.min(other), start.max(other))
    });
    let mut is_joined = vec![false; blocks.len()];
    let mut all = Vec::new();
    for (whole, group) in wholes {
        if group.iter().all(|&block| !is_joined[block]) {
            for block in group {
                is_joined[block] = true;
            }
            all.push(whole);
        }
    }
    all.extend(blocks.into_iter().zip(is_joined).filter(|(_, is_joined)| !is_joined).map(|(block, _)| block));
    all
}

/// Groups of blocks that follow one another closely in an article.
fn one_after_another(blocks: &[Block], side: impl Fn(&Block) -> &Range<u32>) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    order.sort_by_key(|&block| (side(&blocks[block]).start, side(&blocks[block]).end));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut end = 0;
    for block in order {
        let here = side(&blocks[block]);
        match groups.last_mut().filter(|_| here.start <= end + NEAR) {
            Some(group) => group.push(block),
            None => groups.push(vec![block]),
        }
        end = end.max(here.end);
    }
    groups
}

/// The blocks as one, if one article condenses what the other tells over several stretches.
fn condensation(blocks: &[Block], group: &[usize], common: &CommonWords) -> Option<Block> {
    let group = || group.iter().map(|&block| &blocks[block]);
    let whole = group().cloned().reduce(|mut whole, block| {
        whole.join(block);
        whole
    });
    let mut whole = whole?;
    if group().count() < 2 || whole.longer() < CONDENSED * whole.shorter() {
        return None;
    }
    let bound: Vec<u32> = group().map(|block| common.shared(&block.first, &block.second).bound).collect();
    let in_others = bound.iter().sum::<u32>() - bound.iter().max()?;
    let stands_out = if whole.first.len() < whole.second.len() {
        common.concentration(&whole.first, &(0..u32::MAX))
    } else {
        common.concentration(&(0..u32::MAX), &whole.second)
    };
    let enough = in_others >= BOUND_IN_OTHERS
        && common.shared(&whole.first, &whole.second).bound >= CONDENSED_BOUND
        && common.overlap(&whole.first, &whole.second) >= OVERLAP
        && stands_out >= CONCENTRATION;
    whole.accept();
    enough.then_some(whole)
}

#[cfg(test)]
mod tests;
