//! Why a run cannot work in a folder.

use super::LAYOUT;
use std::io;
use std::path::{Path, PathBuf};

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

impl WorkError {
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |fault| Self::Unusable { path: path.to_owned(), fault }
    }
}
