//! What an index works with besides its files.

use crate::columns::Room;
use crate::scratch::Scratch;
use std::io;

/// Who says how much memory there is, and where the rest goes.
pub trait Workplace {
    /// Room for the columns and texts of articles; none for as much memory as they take.
    fn room(&self) -> Option<Room>;

    /// Room for what learning and searching put aside.
    fn scratch(&self) -> Scratch;

    /// Whether everything that was put elsewhere could be read again. It is asked before anything that came of it is used.
    ///
    /// # Errors
    /// The first fault.
    fn check(&self) -> io::Result<()>;
}

/// As much memory as the machine has.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unbounded;

impl Workplace for Unbounded {
    fn room(&self) -> Option<Room> {
        None
    }

    fn scratch(&self) -> Scratch {
        Scratch::unbounded()
    }

    fn check(&self) -> io::Result<()> {
        Ok(())
    }
}
