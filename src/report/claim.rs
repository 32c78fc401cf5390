//! Claiming a folder: whose it is, that no other run holds it, what an earlier run has left there.

use super::error::ReportError;
use super::publish;
use super::record::{self, Signature};
use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io;
use std::iter;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PREFIX: &str = ".wirecopy-";
const SUFFIX: &str = ".partial";

/// What to do about a folder that holds files which are not of a wirecopy run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strangers {
    /// Refuse the folder.
    Refuse,
    /// Write beside them; replace those that have the name of one of ours, and delete none.
    Keep,
}

/// Creates the folder and those above it, and notes which ones were missing.
pub(super) fn make_folders(dir: &Path, created: &mut Vec<PathBuf>) -> Result<(), ReportError> {
    match fs::metadata(dir) {
        Ok(found) if found.is_dir() => return Ok(()),
        Ok(_) => return Err(ReportError::NotAFolder(dir.to_owned())),
        Err(_) => {}
    }
    if let Some(above) = dir.parent().filter(|above| !above.as_os_str().is_empty()) {
        make_folders(above, created)?;
    }
    match fs::create_dir(dir) {
        Ok(()) => created.insert(0, dir.to_owned()),
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists && dir.is_dir() => {}
        Err(fault) => return Err(ReportError::at(dir)(fault)),
    }
    Ok(())
}

/// Locks the folder itself, so that no lock file can stay behind; none where the system cannot do that.
pub(super) fn lock(dir: &Path) -> Result<Option<File>, ReportError> {
    let Ok(opened) = File::open(dir) else { return Ok(None) };
    match opened.try_lock() {
        Ok(()) => Ok(Some(opened)),
        Err(TryLockError::WouldBlock) => Err(ReportError::Busy(dir.to_owned())),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// What an earlier run in this folder says that it wrote; nothing in an empty folder, or beside strangers.
pub(super) fn earlier_files(dir: &Path, strangers: Strangers) -> Result<Vec<String>, ReportError> {
    if let Some(earlier) = earlier_run(dir) {
        return Ok(earlier.files);
    }
    let mut entries = fs::read_dir(dir).map_err(ReportError::at(dir))?.flatten();
    let is_empty = entries.all(|entry| is_leftover(&entry.file_name()));
    if is_empty || strangers == Strangers::Keep {
        Ok(Vec::new())
    } else {
        Err(ReportError::Foreign(dir.to_owned()))
    }
}

/// The record of an earlier run; where one was killed while it published, the record waits among its leftovers.
fn earlier_run(dir: &Path) -> Option<Signature> {
    let waiting = leftovers(dir).flat_map(|left| [left.join(publish::REPLACED), left]);
    iter::once(dir.to_owned()).chain(waiting).find_map(|place| Signature::read(&place.join(record::FILE)))
}

/// Removes what a run that was killed outright could not remove; with the lock held, no living run owns it.
pub(super) fn remove_leftovers(dir: &Path) {
    for left in leftovers(dir) {
        let _ = fs::remove_dir_all(left);
    }
}

fn leftovers(dir: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries.filter(|entry| is_leftover(&entry.file_name())).map(|entry| entry.path())
}

fn is_leftover(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX))
}

/// A folder in the folder, in which files wait until all of them are written.
pub(super) fn partial(dir: &Path) -> Result<TempDir, ReportError> {
    tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempdir_in(dir).map_err(ReportError::at(dir))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_no_folder_and_nothing_can_be_created_below_it() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        fs::write(&file, "").unwrap();
        for path in [file.clone(), file.join("out")] {
            let refused = make_folders(&path, &mut Vec::new()).unwrap_err();
            assert!(matches!(refused, ReportError::NotAFolder(_)), "{refused}");
        }
    }

    #[test]
    fn folders_that_were_missing_are_noted_innermost_first() {
        let home = tempfile::tempdir().unwrap();
        let mut created = Vec::new();
        make_folders(&home.path().join("a/b"), &mut created).unwrap();
        assert_eq!(created, [home.path().join("a/b"), home.path().join("a")]);
    }

    #[test]
    fn leftovers_of_a_killed_run_are_no_strangers_and_are_removed() {
        let home = tempfile::tempdir().unwrap();
        let left = home.path().join(".wirecopy-x1.partial");
        fs::create_dir(&left).unwrap();
        assert!(earlier_files(home.path(), Strangers::Refuse).unwrap().is_empty());
        remove_leftovers(home.path());
        assert!(!left.exists());
    }

    #[test]
    fn any_other_file_is_a_stranger() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(".wirecopy-notes"), "").unwrap();
        let refused = earlier_files(home.path(), Strangers::Refuse).unwrap_err();
        assert!(matches!(refused, ReportError::Foreign(_)), "{refused}");
        assert!(earlier_files(home.path(), Strangers::Keep).unwrap().is_empty());
    }
}
