//! Rows of keys, sorted and coded in blocks: of each row the distance of its key from the one before, its article, and the
//! information of a fingerprint.

use super::StoreError;
use super::blocks::{BlockFile, BlockWriter, Section};
use crate::archive::{append_number, take_number};
use rayon::prelude::*;

/// Rows of a block: a look-up decodes one.
const ROWS: usize = 1_024;
/// Keys that one worker looks up in one go.
const KEYS_AT_ONCE: usize = 512;

/// That an article of a part has a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PartRow {
    pub(super) key: u64,
    pub(super) number: u32,
    pub(super) information: u32,
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

fn coded(rows: &[PartRow]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.len() * 6);
    let mut before = PartRow { key: rows[0].key, number: 0, information: 0 };
    for row in rows {
        let distance = row.key - before.key;
        append_number(&mut bytes, distance);
        let number = if distance == 0 { row.number - before.number } else { row.number };
        append_number(&mut bytes, u64::from(number) << 1 | u64::from(row.information > 0));
        if row.information > 0 {
            append_number(&mut bytes, row.information.into());
        }
        before = *row;
    }
    bytes
}

/// The rows of a block that begins with this key; none if they are no rows.
fn decoded(mut bytes: &[u8], first: u64) -> Option<Vec<PartRow>> {
    let mut rows = Vec::with_capacity(ROWS);
    let mut before = PartRow { key: first, number: 0, information: 0 };
    while !bytes.is_empty() {
        let distance = take_number(&mut bytes)?;
        let number = take_number(&mut bytes)?;
        let base = if distance == 0 { before.number } else { 0 };
        let information = if number & 1 == 1 { take_number(&mut bytes)? } else { 0 };
        before = PartRow {
            key: before.key.checked_add(distance)?,
            number: u32::try_from(number >> 1).ok()?.checked_add(base)?,
            information: u32::try_from(information).ok()?,
        };
        rows.push(before);
    }
    Some(rows)
}

fn block(file: &BlockFile, section: Section, number: usize) -> Result<Vec<PartRow>, StoreError> {
    let first = file.blocks(section)[number].first;
    let rows = decoded(&file.read(section, number)?, first);
    rows.ok_or_else(|| file.damaged(format!("block {number} of {section:?} has no rows")))
}

/// The rows of these keys, which come sorted.
pub(super) fn find(file: &BlockFile, section: Section, keys: &[u64]) -> Result<Vec<PartRow>, StoreError> {
    let some = keys.par_chunks(KEYS_AT_ONCE).map(|keys| {
        let (mut found, mut open) = (Vec::new(), None);
        for &key in keys {
            find_one(file, section, key, &mut open, &mut found)?;
        }
        Ok(found)
    });
    let found: Vec<Vec<PartRow>> = some.collect::<Result<_, StoreError>>()?;
    Ok(found.concat())
}

/// A block that is decoded, with its number.
type Open = Option<(usize, Vec<PartRow>)>;

fn find_one(
    file: &BlockFile,
    section: Section,
    key: u64,
    open: &mut Open,
    found: &mut Vec<PartRow>,
) -> Result<(), StoreError> {
    let blocks = file.blocks(section);
    let first = blocks.partition_point(|block| block.first < key).saturating_sub(1);
    let possible = blocks.iter().enumerate().skip(first).take_while(|(_, block)| block.first <= key);
    for (number, _) in possible {
        if open.as_ref().is_none_or(|open| open.0 != number) {
            *open = Some((number, block(file, section, number)?));
        }
        let rows = open.as_ref().map_or(&[][..], |open| &open.1);
        let start = rows.partition_point(|row| row.key < key);
        found.extend(rows[start..].iter().take_while(|row| row.key == key));
    }
    Ok(())
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
            let row = |(key, number): (u64, u32)| PartRow { key, number, information: (key % 3) as u32 * 900 };
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
