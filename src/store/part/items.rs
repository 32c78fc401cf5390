//! Items of any length, one for each article, packed into blocks.

use crate::archive::{append_number, take_number};
use crate::store::StoreError;
use crate::store::blocks::{BlockFile, BlockWriter, Section};
use std::ops::Range;

/// Items on their way into a block: their number, their lengths, their bytes.
pub(super) struct Packing {
    section: Section,
    /// Items of a block, and its bytes, at the most, unless one item is longer.
    most: (usize, usize),
    is_packed: bool,
    first: u32,
    lengths: Vec<usize>,
    bytes: Vec<u8>,
}

impl Packing {
    pub(super) fn new(section: Section, most: (usize, usize), is_packed: bool) -> Self {
        Self { section, most, is_packed, first: 0, lengths: Vec::new(), bytes: Vec::new() }
    }

    /// Takes the next item.
    pub(super) fn push(&mut self, item: &[u8], out: &mut BlockWriter) -> Result<(), StoreError> {
        if self.lengths.len() == self.most.0 || self.bytes.len() + item.len() > self.most.1 {
            self.flush(out)?;
        }
        self.lengths.push(item.len());
        self.bytes.extend_from_slice(item);
        Ok(())
    }

    pub(super) fn flush(&mut self, out: &mut BlockWriter) -> Result<(), StoreError> {
        if self.lengths.is_empty() {
            return Ok(());
        }
        let mut block = Vec::with_capacity(self.bytes.len() + self.lengths.len() * 2 + 4);
        append_number(&mut block, self.lengths.len() as u64);
        self.lengths.iter().for_each(|&length| append_number(&mut block, length as u64));
        block.append(&mut self.bytes);
        if self.is_packed {
            out.put_packed(self.section, self.first.into(), &block)?;
        } else {
            out.put(self.section, self.first.into(), &block)?;
        }
        self.first += self.lengths.len() as u32;
        self.lengths.clear();
        Ok(())
    }
}

/// Reads items, and keeps the block in which the last one was.
pub(super) struct Cursor<'a> {
    file: &'a BlockFile,
    section: Section,
    open: Option<Open>,
}

struct Open {
    /// The number of the block, and of its first item.
    block: usize,
    first: u64,
    bytes: Vec<u8>,
    places: Vec<Range<usize>>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(file: &'a BlockFile, section: Section) -> Self {
        Self { file, section, open: None }
    }

    pub(super) fn item(&mut self, number: u32) -> Result<&[u8], StoreError> {
        let block = self.file.block_of(self.section, number.into())?;
        if self.open.as_ref().is_none_or(|open| open.block != block) {
            self.open = Some(self.opened(block)?);
        }
        let item = self.open.as_ref().and_then(|open| {
            let at = usize::try_from(u64::from(number) - open.first).ok()?;
            open.bytes.get(open.places.get(at)?.clone())
        });
        item.ok_or_else(|| self.file.damaged(format!("{:?} of article {number} is not there", self.section)))
    }

    fn opened(&self, block: usize) -> Result<Open, StoreError> {
        let bytes = self.file.read(self.section, block)?;
        let first = self.file.blocks(self.section)[block].first;
        let places = places(&bytes);
        let places = places
            .ok_or_else(|| self.file.damaged(format!("block {block} of {:?} has no items", self.section)))?;
        Ok(Open { block, first, bytes, places })
    }
}

/// Where the items of a block stand; none if it holds something else.
fn places(bytes: &[u8]) -> Option<Vec<Range<usize>>> {
    let mut rest = bytes;
    let count = usize::try_from(take_number(&mut rest)?).ok()?;
    let mut lengths = Vec::with_capacity(count.min(bytes.len()));
    for _ in 0..count {
        lengths.push(usize::try_from(take_number(&mut rest)?).ok()?);
    }
    let mut start = bytes.len() - rest.len();
    let place = |length: usize| {
        let place = start..start.checked_add(length)?;
        start = place.end;
        Some(place)
    };
    let places: Vec<Range<usize>> = lengths.into_iter().map(place).collect::<Option<_>>()?;
    (start == bytes.len()).then_some(places)
}
