//! Rows of keys, sorted and coded in blocks, in about as many bits as they must have: of each key the distance from the one
//! before, of each row its article, and of a fingerprint in a stock phrase what it tells there.

use super::StoreError;
use super::blocks::{BlockFile, BlockWriter, Section};
use crate::archive::{BitReader, BitWriter, append_number, low_bits, take_number};
use rayon::prelude::*;

/// Rows of a block: a look-up decodes one.
const ROWS: usize = 1_024;
/// Keys that one worker looks up in one go.
const KEYS_AT_ONCE: usize = 512;
/// Bits of what a fingerprint tells: three words of 3,000 millinats at the most.
const INFORMATION_BITS: u32 = 14;

/// That an article of a part has a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PartRow {
    pub(super) key: u64,
    pub(super) number: u32,
    /// As [`Row`](crate::archive::Row) has it.
    pub(super) information: Option<u32>,
}

/// Writes sorted rows as the blocks of a section.
pub(super) fn write(
    out: &mut BlockWriter,
    section: Section,
    rows: impl Iterator<Item = Result<PartRow, StoreError>>,
) -> Result<(), StoreError> {
    let mut block = Vec::with_capacity(ROWS);
    for row in rows {
        block.push(row?);
        if block.len() == ROWS {
            out.put(section, block[0].key, &coded(&block))?;
            block.clear();
        }
    }
    if block.is_empty() { Ok(()) } else { out.put(section, block[0].key, &coded(&block)) }
}

/// The head of a block.
struct Head {
    rows: usize,
    /// Bits of an article's number.
    number: u32,
    /// Last bits of a distance that are written as they are.
    low: u32,
    /// Whether any row tells its information.
    tells: bool,
}

impl Head {
    fn of(rows: &[PartRow]) -> Self {
        let most = rows.iter().map(|row| row.number).max().unwrap_or(0);
        let keys = rows.chunk_by(|x, y| x.key == y.key).count();
        Self {
            rows: rows.len(),
            number: u32::BITS - most.leading_zeros(),
            low: low_bits(rows[rows.len() - 1].key - rows[0].key, keys),
            tells: rows.iter().any(|row| row.information.is_some()),
        }
    }

    fn written(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.rows * 8);
        append_number(&mut bytes, self.rows as u64);
        bytes.extend([self.number as u8, self.low as u8, u8::from(self.tells)]);
        bytes
    }

    fn taken(bytes: &mut &[u8]) -> Option<Self> {
        let rows = usize::try_from(take_number(bytes)?).ok().filter(|&rows| rows <= ROWS)?;
        let (&[number, low, tells], rest) = bytes.split_first_chunk()?;
        *bytes = rest;
        let is_sound = u32::from(number) <= u32::BITS && u32::from(low) < u64::BITS && tells < 2;
        is_sound.then_some(Self { rows, number: number.into(), low: low.into(), tells: tells == 1 })
    }
}

fn coded(rows: &[PartRow]) -> Vec<u8> {
    let head = Head::of(rows);
    let mut bits = BitWriter::default();
    let mut before = rows[0].key;
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            let is_same = row.key == before;
            bits.put(u64::from(is_same), 1);
            if !is_same {
                bits.put_distance(row.key - before - 1, head.low);
            }
        }
        bits.put(row.number.into(), head.number);
        if head.tells {
            bits.put(u64::from(row.information.is_some()), 1);
        }
        if let Some(information) = row.information {
            bits.put(information.into(), INFORMATION_BITS);
        }
        before = row.key;
    }
    let mut bytes = head.written();
    bytes.extend(bits.finish());
    bytes
}

/// Decodes the rows of a block, one after the other.
struct Decoder<'a> {
    bits: BitReader<'a>,
    head: Head,
    /// Rows that were given.
    given: usize,
    key: u64,
}

impl<'a> Decoder<'a> {
    /// Of a block that begins with this key; none if it holds no rows.
    fn new(mut bytes: &'a [u8], first: u64) -> Option<Self> {
        let head = Head::taken(&mut bytes)?;
        Some(Self { bits: BitReader::new(bytes), head, given: 0, key: first })
    }

    /// The next row; none behind the last one, and where they are no rows, which `is_sound` tells.
    #[inline]
    fn next(&mut self) -> Option<PartRow> {
        if self.given == self.head.rows {
            return None;
        }
        if self.given > 0 && self.bits.take(1) == 0 {
            let distance = self.bits.take_distance(self.head.low)?;
            self.key = self.key.checked_add(distance)?.checked_add(1)?;
        }
        let number = self.bits.take(self.head.number) as u32;
        let tells = self.head.tells && self.bits.take(1) == 1;
        let information = if tells { Some(self.bits.take(INFORMATION_BITS) as u32) } else { None };
        self.given += 1;
        Some(PartRow { key: self.key, number, information })
    }

    /// Whether all rows were there, and no byte more is.
    fn is_sound(&self) -> bool {
        self.given == self.head.rows && self.bits.is_at_end()
    }
}

