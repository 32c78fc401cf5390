//! What a run keeps on disk while it works: what memory has no room for.

mod spill;

pub use spill::SpillFile;
