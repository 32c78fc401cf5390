//! Who watches a run: the pipeline tells, somebody else draws.

mod stop;

pub use stop::{Stop, Stopped};

use crate::article::Place;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The stages of a run, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Reading, decompressing, parsing the inputs.
    Read,
    /// Tokens, shingles and sketch of every article.
    Sketch,
    /// Fetching articles that go into an index, and making their columns.
    Gather,
    /// Document frequencies and templates of the batch.
    Statistics,
    /// Candidate pairs of near-duplicates.
    Candidates,
    /// Finding the articles of an archive that can stand in a pair with an examined one.
    Select,
    /// Exact resemblance of the candidate pairs.
    Verify,
    /// Pairs of articles that share rare fingerprints.
    Fingerprints,
    /// Alignment of these pairs into passages.
    Align,
    /// Exact runs of words that are no evidence, where they are asked for.
    ExactRuns,
    /// Notices of a series among the near-duplicates, where passages are not asked for.
    Formulas,
    /// The relation of each pair.
    Relate,
    /// Clusters of near-duplicates.
    Cluster,
    /// The audit of every article: dates, credits, quotations, sources.
    Attribute,
    /// Exact figures for the matrix of all pairs.
    Matrix,
    /// Putting aside what can be read once only.
    Spool,
    /// Copying the records that are kept.
    Copy,
    /// Writing a part of an index.
    Store,
    /// Writing the outputs.
    Write,
}

impl Stage {
    /// What the stage does, in a few words, as a progress bar would say it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Read => "reading",
            Self::Sketch => "sketching",
            Self::Gather => "gathering articles",
            Self::Statistics => "learning templates",
            Self::Candidates => "finding candidates",
            Self::Select => "searching the archive",
            Self::Verify => "verifying pairs",
            Self::Fingerprints => "finding shared wording",
            Self::Align => "aligning passages",
            Self::ExactRuns => "finding exact runs",
            Self::Formulas => "telling formulas",
            Self::Relate => "relating",
            Self::Cluster => "clustering",
            Self::Attribute => "auditing",
            Self::Matrix => "filling the matrix",
            Self::Spool => "spooling",
            Self::Copy => "copying what is kept",
            Self::Store => "writing the index",
            Self::Write => "writing",
        }
    }

    /// What the stage counts while it works.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::Read | Self::Spool => "bytes",
            Self::Sketch
            | Self::Gather
            | Self::Store
            | Self::Select
            | Self::Statistics
            | Self::ExactRuns
            | Self::Attribute
            | Self::Matrix
            | Self::Copy => "articles",
            Self::Candidates => "bands",
            Self::Verify
            | Self::Fingerprints
            | Self::Align
            | Self::Formulas
            | Self::Relate
            | Self::Cluster => "pairs",
            Self::Write => "files",
        }
    }
}

/// How much came into a finished stage, how much went out, and how long it took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageReport {
    /// The stage.
    pub stage: Stage,
    /// Items that came in.
    pub items_in: u64,
    /// Items that went out.
    pub items_out: u64,
    /// Wall-clock seconds.
    pub seconds: f64,
}

/// What kind of thing a warning is about; warnings are grouped and counted by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// An id occurred before; the later article was given a suffix.
    DuplicateId,
    /// A date that could not be read; the article is undated.
    UnreadableDate,
    /// A date in figures that is two days, by whether the day or the month comes first, and nobody said which does; the article is
    /// undated.
    AmbiguousDate,
    /// Text that was not UTF-8 and was decoded from the encoding that it seemed to be in.
    Decoded,
    /// A record that could not be used, and is listed in `rejected.csv`.
    Rejected,
    /// A file in a folder whose ending is not that of a known format; it was not read.
    UnknownFormat,
    /// An article whose text has no word; its title is compared, if it has one.
    NoWords,
    /// So many articles in one bucket that not every pair of them was compared.
    CrowdedBucket,
    /// So many articles share a stretch of words that not every pair of them was compared for it.
    CommonWording,
    /// Wording that keeps recurring and was therefore taken for stock phrases; it is no passage.
    RecurringWording,
    /// A row of the file of reviews that is about nothing in the run.
    Review,
    /// A row of a file of reviews that says another thing than an earlier file does.
    Disagreement,
    /// An output that was left out because it would be too large to be of use.
    LeftOut,
    /// A table that goes on in another file or sheet, because a spreadsheet shows no more rows of one.
    GoesOn,
    /// A step of a run that cannot be gone on with from there, should it be interrupted.
    Unrecorded,
    /// More memory than the run was given.
    Memory,
    /// Something about an input that a reader should know and that lost nothing.
    Input,
}

/// Something that a user should know and that does not stop the run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Warning {
    /// What kind of thing it is.
    pub kind: WarningKind,
    /// Where in the input, if at one place.
    pub place: Option<Place>,
    /// The fault and what was done about it, one sentence without a final stop.
    pub what: String,
}

impl Warning {
    /// A warning about a place of the input.
    #[must_use]
    pub fn at(kind: WarningKind, place: Place, what: impl Into<String>) -> Self {
        Self { kind, place: Some(place), what: what.into() }
    }

    /// A warning about the run as a whole.
    #[must_use]
    pub fn general(kind: WarningKind, what: impl Into<String>) -> Self {
        Self { kind, place: None, what: what.into() }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(out, "{place}: ")?;
        }
        out.write_str(&self.what)
    }
}

/// Someone who watches a run. Any worker thread may call any method.
pub trait Observer: Sync {
    /// A stage begins; `items` is how many [`advance`](Self::advance) will count, where that is known.
    fn begin(&self, _stage: Stage, _items: Option<u64>) {}

    /// So many more items of the current stage are done.
    fn advance(&self, _by: u64) {}

    /// The current stage is done.
    fn end(&self, _report: &StageReport) {}

    /// Something that the user should know.
    fn warn(&self, _warning: &Warning) {}
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Observer for Unwatched {}

/// What tests of cost go by.
#[cfg(test)]
pub(super) mod tests {
    use std::fs;
    use std::sync::LazyLock;
    use std::time::{Duration, Instant};

    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);

    /// How long this thread has had a processor; where the system does not say, how late it is. On a machine with other things to
    /// do the two are far apart.
    pub(crate) fn busy() -> Duration {
        let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
        let nanoseconds = told.split(' ').next().and_then(|first| first.parse().ok());
        nanoseconds.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
    }
}
