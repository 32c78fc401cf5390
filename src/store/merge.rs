//! Several parts become one: their articles in the order of the archive, their rows renumbered, what was removed left out.
//!
//! Articles and rows of each part are in order already, so a merge goes through all of them once, and holds little more than
//! a block of each.

use super::StoreError;
use super::blocks::Section;
use super::building::Inputs;
use super::manifest::PartName;
use super::part::{Part, PartReader, PartWriter};
use super::rows::PartRow;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::path::Path;

/// The number of an article that was removed.
const GONE: u32 = u32::MAX;

/// Writes the articles of these parts as one part.
pub(super) fn merge(parts: &[&Part], path: &Path, keeps_texts: bool) -> Result<PartName, StoreError> {
    let inputs = Inputs::merged(parts.iter().map(|part| part.inputs()).collect::<Result<_, _>>()?);
    let mut writer = PartWriter::create(path, keeps_texts)?;
    let numbers = merge_articles(parts, &inputs, (&mut writer, keeps_texts))?;
    for section in [Section::Bands, Section::Fingerprints, Section::FewShingles] {
        let lists = parts.iter().zip(&numbers).map(|(part, numbers)| renumbered(part, section, numbers));
        writer.rows(section, Merged::of(lists.collect())?)?;
    }
    let (name, articles) = writer.finish(&inputs.all)?;
    Ok(PartName { name, articles, live: articles, removed: None })
}

/// Copies the articles, and says which number each gets.
fn merge_articles(
    parts: &[&Part],
    inputs: &Inputs,
    (writer, keeps_texts): (&mut PartWriter, bool),
) -> Result<Vec<Vec<u32>>, StoreError> {
    let mut readers: Vec<PartReader<'_>> = parts.iter().map(|part| part.reader()).collect();
    let mut left: Vec<_> = parts.iter().map(|part| part.numbers()).collect();
    let mut numbers: Vec<Vec<u32>> = parts.iter().map(|part| vec![GONE; part.articles as usize]).collect();
    let mut heads = BinaryHeap::new();
    let mut push = |heads: &mut BinaryHeap<_>, part: usize| -> Result<(), StoreError> {
        if let Some(number) = left[part].next() {
            let facts = parts[part].facts(number)?;
            heads.push(Reverse((facts.order(), part, number)));
        }
        Ok(())
    };
    (0..parts.len()).try_for_each(|part| push(&mut heads, part))?;
    let mut next = 0;
    while let Some(Reverse((_, part, number))) = heads.pop() {
        let (facts, reader) = (parts[part].facts(number)?, &mut readers[part]);
        let mut record = reader.record(number)?;
        record.locator.input = inputs.place(part, record.locator.input);
        let text = if keeps_texts { reader.text(number)? } else { String::new() };
        writer.article(&facts, &record, (&text, reader.outline_bytes(number)?))?;
        numbers[part][number as usize] = next;
        next += 1;
        push(&mut heads, part)?;
    }
    Ok(numbers)
}

/// The rows of a part under the new numbers of its articles. As articles keep their order, rows stay sorted.
fn renumbered<'a>(
    part: &'a Part,
    section: Section,
    numbers: &'a [u32],
) -> Box<dyn Iterator<Item = Result<PartRow, StoreError>> + 'a> {
    let row = |row: PartRow| {
        let number = numbers.get(row.number as usize).copied().unwrap_or(GONE);
        (number != GONE).then_some(PartRow { number, ..row })
    };
    Box::new(part.all_rows(section).filter_map(move |found| found.map(row).transpose()))
}

type Rows<'a> = Box<dyn Iterator<Item = Result<PartRow, StoreError>> + 'a>;

/// Sorted lists of rows as one sorted list.
struct Merged<'a> {
    lists: Vec<Rows<'a>>,
    heads: BinaryHeap<Reverse<(PartRow, usize)>>,
}

impl<'a> Merged<'a> {
    fn of(lists: Vec<Rows<'a>>) -> Result<Self, StoreError> {
        let mut merged = Self { heads: BinaryHeap::with_capacity(lists.len()), lists };
        (0..merged.lists.len()).try_for_each(|list| merged.push(list))?;
        Ok(merged)
    }

    fn push(&mut self, list: usize) -> Result<(), StoreError> {
        if let Some(row) = self.lists[list].next().transpose()? {
            self.heads.push(Reverse((row, list)));
        }
        Ok(())
    }
}

impl Iterator for Merged<'_> {
    type Item = Result<PartRow, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((row, list)) = self.heads.pop()?;
        Some(self.push(list).map(|()| row))
    }
}
