//! How are the tables of a finished run, and a labelled truth, read back?
//!
//! [`FinishedRun`] is the folder that `wirecopy compare` wrote: which articles it had, which pairs it calls re-use, its
//! passages and clusters, in whatever dress (`--csv`) they were written. [`Truth`] is a labelled table whose header row says
//! what it labels. The rows of a run come typed as well, for a view that shows them. A row that cannot be used is an error with `path:line`; nothing is passed over.

mod error;
mod listed;
mod remarks;
mod run;
mod table;
mod truth;

pub use error::TableError;
pub use listed::{ListedArticle, ListedCredit, ListedPair, ListedPassage, ListedReuse};
pub use remarks::read_remarks;
pub use run::{FinishedRun, IndexRecord, ReadingRecord};
pub use truth::{LabelledArticle, LabelledPair, LabelledPassage, PairOfKind, PassageRow, Truth, read_kinds};
