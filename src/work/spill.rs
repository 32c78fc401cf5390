//! The file that columns go into when memory is too small for them.
//!
//! It is read a piece at a time, not mapped: what is mapped counts as memory of the process as soon as it is touched, and
//! the bound on memory would not hold.

use crate::columns::Spill;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

/// Blocks begin at multiples of so many bytes, as numbers do in memory.
const ALIGNED: u64 = 8;

/// A file of blocks that any thread may add to and read from.
#[derive(Debug)]
pub struct SpillFile {
    file: File,
    /// Bytes that are taken.
    end: AtomicU64,
    /// The first fault of a reading, if there was one.
    fault: Mutex<Option<io::Error>>,
}

impl SpillFile {
    /// A file without a name in this folder: whatever ends the process takes it away.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn unnamed(folder: &Path) -> io::Result<Self> {
        Ok(Self::new(tempfile::tempfile_in(folder)?, 0))
    }

    /// A file that outlives the process; blocks are added behind what it holds.
    ///
    /// # Errors
    /// When its length cannot be had.
    pub(super) fn named(file: File) -> io::Result<Self> {
        let end = file.metadata()?.len().next_multiple_of(ALIGNED);
        Ok(Self::new(file, end))
    }

    fn new(file: File, end: u64) -> Self {
        Self { file, end: AtomicU64::new(end), fault: Mutex::default() }
    }

    /// Bytes that were put into it.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.end.load(Relaxed)
    }

    /// Whether everything that was asked for could be read.
    ///
    /// # Errors
    /// The first fault, once.
    pub fn check(&self) -> io::Result<()> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).take().map_or(Ok(()), Err)
    }
}

impl Spill for SpillFile {
    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        let at = self.end.fetch_add((bytes.len() as u64).next_multiple_of(ALIGNED), Relaxed);
        at_offset::write(&self.file, at, bytes)?;
        Ok(at)
    }

    fn get(&self, at: u64, bytes: &mut [u8]) {
        if let Err(fault) = at_offset::read(&self.file, at, bytes) {
            bytes.fill(0);
            self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
        }
    }
}

/// Reading and writing at a place, whoever else reads and writes.
#[cfg(unix)]
mod at_offset {
    use std::fs::File;
    use std::io;
    use std::os::unix::fs::FileExt;

    pub(super) fn write(file: &File, at: u64, bytes: &[u8]) -> io::Result<()> {
        file.write_all_at(bytes, at)
    }

    pub(super) fn read(file: &File, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        file.read_exact_at(bytes, at)
    }
}

#[cfg(not(unix))]
mod at_offset {
    use std::fs::File;
    use std::io::{self, Read, Seek, SeekFrom, Write};
    use std::sync::{Mutex, PoisonError};

    /// A file has one position, which is moved and used by one thread at a time.
    static POSITION: Mutex<()> = Mutex::new(());

    pub(super) fn write(mut file: &File, at: u64, bytes: &[u8]) -> io::Result<()> {
        let _moved = POSITION.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)
    }

    pub(super) fn read(mut file: &File, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        let _moved = POSITION.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn what_threads_put_away_at_once_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let spill = SpillFile::unnamed(folder.path()).unwrap();
        let block = |number: u8| vec![number; usize::from(number)];
        let places: Vec<u64> =
            (0..200).into_par_iter().map(|number| spill.put(&block(number)).unwrap()).collect();
        for (number, &at) in (0..200).zip(&places) {
            let mut bytes = block(0);
            bytes.resize(usize::from(number), 0);
            spill.get(at, &mut bytes);
            assert_eq!(bytes, block(number));
        }
        assert!(spill.check().is_ok() && spill.bytes() > 199 * 100);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the file has no name");
    }

    #[test]
    fn what_cannot_be_read_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let spill = SpillFile::unnamed(folder.path()).unwrap();
        let mut bytes = [7; 8];
        spill.get(100, &mut bytes);
        assert_eq!(bytes, [0; 8]);
        assert_eq!(spill.check().unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
