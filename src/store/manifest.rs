//! The manifest: which files an index consists of at this moment. It is replaced by a rename, so that readers and crashes see
//! one state or the next.

use super::StoreError;
use super::blocks::{FileName, INDEX_VERSION};
use super::settings::Settings;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// The file.
pub(super) const FILE: &str = "manifest.json";
const PARTIAL: &str = "manifest.json.partial";
/// What the manifest says of itself.
const FORMAT: &str = "wirecopy index";
/// An index learns anew once the articles that it has not learnt from are more than so many hundredths of those that it has.
const SHARE_OF_GROWTH: u64 = 25;

/// What an index consists of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// [`FORMAT`].
    format: String,
    /// The version of the layout.
    pub(super) layout: u32,
    /// The version of the program that wrote it last.
    pub(super) wirecopy: String,
    pub(super) settings: Settings,
    /// An archive of fewer articles is read whole at each comparison.
    pub(super) whole_below: u64,
    /// Whether texts are kept.
    pub(super) keeps_texts: bool,
    /// How often it has changed.
    pub(super) generation: u64,
    /// The number of the next file.
    pub(super) next_file: u64,
    /// What was learnt last; none before the first article.
    pub(super) epoch: Option<Epoch>,
    pub(super) parts: Vec<PartName>,
}

/// What was learnt from the articles that were there at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Epoch {
    pub(super) number: u64,
    /// The articles that it was learnt from.
    pub(super) articles: u64,
    pub(super) statistics: FileName,
    /// The file of the part that has them.
    pub(super) part: String,
}

/// A part of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PartName {
    pub(super) name: FileName,
    /// Articles in it, those that were removed included.
    pub(super) articles: u32,
    /// Those that were not.
    pub(super) live: u32,
    /// Which were removed, if any.
    pub(super) removed: Option<FileName>,
}

impl Manifest {
    /// That of an index without an article.
    pub(super) fn new(settings: Settings, whole_below: u64, keeps_texts: bool) -> Self {
        Self {
            format: FORMAT.to_owned(),
            layout: INDEX_VERSION,
            wirecopy: env!("CARGO_PKG_VERSION").to_owned(),
            settings,
            whole_below,
            keeps_texts,
            generation: 0,
            next_file: 1,
            epoch: None,
            parts: Vec::new(),
        }
    }

    /// Articles that are there.
    pub(super) fn live(&self) -> u64 {
        self.parts.iter().map(|part| u64::from(part.live)).sum()
    }

    /// Whether a part has the articles that the last epoch was learnt from. It stays apart from what came later: before it would be
    /// merged with that, the index [has outgrown](Self::is_outgrown) it.
    pub(super) fn is_learnt(&self, part: &PartName) -> bool {
        self.epoch.as_ref().is_some_and(|epoch| epoch.part == part.name.file)
    }

    /// Whether, with so many more, there are more articles that were not learnt from than [`SHARE_OF_GROWTH`] hundredths of those
    /// that were and are still there.
    pub(super) fn is_outgrown(&self, by: u64) -> bool {
        let learnt = self.parts.iter().filter(|part| self.is_learnt(part));
        let learnt: u64 = learnt.map(|part| u64::from(part.live)).sum();
        (self.live() - learnt + by) * 100 > learnt * SHARE_OF_GROWTH
    }

    /// All files that it names.
    pub(super) fn files(&self) -> impl Iterator<Item = &FileName> {
        let statistics = self.epoch.iter().map(|epoch| &epoch.statistics);
        let of_parts = self.parts.iter().flat_map(|part| part.removed.iter().chain([&part.name]));
        statistics.chain(of_parts)
    }

    /// A name for another file.
    pub(super) fn another(&mut self, kind: &str) -> String {
        let number = self.next_file;
        self.next_file += 1;
        format!("{kind}-{number:06}.wcx")
    }

