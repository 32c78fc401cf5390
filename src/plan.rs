//! Every setting that can change a result, as one value with a version; threads, memory and paths are not in it.

pub use crate::attribute::AuditSettings;
pub use crate::cluster::Representative;
pub use crate::lsh::Search;
pub use crate::shingle::{BadWidth, ShingleWidth};
pub use crate::sketch::{BadSlots, SketchShape};
pub use crate::text::Folding;

use crate::align::AlignSettings;
use crate::findings::Measure;
use crate::lsh::bands::BandShape;
use crate::measure::Threshold;
use crate::review::Remarks;
use crate::statistics::Boilerplate;
use serde::Serialize;

/// The version of the meaning of a [`Plan`]; it grows whenever the same settings would give other results.
pub const PLAN_VERSION: u32 = 2;

/// In which order the matrix lists the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MatrixOrder {
    /// As they stand in the input.
    Input,
    /// Clusters first, each one's articles side by side.
    Cluster,
}

/// The matrix that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MatrixPlan {
    /// Which figure.
    pub measure: Measure,
    /// In which order.
    pub order: MatrixOrder,
    /// The most rows or columns for which it is made.
    pub limit: usize,
}

/// What is asked of a run: all that decides the result, apart from the articles themselves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// [`PLAN_VERSION`] of the program that made it.
    pub version: u32,
    /// How words are folded for matching.
    pub folding: Folding,
    /// Words in a shingle.
    pub shingle: ShingleWidth,
    /// The resemblance from which two articles are near-duplicates.
    pub threshold: Threshold,
    /// Slots and seed of the sketches.
    pub sketch: SketchShape,
    /// How candidate pairs are found.
    pub search: Search,
    /// Which article of a cluster stands for the others.
    pub representative: Representative,
    /// Whether near-duplicates that are notices of a series are told. With passages they always are; without, it costs
    /// another look at every article that has a near-duplicate.
    pub formulas: bool,
    /// How passages are found; none if they are not asked for.
    pub passages: Option<AlignSettings>,
    /// Lines that the user says are no article's own words.
    pub boilerplate: Boilerplate,
    /// Only articles published within so many seconds of one another are compared; none means all.
    pub window_seconds: Option<u64>,
    /// From which shares on something is said of an article's provenance.
    pub audit: AuditSettings,
    /// What a person has said of pairs and passages; none if nobody was asked.
    pub reviewed: Option<Remarks>,
    /// The matrix; none if it is not asked for.
    pub matrix: Option<MatrixPlan>,
}

impl Plan {
    /// How sketches are cut into bands; none if all pairs are found by the exact join, because that was asked for or
    /// because no shape finds enough pairs at this threshold.
    #[must_use]
    pub fn bands(&self) -> Option<BandShape> {
        match self.search {
            Search::Bands => BandShape::for_threshold(self.threshold, self.sketch),
            Search::Exact => None,
        }
    }
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            version: PLAN_VERSION,
            folding: Folding::default(),
            shingle: ShingleWidth::default(),
            threshold: Threshold::default(),
            sketch: SketchShape::default(),
            search: Search::default(),
            representative: Representative::default(),
            formulas: true,
            passages: Some(AlignSettings::default()),
            boilerplate: Boilerplate::default(),
            window_seconds: None,
            audit: AuditSettings::default(),
            reviewed: None,
            matrix: Some(MatrixPlan {
                measure: Measure::Resemblance,
                order: MatrixOrder::Input,
                limit: 2_000,
            }),
        }
    }
}
