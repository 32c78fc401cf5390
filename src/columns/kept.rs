//! A chunk that is kept: its arrays as one block, in memory, in a spill, or in both.
//!
//! In a block the longest numbers stand first: shingles, words, stems, sentences, title stems, band keys, particulars,
//! texts. Numbers stand in the byte order of the machine, since no other one reads them.

use super::chunk::Index;
use super::slabs::{Filling, Place, Slabs};
use super::{Chunk, Spill};
use bytemuck::{Pod, cast_slice, cast_slice_mut};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// A chunk that is kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    pub(super) index: Index,
    /// Where each part begins in the block, and where the last one ends.
    starts: [usize; PARTS + 1],
    #[serde(skip)]
    held: Option<Place>,
    away: Option<Away>,
}

/// Where the block of a chunk is in the spill.
#[derive(Debug, Serialize, Deserialize)]
struct Away {
    at: u64,
    /// XXH3-64 of the block.
    checksum: u64,
}

/// The arrays of a chunk, in the order of its block.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Shingles,
    Words,
    Stems,
    Sentences,
    TitleStems,
    BandKeys,
    Particulars,
    Texts,
}

const PARTS: usize = 8;

/// Where blocks are.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) slabs: Slabs,
    pub(super) spill: Option<Arc<dyn Spill>>,
}

/// The arrays of a chunk and the texts of its articles, on their way into a block.
pub(super) struct Arrays<'a> {
    chunk: &'a Chunk,
    particulars: Vec<u8>,
    texts: &'a [&'a str],
}

impl<'a> Arrays<'a> {
    /// Those of a chunk, with the texts that are to be kept: one of each article, or none at all.
    pub(super) fn new(chunk: &'a Chunk, texts: &'a [&'a str]) -> Self {
        let particulars = chunk.particulars.iter().map(|particular| particular.code()).collect();
        Self { chunk, particulars, texts }
    }

    /// All parts but the last: texts.
    fn numbers(&self) -> [&[u8]; PARTS - 1] {
        [
            cast_slice(&self.chunk.shingles),
            cast_slice(&self.chunk.words),
            cast_slice(&self.chunk.stems),
            cast_slice(&self.chunk.sentences),
            cast_slice(&self.chunk.title_stems),
            cast_slice(&self.chunk.band_keys),
            &self.particulars,
        ]
    }

    fn starts(&self) -> [usize; PARTS + 1] {
        let texts = self.texts.iter().map(|text| text.len()).sum();
        let lengths = self.numbers().map(<[u8]>::len).into_iter().chain([texts]);
        let mut starts = [0; PARTS + 1];
        for (at, length) in lengths.enumerate() {
            starts[at + 1] = starts[at] + length;
        }
        starts
    }

    fn parts(&self) -> impl Iterator<Item = &[u8]> {
        self.numbers().into_iter().chain(self.texts.iter().map(|text| text.as_bytes()))
    }

    /// Bytes of the block.
    pub(super) fn bytes(&self) -> u64 {
        self.starts()[PARTS] as u64
    }

    /// Keeps them in memory.
    pub(super) fn hold(&self, index: Index, memory: &Filling) -> Kept {
        let starts = self.starts();
        Kept { index, held: Some(memory.put(starts[PARTS], self.parts())), away: None, starts }
    }

    /// Keeps them in memory besides the spill that they are in.
    pub(super) fn hold_also(&self, spilled: Kept, memory: &Filling) -> Kept {
        Kept { held: Some(memory.put(spilled.starts[PARTS], self.parts())), ..spilled }
    }

    /// Keeps them in a spill.
    pub(super) fn spill(&self, index: Index, spill: &dyn Spill) -> io::Result<Kept> {
        let block = self.parts().collect::<Vec<_>>().concat();
        let away = Away { at: spill.put(&block)?, checksum: xxh3_64(&block) };
        Ok(Kept { index, held: None, away: Some(away), starts: self.starts() })
    }
}

impl Kept {
    #[cfg(test)]
    pub(super) fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Whether the block in the spill is what was put there; a chunk that was never spilled is whole.
    #[must_use]
    pub fn is_whole(&self, spill: &dyn Spill) -> bool {
        let Some(away) = &self.away else { return true };
        let mut block = vec![0; self.starts[PARTS]];
        spill.get(away.at, &mut block);
        xxh3_64(&block) == away.checksum
    }

    /// One article's share of an array, lent from memory or read from the spill; none where the array was not made.
    pub(super) fn share<'a, T: Pod>(&self, part: Part, at: usize, blocks: &'a Blocks) -> Cow<'a, [T]> {
        self.piece(part, self.index.range(at, part), blocks)
    }

    /// All keys of one band.
    pub(super) fn band_keys<'a>(&self, band: usize, blocks: &'a Blocks) -> Cow<'a, [u32]> {
        self.piece(Part::BandKeys, self.index.band(band), blocks)
    }

    fn piece<'a, T: Pod>(&self, part: Part, piece: Range<usize>, blocks: &'a Blocks) -> Cow<'a, [T]> {
        let (start, end) = (self.starts[part as usize], self.starts[part as usize + 1]);
        let (from, length) = (start + piece.start * size_of::<T>(), piece.len() * size_of::<T>());
        if from + length > end {
            return Cow::default();
        }
        match (self.held, &self.away, &blocks.spill) {
            (Some(place), _, _) => Cow::Borrowed(cast_slice(blocks.slabs.bytes(place, from, length))),
            (None, Some(away), Some(spill)) => {
                let mut numbers = vec![T::zeroed(); piece.len()];
                spill.get(away.at + from as u64, cast_slice_mut(&mut numbers));
                Cow::Owned(numbers)
            }
            (None, _, _) => Cow::default(),
        }
    }
}
