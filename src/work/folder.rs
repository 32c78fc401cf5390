//! The folder of a run that can be resumed: what decides it, which steps are finished, what they found.
//!
//! ```text
//! wirecopy-run.json     what was asked; a run that was asked something else does not go on from here
//! wirecopy-columns      the columns of the articles, in blocks
//! wirecopy-step-NAME    what a finished step has found, and its checksum
//! ```
//!
//! What steps and columns hold is in a layout that only builds of one [`LAYOUT`] read; a run of another is not gone on with.
//! A step appears by a rename when it is whole. Its checksum is also of its name and of what was asked: what another step or
//! another run has found is not taken for it. A block or a step that is not what its checksum says is as if it were not there:
//! it is made again.

use super::SpillFile;
use super::difference::difference;
use crate::journal::{Journal, Writing};
use serde_json::{Value, json};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

const ASKED: &str = "wirecopy-run.json";
const COLUMNS: &str = "wirecopy-columns";
const STEP: &str = "wirecopy-step-";
const PARTIAL: &str = ".partial";

/// The layout of what is kept for a run that goes on. It grows whenever a type that a step or the columns are written from has
/// other fields, or the same field another meaning: bytes tell nothing of that, and would be taken for something else.
const LAYOUT: u32 = 2;

/// Why a folder cannot be used to work in.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The system does not let us.
    #[error("{path}: cannot be worked in: {fault} (name another folder with --work-dir)", path = .path.display())]
    Unusable {
        /// The folder, or a file in it.
        path: PathBuf,
        /// What the system said.
        #[source]
        fault: io::Error,
    },
    /// Another run works there.
    #[error("{}: another run works there (wait for it, or name another folder with --work-dir)", .0.display())]
    Busy(PathBuf),
    /// A run was interrupted there, and this one was not asked to go on with it.
    #[error(
        "{}: holds an interrupted run (--resume goes on with it; to begin anew, delete the files there named wirecopy-…)",
        .0.display()
    )]
    Interrupted(PathBuf),
    /// What was kept there is in the layout of another build.
    #[error(
        "{path}: the run that was interrupted there is one of another build of wirecopy, which keeps its work in another layout \
         ({was}; here {LAYOUT}): go on with that build, or delete the files there named wirecopy-… and begin anew",
        path = .path.display()
    )]
    Layout {
        /// The folder.
        path: PathBuf,
        /// The layout as it is told there, or that none is.
        was: String,
    },
    /// The run that was interrupted there was another one.
    #[error(
        "{path}: the run that was interrupted there is another one: {what} (ask the same again, or begin anew in another \
         --work-dir)",
        path = .path.display()
    )]
    Other {
        /// The folder.
        path: PathBuf,
        /// What differs.
        what: String,
    },
}

/// The files of a run in its folder: what somebody else, such as a signal handler, needs to give them up.
#[derive(Debug, Clone)]
pub struct WorkFiles {
    dir: PathBuf,
    /// Whether the run made the folder.
    made: bool,
}

impl WorkError {
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |fault| Self::Unusable { path: path.to_owned(), fault }
    }
}

/// A folder that a run works in.
#[derive(Debug)]
pub struct WorkFolder {
    files: WorkFiles,
    /// What was asked, digested: steps are of this run only.
    asked: u64,
    /// Keeps other runs out as long as it is open, where the system can lock a folder.
    _lock: Option<File>,
}

impl WorkFolder {
    /// Claims a folder for a run of which `asked` is everything that decides the result, making it if need be. A run that
    /// was interrupted there is gone on with, if that is wanted.
    ///
    /// # Errors
    /// When the folder cannot be used, another run works there, or what was interrupted there is not to be gone on with.
    pub fn claim(dir: &Path, asked: &Value, resume: bool) -> Result<Self, WorkError> {
        let made = !dir.exists();
        fs::create_dir_all(dir).map_err(WorkError::at(dir))?;
        let files = WorkFiles { dir: dir.to_owned(), made };
        let mut folder = Self { files, asked: xxh3_64(asked.to_string().as_bytes()), _lock: lock(dir)? };
        let before = fs::read(dir.join(ASKED)).unwrap_or_default();
        let before: Value = serde_json::from_slice(&before).unwrap_or_default();
        folder.files.made |= before["made_the_folder"] == true;
        match before.get("asked") {
            Some(asked_before) if folder.files.has_any_step() => {
                folder.go_on((&before["layout"], asked_before), asked, resume)?;
            }
            // Steps alone are what a run left that was killed while it cleaned up.
            _ => folder.begin_anew(asked)?,
        }
        Ok(folder)
    }

