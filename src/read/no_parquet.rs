//! Parquet, in a build without it.

use std::io::{self, Read};

/// Says what is missing.
///
/// # Errors
/// Always.
pub(super) fn lines(_file: impl Read) -> io::Result<io::Empty> {
    let what = "a Parquet table, which this build does not read (build it with --features parquet)";
    Err(io::Error::new(io::ErrorKind::Unsupported, what))
}
