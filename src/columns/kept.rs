//! A chunk that is kept: its arrays in memory, in a spill, or in both.
//!
//! In a spill they are one block, the longest numbers first: shingles, words, stems, sentences, title stems, band keys,
//! particulars, texts. Numbers stand in the byte order of the machine, since no other one reads them.

use super::{Chunk, Particular, Spill};
use bytemuck::{Pod, cast_slice, cast_slice_mut};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// A chunk that is kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    pub(super) chunk: Chunk,
    away: Option<Away>,
    /// Whether the arrays are in memory.
    #[serde(skip)]
    held: bool,
}

/// Where the block of a chunk is in the spill.
#[derive(Debug, Serialize, Deserialize)]
struct Away {
    at: u64,
    /// XXH3-64 of the block.
    checksum: u64,
    /// Where each part begins in the block, and where the last one ends.
    starts: [usize; PARTS + 1],
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

impl Kept {
    /// A chunk in memory.
    #[must_use]
    pub fn held(chunk: Chunk) -> Self {
        Self { chunk, away: None, held: true }
    }

    /// Puts the arrays into a spill as well.
    pub(super) fn spill(&mut self, spill: &dyn Spill) -> io::Result<()> {
        let (block, starts) = block(&self.chunk);
        self.away = Some(Away { at: spill.put(&block)?, checksum: xxh3_64(&block), starts });
        Ok(())
    }

    /// Lets go of the arrays, which are in a spill.
    pub(super) fn let_go(&mut self) {
        debug_assert!(self.away.is_some(), "what is let go is somewhere else");
        self.chunk.drop_arrays();
        self.held = false;
    }

    pub(super) fn is_held(&self) -> bool {
        self.held
    }

    /// Bytes of the arrays.
    pub(super) fn bytes(&self) -> u64 {
        parts(&self.chunk, &[]).iter().map(|part| part.len() as u64).sum::<u64>()
            + self.chunk.particulars.len() as u64
    }

    /// Whether the block in the spill is what was put there; a chunk that was never spilled is whole.
    #[must_use]
    pub fn is_whole(&self, spill: &dyn Spill) -> bool {
        let Some(away) = &self.away else { return true };
        let mut block = vec![0; away.starts[PARTS]];
        spill.get(away.at, &mut block);
        xxh3_64(&block) == away.checksum
    }

    /// A piece of an array, from memory or from the spill; none where the array was not made.
    pub(super) fn piece<'a, T: Pod>(
        &'a self,
        (part, array): (Part, &'a [T]),
        piece: Range<usize>,
        spill: Option<&dyn Spill>,
    ) -> Cow<'a, [T]> {
        match (&self.away, spill) {
            (Some(away), Some(spill)) if !self.held => Cow::Owned(away.piece(part, piece, spill)),
            _ => Cow::Borrowed(array.get(piece).unwrap_or_default()),
        }
    }

    /// As [`piece`](Self::piece), of what words state.
    pub(super) fn particulars(
        &self,
        piece: Range<usize>,
        spill: Option<&dyn Spill>,
    ) -> Cow<'_, [Particular]> {
        match (&self.away, spill) {
            (Some(away), Some(spill)) if !self.held => {
                let codes: Vec<u8> = away.piece(Part::Particulars, piece, spill);
                codes.into_iter().map(Particular::from_code).collect()
            }
            _ => Cow::Borrowed(self.chunk.particulars.get(piece).unwrap_or_default()),
        }
    }
}

impl Away {
    fn piece<T: Pod>(&self, part: Part, piece: Range<usize>, spill: &dyn Spill) -> Vec<T> {
        let (start, end) = (self.starts[part as usize], self.starts[part as usize + 1]);
        let from = start + piece.start * size_of::<T>();
        let mut numbers = vec![T::zeroed(); piece.len()];
        if from + size_of_val(&*numbers) > end {
            return Vec::new();
        }
        spill.get(self.at + from as u64, cast_slice_mut(&mut numbers));
        numbers
    }
}

/// The block of a chunk's arrays, and where each begins.
fn block(chunk: &Chunk) -> (Vec<u8>, [usize; PARTS + 1]) {
    let particulars: Vec<u8> = chunk.particulars.iter().map(|particular| particular.code()).collect();
    let parts = parts(chunk, &particulars);
    let mut starts = [0; PARTS + 1];
    for (at, part) in parts.iter().enumerate() {
        starts[at + 1] = starts[at] + part.len();
    }
    (parts.concat(), starts)
}

/// The arrays in the order of [`Part`], what words state as codes.
fn parts<'a>(chunk: &'a Chunk, particulars: &'a [u8]) -> [&'a [u8]; PARTS] {
    [
        cast_slice(&chunk.shingles),
        cast_slice(&chunk.words),
        cast_slice(&chunk.stems),
        cast_slice(&chunk.sentences),
        cast_slice(&chunk.title_stems),
        cast_slice(&chunk.band_keys),
        particulars,
        chunk.texts.as_bytes(),
    ]
}
