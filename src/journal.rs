//! What a run has done so far, in steps: an interrupted one need not do them again.
//!
//! A step is written when it is finished, whole, in postcard's format, which only the version that wrote it reads.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Write};

/// What a step writes itself down with.
pub type Writing<'a> = dyn FnMut(&mut dyn Write) -> io::Result<()> + 'a;

/// Who keeps the record of finished steps.
pub trait Journal: Sync {
    /// What was recorded of a step; none if it was not finished.
    fn recall(&self, step: &str) -> Option<Vec<u8>>;

    /// Records a step: all of what is written, or nothing.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn record(&self, step: &str, write: &mut Writing<'_>) -> io::Result<()>;
}

/// Nobody keeps a record.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unrecorded;

impl Journal for Unrecorded {
    fn recall(&self, _step: &str) -> Option<Vec<u8>> {
        None
    }

    fn record(&self, _step: &str, _write: &mut Writing<'_>) -> io::Result<()> {
        Ok(())
    }
}

/// What a finished step has found; none if it was not finished, or found something of another shape.
#[must_use]
pub fn recall<T: DeserializeOwned>(journal: &dyn Journal, step: &str) -> Option<T> {
    journal.recall(step).and_then(|bytes| postcard::from_bytes(&bytes).ok())
}

/// Records what a step has found.
///
/// # Errors
/// When it cannot be kept.
pub fn record<T: Serialize>(journal: &dyn Journal, step: &str, found: &T) -> io::Result<()> {
    journal.record(step, &mut |out| postcard::to_io(found, out).map(|_| ()).map_err(io::Error::other))
}
