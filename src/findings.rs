//! What a run found, in numbers that are exact and in one total order; the reports write it down.

pub use crate::align::marks::Mark;
pub use crate::align::operations::{Operation, OperationRun, Operations};
pub use crate::align::{Passage, PassageKind, Segment};
pub use crate::cluster::Cluster;
pub use crate::lsh::SearchRecord;
pub use crate::matrix::Matrix;
pub use crate::measure::{Measure, Overlap, Share, Side, Span};
pub use crate::relate::{PairFinding, PassageTotals, Relation};

use crate::observe::{StageReport, Warning};

/// What the run can say of one article by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Account {
    /// Words of its text.
    pub words: u32,
    /// Words of its text that its outlet's template, or the user's list, says are not its own.
    pub boilerplate_words: u32,
}

/// Everything that one run found out.
#[derive(Debug, Default)]
pub struct Findings {
    /// Pairs with a row, ordered by first, then second article.
    pub pairs: Vec<PairFinding>,
    /// Passages ordered by pair, then by place in the first article.
    pub passages: Vec<Passage>,
    /// Clusters of two or more, ordered by representative.
    pub clusters: Vec<Cluster>,
    /// One account for each article of the batch, in its order; references included.
    pub accounts: Vec<Account>,
    /// The matrix, unless there are too many articles for one.
    pub matrix: Option<Matrix>,
    /// How near-duplicates were looked for.
    pub search: Option<SearchRecord>,
    /// Stages as they ended, in order.
    pub stages: Vec<StageReport>,
    /// What the user should know, in the order in which the stages met it.
    pub warnings: Vec<Warning>,
}
