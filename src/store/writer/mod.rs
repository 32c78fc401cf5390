//! Who writes to an index: one at a time, each change whole or not at all.
//!
//! A change writes new files, waits until they are on the disk, and puts a manifest into place that names them. What a crash
//! leaves behind is named by no manifest, and is removed by the next writer.

mod known;
mod state;

use super::StoreError;
use super::building::{self, Gathered, Incoming, Origin};
use super::index::Index;
use super::manifest::{self, Manifest};
use super::settings::Settings;
use super::texts::TextSource;
use super::workplace::Workplace;
use crate::archive::{Facts, Shelfmark};
use crate::article::{ArticleId, Batch};
use crate::columns::Columns;
use crate::observe::{Observer, Stage};
use crate::plan::Plan;
use known::new_facts;
use state::staged;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An archive of fewer articles is read whole at each comparison, and learnt from anew, unless it was made otherwise.
pub const WHOLE_BELOW: u64 = 20_000;

const LOCK: &str = "writer.lock";
const ENDING: &str = ".wcx";

/// Who writes to an index. As long as it is there, nobody else does.
#[derive(Debug)]
pub struct Writer {
    dir: PathBuf,
    index: Index,
    _lock: File,
}

/// What became of articles that were to be added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Added {
    /// Articles that were added.
    pub added: u64,
    /// Articles that were there already, with the same id and the same words.
    pub known: u64,
    /// Articles whose id was another article's, with the ids that they got.
    pub renamed: Vec<(String, String)>,
    /// Whether the index has learnt anew.
    pub learnt: bool,
}

/// Which articles are removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Removal {
    /// Those of these ids.
    Ids(Vec<String>),
    /// Those that were published before this moment, in seconds since 1970; undated ones stay.
    Before(i64),
}

impl Writer {
    /// Makes an index in a new folder, which keeps texts. An archive of fewer articles than `whole_below` is read whole at
    /// each comparison.
    ///
    /// # Errors
    /// When the folder holds anything, or cannot be written to.
    pub fn create(dir: &Path, settings: &Settings, whole_below: u64) -> Result<Self, StoreError> {
        Self::create_as(dir, settings, (whole_below, true))
    }

    /// The same of one that keeps no texts: they are read again from the inputs, which have to stay where they are.
    ///
    /// # Errors
    /// As with one that keeps them.
    pub fn create_without_texts(
        dir: &Path,
        settings: &Settings,
        whole_below: u64,
    ) -> Result<Self, StoreError> {
        Self::create_as(dir, settings, (whole_below, false))
    }

    fn create_as(
        dir: &Path,
        settings: &Settings,
        (whole_below, keeps_texts): (u64, bool),
    ) -> Result<Self, StoreError> {
        if dir.is_file() {
            return Err(StoreError::NoFolder(dir.to_owned()));
        }
        fs::create_dir_all(dir).map_err(StoreError::io(dir))?;
        if fs::read_dir(dir).map_err(StoreError::io(dir))?.next().is_some() {
            return Err(StoreError::NotEmpty(dir.to_owned()));
        }
        let lock = lock(dir)?;
        let mut manifest = Manifest::new(settings.clone(), whole_below, keeps_texts);
        manifest.publish(dir)?;
        let index = Index::with_manifest(dir, manifest)?;
        Ok(Self { dir: dir.to_owned(), index, _lock: lock })
    }

