//! The output folder: claimed before the long work, filled out of sight, shown whole or not at all.
//!
//! Files are written into `DIR/.wirecopy-….partial` and renamed into `DIR` at the end, `run.json` last.
//! Outputs beside the folder are shown together with it, or not at all. A failure, a drop or [`Unfinished::abandon`]
//! removes what is half-written, and `DIR` itself if this run created it.

use super::beside::{self, Beside, Existing};
use super::claim::Strangers;
use super::error::ReportError;
use super::{claim, publish};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tempfile::TempDir;

/// A folder that results are written to.
#[derive(Debug)]
pub struct OutputFolder {
    dir: PathBuf,
    /// Whether its files are for nobody to see: only outputs beside it are shown.
    unseen: bool,
    state: Arc<Mutex<State>>,
}

/// A handle by which somebody else, such as a signal handler, can give the folder up.
#[derive(Debug, Clone)]
pub struct Unfinished(Arc<Mutex<State>>);

/// The folder is given up, and stays so: while this is held, nothing is written or published.
#[derive(Debug)]
pub struct Abandoned<'a>(#[expect(dead_code, reason = "held, not read")] MutexGuard<'a, State>);

#[derive(Debug, Default)]
struct State {
    /// Where files wait; none once the run is published or abandoned.
    partial: Option<TempDir>,
    /// Files begun, in order.
    files: Vec<String>,
    /// What an earlier run says that it wrote.
    earlier: Vec<String>,
    /// Outputs that stand elsewhere.
    beside: Vec<Beside>,
    /// Folders that this run created, innermost first.
    created: Vec<PathBuf>,
    /// Keeps other runs out as long as it is open, where the system can lock a folder.
    lock: Option<File>,
}

impl OutputFolder {
    /// Claims a folder, creating it if need be, and makes sure that it can be written to.
    ///
    /// # Errors
    /// When the path is a file, the folder holds strangers that are to be refused, another run is writing there, or the
    /// system does not let us write there.
    pub fn create(dir: &Path, strangers: Strangers) -> Result<Self, ReportError> {
        let folder = Self { dir: dir.to_owned(), unseen: false, state: Arc::default() };
        let mut state = folder.state();
        claim::make_folders(dir, &mut state.created)?;
        state.lock = claim::lock(dir)?;
        state.earlier = claim::earlier_files(dir, strangers)?;
        if state.lock.is_some() {
            claim::remove_leftovers(dir);
        }
        state.partial = Some(claim::partial(dir)?);
        drop(state);
        Ok(folder)
    }

    /// A folder whose files are never shown, for a run whose results go elsewhere.
    ///
    /// # Errors
    /// When the system does not let us write temporary files.
    pub fn unseen() -> Result<Self, ReportError> {
        let dir = std::env::temp_dir();
        let folder = Self { dir: dir.clone(), unseen: true, state: Arc::default() };
        folder.state().partial = Some(claim::partial(&dir).map_err(|_| ReportError::NoTemporary(dir))?);
        Ok(folder)
    }

    /// Claims a place outside of the folder, for an output that is shown together with it.
    ///
    /// # Errors
    /// When something stands there that may not be replaced, or the system does not let us write there.
    pub fn claim_beside(&self, place: &Path, existing: Existing) -> Result<(), ReportError> {
        let mut state = self.state();
        if state.lock.is_some() && state.beside.is_empty() {
            beside::remove_leftovers(place);
        }
        let claimed = Beside::claim(place, existing, &mut state.created)?;
        state.beside.push(claimed);
        Ok(())
    }

    /// Begins the file that will stand at a claimed place.
    ///
    /// # Errors
    /// When a folder stands there, or the file cannot be created.
    pub fn begin_beside(&self, place: &Path) -> Result<File, ReportError> {
        if place.is_dir() {
            return Err(ReportError::InTheWay(place.to_owned()));
        }
        self.waiting(place, |waiting| File::create(waiting))
    }

    /// Writes the file that will stand at a claimed place.
    ///
    /// # Errors
    /// When the file cannot be created or written in full; the error names it.
    pub fn write_beside<T>(
        &self,
        place: &Path,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> Result<T, ReportError> {
        fill_file(self.begin_beside(place)?, fill).map_err(ReportError::at(place))
    }

    /// Begins the folder that will stand at a claimed place, and says where it is meanwhile.
    ///
    /// # Errors
    /// When it cannot be created.
    pub fn begin_folder_beside(&self, place: &Path) -> Result<PathBuf, ReportError> {
        self.waiting(place, |waiting| fs::create_dir(waiting).map(|()| waiting.to_owned()))
    }

    /// A file of this number that is gone when the run is over.
    ///
    /// # Errors
    /// When it cannot be created.
    pub fn spool(&self, number: usize) -> Result<(File, PathBuf), ReportError> {
        let state = self.state();
        let Some(partial) = &state.partial else { return Err(ReportError::Abandoned(self.dir.clone())) };
        let path = partial.path().join(format!("spool-{number}"));
        Ok((File::create_new(&path).map_err(ReportError::at(&path))?, path))
    }

    /// Where the results will be.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.dir
    }

