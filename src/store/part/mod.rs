//! A part of an index: some articles in the order of the archive, and the rows by which they are found.

mod facts;
mod items;
mod writer;

pub(super) use writer::PartWriter;

use super::StoreError;
use super::blocks::{BlockFile, FileName, Section};
use super::rows::{self, PartRow};
use super::texts::Source;
use crate::archive::{Facts, Outline};
use crate::article::{Article, Locator, Published};
use facts::BYTES;
use items::Cursor;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;
use xxhash_rust::xxh3::xxh3_64;

/// An article without its text, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) id: String,
    /// The id that it came with, if that was another article's.
    pub(super) given: Option<String>,
    outlet: Option<String>,
    published: Option<Published>,
    title: Option<String>,
    url: Option<String>,
    language: Option<String>,
    /// XXH3-64 of its text, where the index keeps no texts.
    pub(super) digest: Option<u64>,
    /// Where it stands in one of the part's inputs.
    pub(super) locator: Locator,
}

impl Record {
    pub(super) fn of(article: &Article, given: Option<String>, digest: Option<u64>) -> Self {
        Self {
            id: article.id.clone(),
            given,
            outlet: article.outlet.clone(),
            published: article.published.clone(),
            title: article.title.clone(),
            url: article.url.clone(),
            language: article.language.clone(),
            digest,
            locator: article.locator,
        }
    }

    /// Whether this is the id that it has, or that it came with.
    pub(super) fn is_under(&self, id: &str) -> bool {
        self.id == id || self.given.as_deref() == Some(id)
    }

    /// The article with this text.
    pub(super) fn with_text(self, text: String) -> Article {
        let Self { id, given: _, outlet, published, title, url, language, digest: _, locator } = self;
        Article { id, outlet, published, title, url, language, text, locator }
    }
}

/// A part that is read.
#[derive(Debug)]
pub(super) struct Part {
    file: BlockFile,
    /// Articles, those that were removed included.
    pub(super) articles: u32,
    /// Of each article, whether it was removed; empty if none was.
    removed: Vec<bool>,
    /// The outlets of those that were not.
    pub(super) outlets: Vec<String>,
    /// Facts, a block at a time as they are asked for.
    facts: Vec<OnceLock<Vec<Facts>>>,
}

/// What was removed of a part.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Removed {
    /// The numbers of its articles, in order.
    pub(super) numbers: Vec<u32>,
    /// The outlets of the others.
    pub(super) outlets: Vec<String>,
}

impl Part {
    /// Opens a part of so many articles, some of which may have been removed.
    pub(super) fn open(
        dir: &Path,
        (name, articles): (&FileName, u32),
        removed: Option<&FileName>,
    ) -> Result<Self, StoreError> {
        let file = BlockFile::open(dir, name)?;
        let blocks = file.blocks(Section::Facts).len();
        let mut part = Self {
            outlets: file.value(Section::Outlets)?,
            removed: Vec::new(),
            facts: (0..blocks).map(|_| OnceLock::new()).collect(),
            articles,
            file,
        };
        if let Some(removed) = removed {
            let gone = BlockFile::open(dir, removed)?;
            let Removed { numbers, outlets } = gone.value(Section::Removed)?;
            part.removed = vec![false; articles as usize];
            for number in numbers {
                let place = part.removed.get_mut(number as usize);
                *place.ok_or_else(|| gone.damaged("it names an article that is not there"))? = true;
            }
            part.outlets = outlets;
        }
        Ok(part)
    }

    pub(super) fn is_removed(&self, number: u32) -> bool {
        self.removed.get(number as usize).is_some_and(|&removed| removed)
    }

    /// The numbers of the articles that are there.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.articles).filter(|&number| !self.is_removed(number))
    }

    /// The rows of these sorted keys.
    pub(super) fn rows(&self, section: Section, keys: &[u64]) -> Result<Vec<PartRow>, StoreError> {
        let mut found = rows::find(&self.file, section, keys)?;
        found.retain(|row| !self.is_removed(row.number));
        Ok(found)
    }

    /// All rows, those of removed articles included.
    pub(super) fn all_rows(
        &self,
        section: Section,
    ) -> impl Iterator<Item = Result<PartRow, StoreError>> + '_ {
        rows::all(&self.file, section)
    }

    pub(super) fn facts(&self, number: u32) -> Result<Facts, StoreError> {
        let (block, at) = facts::place(number);
        let Some(slot) = self.facts.get(block) else { return Err(self.no_article(number)) };
        if slot.get().is_none() {
            let bytes = self.file.read(Section::Facts, block)?;
            // Somebody else may have been quicker, with the same.
            let _ = slot.set(bytes.chunks_exact(BYTES).map(facts::decoded).collect());
        }
        slot.get().and_then(|facts| facts.get(at)).copied().ok_or_else(|| self.no_article(number))
    }

    fn no_article(&self, number: u32) -> StoreError {
        self.file.damaged(format!("it has no article {number}"))
    }

    /// The names of these articles' outlets.
    pub(super) fn outlets_of(&self, facts: impl Iterator<Item = Facts>) -> Vec<String> {
        let hashes: BTreeSet<u64> = facts.map(|facts| facts.outlet).collect();
        self.outlets.iter().filter(|outlet| hashes.contains(&xxh3_64(outlet.as_bytes()))).cloned().collect()
    }

    /// Somebody who reads records, texts and outlines, fastest in the order of their numbers.
    pub(super) fn reader(&self) -> PartReader<'_> {
        PartReader {
            part: self,
            records: Cursor::new(&self.file, Section::Records),
            texts: Cursor::new(&self.file, Section::Texts),
            outlines: Cursor::new(&self.file, Section::Outlines),
        }
    }

    pub(super) fn inputs(&self) -> Result<Vec<Source>, StoreError> {
        self.file.value(Section::Inputs)
    }

    /// Bytes of a section in the file.
    pub(super) fn bytes(&self, section: Section) -> u64 {
        self.file.bytes(section)
    }
}

/// Who reads the articles of a part.
pub(super) struct PartReader<'a> {
    part: &'a Part,
    records: Cursor<'a>,
    texts: Cursor<'a>,
    outlines: Cursor<'a>,
}

impl PartReader<'_> {
    pub(super) fn record(&mut self, number: u32) -> Result<Record, StoreError> {
        let part = self.part;
        let record = postcard::from_bytes(self.records.item(number)?);
        record.map_err(|fault| part.file.damaged(format!("article {number}: {fault}")))
    }

    /// The text of an article, which the index keeps.
    pub(super) fn text(&mut self, number: u32) -> Result<String, StoreError> {
        let part = self.part;
        let text = String::from_utf8(self.texts.item(number)?.to_vec());
        text.map_err(|_| part.file.damaged(format!("the text of article {number} is no text")))
    }

    pub(super) fn outline_bytes(&mut self, number: u32) -> Result<&[u8], StoreError> {
        self.outlines.item(number)
    }

    pub(super) fn outline(&mut self, number: u32) -> Result<Outline, StoreError> {
        let part = self.part;
        let outline = Outline::from_bytes(self.outlines.item(number)?);
        outline.ok_or_else(|| part.file.damaged(format!("the outline of article {number} is none")))
    }
}
