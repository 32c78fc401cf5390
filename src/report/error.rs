//! Why results could not be written: the place, the fault, the remedy.

use std::io;
use std::path::{Path, PathBuf};

/// An output folder that cannot be used, or a file in it that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The path of the folder is that of a file.
    #[error("{}: is a file, not a folder (choose another -o DIR)", .0.display())]
    NotAFolder(PathBuf),
    /// The folder holds files, and none of them says that they are of an earlier run.
    #[error("{}: holds files that are not of a wirecopy run (choose another -o DIR, or --force to write beside them)", .0.display())]
    Foreign(PathBuf),
    /// Another run holds the folder.
    #[error("{}: another wirecopy run is writing here (wait until it ends, or choose another -o DIR)", .0.display())]
    Busy(PathBuf),
    /// A folder has the name of a file that the run writes.
    #[error("{}: is a folder where a file must go (choose another -o DIR)", .0.display())]
    InTheWay(PathBuf),
    /// An output file is there already.
    #[error("{}: exists already (--force to overwrite it, or choose another -o)", .0.display())]
    Exists(PathBuf),
    /// An output folder that should be new is not empty.
    #[error("{}: is a folder that holds files (name a file, or for texts a new folder)", .0.display())]
    FullFolder(PathBuf),
    /// An output file that is none: a device, a pipe, a root.
    #[error("{}: is not a file that can be replaced (choose another, or -o - for standard output)", .0.display())]
    NotAFile(PathBuf),
    /// A file of reviews that is none, or has no column for what is to be said.
    #[error(
        "{}: is no table of reviews with the columns a, b, verdict, and a_start, a_end, b_start, b_end, note where they are needed \
         (name another file with --reviewed)",
        .0.display()
    )]
    NoReview(PathBuf),
    /// The system refuses to have something put into a file of reviews.
    #[error("{}: cannot be written: {} (check the path that --reviewed names, and that you may write there)", .path.display(), fault(.source))]
    ReviewIo {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Nothing can be put aside, for a run whose results go to standard output.
    #[error("{}: no temporary file can be put there (set TMPDIR to a folder that you may write to)", .0.display())]
    NoTemporary(PathBuf),
    /// The run was given up while it was writing.
    #[error("{}: the run was given up, nothing is written", .0.display())]
    Abandoned(PathBuf),
    /// The system refuses.
    #[error("{}: {} ({})", .path.display(), fault(.source), remedy(.source))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl ReportError {
    /// Puts the path to a fault of the system, for `map_err`.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}

/// The system's words without its number.
fn fault(source: &io::Error) -> String {
    let said = source.to_string();
    said.split(" (os error").next().unwrap_or(&said).to_owned()
}

fn remedy(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "make room, or choose another -o DIR"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "choose an -o DIR that you may write to, and close programs that show its files"
        }
        _ => "choose another -o DIR",
    }
}
