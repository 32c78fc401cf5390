//! A part of a text as the tokenizer sees it: classified, in lower case, and with the borders of its words.

use super::classify::{BACK, BLOCK, FRONT, Masks, classify};
use super::hash::SHORT;
use std::ops::Range;

/// Bytes of a text that are looked at together; so few that all of it stays in the nearest cache.
pub(super) const WINDOW: usize = 4096;
const BLOCKS: usize = WINDOW / BLOCK + 1;
/// Borders that are listed without asking whether there are so many.
const AT_ONCE: usize = 4;

/// Up to [`WINDOW`] bytes of a text.
#[derive(Debug)]
pub(super) struct Window {
    bytes: [u8; FRONT + BLOCKS * BLOCK + BACK],
    masks: [Masks; BLOCKS + 1],
    borders: [u16; WINDOW + BLOCK],
    /// Whether any byte needs the definition.
    hard: bool,
}

impl Window {
    pub(super) fn new() -> Self {
        Self {
            bytes: [0; FRONT + BLOCKS * BLOCK + BACK],
            masks: [Masks::default(); BLOCKS + 1],
            borders: [0; WINDOW + BLOCK],
            hard: false,
        }
    }

    /// Takes in a text of at most [`WINDOW`] bytes, and gives the number of its words, or what may be one.
    pub(super) fn take(&mut self, text: &str) -> usize {
        let blocks = text.len() / BLOCK + 1;
        self.bytes[FRONT..FRONT + text.len()].copy_from_slice(text.as_bytes());
        self.bytes[FRONT + text.len()..FRONT + blocks * BLOCK + BACK].fill(0);
        classify(&mut self.bytes, &mut self.masks[..blocks]);
        self.masks[blocks] = Masks::default();
        self.hard = self.masks[..blocks].iter().any(|masks| masks.hard != 0);
        self.find_borders(blocks) / 2
    }

    /// Lists where words begin and end, in turn.
    fn find_borders(&mut self, blocks: usize) -> usize {
        let (mut count, mut inside) = (0, 0);
        for (block, masks) in self.masks[..blocks].iter().enumerate() {
            let mut borders = masks.word ^ (masks.word << 1 | inside);
            inside = masks.word >> 63;
            let end = count + borders.count_ones() as usize;
            while count < end {
                // Behind the last border come a few that are none, and are written over.
                for border in &mut self.borders[count..count + AT_ONCE] {
                    *border = (block * BLOCK) as u16 + borders.trailing_zeros() as u16;
                    borders &= borders.wrapping_sub(1);
                }
                count += AT_ONCE;
            }
            count = end;
        }
        count
    }

    /// Where a word begins and ends.
    #[inline]
    pub(super) fn word(&self, number: usize) -> (usize, usize) {
        (usize::from(self.borders[2 * number]), usize::from(self.borders[2 * number + 1]))
    }

    /// Whether a stretch must be cut by the definition.
    #[inline]
    pub(super) fn is_hard(&self, start: usize, end: usize) -> bool {
        self.hard && self.has_hard(start, end)
    }

    fn has_hard(&self, start: usize, end: usize) -> bool {
        let (first, last) = (start / BLOCK, (end - 1) / BLOCK);
        let from = self.masks[first].hard >> (start % BLOCK);
        if first < last {
            let up_to = self.masks[last].hard << (BLOCK - 1 - (end - 1) % BLOCK);
            return from != 0
                || up_to != 0
                || self.masks[first + 1..last].iter().any(|masks| masks.hard != 0);
        }
        from << (BLOCK - (end - start)) != 0
    }

    /// The lower-case bytes of a stretch.
    #[inline]
    pub(super) fn lower(&self, at: Range<usize>) -> &[u8] {
        &self.bytes[FRONT + at.start..FRONT + at.end]
    }

    /// The lower-case bytes from here on as one little-endian number, whatever they belong to.
    #[inline]
    pub(super) fn number_at(&self, start: usize) -> u128 {
        let from = FRONT + start;
        self.bytes[from..from + SHORT].first_chunk().map_or(0, |bytes| u128::from_le_bytes(*bytes))
    }
}
