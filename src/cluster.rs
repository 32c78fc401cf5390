//! Cluster.

use crate::article::ArticleId;
use crate::measure::Overlap;

/// Near-duplicates around one representative, which every member resembles at the threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The article that stands for the others.
    pub representative: ArticleId,
    /// The others in batch order, each with its overlap with the representative (which is `first` in it).
    pub members: Vec<(ArticleId, Overlap)>,
}
