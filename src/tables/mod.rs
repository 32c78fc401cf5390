//! How are the tables of a finished run, and a labelled truth, read back?
//!
//! [`FinishedRun`] is the folder that `wirecopy compare` wrote: which articles it had, which pairs it calls re-use, its
//! passages and clusters, in whatever dress (`--csv`) they were written. [`Truth`] is a labelled table whose header row says
//! what it labels. A row that cannot be used is an error with `path:line`; nothing is passed over.

mod error;
mod run;
mod table;
mod truth;

pub use error::TableError;
pub use run::FinishedRun;
pub use truth::{LabelledArticle, LabelledPair, LabelledPassage, PairOfKind, PassageRow, Truth, read_kinds};
