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

mod error;
mod files;
mod summed;

pub use error::WorkError;
pub use files::WorkFiles;

use super::SpillFile;
use super::difference::difference;
use crate::journal::{Journal, Writing};
use serde_json::{Value, json};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};
use summed::Summed;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

const ASKED: &str = "wirecopy-run.json";
const COLUMNS: &str = "wirecopy-columns";
const STEP: &str = "wirecopy-step-";
const PARTIAL: &str = ".partial";

/// The layout of what is kept for a run that goes on. It grows whenever a type that a step or the columns are written from has
/// other fields, or the same field another meaning: bytes tell nothing of that, and would be taken for something else.
const LAYOUT: u32 = 2;

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
        let files = WorkFiles::of(dir, made);
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
        let mut out = Summed::new(out, self.begun_sum(step));
        write(&mut out)?;
        // Not synced: what a loss of power takes, the checksum finds out, and it is done again.
        out.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        fs::rename(&partial, &place)
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
mod tests;