    /// Reads the manifest of a folder, which has to be of this version.
    pub(super) fn read(dir: &Path) -> Result<Self, StoreError> {
        let path = dir.join(FILE);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                return Err(StoreError::NotAnIndex(dir.to_owned()));
            }
            Err(fault) if fault.kind() == io::ErrorKind::NotADirectory => {
                return Err(StoreError::NoFolder(dir.to_owned()));
            }
            Err(fault) => return Err(StoreError::io(&path)(fault)),
        };
        let damaged = |what: String| StoreError::damaged(&path, what);
        let whole: Value = serde_json::from_slice(&text).map_err(|fault| damaged(fault.to_string()))?;
        let index = &whole["index"];
        if whole["checksum"] != checksum(index) {
            return Err(damaged("it does not have its checksum".to_owned()));
        }
        if index["layout"] != INDEX_VERSION {
            let version = index["wirecopy"].as_str().unwrap_or("of an unknown version").to_owned();
            let what =
                format!("layout has version {}, where this program has {INDEX_VERSION}", index["layout"]);
            return Err(StoreError::Version { path: dir.to_owned(), version, what });
        }
        let read: Self = Self::deserialize(index).map_err(|fault| damaged(fault.to_string()))?;
        match read.settings.other_version(read.layout) {
            Some(what) => Err(StoreError::Version { path: dir.to_owned(), version: read.wirecopy, what }),
            None => Ok(read),
        }
    }

    /// Puts the manifest into the place of the one that is there. When this has returned, the new state outlives a loss of
    /// power; when it fails, the old one holds.
    pub(super) fn publish(&mut self, dir: &Path) -> Result<(), StoreError> {
        self.generation += 1;
        env!("CARGO_PKG_VERSION").clone_into(&mut self.wirecopy);
        let (path, partial) = (dir.join(FILE), dir.join(PARTIAL));
        let written = serde_json::to_value(&*self).map_err(io::Error::other).and_then(|index| {
            let whole = json!({ "checksum": checksum(&index), "index": index });
            let mut file = File::create(&partial)?;
            serde_json::to_writer_pretty(&mut file, &whole)?;
            file.write_all(b"\n")?;
            file.sync_all()?;
            fs::rename(&partial, &path)?;
            sync_folder(dir)
        });
        written.map_err(StoreError::io(&path))
    }
}

/// XXH3-64 of a value, written without blanks, in hexadecimal digits.
fn checksum(value: &Value) -> String {
    format!("{:016x}", xxh3_64(value.to_string().as_bytes()))
}

/// Waits until names in a folder are on the disk, where the system can say so.
fn sync_folder(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    fn manifest() -> Manifest {
        Manifest::new(Settings::of(&Plan::default()).unwrap(), 20_000, true)
    }

    #[test]
    fn a_manifest_comes_back_from_its_folder() {
        let home = tempfile::tempdir().unwrap();
        assert!(matches!(Manifest::read(home.path()), Err(StoreError::NotAnIndex(_))));
        let mut written = manifest();
        assert_eq!(written.another("part"), "part-000001.wcx");
        written.publish(home.path()).unwrap();
        assert_eq!(Manifest::read(home.path()).unwrap(), written);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_flipped_bit_is_found_or_changes_nothing() {
        let home = tempfile::tempdir().unwrap();
        let mut written = manifest();
        written.publish(home.path()).unwrap();
        let path = home.path().join(FILE);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut damaged = whole.clone();
                damaged[at] ^= 1 << bit;
                fs::write(&path, damaged).unwrap();
                match Manifest::read(home.path()) {
                    Ok(read) => assert_eq!(read, written, "byte {at}, bit {bit}"),
                    Err(fault) => assert!(matches!(fault, StoreError::Damaged { .. }), "{fault}"),
                }
            }
        }
    }

    #[test]
    fn another_version_is_refused_by_name() {
        let home = tempfile::tempdir().unwrap();
        let mut newer = manifest();
        newer.layout += 1;
        newer.publish(home.path()).unwrap();
        let refused = Manifest::read(home.path()).unwrap_err().to_string();
        assert!(
            refused.contains(&format!("layout has version {}", INDEX_VERSION + 1))
                && refused.contains("make the index anew"),
            "{refused}"
        );
    }
}