    /// A handle by which the folder can be given up from elsewhere.
    #[must_use]
    pub fn unfinished(&self) -> Unfinished {
        Unfinished(Arc::clone(&self.state))
    }

    /// Names of the files written so far, in order.
    #[must_use]
    pub fn files(&self) -> Vec<String> {
        self.state().files.clone()
    }

    /// Writes one file, out of sight until [`publish`](Self::publish).
    ///
    /// # Errors
    /// When the file cannot be created or written in full; the error names it.
    pub fn write<T>(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> Result<T, ReportError> {
        let path = self.dir.join(name);
        if path.is_dir() {
            return Err(ReportError::InTheWay(path));
        }
        fill_file(self.begin(name)?, fill).map_err(ReportError::at(&path))
    }

    /// Shows the files, and removes those of an earlier run that this one did not write. All or nothing.
    ///
    /// # Errors
    /// When a file cannot be moved into place; the folder is then as it was before the run.
    pub fn publish(self) -> Result<(), ReportError> {
        let mut state = self.state();
        let Some(partial) = &state.partial else { return Err(ReportError::Abandoned(self.dir.clone())) };
        let mut moves = publish::Moves::default();
        let mut shown = state.beside.iter().try_for_each(|beside| beside.show(&mut moves));
        if !self.unseen {
            let show = || publish::move_in(partial.path(), &self.dir, &state.files, &state.earlier);
            shown = shown.and_then(|()| show());
        }
        shown.inspect_err(|_| moves.undo())?;
        state.partial = None;
        state.beside.clear();
        state.created.clear();
        state.lock = None;
        Ok(())
    }

    fn waiting<T>(&self, place: &Path, make: impl FnOnce(&Path) -> io::Result<T>) -> Result<T, ReportError> {
        let state = self.state();
        let claimed = state.beside.iter().find(|beside| beside.place == place);
        let Some(beside) = claimed else { return Err(ReportError::Abandoned(place.to_owned())) };
        make(&beside.waiting()).map_err(ReportError::at(place))
    }

    fn begin(&self, name: &str) -> Result<File, ReportError> {
        let mut state = self.state();
        let Some(partial) = &state.partial else { return Err(ReportError::Abandoned(self.dir.clone())) };
        let file = File::create(partial.path().join(name)).map_err(ReportError::at(&self.dir.join(name)))?;
        state.files.push(name.to_owned());
        Ok(file)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        self.state().abandon();
    }
}

impl Unfinished {
    /// Removes what is half-written; does nothing to results that are already shown.
    ///
    /// Waits for a file that is being created or a publication that is under way, and keeps both from beginning for as
    /// long as the answer is held.
    #[must_use]
    pub fn abandon(&self) -> Abandoned<'_> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.abandon();
        Abandoned(state)
    }
}

impl State {
    fn abandon(&mut self) {
        self.partial = None;
        self.beside.clear();
        for dir in self.created.drain(..) {
            // A folder in which somebody else has put something since is not ours to remove.
            let _ = fs::remove_dir(dir);
        }
        self.lock = None;
    }
}

