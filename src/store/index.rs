//! An index that is open: one state of it, whoever writes meanwhile.

use super::blocks::{BlockFile, Section};
use super::manifest::{Manifest, PartName};
use super::part::{Part, PartReader};
use super::reader::Reader;
use super::settings::Settings;
use super::texts::TextSource;
use super::unlearnt::Published;
use super::{Dates, Facts, Info, StoreError};
use crate::archive::{Archive, ArchiveFault, Outline, Row, Shelfmark, Table};
use crate::statistics::Statistics;
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How often an index is opened anew if a writer has replaced its files in between.
const ATTEMPTS: usize = 20;
/// Articles of which one worker reads outlines in one go.
const OUTLINES_AT_ONCE: usize = 256;

/// An archive on disk, open for reading. What is added or removed after it was opened is not seen, and neither are files
/// that a writer replaces: they are open.
#[derive(Debug)]
pub struct Index {
    dir: PathBuf,
    pub(super) manifest: Manifest,
    pub(super) parts: Vec<Part>,
    statistics: Option<Arc<Statistics>>,
    outlets: Vec<String>,
    pub(super) texts: Option<Arc<dyn TextSource>>,
    pub(super) published: Published,
}

impl Index {
    /// Opens the index in this folder.
    ///
    /// # Errors
    /// When there is none, it is damaged, it is of another version, or the system does not let us.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let mut manifest = Manifest::read(dir)?;
        for _ in 0..ATTEMPTS {
            match Self::with_manifest(dir, manifest.clone()) {
                Err(StoreError::Io { fault, .. }) if fault.kind() == io::ErrorKind::NotFound => {
                    let now = Manifest::read(dir)?;
                    if now.generation == manifest.generation {
                        break;
                    }
                    manifest = now;
                }
                opened => return opened,
            }
        }
        Self::with_manifest(dir, manifest)
    }

    pub(super) fn with_manifest(dir: &Path, manifest: Manifest) -> Result<Self, StoreError> {
        let open = |part: &PartName| Part::open(dir, (&part.name, part.articles), part.removed.as_ref());
        let parts: Vec<Part> = manifest.parts.iter().map(open).collect::<Result<_, _>>()?;
        let learnt = |name| BlockFile::open(dir, name)?.value::<Statistics>(Section::Statistics);
        let statistics = manifest.epoch.as_ref().map(|epoch| learnt(&epoch.statistics)).transpose()?;
        let mut outlets: Vec<String> = parts.iter().flat_map(|part| part.outlets.clone()).collect();
        outlets.sort_unstable();
        outlets.dedup();
        let statistics = statistics.map(Arc::new);
        let (dir, published) = (dir.to_owned(), Published::default());
        Ok(Self { dir, manifest, parts, statistics, outlets, texts: None, published })
    }

    /// With somebody who reads texts again, if it keeps none.
    #[must_use]
    pub fn with_texts_from(self, texts: Arc<dyn TextSource>) -> Self {
        Self { texts: Some(texts), ..self }
    }

    /// Its folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The settings that it was made with.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.manifest.settings
    }

    /// What its articles have taught; none if there never was one.
    #[must_use]
    pub fn statistics(&self) -> Option<&Arc<Statistics>> {
        self.statistics.as_ref()
    }

    /// Whether it is so small that a comparison reads all of it, and learns from it anew.
    #[must_use]
    pub fn is_read_whole(&self) -> bool {
        self.manifest.live() < self.manifest.whole_below
    }

    /// What there is in it.
    #[must_use]
    pub fn info(&self) -> Info {
        Info::of(&self.manifest, &self.parts, self.outlets.len())
    }

    /// When its articles were published.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn dates(&self) -> Result<Dates, StoreError> {
        let mut dates = Dates::default();
        for part in &self.parts {
            for number in part.numbers() {
                dates.count(part.facts(number)?.published);
            }
        }
        Ok(dates)
    }

    /// All articles, in the order of the archive.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn all(&self) -> Result<Vec<Shelfmark>, StoreError> {
        let mut all = Vec::with_capacity(self.manifest.live() as usize);
        for (part, number) in self.parts.iter().zip(0..) {
            for article in part.numbers() {
                all.push((part.facts(article)?, Shelfmark { part: number, number: article }));
            }
        }
        all.sort_by_cached_key(|(facts, article)| (facts.order(), *article));
        Ok(all.into_iter().map(|(_, article)| article).collect())
    }

    pub(super) fn part(&self, article: Shelfmark) -> Result<&Part, StoreError> {
        let what = || StoreError::damaged(&self.dir, format!("it has no part {}", article.part));
        self.parts.get(article.part as usize).ok_or_else(what)
    }

    pub(super) fn facts_of(&self, article: Shelfmark) -> Result<Facts, StoreError> {
        self.part(article)?.facts(article.number)
    }

    /// Somebody who reads articles.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader::of(self)
    }

    /// The article of this id, if there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn find(&self, id: &str) -> Result<Option<Shelfmark>, StoreError> {
        let key = xxhash_rust::xxh3::xxh3_64(id.as_bytes());
        for (part, number) in self.parts.iter().zip(0..) {
            let mut reader = part.reader();
            for row in part.rows(Section::Ids, &[key])? {
                if reader.record(row.number)?.id == id {
                    return Ok(Some(Shelfmark { part: number, number: row.number }));
                }
            }
        }
        Ok(None)
    }

    /// Reads every byte: that all is as it was written.
    ///
    /// # Errors
    /// The first fault; `told` is called with each.
    pub fn verify(dir: &Path, told: &mut dyn FnMut(&StoreError)) -> Result<Info, StoreError> {
        let manifest = Manifest::read(dir)?;
        let mut first = None;
        for name in manifest.files() {
            if let Err(fault) = BlockFile::open(dir, name).and_then(|file| file.verify()) {
                let is_gone =
                    matches!(&fault, StoreError::Io { fault, .. } if fault.kind() == io::ErrorKind::NotFound);
                let fault = if is_gone {
                    StoreError::damaged(&dir.join(&name.file), "it is not there")
                } else {
                    fault
                };
                told(&fault);
                first.get_or_insert(fault);
            }
        }
        match first {
            Some(fault) => Err(fault),
            None => Ok(Self::with_manifest(dir, manifest)?.info()),
        }
    }
}

