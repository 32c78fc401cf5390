//! From what the user named to a list of files: folders are walked in sorted order, each file is listed once.

use super::format::Format;
use super::{ReadError, Rejected};
use crate::article::Place;
use crate::observe::{Warning, WarningKind};
use ignore::{DirEntry, WalkBuilder};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A file to be read, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// The file; none for standard input.
    pub(super) path: Option<PathBuf>,
    /// The path as messages name it.
    pub(super) shown: String,
    /// What default ids begin with: the path inside the folder that was walked, or the file's name.
    pub(super) name: String,
    /// Its size in bytes, where it has one.
    pub(super) size: Option<u64>,
    /// The format that its ending stands for.
    pub(super) format: Option<Format>,
    /// Whether it was found in a folder, so that a fault in it does not end the run.
    pub(super) walked: bool,
}

/// What was found under the names given.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files, in the order in which they are read.
    pub(super) sources: Vec<Source>,
    /// What could not be opened.
    pub(super) rejected: Vec<Rejected>,
    /// What was left out.
    pub(super) warnings: Vec<Warning>,
}

/// Lists the files under these names. With `any_ending` a folder's files are read whatever their endings.
///
/// # Errors
/// When a name is not that of a file or folder that can be read.
pub(super) fn sources(named: &[OsString], any_ending: bool) -> Result<Found, ReadError> {
    let mut found = Found::default();
    for name in named {
        let path = Path::new(name);
        let unreadable = |fault| ReadError::unreadable(path, fault);
        if name.is_empty() {
            return Err(ReadError::EmptyName);
        }
        if name == "-" {
            found.sources.push(standard_input());
        } else if fs::metadata(path).map_err(unreadable)?.is_dir() {
            fs::read_dir(path).map_err(unreadable)?;
            walk(path, any_ending, &mut found);
        } else {
            found.sources.push(named_file(path));
        }
    }
    list_once(&mut found);
    Ok(found)
}

fn standard_input() -> Source {
    Source { path: None, shown: "-".into(), name: "-".into(), size: None, format: None, walked: false }
}

fn named_file(path: &Path) -> Source {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    Source {
        path: Some(path.to_owned()),
        shown: path.display().to_string(),
        format: Format::of_name(&name),
        name: name.into_owned(),
        size: fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|facts| facts.len()),
        walked: false,
    }
}

/// Lists a folder's files, folder by folder, each sorted by the bytes of its names.
fn walk(folder: &Path, any_ending: bool, found: &mut Found) {
    let hidden = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&hidden);
    let walker = WalkBuilder::new(folder)
        .standard_filters(false)
        .follow_links(false)
        .sort_by_file_name(std::ffi::OsStr::cmp)
        .filter_entry(move |entry| {
            let shown = entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
            count.fetch_add(u64::from(!shown), Ordering::Relaxed);
            shown
        })
        .build();
    for entry in walker {
        match entry {
            Ok(entry) => list(folder, &entry, any_ending, found),
            Err(fault) => found.reject(folder, &fault),
        }
    }
    let hidden = hidden.load(Ordering::Relaxed);
    if hidden > 0 {
        let what = format!("{hidden} hidden files or folders were left out (name one to have it read)");
        found.warn(WarningKind::Input, folder, what);
    }
}

/// Lists one entry of a folder, if it is a file that can be read.
fn list(folder: &Path, entry: &DirEntry, any_ending: bool, found: &mut Found) {
    let path = entry.path();
    let Some(kind) = entry.file_type().filter(|kind| !kind.is_dir()) else {
        return;
    };
    if kind.is_symlink() {
        let what = "a symbolic link in a folder is not followed (name its target to have it read)";
        return found.warn(WarningKind::Input, path, what.to_owned());
    }
    if !kind.is_file() {
        return found.warn(
            WarningKind::Input,
            path,
            "neither a file nor a folder; it was not read".to_owned(),
        );
    }
    let format = Format::of_name(&entry.file_name().to_string_lossy());
    if format.is_none() && !any_ending {
        let what = "not read: its ending is not that of a known format (use --format to have it read)";
        return found.warn(WarningKind::UnknownFormat, path, what.to_owned());
    }
    found.sources.push(Source {
        path: Some(path.to_owned()),
        shown: path.display().to_string(),
        name: name_inside(folder, path),
        size: entry.metadata().ok().map(|facts| facts.len()),
        format,
        walked: true,
    });
}

/// The path inside the folder, with `/` on every system.
fn name_inside(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Keeps the first listing of each file, by whatever name: one that was read twice would seem to copy itself.
fn list_once(found: &mut Found) {
    let mut seen = BTreeSet::new();
    let mut again = Vec::new();
    found.sources.retain(|source| {
        let place = |path: &PathBuf| fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let new = source.path.as_ref().is_none_or(|path| seen.insert(place(path)));
        if !new {
            let what = "named more than once; it is read once";
            again.push(Warning::at(WarningKind::Input, Place::file(source.shown.clone()), what));
        }
        new
    });
    found.warnings.extend(again);
}

impl Found {
    fn warn(&mut self, kind: WarningKind, path: &Path, what: String) {
        self.warnings.push(Warning::at(kind, Place::file(path.display().to_string()), what));
    }

    fn reject(&mut self, folder: &Path, fault: &ignore::Error) {
        let reason = format!("a part of this folder cannot be read: {fault}; check its permissions");
        self.rejected.push(Rejected { place: Place::file(folder.display().to_string()), id: None, reason });
    }
}
