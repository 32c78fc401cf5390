//! Writing a part: its articles in the order of the archive, then their rows.

use super::super::StoreError;
use super::super::blocks::{BlockWriter, FileName, Section};
use super::super::rows::{self, PartRow};
use super::Record;
use super::facts;
use super::items::Packing;
use crate::archive::{Entry, Facts};
use crate::store::texts::Source;
use rayon::slice::ParallelSliceMut;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

/// Items and bytes of a block of records, of texts, and of outlines, at the most. A comparison asks for texts that stand far
/// apart, and unpacks a block for each.
const RECORDS: (usize, usize) = (64, 1 << 16);
const TEXTS: (usize, usize) = (16, 1 << 14);
const OUTLINES: (usize, usize) = (16, 1 << 16);

/// A part that is being written.
pub(in crate::store) struct PartWriter {
    out: BlockWriter,
    path: PathBuf,
    keeps_texts: bool,
    articles: u32,
    facts: Vec<u8>,
    records: Packing,
    texts: Packing,
    outlines: Packing,
    outlets: BTreeSet<String>,
    ids: Vec<PartRow>,
}

impl PartWriter {
    pub(in crate::store) fn create(path: &Path, keeps_texts: bool) -> Result<Self, StoreError> {
        Ok(Self {
            out: BlockWriter::create(path)?,
            path: path.to_owned(),
            keeps_texts,
            articles: 0,
            facts: Vec::new(),
            records: Packing::new(Section::Records, RECORDS, true),
            texts: Packing::new(Section::Texts, TEXTS, true),
            outlines: Packing::new(Section::Outlines, OUTLINES, false),
            outlets: BTreeSet::new(),
            ids: Vec::new(),
        })
    }

    /// Takes the next article, with the bytes of its outline.
    pub(in crate::store) fn article(
        &mut self,
        known: &Facts,
        record: &Record,
        (text, outline): (&str, &[u8]),
    ) -> Result<(), StoreError> {
        facts::append(known, &mut self.facts);
        if self.facts.len() == facts::ARTICLES * facts::BYTES {
            self.flush_facts()?;
        }
        let bytes = self.written(record)?;
        self.records.push(&bytes, &mut self.out)?;
        if self.keeps_texts {
            self.texts.push(text.as_bytes(), &mut self.out)?;
        }
        self.outlines.push(outline, &mut self.out)?;
        self.outlets.extend(record.outlet.clone());
        let given = record.given.iter().map(|given| xxh3_64(given.as_bytes()));
        let keys = [known.id].into_iter().chain(given);
        self.ids.extend(keys.map(|key| PartRow { key, number: self.articles, information: None }));
        self.articles += 1;
        Ok(())
    }

    fn flush_facts(&mut self) -> Result<(), StoreError> {
        let first = u64::from(self.articles / facts::ARTICLES as u32) * facts::ARTICLES as u64;
        let facts = std::mem::take(&mut self.facts);
        if facts.is_empty() { Ok(()) } else { self.out.put(Section::Facts, first, &facts) }
    }

    fn written(&self, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
        let bytes = postcard::to_stdvec(value);
        bytes.map_err(|fault| StoreError::Io { path: self.path.clone(), fault: io::Error::other(fault) })
    }

    /// Writes the rows of a table, which come sorted. All articles have been taken.
    pub(in crate::store) fn rows(
        &mut self,
        section: Section,
        rows: impl Iterator<Item = Result<PartRow, StoreError>>,
    ) -> Result<(), StoreError> {
        rows::write(&mut self.out, section, rows)
    }

    /// Writes the rows of all tables, from what the articles are found by.
    pub(in crate::store) fn entries(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        let numbered = || entries.iter().zip(0_u32..);
        let plain = |keys: fn(&Entry) -> &Vec<u64>| {
            let rows = numbered().flat_map(move |(entry, number)| {
                keys(entry).iter().map(move |&key| PartRow { key, number, information: None })
            });
            sorted(rows.collect())
        };
        let fingerprints = numbered().flat_map(|(entry, number)| {
            let row = move |&(key, information): &(u64, Option<u32>)| PartRow { key, number, information };
            entry.fingerprints.iter().map(row)
        });
        let fingerprints = sorted(fingerprints.collect());
        self.rows(Section::Bands, plain(|entry| &entry.bands).into_iter().map(Ok))?;
        self.rows(Section::Fingerprints, fingerprints.into_iter().map(Ok))?;
        self.rows(Section::FewShingles, plain(|entry| &entry.few_shingles).into_iter().map(Ok))
    }

    /// Writes what is left, and waits until all of it is on the disk. Gives the file and the articles in it.
    pub(in crate::store) fn finish(mut self, inputs: &[Source]) -> Result<(FileName, u32), StoreError> {
        self.flush_facts()?;
        self.records.flush(&mut self.out)?;
        self.texts.flush(&mut self.out)?;
        self.outlines.flush(&mut self.out)?;
        let ids = sorted(std::mem::take(&mut self.ids));
        self.rows(Section::Ids, ids.into_iter().map(Ok))?;
        let (outlets, inputs) = (self.written(&self.outlets)?, self.written(&inputs)?);
        self.out.put(Section::Outlets, 0, &outlets)?;
        self.out.put(Section::Inputs, 0, &inputs)?;
        Ok((self.out.finish()?, self.articles))
    }
}

fn sorted(mut rows: Vec<PartRow>) -> Vec<PartRow> {
    rows.par_sort_unstable();
    rows
}
