//! How good is a run, where the truth is known?
//!
//! Pure measures of what was found against what is labelled: no files, no printing. Counts stay whole until a figure is
//! made of them; sums of fractions go in the order of the truth, so the same tables give the same figures everywhere.
//!
//! - Passages: [`plagdet`] and its three parts, recall, precision, granularity (Potthast, Stein, Barrón-Cedeño, Rosso,
//!   COLING 2010), for all passages and for each kind.
//! - Pairs: precision, recall, F1 and accuracy of "this pair is re-use".
//! - Clusters: precision, recall and F1 of pairs; the adjusted Rand index (Hubert, Arabie, Journal of Classification
//!   1985); B-cubed (Bagga, Baldwin, COLING-ACL 1998).
//!
//! Cost: a sort of the rows, and for passages each case with each detection of its pair.

mod agreement;
mod clusters;
mod detection;
mod kinds;
mod pairs;
mod partition;
mod roles;

pub use agreement::{Agreement, Rates};
pub use clusters::{ClusterFigures, FoundPairs, PartitionFigures, measure_clusters};
pub use detection::{DetectionFigures, Passage, plagdet};
pub use kinds::{
    Case, KindFigures, PairKind, PassageFigures, PassageTruth, UnrelatedFigures, measure_passages,
};
pub use pairs::{JudgedPair, PairFigures, PairKindFigures, measure_pairs};
pub use partition::{Contingency, closure};
pub use roles::{Roles, Siblings};
