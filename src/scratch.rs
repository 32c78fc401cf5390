//! Room to work in: what a stage puts aside to work through later, in memory as long as there is room, then in a spill.
//!
//! Where rows are laid changes nothing that comes back. Without a spill, or where it takes no more, they stay in memory.

use crate::columns::Spill;
use bytemuck::{Pod, cast_slice, cast_slice_mut};
use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

/// The room of a run.
#[derive(Debug)]
pub struct Scratch {
    bytes: u64,
    /// Bytes of it that nothing is laid in.
    left: AtomicU64,
    spill: Option<Arc<dyn Spill>>,
    /// The first fault of the spill, if there was one.
    fault: Mutex<Option<io::Error>>,
}

/// Rows that were laid aside; what they took of the room is free again when they are dropped.
#[derive(Debug)]
pub struct Laid<'s, T> {
    scratch: &'s Scratch,
    place: Place<T>,
}

#[derive(Debug)]
enum Place<T> {
    /// Rows, and the bytes of the room that they take.
    Held(Vec<T>, u64),
    Away {
        at: u64,
        rows: usize,
    },
}

impl Scratch {
    /// As much as the machine has.
    #[must_use]
    pub fn unbounded() -> Self {
        Self { bytes: u64::MAX, left: AtomicU64::new(u64::MAX), spill: None, fault: Mutex::default() }
    }

    /// So many bytes of memory, and a spill for all else. Half of them are for what is laid aside, the other half for what is
    /// being worked on.
    #[must_use]
    pub fn within(bytes: u64, spill: Arc<dyn Spill>) -> Self {
        Self { bytes, left: AtomicU64::new(bytes / 2), spill: Some(spill), fault: Mutex::default() }
    }

    /// How many bytes of memory there are in all.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Lays rows aside. Any thread may call it.
    pub fn lay<T: Pod>(&self, rows: Vec<T>) -> Laid<'_, T> {
        let bytes = size_of_val(&*rows) as u64;
        let place = match &self.spill {
            Some(spill) if !self.take(bytes) => match spill.put(cast_slice(&rows)) {
                Ok(at) => Place::Away { at, rows: rows.len() },
                Err(fault) => {
                    self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
                    Place::Held(rows, 0)
                }
            },
            Some(_) => Place::Held(rows, bytes),
            None => Place::Held(rows, 0),
        };
        Laid { scratch: self, place }
    }

    /// Why the spill took no more, if that was so; told once. What it did not take is in memory, above the bound.
    #[must_use]
    pub fn fault(&self) -> Option<io::Error> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Takes so many bytes, if they are there.
    fn take(&self, bytes: u64) -> bool {
        self.left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(bytes)).is_ok()
    }
}

impl<T: Pod> Laid<'_, T> {
    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.place {
            Place::Held(rows, _) => rows.len(),
            Place::Away { rows, .. } => *rows,
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All rows.
    #[must_use]
    pub fn rows(&self) -> Cow<'_, [T]> {
        self.some(0..self.len())
    }

    /// Some of the rows, which must be there.
    #[must_use]
    pub fn some(&self, range: Range<usize>) -> Cow<'_, [T]> {
        match (&self.place, &self.scratch.spill) {
            (Place::Held(rows, _), _) => Cow::Borrowed(&rows[range]),
            (Place::Away { at, .. }, Some(spill)) => {
                let mut rows = vec![T::zeroed(); range.len()];
                spill.get(at + (range.start * size_of::<T>()) as u64, cast_slice_mut(&mut rows));
                Cow::Owned(rows)
            }
            (Place::Away { .. }, None) => unreachable!("only a spill has what is away"),
        }
    }
}

impl<T> Drop for Laid<'_, T> {
    fn drop(&mut self) {
        if let Place::Held(_, bytes) = self.place {
            self.scratch.left.fetch_add(bytes, Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::SpillFile;

    /// A spill that takes nothing.
    #[derive(Debug)]
    struct Full;

    impl Spill for Full {
        fn put(&self, _: &[u8]) -> io::Result<u64> {
            Err(io::ErrorKind::StorageFull.into())
        }

        fn get(&self, _: u64, _: &mut [u8]) {
            unreachable!("nothing was put there");
        }
    }

    fn is_away<T>(laid: &Laid<'_, T>) -> bool {
        matches!(laid.place, Place::Away { .. })
    }

    #[test]
    fn what_does_not_fit_goes_into_the_spill_and_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let scratch = Scratch::within(200, Arc::new(SpillFile::unnamed(folder.path()).unwrap()));
        let (here, away) = (scratch.lay(vec![1_u64; 10]), scratch.lay((0..1_000).collect::<Vec<u32>>()));
        assert_eq!((is_away(&here), is_away(&away)), (false, true));
        assert_eq!((here.len(), away.len()), (10, 1_000));
        assert_eq!(*away.rows(), (0..1_000).collect::<Vec<u32>>());
        assert_eq!(*away.some(990..993), [990, 991, 992]);
        assert_eq!(*here.some(3..5), [1, 1]);
    }

    #[test]
    fn room_is_free_again_when_rows_are_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let scratch = Scratch::within(160, Arc::new(SpillFile::unnamed(folder.path()).unwrap()));
        for _ in 0..3 {
            let laid = scratch.lay(vec![7_u64; 10]);
            assert!(!is_away(&laid) && is_away(&scratch.lay(vec![7_u8])));
        }
    }

    #[test]
    fn what_a_full_disk_does_not_take_stays_in_memory_and_is_told_once() {
        let scratch = Scratch::within(0, Arc::new(Full));
        assert_eq!(*scratch.lay(vec![1_u8, 2]).rows(), [1, 2]);
        assert_eq!(scratch.fault().unwrap().kind(), io::ErrorKind::StorageFull);
        assert!(scratch.fault().is_none());
    }

    #[test]
    fn without_a_bound_all_is_in_memory() {
        let scratch = Scratch::unbounded();
        assert!(!is_away(&scratch.lay(vec![0_u64; 10_000])) && scratch.bytes() == u64::MAX);
    }
}
