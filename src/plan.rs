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
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// The version of the meaning of a [`Plan`]; it grows whenever the same settings would give other results.
pub const PLAN_VERSION: u32 = 2;

/// In which order the matrix lists the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatrixOrder {
    /// As they stand in the input.
    Input,
    /// Clusters first, each one's articles side by side.
    Cluster,
}

/// The matrix that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixPlan {
    /// Which figure.
    pub measure: Measure,
    /// In which order.
    pub order: MatrixOrder,
    /// The most rows or columns for which it is made.
    pub limit: usize,
}

/// What is asked of a run: all that decides the result, apart from the articles themselves.
///
/// Written down, as JSON or otherwise, and read back, it is the same: that is how the machines of a cluster are told. One of
/// another version is refused, and so is one with remarks, which are written down as what identifies them only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// [`PLAN_VERSION`] of the program that made it.
    #[serde(deserialize_with = "this_version")]
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
    #[serde(deserialize_with = "no_remarks")]
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

fn this_version<'de, D: Deserializer<'de>>(read: D) -> Result<u32, D::Error> {
    let version = u32::deserialize(read)?;
    if version == PLAN_VERSION {
        return Ok(version);
    }
    Err(D::Error::custom(format!("settings of version {version}, where this program has {PLAN_VERSION}")))
}

fn no_remarks<'de, D: Deserializer<'de>>(read: D) -> Result<Option<Remarks>, D::Error> {
    match Option::<serde::de::IgnoredAny>::deserialize(read)? {
        None => Ok(None),
        Some(_) => Err(D::Error::custom("remarks are not written down with the settings")),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::verbatim::ExactWords;

    fn written(plan: &Plan) -> serde_json::Value {
        serde_json::to_value(plan).unwrap()
    }

    #[test]
    fn a_plan_comes_back_from_what_was_written_down() {
        let unusual = Plan {
            threshold: Threshold::new(0.123_456_789_012_345_6).unwrap(),
            shingle: ShingleWidth::new(5).unwrap(),
            sketch: SketchShape::new(256, u64::MAX).unwrap(),
            search: Search::Exact,
            folding: Folding::CaseOnly,
            representative: Representative::Longest,
            passages: Some(AlignSettings {
                min_words: 20,
                strict_verbatim: Some(ExactWords::new(7).unwrap()),
            }),
            boilerplate: Boilerplate(vec!["Tous droits réservés.".into()]),
            window_seconds: Some(86_400),
            matrix: None,
            ..Plan::default()
        };
        for plan in [Plan::default(), unusual, Plan { passages: None, ..Plan::default() }] {
            let text = serde_json::to_string(&plan).unwrap();
            assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
        }
    }

    #[test]
    fn what_no_plan_can_be_is_refused_when_it_is_read_back() {
        let refused = |field: &str, value: serde_json::Value| {
            let mut plan = written(&Plan::default());
            plan[field] = value;
            serde_json::from_value::<Plan>(plan).unwrap_err().to_string()
        };
        assert!(refused("version", 1.into()).contains("version 1"));
        assert!(refused("threshold", 0.into()).contains("a share is above 0"));
        assert!(refused("shingle", 0.into()).contains("a shingle has 1 to 64 words"));
        assert!(refused("sketch", serde_json::json!({"slots": 100, "seed": 0})).contains("a power of two"));
        assert!(refused("treshold", 1.into()).contains("unknown field"));
        assert!(refused("reviewed", serde_json::json!({"remarks": 1})).contains("remarks"));
    }
}