    /// Its files, for somebody who may have to give them up.
    #[must_use]
    pub fn files(&self) -> WorkFiles {
        self.files.clone()
    }

    fn begin_anew(&self, asked: &Value) -> Result<(), WorkError> {
        self.files.remove_files();
        let dir = &self.files.dir;
        let (file, partial) = (dir.join(ASKED), dir.join(format!("{ASKED}{PARTIAL}")));
        let begun = json!({ "layout": LAYOUT, "made_the_folder": self.files.made, "asked": asked });
        fs::write(&partial, begun.to_string()).map_err(WorkError::at(&partial))?;
        fs::rename(&partial, &file).map_err(WorkError::at(&file))
    }

    /// Refuses to go on with what was interrupted here, unless it is wanted, kept as we keep it, and the same.
    fn go_on(
        &self,
        (layout, before): (&Value, &Value),
        asked: &Value,
        resume: bool,
    ) -> Result<(), WorkError> {
        if !resume {
            return Err(WorkError::Interrupted(self.files.dir.clone()));
        }
        if *layout != LAYOUT {
            let was = if layout.is_null() { "none is told".to_owned() } else { layout.to_string() };
            return Err(WorkError::Layout { path: self.files.dir.clone(), was });
        }
        match difference(before, asked) {
            None => Ok(()),
            Some(what) => Err(WorkError::Other { path: self.files.dir.clone(), what }),
        }
    }

    /// The file of columns: what a finished step has put there, or an empty one.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn columns(&self, begun: bool) -> Result<SpillFile, WorkError> {
        let path = self.files.dir.join(COLUMNS);
        let opened = OpenOptions::new().read(true).write(true).create(true).truncate(!begun).open(&path);
        opened.and_then(SpillFile::named).map_err(WorkError::at(&path))
    }

    /// Whether a step is finished.
    #[must_use]
    pub fn has(&self, step: &str) -> bool {
        self.step(step).exists()
    }

    /// Forgets all finished steps: what they found is of articles that are read anew, and may be others.
    ///
    /// # Errors
    /// When one cannot be removed.
    pub fn forget_steps(&self) -> Result<(), WorkError> {
        let dir = &self.files.dir;
        let names = self.files.names().map_err(WorkError::at(dir))?;
        for name in names.iter().filter(|name| name.starts_with(STEP)) {
            let path = dir.join(name);
            fs::remove_file(&path).map_err(WorkError::at(&path))?;
        }
        Ok(())
    }

    /// Removes what was kept for a run that is over now, and the folder if the run made it.
    pub fn finish(self) {
        self.files.remove();
    }

    fn step(&self, step: &str) -> PathBuf {
        self.files.dir.join(format!("{STEP}{step}"))
    }

    /// The checksum of what a step found, as far as it is known before anything is found.
    fn begun_sum(&self, step: &str) -> Xxh3 {
        let mut sum = Xxh3::new();
        sum.update(&self.asked.to_le_bytes());
        sum.update(&(step.len() as u64).to_le_bytes());
        sum.update(step.as_bytes());
        sum
    }
}

impl WorkFiles {
    /// Leaves finished steps to the run that goes on, and says whether there are any; without one nothing stays.
    #[must_use]
    pub fn abandon(&self) -> bool {
        let resumable = self.has_any_step();
        if !resumable {
            self.remove();
        }
        resumable
    }

    fn remove(&self) {
        self.remove_files();
        if self.made {
            // Somebody else's file keeps it.
            let _ = fs::remove_dir(&self.dir);
        }
    }

