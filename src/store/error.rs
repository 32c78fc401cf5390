//! What can go wrong with an index.

use crate::archive::ArchiveFault;
use crate::article::TooManyArticles;
use std::io;
use std::path::{Path, PathBuf};

/// Why an index cannot be made, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system does not let us.
    #[error("{path}: {fault} (check the disk and the permissions; the index is as it was)", path = .path.display())]
    Io {
        /// The folder, or a file in it.
        path: PathBuf,
        /// What the system said.
        #[source]
        fault: io::Error,
    },
    /// What is named is no folder.
    #[error("{}: is no folder, and an index is one (name the folder of an index)", .0.display())]
    NoFolder(PathBuf),
    /// There is no index in this folder.
    #[error("{}: holds no index (make one with wirecopy index create)", .0.display())]
    NotAnIndex(PathBuf),
    /// The folder for a new index holds something.
    #[error("{}: is not empty (name a new folder)", .0.display())]
    NotEmpty(PathBuf),
    /// A file is not what was written there.
    #[error(
        "{path}: is damaged: {what} (wirecopy index verify names all damaged files; bring the index back from a copy, or make \
         it anew)",
        path = .path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// Another program writes to the index.
    #[error("{}: another program is writing to this index (wait for it)", .0.display())]
    Busy(PathBuf),
    /// The index was made by another version, whose layout or hashes are others.
    #[error("{path}: was made by wirecopy {version}, whose {what} (make the index anew)", path = .path.display())]
    Version {
        /// The folder.
        path: PathBuf,
        /// The version that made it.
        version: String,
        /// What differs.
        what: String,
    },
    /// The index was made with other settings than those asked for.
    #[error("{path}: the index was made with other settings: {what} (give the same, or make another index)", path = .path.display())]
    Settings {
        /// The folder.
        path: PathBuf,
        /// What differs.
        what: String,
    },
    /// Something is asked of the index that it has nothing for.
    #[error("{path}: {what}", path = .path.display())]
    Unanswerable {
        /// The folder.
        path: PathBuf,
        /// What, and what to do instead.
        what: String,
    },
    /// The archive could not be asked.
    #[error(transparent)]
    Archive(#[from] ArchiveFault),
    /// More articles than one run can number.
    #[error(transparent)]
    TooMany(#[from] TooManyArticles),
}

impl StoreError {
    /// A fault of the system at this path.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |fault| Self::Io { path: path.to_owned(), fault }
    }

    /// A file that is not what was written there.
    pub(super) fn damaged(path: &Path, what: impl Into<String>) -> Self {
        Self::Damaged { path: path.to_owned(), what: what.into() }
    }
}

impl From<StoreError> for ArchiveFault {
    fn from(fault: StoreError) -> Self {
        Self(fault.to_string())
    }
}
