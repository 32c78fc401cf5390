//! The folder in which files arrive, and where they go from there.

use super::complete::is_temporary;
use anyhow::anyhow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Length of a file, and when it was written to.
pub(super) type Size = (u64, Option<SystemTime>);

/// A file in the inbox.
pub(super) struct Arrived {
    pub(super) path: PathBuf,
    pub(super) size: Size,
}

/// The folder in which files arrive.
pub(super) struct Inbox {
    dir: PathBuf,
}

impl Inbox {
    /// Opens it, and makes the folders to which files are moved.
    pub(super) fn open(dir: &Path) -> anyhow::Result<Self> {
        for folder in [dir.join("done"), dir.join("bad")] {
            fs::create_dir_all(&folder).map_err(|fault| unusable(&folder, &fault))?;
        }
        Ok(Self { dir: dir.to_owned() })
    }

    /// Files in it, in order of their names, but for those whose names say that somebody is still writing.
    pub(super) fn files(&self) -> anyhow::Result<Vec<Arrived>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.dir).map_err(|fault| unusable(&self.dir, &fault))? {
            let path = entry.map_err(|fault| unusable(&self.dir, &fault))?.path();
            let is_temporary = path.file_name().is_none_or(|name| is_temporary(&name.to_string_lossy()));
            if let Some(size) = sized(&path).filter(|_| !is_temporary) {
                files.push(Arrived { path, size });
            }
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(files)
    }

    /// Moves a file to those that are done. Gives its new place.
    pub(super) fn done(&self, file: &Path) -> anyhow::Result<PathBuf> {
        self.moved(file, "done")
    }

    /// Moves a file to those that cannot be used, and puts the reason beside it. Gives its new place.
    pub(super) fn set_aside(&self, file: &Path, reason: &str) -> anyhow::Result<PathBuf> {
        let place = self.moved(file, "bad")?;
        let mut beside = place.clone().into_os_string();
        beside.push(".reason.txt");
        fs::write(&beside, format!("{reason}\n")).map_err(|fault| unusable(Path::new(&beside), &fault))?;
        Ok(place)
    }

    fn moved(&self, file: &Path, to: &str) -> anyhow::Result<PathBuf> {
        let place = free(&self.dir.join(to).join(file.file_name().unwrap_or_default()));
        fs::rename(file, &place).map_err(|fault| unusable(&place, &fault))?;
        Ok(place)
    }
}

/// The size of a file; none if there is none.
pub(super) fn sized(path: &Path) -> Option<Size> {
    let facts = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((facts.len(), facts.modified().ok()))
}

/// This path, or with the first number behind its name, in front of its endings, at which nothing is.
pub(super) fn free(path: &Path) -> PathBuf {
    let mut all = std::iter::once(path.to_owned()).chain((2..).map(|number| numbered(path, number)));
    all.find(|path| !path.exists()).unwrap_or_else(|| path.to_owned())
}

/// `press-2.jsonl.gz` of `press.jsonl.gz`: what it holds is told by its endings.
pub(in crate::cli) fn numbered(path: &Path, number: u32) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (stem, endings) = name.find('.').map_or((&*name, ""), |at| name.split_at(at));
    path.with_file_name(format!("{stem}-{number}{endings}"))
}

fn unusable(path: &Path, fault: &io::Error) -> anyhow::Error {
    anyhow!("{}: {fault} (check --inbox and its permissions)", path.display())
}
