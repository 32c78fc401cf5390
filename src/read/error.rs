//! Why reading stopped, and what to do about it.

use super::Rejected;
use super::format::Format;
use crate::article::{Input, TooManyArticles};
use std::io;
use std::path::Path;

/// Why there are no articles to work on. Faults of single records are not here: see [`Rejected`].
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A path that the user named does not exist.
    #[error("{0}: no such file or folder (check the spelling)")]
    Missing(String),
    /// A name that is empty, as an unset variable of a script leaves it.
    #[error("\"\": an empty name is that of no file or folder (check for an unset variable)")]
    EmptyName,
    /// A path that the user named cannot be read.
    #[error("{path}: cannot be read: {fault} (check its permissions)")]
    Unreadable {
        /// The path as named.
        path: String,
        /// What the system said.
        #[source]
        fault: io::Error,
    },
    /// Standard input can be read once.
    #[error("-: standard input is named twice, and can be read only once (name it once)")]
    StandardInputTwice,
    /// Nothing that was named has an article in it.
    #[error("no article found in {looked_in} ({hint})")]
    NoArticle {
        /// What was named.
        looked_in: String,
        /// What would be read, or why what there is cannot be.
        hint: String,
    },
    /// A file is not what it was when it was read first.
    #[error("{0}: has changed since it was read (run again when nobody writes to it)")]
    Changed(String),
    /// What memory is too small for cannot be put on disk.
    #[error(
        "what --memory has no room for cannot be put on disk: {0} (make room, or name another place with --work-dir)"
    )]
    Spill(#[source] io::Error),
    /// The first rejected record of a strict reading.
    #[error("{}: {} (stopped by --strict)", .0.place, .0.reason)]
    Strict(Rejected),
    /// More articles than one run can hold.
    #[error("{0}; split the input")]
    TooMany(#[from] TooManyArticles),
}

impl ReadError {
    /// A path that the user named and that the system does not let us read.
    pub(super) fn unreadable(path: &Path, fault: io::Error) -> Self {
        let path = path.display().to_string();
        match fault.kind() {
            io::ErrorKind::NotFound => Self::Missing(path),
            _ => Self::Unreadable { path, fault },
        }
    }

    /// Nothing in what was named; `inputs` is what was read there and `rejected` all that was rejected.
    pub(super) fn no_article(named: &[String], inputs: &[Input], rejected: &[Rejected]) -> Self {
        let looked_in = named.join(", ");
        let looked_in =
            if looked_in.is_empty() { "nothing: no input was named".to_owned() } else { looked_in };
        let hint = match rejected {
            [] => nothing_in(inputs),
            [first, rest @ ..] => {
                format!("{} rejected; the first, {}: {}", rest.len() + 1, first.place, first.reason)
            }
        };
        Self::NoArticle { looked_in, hint }
    }
}

/// Why these files, none of whose records was rejected, gave no article; the endings help only where no file was read.
fn nothing_in(inputs: &[Input]) -> String {
    let empty = inputs.iter().all(|input| input.bytes == 0);
    match inputs {
        [] => {
            format!("no file there has a known ending: {}; use --format to have others read", Format::ENDINGS)
        }
        [one] => {
            let name = if one.path == "-" { "standard input" } else { &*one.path };
            format!("{name} {}", if empty { "is empty" } else { "holds no record" })
        }
        more if empty => format!("all {} files are empty", more.len()),
        more => format!("none of the {} files holds a record", more.len()),
    }
}