    /// Opens an index for writing, and removes what a crash has left behind.
    ///
    /// # Errors
    /// When there is none, somebody else writes to it, it is damaged, or of another version.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        Manifest::read(dir)?;
        let lock = lock(dir)?;
        // Somebody may have written before the lock was ours.
        let index = Index::with_manifest(dir, Manifest::read(dir)?)?;
        let writer = Self { dir: dir.to_owned(), index, _lock: lock };
        writer.sweep();
        Ok(writer)
    }

    /// With somebody who reads texts again, if the index keeps none, and says how what is added was read.
    #[must_use]
    pub fn with_texts_from(mut self, texts: Arc<dyn TextSource>) -> Self {
        self.index = self.index.with_texts_from(texts);
        self
    }

    /// The index as it is now.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Adds the examined articles of a batch. Those that are there already are passed over, and what has another article's id gets another one.
    ///
    /// # Errors
    /// When the index cannot be read or written; it is as it was then.
    pub fn add(
        &mut self,
        (batch, columns): (&Batch, &dyn Columns),
        workplace: &dyn Workplace,
        observer: &dyn Observer,
    ) -> Result<Added, StoreError> {
        self.add_some((batch, columns), &|_| true, workplace, observer)
    }

    /// The same of some of the examined articles only.
    ///
    /// # Errors
    /// When the index cannot be read or written; it is as it was then.
    pub fn add_some(
        &mut self,
        (batch, columns): (&Batch, &dyn Columns),
        is_meant: &dyn Fn(ArticleId) -> bool,
        workplace: &dyn Workplace,
        observer: &dyn Observer,
    ) -> Result<Added, StoreError> {
        let plan = self.plan()?;
        let known = self.known(batch, columns, is_meant)?;
        let renamed = |(id, name): (&ArticleId, &String)| (batch.article(*id).id.clone(), name.clone());
        let mut added = Added {
            added: known.new.len() as u64,
            known: known.there,
            renamed: known.names.iter().map(renamed).collect(),
            learnt: false,
        };
        if known.new.is_empty() {
            return Ok(added);
        }
        let reading = self.index.texts.as_ref().map_or_else(String::new, |texts| texts.reading());
        let incoming = Incoming { batch, reading, names: &known.names };
        let mut order: Vec<(Facts, Origin)> = Vec::with_capacity(known.new.len());
        for &id in &known.new {
            let name = known.names.get(&id).unwrap_or(&batch.article(id).id);
            order.push((new_facts(batch, columns, id, name), Origin::Batch(id)));
        }
        added.learnt = self.index.manifest.is_outgrown(added.added);
        if added.learnt {
            order.extend(self.old()?);
        }
        order.sort_by_cached_key(|(facts, _)| facts.order());
        let origins: Vec<Origin> = order.into_iter().map(|(_, origin)| origin).collect();
        let gathered = self.gathered(&incoming, &origins, &plan, (workplace, observer))?;
        if added.learnt {
            self.change(|writer, next| {
                writer.learn_anew(next, &gathered, &plan, (workplace, observer))?;
                writer.checked(workplace)
            })?;
        } else {
            self.change(|writer, next| {
                writer.append(next, &gathered, &plan, (workplace, observer))?;
                writer.checked(workplace)
            })?;
        }
        Ok(added)
    }

    /// Removes articles; their place is free after the next merge of their part, or a compaction. Gives how many there were.
    ///
    /// # Errors
    /// When the index cannot be read or written; it is as it was then.
    pub fn remove(&mut self, which: &Removal) -> Result<u64, StoreError> {
        let gone = self.meant(which)?;
        if gone.iter().all(BTreeSet::is_empty) {
            return Ok(0);
        }
        let count = gone.iter().map(|numbers| numbers.len() as u64).sum();
        self.change(|writer, next| writer.without(next, &gone))?;
        Ok(count)
    }

    /// How many articles would be removed.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn count(&self, which: &Removal) -> Result<u64, StoreError> {
        Ok(self.meant(which)?.iter().map(|numbers| numbers.len() as u64).sum())
    }

    /// Makes one part of all, frees the place of what was removed, and learns anew.
    ///
    /// # Errors
    /// When the index cannot be read or written; it is as it was then.
    pub fn compact(&mut self, workplace: &dyn Workplace, observer: &dyn Observer) -> Result<(), StoreError> {
        let plan = self.plan()?;
        let mut order = self.old()?;
        if order.is_empty() {
            return self.change(|_, next| {
                (next.parts, next.epoch) = (Vec::new(), None);
                Ok(())
            });
        }
        order.sort_by_cached_key(|(facts, _)| facts.order());
        let origins: Vec<Origin> = order.into_iter().map(|(_, origin)| origin).collect();
        let (nothing, names) = (Batch::default(), BTreeMap::new());
        let incoming = Incoming { batch: &nothing, reading: String::new(), names: &names };
        let gathered = self.gathered(&incoming, &origins, &plan, (workplace, observer))?;
        self.change(|writer, next| {
            writer.learn_anew(next, &gathered, &plan, (workplace, observer))?;
            writer.checked(workplace)
        })
    }

    fn gathered(
        &self,
        incoming: &Incoming<'_>,
        origins: &[Origin],
        plan: &Plan,
        (workplace, observer): (&dyn Workplace, &dyn Observer),
    ) -> Result<Gathered, StoreError> {
        staged((observer, Stage::Gather), origins.len() as u64, || {
            building::gather(&self.index, incoming, origins, plan, (workplace, observer))
        })
    }

    fn plan(&self) -> Result<Plan, StoreError> {
        let damaged = |fault: super::BadSettings| {
            StoreError::damaged(&self.dir.join(manifest::FILE), fault.to_string())
        };
        self.index.settings().to_plan().map_err(damaged)
    }

    /// Whether all that was put elsewhere on the way could be read again.
    fn checked(&self, workplace: &dyn Workplace) -> Result<(), StoreError> {
        workplace.check().map_err(StoreError::io(&self.dir))
    }

    /// Works out the next state and publishes it. If that fails, new files are removed and the old state holds.
    fn change(
        &mut self,
        make: impl FnOnce(&Self, &mut Manifest) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut next = self.index.manifest.clone();
        let published = make(self, &mut next).and_then(|()| next.publish(&self.dir));
        if let Err(fault) = published {
            // Whether the new manifest is in place is seen by reading it: only what no manifest names may go.
            self.sweep();
            return Err(fault);
        }
        let texts = self.index.texts.take();
        self.index = Index::with_manifest(&self.dir, next)?;
        self.index.texts = texts;
        self.sweep();
        Ok(())
    }

    /// Removes files of ours that the manifest does not name. One that cannot be removed now is removed another time.
    fn sweep(&self) {
        let Ok(manifest) = Manifest::read(&self.dir) else { return };
        let named: BTreeSet<&str> = manifest.files().map(|file| file.file.as_str()).collect();
        for entry in fs::read_dir(&self.dir).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_ours = name.ends_with(ENDING) || name.ends_with(".partial");
            if is_ours && !named.contains(name.as_str()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// All articles that are there, with their facts.
    fn old(&self) -> Result<Vec<(Facts, Origin)>, StoreError> {
        let mut old = Vec::new();
        for (part, number) in self.index.parts.iter().zip(0..) {
            for article in part.numbers() {
                let at = Shelfmark { part: number, number: article };
                old.push((part.facts(article)?, Origin::Index(at)));
            }
        }
        Ok(old)
    }

    /// The articles of each part that are to be removed.
    fn meant(&self, which: &Removal) -> Result<Vec<BTreeSet<u32>>, StoreError> {
        let mut gone = vec![BTreeSet::new(); self.index.parts.len()];
        match which {
            Removal::Ids(ids) => {
                for id in ids {
                    if let Some(at) = self.index.find(id)? {
                        gone[at.part as usize].insert(at.number);
                    }
                }
            }
            Removal::Before(moment) => {
                for (part, gone) in self.index.parts.iter().zip(&mut gone) {
                    for number in part.numbers() {
                        let published = part.facts(number)?.published;
                        if published.is_some_and(|(_, latest)| latest <= *moment) {
                            gone.insert(number);
                        }
                    }
                }
            }
        }
        Ok(gone)
    }
}

fn lock(dir: &Path) -> Result<File, StoreError> {
    let path = dir.join(LOCK);
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
    let file = file.map_err(StoreError::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Busy(dir.to_owned())),
        Err(TryLockError::Error(fault)) => Err(StoreError::io(&path)(fault)),
    }
}
