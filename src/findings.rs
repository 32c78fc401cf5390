//! What a run found, in numbers that are exact and in one total order; the reports write it down.

pub use crate::align::cigar::NoOperations;
pub use crate::align::marks::Mark;
pub use crate::align::operations::{Operation, OperationRun, Operations};
pub use crate::align::{Passage, PassageKind, Segment};
pub use crate::attribute::direction::Order;
pub use crate::attribute::{
    Attributed, Audit, Class, Credited, Flag, Flow, LikelyAgency, OutletAudit, Reuse, Stretches,
};
pub use crate::cluster::{Cluster, Removal, removals};
pub use crate::credit::CreditKind;
pub use crate::lsh::SearchRecord;
pub use crate::matrix::Matrix;
pub use crate::measure::{Measure, Overlap, Share, Side, Span};
pub use crate::relate::{CONTAINED, PairFinding, PassageTotals, Relation};
pub use crate::review::{
    Disagreement, Held, PairReview, Remark, Remarks, Reviewable, Reviewer, Reviews, Verdict,
};
pub use crate::text::Folding;

pub mod worth;

use crate::observe::{StageReport, Warning};
use serde::{Deserialize, Serialize};

/// What the run can say of one article by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Account {
    /// Words of its text.
    pub words: u32,
    /// Words of its text that its outlet's template, or the user's list, says are not its own.
    pub boilerplate_words: u32,
    /// Other words of its text that stand in stock phrases or standing lines of the batch.
    pub stock_words: u32,
}

impl Account {
    /// Words that are the article's own to account for: all but boilerplate.
    #[must_use]
    pub fn own_words(&self) -> u32 {
        self.words - self.boilerplate_words
    }
}

/// What the batch taught about wording that is nobody's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct WordingRecord {
    /// Grams (words in a row) that are part of some template.
    pub template_grams: u64,
    /// Words of all texts that a template or the user's list says are not their article's own.
    pub boilerplate_words: u64,
    /// The outlets of which most was masked, most words first.
    pub outlets: Vec<OutletTemplate>,
    /// Grams that are stock phrases or part of a standing line.
    pub stock_grams: u64,
    /// Other words of all texts that stand in them.
    pub stock_words: u64,
    /// Articles that have such words.
    pub articles_with_stock_words: u64,
    /// Different stretches of such words that two articles share and that are long and telling enough for a passage.
    pub recurring_stretches: u64,
    /// Articles that have one.
    pub articles_with_recurring_stretches: u64,
    /// Those that most articles have, most first.
    pub recurring: Vec<RecurringWording>,
}

/// How much of what an outlet published is its template.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct OutletTemplate {
    /// Its name; none for the articles that name none.
    pub outlet: Option<String>,
    /// Its articles.
    pub articles: u64,
    /// Grams of its template.
    pub template_grams: u64,
    /// Words of its articles that are masked.
    pub boilerplate_words: u64,
}

/// A stretch of wording that keeps recurring and is therefore no passage.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RecurringWording {
    /// Articles that have it, or most of it.
    pub articles: u64,
    /// The first of them.
    pub id: String,
    /// Its words there.
    pub words: u64,
    /// How it begins there, on one line.
    pub text: String,
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
    /// The audit of each article of the batch, in its order; none if passages were not asked for.
    pub audits: Vec<Audit>,
    /// The outlets that were taken for agencies, by name; references included.
    pub agencies: Vec<String>,
    /// Outlets that look like agencies and were not taken for such, those that most outlets use first.
    pub likely_agencies: Vec<LikelyAgency>,
    /// What they amount to for each outlet, by name; references left out.
    pub outlets: Vec<OutletAudit>,
    /// What they amount to for each pair of outlets, most words first.
    pub flows: Vec<Flow>,
    /// What a person has said of pairs and passages.
    pub reviews: Reviews,
    /// The matrix, unless there are too many articles for one.
    pub matrix: Option<Matrix>,
    /// How near-duplicates were looked for.
    pub search: Option<SearchRecord>,
    /// Near-duplicates that are left out because they were published further apart than the window allows.
    pub outside_window: u64,
    /// What was learnt about wording; none if passages were not asked for.
    pub learnt: Option<WordingRecord>,
    /// Stages as they ended, in order.
    pub stages: Vec<StageReport>,
    /// What the user should know, in the order in which the stages met it.
    pub warnings: Vec<Warning>,
}