fn no_rows(file: &BlockFile, section: Section, number: usize) -> StoreError {
    file.damaged(format!("block {number} of {section:?} has no rows"))
}

fn block(file: &BlockFile, section: Section, number: usize) -> Result<Vec<PartRow>, StoreError> {
    let first = file.blocks(section)[number].first;
    let bytes = file.read(section, number)?;
    let rows = Decoder::new(&bytes, first).and_then(|mut decoder| {
        let mut rows = Vec::with_capacity(decoder.head.rows);
        while let Some(row) = decoder.next() {
            rows.push(row);
        }
        decoder.is_sound().then_some(rows)
    });
    rows.ok_or_else(|| no_rows(file, section, number))
}

/// The rows of these keys, which come sorted.
pub(super) fn find(file: &BlockFile, section: Section, keys: &[u64]) -> Result<Vec<PartRow>, StoreError> {
    let some = keys.par_chunks(KEYS_AT_ONCE).map(|keys| find_some(file, section, keys));
    let found: Vec<Vec<PartRow>> = some.collect::<Result<_, StoreError>>()?;
    Ok(found.concat())
}

/// Each block is read once for all keys that it may hold, and decoded no further than to the last of them.
fn find_some(file: &BlockFile, section: Section, mut keys: &[u64]) -> Result<Vec<PartRow>, StoreError> {
    let blocks = file.blocks(section);
    // The rows of a key may begin in the block before the first one that begins with it.
    let last_before = |key: u64| blocks.partition_point(|block| block.first < key).saturating_sub(1);
    let (mut found, mut number) = (Vec::new(), 0);
    while let Some(&key) = keys.first() {
        number = number.max(last_before(key));
        let Some(block) = blocks.get(number) else { break };
        let behind = blocks.get(number + 1).map(|next| next.first);
        let here = behind.map_or(keys.len(), |behind| keys.partition_point(|&key| key <= behind));
        if here > 0 && keys[here - 1] >= block.first {
            let bytes = file.read(section, number)?;
            let sound = found_in(&bytes, block.first, &keys[..here], &mut found);
            sound.ok_or_else(|| no_rows(file, section, number))?;
        }
        let done = behind.map_or(keys.len(), |behind| keys.partition_point(|&key| key < behind));
        (keys, number) = (&keys[done..], number + 1);
    }
    Ok(found)
}

/// Appends the rows of a block that have one of these keys; none if they are no rows.
fn found_in(bytes: &[u8], first: u64, mut keys: &[u64], found: &mut Vec<PartRow>) -> Option<()> {
    let mut decoder = Decoder::new(bytes, first)?;
    while let Some(row) = decoder.next() {
        while keys.first().is_some_and(|&key| key < row.key) {
            keys = &keys[1..];
        }
        match keys.first() {
            None => return Some(()),
            Some(&key) if key == row.key => found.push(row),
            Some(_) => {}
        }
    }
    decoder.is_sound().then_some(())
}

/// All rows of a section, in order.
pub(super) fn all(
    file: &BlockFile,
    section: Section,
) -> impl Iterator<Item = Result<PartRow, StoreError>> + '_ {
    (0..file.blocks(section).len()).flat_map(move |number| {
        let (rows, fault) = match block(file, section, number) {
            Ok(rows) => (rows, None),
            Err(fault) => (Vec::new(), Some(Err(fault))),
        };
        rows.into_iter().map(Ok).chain(fault)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn what_is_looked_up_is_what_was_written(
            rows in prop::collection::btree_set((0_u64..300, 0_u32..400), 0..6_000),
            wide in prop::collection::btree_set(any::<u64>(), 0..40),
            keys in prop::collection::btree_set(0_u64..310, 0..200),
        ) {
            let row = |(key, number): (u64, u32)| PartRow { key, number, information: (key % 3 == 1).then_some(key as u32 % 9_001) };
            let far = wide.iter().map(|&key| (key.max(1_000), 7));
            let mut all_rows: Vec<PartRow> = rows.into_iter().chain(far).map(row).collect();
            all_rows.sort_unstable();
            all_rows.dedup();
            let home = tempfile::tempdir().unwrap();
            let mut out = BlockWriter::create(&home.path().join("some.part")).unwrap();
            write(&mut out, Section::Ids, all_rows.iter().copied().map(Ok)).unwrap();
            let name = out.finish().unwrap();
            let file = BlockFile::open(home.path(), &name).unwrap();
            let again: Vec<PartRow> = all(&file, Section::Ids).collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(&again, &all_rows);
            let keys: Vec<u64> = keys.into_iter().chain(wide.iter().copied().filter(|&key| key > 310)).collect();
            let expected: Vec<PartRow> =
                all_rows.iter().copied().filter(|row| keys.binary_search(&row.key).is_ok()).collect();
            prop_assert_eq!(find(&file, Section::Ids, &keys).unwrap(), expected);
        }
    }
}
