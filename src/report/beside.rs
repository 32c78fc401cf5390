//! Outputs outside of the output folder: each waits in a hidden folder beside its place until all is shown.

use super::claim;
use super::error::ReportError;
use super::publish::Moves;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What to do about an output file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Refuse it.
    Refuse,
    /// Put the new one in its place.
    Replace,
}

/// The new output inside the hidden folder.
const NEW: &str = "new";
/// What stood in its place, until all is shown.
const OLD: &str = "old";
const SUFFIX: &str = ".wirecopy";

/// A file or folder that will stand at a place.
#[derive(Debug)]
pub(super) struct Beside {
    pub(super) place: PathBuf,
    hidden: TempDir,
}

impl Beside {
    /// Claims a place: it is free, an empty folder, or a file that may be replaced; and its folder, made if need be, can
    /// be written to.
    pub(super) fn claim(
        place: &Path,
        existing: Existing,
        created: &mut Vec<PathBuf>,
    ) -> Result<Self, ReportError> {
        let (Some(name), Some(above)) = (place.file_name(), place.parent()) else {
            return Err(ReportError::NotAFile(place.to_owned()));
        };
        refuse_existing(place, existing)?;
        let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
        claim::make_folders(above, created)?;
        let prefix = prefix(name);
        let hidden = tempfile::Builder::new().prefix(&prefix).suffix(SUFFIX).tempdir_in(above);
        let hidden = hidden.map_err(ReportError::at(place))?;
        Ok(Self { place: place.to_owned(), hidden })
    }

    /// Where the output is while it is written.
    pub(super) fn waiting(&self) -> PathBuf {
        self.hidden.path().join(NEW)
    }

    /// Puts it where it belongs; what stood there is kept until the move is final.
    pub(super) fn show(&self, moves: &mut Moves) -> Result<(), ReportError> {
        if self.place.exists() {
            moves.set_aside(&self.place, &self.hidden.path().join(OLD))?;
        }
        moves.rename(&self.waiting(), &self.place)
    }
}

fn prefix(name: &std::ffi::OsStr) -> String {
    format!(".{}-", name.to_string_lossy())
}

/// Removes what a run that was killed outright left beside a place; the caller knows that no living run writes there.
pub(super) fn remove_leftovers(place: &Path) {
    let (Some(name), Some(above)) = (place.file_name(), place.parent()) else { return };
    let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
    let prefix = prefix(name);
    for entry in fs::read_dir(above).into_iter().flatten().flatten() {
        let found = entry.file_name();
        let random = found.to_str().and_then(|found| found.strip_prefix(&*prefix)?.strip_suffix(SUFFIX));
        if random.is_some_and(|random| random.len() == 6 && !random.contains(['-', '.'])) {
            // It stays hidden if it cannot be removed.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Refuses a place for an output where something stands that may not be replaced.
///
/// # Errors
/// In that case, and when the system does not let us look.
pub fn refuse_existing(place: &Path, existing: Existing) -> Result<(), ReportError> {
    let found = match fs::metadata(place) {
        Ok(found) => found,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(fault) => return Err(ReportError::at(place)(fault)),
    };
    let place = place.to_owned();
    if found.is_dir() {
        let mut entries = fs::read_dir(&place).map_err(ReportError::at(&place))?;
        return if entries.next().is_none() { Ok(()) } else { Err(ReportError::FullFolder(place)) };
    }
    match (found.is_file(), existing) {
        (false, _) => Err(ReportError::NotAFile(place)),
        (true, Existing::Refuse) => Err(ReportError::Exists(place)),
        (true, Existing::Replace) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_that_may_be_replaced_and_an_empty_folder_make_room() {
        let home = tempfile::tempdir().unwrap();
        let (file, empty, full) =
            (home.path().join("file"), home.path().join("empty"), home.path().join("full"));
        fs::write(&file, "").unwrap();
        fs::create_dir_all(full.join("inside")).unwrap();
        fs::create_dir(&empty).unwrap();
        let claimed = |place: &Path, existing| Beside::claim(place, existing, &mut Vec::new());
        assert!(matches!(claimed(&file, Existing::Refuse), Err(ReportError::Exists(_))));
        assert!(matches!(claimed(&full, Existing::Replace), Err(ReportError::FullFolder(_))));
        assert!(claimed(&file, Existing::Replace).is_ok() && claimed(&empty, Existing::Refuse).is_ok());
        assert!(matches!(claimed(Path::new("/"), Existing::Replace), Err(ReportError::NotAFile(_))));
    }

    #[test]
    fn leftovers_are_those_of_this_very_place() {
        let home = tempfile::tempdir().unwrap();
        for name in
            [".kept-a1B2c3.wirecopy", ".kept-b-a1B2c3.wirecopy", ".other-a1B2c3.wirecopy", ".kept-a1B2c3"]
        {
            fs::create_dir(home.path().join(name)).unwrap();
        }
        remove_leftovers(&home.path().join("kept"));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 3);
        assert!(!home.path().join(".kept-a1B2c3.wirecopy").exists());
    }
}
