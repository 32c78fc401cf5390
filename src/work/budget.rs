//! How the memory that a run may take is shared out.

/// Bytes that every run takes, for itself and for what it has just read; of a small bound a quarter.
const TAKEN: u64 = 48 << 20;
/// Of the rest, columns, texts and descriptions of articles take so many hundredths.
const SHARE_OF_COLUMNS: u64 = 60;
/// For what searching puts aside there are so many hundredths, and what columns have left; the rest is for what it finds.
const SHARE_OF_SEARCH: u64 = 20;

/// The memory that a run may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    bound: u64,
}

impl Budget {
    /// So many bytes.
    #[must_use]
    pub fn of(bound: u64) -> Self {
        Self { bound }
    }

    /// Bytes in all.
    #[must_use]
    pub fn bound(self) -> u64 {
        self.bound
    }

    /// Bytes for columns, texts and descriptions of articles.
    #[must_use]
    pub fn for_columns(self) -> u64 {
        self.hundredths(SHARE_OF_COLUMNS)
    }

    /// Bytes for what searching puts aside, where columns have left so many.
    #[must_use]
    pub fn for_search(self, left: u64) -> u64 {
        self.hundredths(SHARE_OF_SEARCH) + left.min(self.for_columns())
    }

    /// Bytes for what searching puts aside, where nothing else is in memory.
    #[must_use]
    pub fn for_search_alone(self) -> u64 {
        self.bound / 100 * SHARE_OF_SEARCH
    }

    /// Bytes that the run takes for itself and for what it has just read.
    #[must_use]
    pub fn taken(self) -> u64 {
        TAKEN.min(self.bound / 4)
    }

    fn hundredths(self, share: u64) -> u64 {
        (self.bound - self.taken()) / 100 * share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_shared_out_than_there_is() {
        for bound in [0, 1 << 20, 100 << 20, 2 << 30, u64::MAX] {
            let budget = Budget::of(bound);
            assert!(budget.for_columns() + budget.for_search(0) <= bound, "{bound}");
            // What columns have left is not there twice.
            assert!(budget.for_search(u64::MAX) <= bound, "{bound}");
            assert!(budget.for_search_alone() <= bound, "{bound}");
        }
        assert_eq!(Budget::of(400_000_000).for_columns(), (400_000_000 - (48 << 20)) / 100 * 60);
    }
}