impl Archive for Index {
    fn articles(&self) -> u64 {
        self.manifest.live()
    }

    fn outlets(&self) -> &[String] {
        &self.outlets
    }

    fn rows(&self, table: Table, keys: &[u64]) -> Result<Vec<Row>, ArchiveFault> {
        let section = match table {
            Table::Bands => Section::Bands,
            Table::Fingerprints => Section::Fingerprints,
            Table::FewShingles => Section::FewShingles,
        };
        let mut rows = Vec::new();
        for (part, number) in self.parts.iter().zip(0..) {
            rows.extend(part.rows(section, keys)?.into_iter().map(|row| Row {
                key: row.key,
                article: Shelfmark { part: number, number: row.number },
                information: row.information,
            }));
        }
        if self.parts.len() > 1 {
            rows.par_sort_unstable();
        }
        Ok(rows)
    }

    fn facts(&self, articles: &[Shelfmark]) -> Result<Vec<Facts>, ArchiveFault> {
        let facts = articles.par_iter().map(|&article| self.facts_of(article));
        Ok(facts.collect::<Result<_, StoreError>>()?)
    }

    fn outlines(&self, articles: &[Shelfmark]) -> Result<Vec<Outline>, ArchiveFault> {
        let some = articles.par_chunks(OUTLINES_AT_ONCE).map(|articles| {
            let mut readers: Vec<PartReader<'_>> = self.parts.iter().map(Part::reader).collect();
            let outlines =
                articles.iter().map(|article| readers[article.part as usize].outline(article.number));
            outlines.collect::<Result<Vec<_>, StoreError>>()
        });
        Ok(some.collect::<Result<Vec<_>, StoreError>>()?.concat())
    }
}
