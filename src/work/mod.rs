//! What a run keeps on disk while it works: what memory has no room for, and what it has done so far.

mod budget;
mod difference;
mod folder;
mod spill;

pub use budget::Budget;
pub use folder::{WorkError, WorkFiles, WorkFolder};
pub use spill::SpillFile;