    fn has_any_step(&self) -> bool {
        let is_step = |name: &String| name.starts_with(STEP) && !name.ends_with(PARTIAL);
        self.names().is_ok_and(|names| names.iter().any(is_step))
    }

    /// What stands in the folder, ours and others'.
    fn names(&self) -> io::Result<Vec<String>> {
        let name = |entry: io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
        fs::read_dir(&self.dir)?.map(name).collect()
    }

    /// Removes our files, the one that says what was asked before the others: without it there is no run to go on with.
    fn remove_files(&self) {
        let _ = fs::remove_file(self.dir.join(ASKED));
        let is_ours = |name: &&String| [ASKED, COLUMNS, STEP].iter().any(|ours| name.starts_with(ours));
        for name in self.names().unwrap_or_default().iter().filter(is_ours) {
            let _ = fs::remove_file(self.dir.join(name));
        }
    }
}

/// A run that fails before its first step is finished leaves nothing to go on with.
impl Drop for WorkFolder {
    fn drop(&mut self) {
        let _ = self.files.abandon();
    }
}

impl Journal for WorkFolder {
    fn recall(&self, step: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(self.step(step)).ok()?.read_to_end(&mut bytes).ok()?;
        let (rest, checksum) = bytes.split_last_chunk()?;
        let mut sum = self.begun_sum(step);
        sum.update(rest);
        let (length, is_whole) = (rest.len(), sum.digest().to_le_bytes() == *checksum);
        bytes.truncate(length);
        is_whole.then_some(bytes)
    }

    fn record(&self, step: &str, write: &mut Writing<'_>) -> io::Result<()> {
        let place = self.step(step);
        let partial = self.files.dir.join(format!("{STEP}{step}{PARTIAL}"));
        let out = BufWriter::with_capacity(1 << 18, File::create(&partial)?);
        let mut out = Summed { inner: out, sum: self.begun_sum(step) };
        write(&mut out)?;
        // Not synced: what a loss of power takes, the checksum finds out, and it is done again.
        out.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        fs::rename(&partial, &place)
    }
}

/// A writer that knows the checksum of what it has written.
struct Summed<W> {
    inner: W,
    sum: Xxh3,
}

