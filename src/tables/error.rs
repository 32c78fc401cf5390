//! Why a table cannot be used: the place, the fault, the remedy.

use crate::article::Place;
use std::io;
use std::path::Path;

/// A table, or the folder of a run, that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {fault} ({remedy})")]
pub struct TableError {
    /// The file, and the line if one is meant.
    pub place: Place,
    /// What is wrong.
    pub fault: String,
    /// What to do about it.
    pub remedy: String,
}

impl TableError {
    /// A fault of a whole file or folder.
    pub(super) fn of(path: &Path, fault: impl Into<String>, remedy: impl Into<String>) -> Self {
        let place = Place::file(path.display().to_string());
        Self { place, fault: fault.into(), remedy: remedy.into() }
    }

    /// A file that the system does not let us read.
    pub(super) fn unreadable(path: &Path, fault: &io::Error) -> Self {
        match fault.kind() {
            io::ErrorKind::NotFound => Self::of(path, "no such file", "check the spelling"),
            io::ErrorKind::IsADirectory => Self::of(path, "is a folder, not a table", "name a CSV file"),
            _ => Self::of(path, format!("cannot be read: {fault}"), "check its permissions"),
        }
    }
}
