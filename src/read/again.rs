//! Whether inputs are still what they were when they were read.

use super::sides::Sides;
use super::stream::Measured;
use super::{Given, ReadError, ReadPlan};
use crate::article::Input;
use crate::observe::{Observer, Stage, Unwatched};
use rayon::prelude::*;
use std::ffi::OsString;
use std::fs::File;
use std::path::Path;

/// Digests the inputs under these names again, and holds them to what was read there.
///
/// The observer is told as of a reading, but for its end.
///
/// # Errors
/// When there is another input, or one that has changed; the error names the first.
pub fn unchanged(
    inputs: &[Input],
    (examined, references): (&[OsString], Option<&[OsString]>),
    plan: &ReadPlan,
    observer: &dyn Observer,
) -> Result<(), ReadError> {
    let sides = Sides::find(Given::Named(examined), references.map(Given::Named), plan)?;
    observer.begin(Stage::Read, sides.bytes());
    let sources: Vec<_> = sides.sources().collect();
    let known = inputs.iter().map(|input| input.path.as_str());
    let now = sources.iter().map(|source| source.shown.as_str());
    if let Some(other) = first_difference(known, now) {
        return Err(ReadError::Changed(other.to_owned()));
    }
    inputs.par_iter().zip(&sources).try_for_each(|(input, source)| {
        let changed = || ReadError::Changed(input.path.clone());
        let path = source.path.as_ref().ok_or_else(changed)?;
        let mut file =
            Measured::new(File::open(path).map_err(|fault| ReadError::unreadable(path, fault))?, observer);
        let drained = file.drain();
        let is_same = drained.is_ok() && (file.length(), file.digest()) == (input.bytes, input.digest);
        if is_same { Ok(()) } else { Err(changed()) }
    })
}

/// Whether the file at this path has the bytes of an input.
#[must_use]
pub fn is_same(input: &Input, path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let mut file = Measured::new(file, &Unwatched);
    file.drain().is_ok() && (file.length(), file.digest()) == (input.bytes, input.digest)
}

/// The first name that is in one list and not at the same place in the other.
fn first_difference<'a>(
    mut known: impl Iterator<Item = &'a str>,
    mut now: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    loop {
        match (known.next(), now.next()) {
            (None, None) => return None,
            (Some(one), Some(other)) if one == other => {}
            (Some(one), _) | (None, Some(one)) => return Some(one),
        }
    }
}
