//! The files of a run in its folder: what stays for the run that goes on, and what is given up.

use super::{ASKED, COLUMNS, PARTIAL, STEP};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The files of a run in its folder: what somebody else, such as a signal handler, needs to give them up.
#[derive(Debug, Clone)]
pub struct WorkFiles {
    pub(super) dir: PathBuf,
    /// Whether the run made the folder.
    pub(super) made: bool,
}

impl WorkFiles {
    pub(super) fn of(dir: &Path, made: bool) -> Self {
        Self { dir: dir.to_owned(), made }
    }

    /// Leaves finished steps to the run that goes on, and says whether there are any; without one nothing stays.
    #[must_use]
    pub fn abandon(&self) -> bool {
        let resumable = self.has_any_step();
        if !resumable {
            self.remove();
        }
        resumable
    }

    pub(super) fn remove(&self) {
        self.remove_files();
        if self.made {
            // Somebody else's file keeps it.
            let _ = fs::remove_dir(&self.dir);
        }
    }

    pub(super) fn has_any_step(&self) -> bool {
        let is_step = |name: &String| name.starts_with(STEP) && !name.ends_with(PARTIAL);
        self.names().is_ok_and(|names| names.iter().any(is_step))
    }

    /// What stands in the folder, ours and others'.
    pub(super) fn names(&self) -> io::Result<Vec<String>> {
        let name = |entry: io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
        fs::read_dir(&self.dir)?.map(name).collect()
    }

    /// Removes our files, the one that says what was asked before the others: without it there is no run to go on with.
    pub(super) fn remove_files(&self) {
        let _ = fs::remove_file(self.dir.join(ASKED));
        let is_ours = |name: &&String| [ASKED, COLUMNS, STEP].iter().any(|ours| name.starts_with(ours));
        for name in self.names().unwrap_or_default().iter().filter(is_ours) {
            let _ = fs::remove_file(self.dir.join(name));
        }
    }
}