impl<W: Write> Summed<W> {
    /// Writes the checksum, and gives the writer back.
    fn finish(mut self) -> io::Result<W> {
        self.inner.write_all(&self.sum.digest().to_le_bytes())?;
        Ok(self.inner)
    }
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.sum.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Locks the folder itself; none where the system cannot do that.
fn lock(dir: &Path) -> Result<Option<File>, WorkError> {
    let Ok(opened) = File::open(dir) else { return Ok(None) };
    match opened.try_lock() {
        Ok(()) => Ok(Some(opened)),
        Err(TryLockError::WouldBlock) => Err(WorkError::Busy(dir.to_owned())),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{recall, record};

    fn claim(dir: &Path, threshold: f64, resume: bool) -> Result<WorkFolder, WorkError> {
        WorkFolder::claim(dir, &json!({ "settings": { "threshold": threshold } }), resume)
    }

    #[test]
    fn a_step_is_recalled_by_the_run_that_goes_on() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("deep/work");
        let folder = claim(&dir, 0.5, false).unwrap();
        record(&folder, "near", &vec![(1_u32, "x".to_owned())]).unwrap();
        drop(folder);
        let folder = claim(&dir, 0.5, true).unwrap();
        assert_eq!(recall(&folder, "near"), Some(vec![(1_u32, "x".to_owned())]));
        assert_eq!(recall::<Vec<(u32, String)>>(&folder, "wording"), None);
        folder.finish();
        assert!(!dir.exists(), "nothing stays behind");
    }

    #[test]
    fn a_step_that_was_damaged_is_not_there() {
        let home = tempfile::tempdir().unwrap();
        let folder = claim(home.path(), 0.5, false).unwrap();
        record(&folder, "near", &"found").unwrap();
        let path = folder.step("near");
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&path, &damaged).unwrap();
            assert_eq!(recall::<String>(&folder, "near"), None);
            fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(recall::<String>(&folder, "near"), None);
        }
    }

    #[test]
    fn what_another_step_or_another_run_has_found_is_not_taken_for_a_step() {
        let (home, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let folder = claim(home.path(), 0.5, false).unwrap();
        record(&folder, "near", &7_u32).unwrap();
        fs::copy(folder.step("near"), folder.step("wording")).unwrap();
        assert_eq!(recall(&folder, "near"), Some(7_u32));
        assert_eq!(recall::<u32>(&folder, "wording"), None);
        let another = claim(other.path(), 0.7, false).unwrap();
        fs::copy(folder.step("near"), another.step("near")).unwrap();
        assert_eq!(recall::<u32>(&another, "near"), None);
    }

    #[test]
    fn an_interrupted_run_is_not_begun_anew_unasked() {
        let home = tempfile::tempdir().unwrap();
        let folder = claim(home.path(), 0.5, true).unwrap();
        record(&folder, "near", &1).unwrap();
        drop(folder);
        assert!(matches!(claim(home.path(), 0.5, false), Err(WorkError::Interrupted(_))));
        let refused = claim(home.path(), 0.7, true).unwrap_err().to_string();
        assert!(refused.contains("settings.threshold was 0.5 and is 0.7"), "{refused}");
    }

    #[test]
    fn what_another_build_keeps_in_another_layout_is_not_gone_on_with_and_stays() {
        let home = tempfile::tempdir().unwrap();
        let folder = claim(home.path(), 0.5, true).unwrap();
        record(&folder, "near", &1).unwrap();
        drop(folder);
        let asked = home.path().join(ASKED);
        let begun: Value = serde_json::from_slice(&fs::read(&asked).unwrap()).unwrap();
        assert_eq!(begun["layout"], LAYOUT);
        for layout in [json!(LAYOUT + 1), Value::Null] {
            let mut other = begun.clone();
            other["layout"] = layout;
            fs::write(&asked, other.to_string()).unwrap();
            assert!(matches!(claim(home.path(), 0.5, true), Err(WorkError::Layout { .. })), "{other}");
            assert!(home.path().join("wirecopy-step-near").exists());
        }
        fs::write(&asked, begun.to_string()).unwrap();
        assert_eq!(recall(&claim(home.path(), 0.5, true).unwrap(), "near"), Some(1));
    }

    #[test]
    fn a_run_without_a_finished_step_is_begun_anew_whatever_it_was() {
        let home = tempfile::tempdir().unwrap();
        let folder = claim(home.path(), 0.5, false).unwrap();
        assert!(folder.record("near", &mut |_| Err(io::ErrorKind::StorageFull.into())).is_err());
        let asked = fs::read(home.path().join(ASKED)).unwrap();
        drop(folder);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
        // As a kill would leave it.
        fs::write(home.path().join(ASKED), asked).unwrap();
        fs::write(home.path().join("wirecopy-step-near.partial"), "half").unwrap();
        let folder = claim(home.path(), 0.7, false).unwrap();
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
        assert_eq!(recall::<String>(&folder, "near"), None);
    }

    #[test]
    fn what_is_left_of_a_run_that_was_killed_while_it_cleaned_up_is_nothing_to_go_on_with() {
        let home = tempfile::tempdir().unwrap();
        let folder = claim(home.path(), 0.5, false).unwrap();
        record(&folder, "near", &1).unwrap();
        fs::remove_file(home.path().join(ASKED)).unwrap();
        drop(folder);
        let folder = claim(home.path(), 0.7, false).unwrap();
        assert_eq!(recall::<i32>(&folder, "near"), None);
    }

    #[test]
    fn two_runs_do_not_work_in_one_folder() {
        let home = tempfile::tempdir().unwrap();
        let _first = claim(home.path(), 0.5, false).unwrap();
        assert!(matches!(claim(home.path(), 0.5, true), Err(WorkError::Busy(_))));
    }

    #[test]
    fn files_of_others_stay() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("notes"), "mine").unwrap();
        let folder = claim(home.path(), 0.5, false).unwrap();
        folder.columns(false).unwrap();
        folder.finish();
        let left: Vec<_> =
            fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["notes"]);
    }
}
