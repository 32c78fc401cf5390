//! Hashes in order: numbers whose first bits are spread evenly are sorted, and found again, in a few steps each.

mod deal;
mod directory;
mod sorter;

pub use deal::{Dealer, Dealt, Part};
pub use directory::Directory;
pub use sorter::Sorter;
