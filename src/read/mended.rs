//! What is to be told of records that were not UTF-8.

use crate::article::Place;
use crate::observe::{Warning, WarningKind};

/// Records that were not UTF-8 and were read as one encoding.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// That of the first character of the first.
    pub(super) line: u64,
    /// How many.
    pub(super) records: u64,
    /// Characters that could not be read.
    pub(super) lost: u64,
}

impl Mended {
    /// One warning for all of them.
    pub(super) fn warning(&self, path: &str, encoding: &str) -> Warning {
        let Self { line, records, lost } = self;
        let what = if encoding == encoding_rs::UTF_8.name() {
            "damaged UTF-8".to_owned()
        } else {
            format!("not UTF-8: read as {encoding}")
        };
        let what = match lost {
            0 => format!("{what} (records: {records})"),
            _ => format!("{what} (records: {records}; unreadable characters, now U+FFFD: {lost})"),
        };
        Warning::at(WarningKind::Decoded, Place::line(path, *line), what)
    }
}