fn fill_file<T>(opened: File, fill: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
    let mut out = BufWriter::with_capacity(1 << 16, opened);
    let told = fill(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::super::record;
    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn fill(folder: &OutputFolder, name: &str, text: &str) {
        folder.write(name, |out| out.write_all(text.as_bytes())).unwrap();
    }

    /// A finished run of these files, with a `run.json` that names them.
    fn finish(dir: &Path, files: &[&str]) {
        let folder = OutputFolder::create(dir, Strangers::Refuse).unwrap();
        for file in files {
            fill(&folder, file, "old");
        }
        let listed = serde_json::json!({ "wirecopy": "0", "files": files });
        fill(&folder, record::FILE, &listed.to_string());
        folder.publish().unwrap();
    }

    #[test]
    fn nothing_is_seen_before_it_is_published() {
        let home = tempfile::tempdir().unwrap();
        let folder = OutputFolder::create(home.path(), Strangers::Refuse).unwrap();
        fill(&folder, "pairs.csv", "a,b\n");
        assert!(!home.path().join("pairs.csv").exists());
        folder.publish().unwrap();
        assert_eq!(names(home.path()), ["pairs.csv"]);
        assert_eq!(fs::read_to_string(home.path().join("pairs.csv")).unwrap(), "a,b\n");
    }

    #[test]
    fn a_dropped_run_leaves_nothing_and_removes_the_folders_that_it_created() {
        let home = tempfile::tempdir().unwrap();
        let folder = OutputFolder::create(&home.path().join("deep/out"), Strangers::Refuse).unwrap();
        fill(&folder, "pairs.csv", "a,b\n");
        drop(folder);
        assert!(names(home.path()).is_empty());
    }

    #[test]
    fn a_dropped_run_leaves_an_earlier_one_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        finish(home.path(), &["pairs.csv"]);
        let folder = OutputFolder::create(home.path(), Strangers::Refuse).unwrap();
        fill(&folder, "pairs.csv", "new");
        drop(folder);
        assert_eq!(fs::read_to_string(home.path().join("pairs.csv")).unwrap(), "old");
        assert_eq!(names(home.path()), ["pairs.csv", "run.json"]);
    }

    #[test]
    fn a_run_replaces_an_earlier_one_and_removes_its_stale_tables_only() {
        let home = tempfile::tempdir().unwrap();
        finish(home.path(), &["matrix.csv", "pairs.csv"]);
        fs::write(home.path().join("notes.txt"), "mine").unwrap();
        finish(home.path(), &["pairs.csv"]);
        assert_eq!(names(home.path()), ["notes.txt", "pairs.csv", "run.json"]);
    }

    #[test]
    fn a_folder_of_strangers_is_refused_and_with_leave_written_beside() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("matrix.csv"), "mine").unwrap();
        fs::write(home.path().join(record::FILE), r#"{"some": "other program"}"#).unwrap();
        let refused = OutputFolder::create(home.path(), Strangers::Refuse).unwrap_err();
        assert!(matches!(refused, ReportError::Foreign(_)), "{refused}");
        let folder = OutputFolder::create(home.path(), Strangers::Keep).unwrap();
        fill(&folder, "pairs.csv", "ours");
        folder.publish().unwrap();
        assert_eq!(names(home.path()), ["matrix.csv", "pairs.csv", "run.json"]);
    }

    #[test]
    fn a_fault_names_the_file_that_will_not_be_and_the_remedy() {
        let home = tempfile::tempdir().unwrap();
        let folder = OutputFolder::create(&home.path().join("out"), Strangers::Refuse).unwrap();
        let full =
            folder.write("pairs.csv", |_| Err::<(), _>(io::ErrorKind::StorageFull.into())).unwrap_err();
        let said = full.to_string();
        assert!(said.contains("out/pairs.csv: no storage space (make room"), "{said}");
        drop(folder);
        assert!(names(home.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn two_runs_never_write_to_one_folder_at_once() {
        let home = tempfile::tempdir().unwrap();
        let first = OutputFolder::create(home.path(), Strangers::Refuse).unwrap();
        let second = OutputFolder::create(home.path(), Strangers::Refuse).unwrap_err();
        assert!(matches!(second, ReportError::Busy(_)), "{second}");
        drop(first);
        OutputFolder::create(home.path(), Strangers::Refuse).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_run_that_was_killed_while_it_published_is_an_earlier_run() {
        let home = tempfile::tempdir().unwrap();
        finish(home.path(), &["matrix.csv", "pairs.csv"]);
        let replaced = home.path().join(".wirecopy-x1.partial").join(publish::REPLACED);
        fs::create_dir_all(&replaced).unwrap();
        fs::rename(home.path().join(record::FILE), replaced.join(record::FILE)).unwrap();
        finish(home.path(), &["pairs.csv"]);
        assert_eq!(names(home.path()), ["pairs.csv", "run.json"]);
    }

    #[test]
    fn an_abandoned_folder_is_neither_written_nor_published() {
        let home = tempfile::tempdir().unwrap();
        let folder = OutputFolder::create(&home.path().join("out"), Strangers::Refuse).unwrap();
        drop(folder.unfinished().abandon());
        assert!(names(home.path()).is_empty());
        assert!(matches!(folder.write("pairs.csv", |_| Ok(())), Err(ReportError::Abandoned(_))));
        assert!(matches!(folder.publish(), Err(ReportError::Abandoned(_))));
    }

    #[test]
    fn published_results_outlive_a_late_interruption() {
        let home = tempfile::tempdir().unwrap();
        let folder = OutputFolder::create(&home.path().join("out"), Strangers::Refuse).unwrap();
        fill(&folder, "pairs.csv", "");
        let handle = folder.unfinished();
        folder.publish().unwrap();
        drop(handle.abandon());
        assert_eq!(names(&home.path().join("out")), ["pairs.csv"]);
    }
}
