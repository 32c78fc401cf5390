//! Moving finished files into their folder: all of them, or none.

use super::error::ReportError;
use super::record;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Where files of an earlier run wait until all is in place.
pub(super) const REPLACED: &str = "replaced";

/// Moves `files` from `partial` into `dir`, `run.json` last, and takes away those of an `earlier` run.
///
/// What stood there before waits in `partial` until all is in place. A file that cannot be moved (a spreadsheet holds the
/// old one open, on Windows) undoes every move before it.
pub(super) fn move_in(
    partial: &Path,
    dir: &Path,
    files: &[String],
    earlier: &[String],
) -> Result<(), ReportError> {
    let replaced = partial.join(REPLACED);
    fs::create_dir(&replaced).map_err(ReportError::at(&replaced))?;
    let mut moves = Moves::default();
    let outcome = away(dir, files, earlier)
        .try_for_each(|name| moves.rename(&dir.join(name), &replaced.join(name)))
        .and_then(|()| {
            last_of_all(files).try_for_each(|name| moves.rename(&partial.join(name), &dir.join(name)))
        });
    outcome.inspect_err(|_| moves.undo())
}

/// Names in the folder that must make room: those of new files, and those that an earlier run wrote. `run.json` is the
/// first to go, so that it never stands beside tables that it does not describe.
fn away<'a>(dir: &'a Path, files: &'a [String], earlier: &'a [String]) -> impl Iterator<Item = &'a String> {
    let stale = earlier.iter().filter(|name| is_plain(name) && !files.contains(name));
    let (record, tables): (Vec<_>, Vec<_>) =
        files.iter().chain(stale).partition(|name| *name == record::FILE);
    record.into_iter().chain(tables).filter(|name| dir.join(name).is_file())
}

/// The new files with `run.json` at the end, which says that the rest is complete.
fn last_of_all(files: &[String]) -> impl Iterator<Item = &String> {
    let is_record = |name: &&String| *name == record::FILE;
    files.iter().filter(move |name| !is_record(name)).chain(files.iter().filter(is_record))
}

/// A list of files is read back from disk: only a name in this very folder is believed.
fn is_plain(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!(parts.next(), Some(Component::Normal(_))) && parts.next().is_none()
}

/// Moves that can be undone.
#[derive(Default)]
pub(super) struct Moves(Vec<(PathBuf, PathBuf)>);

impl Moves {
    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> Result<(), ReportError> {
        fs::rename(from, to).map_err(ReportError::at(to))?;
        self.0.push((from.to_owned(), to.to_owned()));
        Ok(())
    }

    /// Keeps what stands at a place elsewhere. Where the system has links it stays to be seen, so that what is renamed over
    /// it replaces it in one step.
    pub(super) fn set_aside(&mut self, from: &Path, to: &Path) -> Result<(), ReportError> {
        if fs::hard_link(from, to).is_err() {
            return self.rename(from, to);
        }
        self.0.push((from.to_owned(), to.to_owned()));
        Ok(())
    }

    pub(super) fn undo(&mut self) {
        for (from, to) in self.0.drain(..).rev() {
            let _ = fs::rename(to, from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_that_fails_undoes_the_moves_before_it() {
        let home = tempfile::tempdir().unwrap();
        let partial = home.path().join("partial");
        fs::create_dir(&partial).unwrap();
        fs::write(home.path().join("pairs.csv"), "old").unwrap();
        fs::write(partial.join("pairs.csv"), "new").unwrap();
        let files = ["pairs.csv".to_owned(), "missing.csv".to_owned()];
        move_in(&partial, home.path(), &files, &[]).unwrap_err();
        assert_eq!(fs::read_to_string(home.path().join("pairs.csv")).unwrap(), "old");
        assert_eq!(fs::read_to_string(partial.join("pairs.csv")).unwrap(), "new");
    }

    #[test]
    fn a_list_of_files_reaches_no_other_folder() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("out");
        let partial = dir.join("partial");
        fs::create_dir_all(&partial).unwrap();
        fs::write(home.path().join("precious"), "").unwrap();
        let absolute = home.path().join("precious").to_str().unwrap().to_owned();
        move_in(&partial, &dir, &[], &["../precious".to_owned(), absolute]).unwrap();
        assert!(home.path().join("precious").exists());
    }

    #[test]
    fn the_record_comes_last() {
        let files = ["run.json", "pairs.csv"].map(str::to_owned);
        assert_eq!(last_of_all(&files).collect::<Vec<_>>(), ["pairs.csv", "run.json"]);
    }
}
